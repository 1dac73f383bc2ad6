"""The style sheets of PDF and EPUB: their templates with a theme's tokens filled in."""

from collections.abc import Iterable
from dataclasses import fields
from string import Template
from typing import Literal

from triplicate.theme.contrast import for_any_ground
from triplicate.theme.fonts import Family, styles_folder
from triplicate.theme.tokens import Theme

Medium = Literal["pdf", "epub"]

# Fields of Type and Spacing that are factors, not lengths in points.
_FACTORS = frozenset({"formula", "line", "heading_line", "letter", "word"})

ORDINARY = 12.0
"""The size of text in points that a reading system's own setting stands for."""

_LINES = ("accent", "rule", "note", "tip", "important", "warning", "caution")
_THIN = 0.1

_ADDRESSES = '@media print { a[data-address]::after { content: " (" attr(data-address) ")"; overflow-wrap: anywhere } }'
"""What the rule for links adds to a book whose edition is made for paper, when it is printed."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def stylesheet(theme: Theme, medium: Medium) -> str:
    """Return the CSS of a medium with the theme's tokens filled in (``$type_body`` and so on).

    ``$em_title`` and so on are sizes and spaces in points as multiples of the body's size; ``$line_note`` and so on
    are colours of lines that show on any ground, ``$tint_note`` and so on the same so thin that any text shows on them.
    """
    template = Template((styles_folder() / f"{medium}.css").read_text(encoding="utf-8"))
    sheet = template.substitute(_values(theme))
    if medium == "pdf":
        sheet = "\n".join((sheet, *_sides(theme), *_languages(theme)))
    elif theme.links.addresses:
        sheet = f"{sheet}\n{_ADDRESSES}"
    return sheet


def _values(theme: Theme) -> dict[str, str]:
    values = {
        f"{section}_{field.name}": str(getattr(part, field.name))
        for section, part in (
            ("page", theme.page),
            ("type", theme.type),
            ("spacing", theme.spacing),
            ("colours", theme.colours),
        )
        for field in fields(part)
    }
    values |= {
        f"em_{name}": f"{points / theme.type.body:.4g}"
        for part in (theme.type, theme.spacing)
        for name, points in ((field.name, getattr(part, field.name)) for field in fields(part))
        if name not in _FACTORS
    }
    values["page_measure"] = f"{theme.page.measure:.4g}"
    for name in _LINES:
        line = for_any_ground(getattr(theme.colours, name))
        values[f"line_{name}"] = line
        values[f"tint_{name}"] = f"rgba({', '.join(str(int(line[i : i + 2], 16)) for i in (1, 3, 5))}, {_THIN})"
    values["epub_size"] = f"{theme.type.body / ORDINARY:.4g}"
    for use in ("body", "heading", "code"):
        values[f"fonts_{use}"] = _stack((getattr(theme.fonts, use), *theme.fonts.fallback))
    return values


def _stack(families: Iterable[Family]) -> str:
    return ", ".join(f'"{name}"' for name in dict.fromkeys(family.name for family in families))


def _sides(theme: Theme) -> Iterable[str]:
    """Yield the rules of sheets that are printed on both sides, and of sheets that will be cut."""
    page = theme.page
    if page.mirrored:
        yield f"@page :right {{ margin-left: {page.left}pt; margin-right: {page.right}pt }}"
        yield f"@page :left {{ margin-left: {page.right}pt; margin-right: {page.left}pt }}"
    if page.crop_marks:
        yield "@page { marks: crop; bleed: 9pt }"


def _languages(theme: Theme) -> Iterable[str]:
    """Yield the rules that set a language in the family that has all its letters."""
    fonts = theme.fonts
    for lang, family in fonts.by_language:
        stack = _stack((family, fonts.body, *fonts.fallback))
        within = ", ".join(f"{heading}:lang({lang})" for heading in (*_HEADINGS, ".callout-title"))
        yield f'[lang="{lang}"], {within} {{ font-family: {stack} }}'
