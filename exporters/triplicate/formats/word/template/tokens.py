"""The tokens of a theme that a template decides: those in which the style does not differ from the standard edition.

An edition is made for what it changes: large print for its sizes, dyslexia for its spacing. There it stands before
the template; in all else the template is the house's will.
"""

from dataclasses import fields, replace
from typing import Any

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import W, find
from triplicate.formats.word.template.cascade import Cascade, measure
from triplicate.formats.word.template.reading import House
from triplicate.theme import Fonts, Page, Theme, role
from triplicate.theme.fonts import Family, catalogue
from triplicate.theme.measure import single_line

_W = f"{{{W}}}"
_TINT, _FAINT_TINT = 0.88, 0.95
"""How much white is in what lies under header cells, and under every other row."""


_LEAST_ROOM = 144.0
"""Points that a page must have for text in width and height; one with less is a mistake."""


def tokens_with_template(theme: Theme, standard: Theme, house: House) -> Theme:
    """Return the theme with what the template decides; ``standard`` is the standard edition."""
    styles = house.styles
    fonts = _fonts(theme.fonts, standard.fonts, styles)
    return replace(
        theme,
        page=_decided(theme.page, standard.page, _page(house.section, theme.page)),
        type=_decided(theme.type, standard.type, _sizes(styles, theme.type.least)),
        spacing=_decided(theme.spacing, standard.spacing, _spacing(styles, house.numbering, standard, fonts)),
        colours=_decided(theme.colours, standard.colours, _colours(styles)),
        fonts=fonts,
    )


def _decided(own: Any, standard: Any, offered: dict[str, Any]) -> Any:
    """Return a section of tokens with those offered in the place of those that are the standard edition's."""
    same = {field.name for field in fields(own) if getattr(own, field.name) == getattr(standard, field.name)}
    return replace(own, **{name: value for name, value in offered.items() if name in same and value is not None})


def _page(section: Element | None, page: Page) -> dict[str, Any]:
    size = None if section is None else find(section, "pgSz")
    margins = None if section is None else find(section, "pgMar")
    offered: dict[str, Any] = {}
    if size is not None:
        width, height = sorted(_points(size, side) or 0.0 for side in ("w", "h"))
        if width > 0 and not (abs(width - page.width) < 1 and abs(height - page.height) < 1):
            offered["size"] = f"{width:g}pt {height:g}pt"
    if margins is not None:
        offered |= {side: _points(margins, side) for side in ("top", "right", "bottom", "left")}
        # A negative margin lets the text stand over the header (17.6.11).
        offered = {name: abs(value) if isinstance(value, float) else value for name, value in offered.items()}
    taken = replace(page, **{name: value for name, value in offered.items() if value is not None})
    room = min(taken.measure, taken.height - taken.top - taken.bottom)
    return offered if room >= _LEAST_ROOM else {}


def _points(element: Element, attribute: str) -> float | None:
    return measure(element.get(_W + attribute), 20)


def _text(styles: Cascade) -> Element | None:
    named = (styles.named(name) for name in ("Body Text", "Normal"))
    return next((style for style in named if style is not None), None)


def _sizes(styles: Cascade, least: float) -> dict[str, Any]:
    """Return the sizes of a template that keep what the edition promises."""
    text = _text(styles)
    offered = {"body": None if text is None else styles.size(text)}
    names = {"title": "heading 1", **{f"h{level}": f"heading {level}" for level in range(2, 7)}}
    for token, name in {**names, "lead": "Summary", "small": "caption"}.items():
        if (style := styles.named(name)) is not None:
            offered[token] = styles.size(style)
    return {token: size for token, size in offered.items() if size is not None and size >= least}


def _spacing(styles: Cascade, numbering: Element | None, standard: Theme, fonts: Fonts) -> dict[str, Any]:
    text, heading, bullets = _text(styles), styles.named("heading 2"), styles.named("List Bullet")
    offered: dict[str, Any] = {}
    if text is not None:
        offered["paragraph"] = styles.length(text, "spacing", "after") or 0.0
        if (line := styles.line(text)) is not None:
            offered["line"] = line * single_line(fonts.body)
    if heading is not None:
        if (before := styles.length(heading, "spacing", "before")) is not None:
            # A heading of level 2 stands farther from the text before it than other headings.
            usual = role(standard, "h2", "word").before or standard.spacing.before_heading
            offered["before_heading"] = before * standard.spacing.before_heading / usual
        offered["after_heading"] = styles.length(heading, "spacing", "after")
    if bullets is not None:
        level = level_of(styles, bullets, numbering)
        left = styles.length(bullets, "ind", "left", "start")
        if left is None and level is not None and (indent := level.find(f"{_W}pPr/{_W}ind")) is not None:
            left = _points(indent, "left") or _points(indent, "start")
        offered["indent"] = left or None
    return offered


def _colours(styles: Cascade) -> dict[str, Any]:
    text, heading, link = _text(styles), styles.named("heading 2"), styles.named("Hyperlink", "character")
    offered = {
        token: styles.colour(style)
        for token, style in (("text", text), ("heading", heading), ("link", link))
        if style is not None
    }
    if accent := styles.accent():
        offered["accent"] = accent
        offered["header_background"] = _tinted(accent, _TINT)
        offered["stripe_background"] = _tinted(accent, _FAINT_TINT)
    return offered


def _tinted(colour: str, white: float) -> str:
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 * white + channel * (1 - white)):02x}" for channel in channels)


def _fonts(own: Fonts, standard: Fonts, styles: Cascade) -> Fonts:
    text, heading, code = _text(styles), styles.named("heading 2"), styles.named("Code")
    offered = {
        use: Family(styles.font(style), "", getattr(own, use).faces)
        for use, style in (("body", text), ("heading", heading), ("code", code))
        if style is not None
    }
    # A house that chose a family means it; those that come with Triplicate give way.
    ours = {use: getattr(own, use) for use in offered if getattr(own, use).name in catalogue()}
    # The families that come with files stay within reach, for the words in drawings.
    decided: Fonts = _decided(own, replace(standard, **ours), offered)
    return replace(decided, fallback=tuple(dict.fromkeys((own.body, *own.fallback))))


def level_of(styles: Cascade, style: Element, numbering: Element | None) -> Element | None:
    """Return the level of a list that a style's paragraphs are at, None if they are in no list (17.9.23)."""
    if numbering is None:
        return None
    for one in styles.chain(style):
        number = one.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is None:
            continue
        instance = _child(numbering, "num", "numId", number.get(f"{_W}val"))
        link = None if instance is None else find(instance, "abstractNumId")
        definition = None if link is None else _child(numbering, "abstractNum", "abstractNumId", link.get(f"{_W}val"))
        if definition is None:
            return None
        depth = one.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        return _child(definition, "lvl", "ilvl", "0" if depth is None else depth.get(f"{_W}val"))
    return None


def _child(parent: Element, tag: str, attribute: str, value: str | None) -> Element | None:
    return next((child for child in parent.iterchildren(_W + tag) if child.get(_W + attribute) == value), None)
