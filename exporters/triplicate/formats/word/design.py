"""The colours and fonts that Word's Design tab changes, and how styles refer to them (17.18.97, 17.18.96)."""

from triplicate.theme import Theme

COLOURS = {
    "heading": ("dk2", "text2"),
    "header_background": ("lt2", "background2"),
    "accent": ("accent1", "accent1"),
    "tip": ("accent2", "accent2"),
    "important": ("accent3", "accent3"),
    "warning": ("accent4", "accent4"),
    "caution": ("accent5", "accent5"),
    "rule": ("accent6", "accent6"),
    "link": ("hlink", "hyperlink"),
}
"""What colours of a style are in the theme part: the element's name there, and that by which styles refer to it."""


def colour_reference(theme: Theme, value: str) -> str | None:
    """Return by what name a style refers to a colour of the theme part, None for one that is not there.

    With a template the theme part is the template's, whose colours and fonts may be others than those of its styles.
    """
    if theme.template:
        return None
    return next(
        (reference for token, (_, reference) in COLOURS.items() if getattr(theme.colours, token) == value), None
    )


def font_reference(theme: Theme, name: str) -> str | None:
    """Return by what name a style refers to a font of the theme part, None for one that is not there."""
    if theme.template or name not in (theme.fonts.body.name, theme.fonts.heading.name):
        return None
    return "minorHAnsi" if name == theme.fonts.body.name else "majorHAnsi"
