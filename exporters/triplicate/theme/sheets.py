"""The style sheets of PDF, EPUB and web page: their templates with a theme's tokens and roles filled in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from string import Template
from typing import Any, Literal

from triplicate.later import dataclass, regex
from triplicate.theme.contents import closer_lines
from triplicate.theme.contrast import for_any_ground
from triplicate.theme.fonts import Family, styles_folder
from triplicate.theme.grounds import dark
from triplicate.theme.key_figures import GAP
from triplicate.theme.measure import RAISED_IN_HEADINGS
from triplicate.theme.role_values import Edge
from triplicate.theme.roles import Role, own, role
from triplicate.theme.section_numbers import hang
from triplicate.theme.tokens import Colours, Theme

Medium = Literal["pdf", "epub", "html"]

# Fields of Type and Spacing that are factors, not lengths in points.
_FACTORS = frozenset({"formula", "line", "heading_line", "letter", "word"})

ORDINARY = 12.0
"""The size of text in points that a reading system's own setting stands for."""

_THIN = 0.1
"""How much of a line's colour is in a tint: so little that text of any colour shows on any ground."""

_TINTED = {"code_background": "rule", "header_background": "accent", "stripe_background": "rule"}
"""The lines whose colours tint what lies under text, where the ground is the reader's; a callout's is its own."""

_ADDRESSES = '@media print { a[data-address]::after { content: " (" attr(data-address) ")"; overflow-wrap: anywhere } }'
"""What the rule for links adds to a book whose edition is made for paper, when it is printed."""

_COMMENT, _BLANK = regex(r"/\*.*?\*/", re.DOTALL), regex(r"\n\s*\n")
"""What is for those who read the template, and not for the readers of every page."""

_EMPTY = regex(r"^[^{}\n]*\{[\s;]*\}\n", re.MULTILINE)
"""A rule for a role of which the medium says nothing."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@lru_cache(maxsize=40)
def stylesheet(theme: Theme, medium: Medium) -> str:
    """Return the CSS of a medium with the theme's tokens filled in (``$type_body`` and so on).

    ``$role_quote`` and so on are the declarations of a role. Of a role that is like another they are those that it
    adds, since a sheet gives the other one's to both.
    ``$em_title`` and so on are sizes and spaces in points as multiples of the body's size; ``$line_rule`` and
    ``$line_accent`` are colours of lines that show on any ground.
    """
    # A page in a browser reflows as a book does: its sheet is that of the EPUB, and what it has besides.
    parts = ("epub", "web") if medium == "html" else (medium,)
    template = Template("\n".join((styles_folder() / f"{one}.css").read_text(encoding="utf-8") for one in parts))
    roles = {f"role_{name.replace('-', '_')}": declarations(theme, name, medium) for name in theme.roles}
    sheet = _EMPTY.sub("", template.substitute(_values(theme) | roles))
    if medium == "html":
        return _BLANK.sub("\n", _COMMENT.sub("", f"{_grounds(theme)}\n{sheet}\n{_ADDRESSES}"))
    if medium == "pdf":
        sheet = "\n".join((sheet, *_sides(theme), *_numbers(theme), *_languages(theme)))
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
    values["key_figures_gap"] = f"{GAP:g}"
    line, apart = closer_lines(theme)
    values |= {"contents_closer_line": f"{line:g}", "contents_closer_apart": f"{apart:g}"}
    values["raised_in_headings"] = f"{RAISED_IN_HEADINGS:g}"
    values["page_measure"] = f"{theme.page.measure:.4g}"
    values |= {f"line_{name}": for_any_ground(getattr(theme.colours, name)) for name in ("accent", "rule")}
    values["measure"] = f"{theme.page.measure / theme.type.body:.4g}"
    values["epub_size"] = f"{theme.type.body / ORDINARY:.4g}"
    for use in ("body", "heading", "code"):
        values[f"fonts_{use}"] = _stack((getattr(theme.fonts, use), *theme.fonts.fallback))
        values[f"screen_fonts_{use}"] = _screen_stack(theme, use)
    return values


def _grounds(theme: Theme) -> str:
    """Return the colours as custom properties: those of the theme, and on screens whose reader wants them dark ones."""

    def said(colours: Colours) -> str:
        return "; ".join(
            f"--{field.name.replace('_', '-')}: {getattr(colours, field.name)}" for field in fields(colours)
        )

    light, dim = said(theme.colours), said(dark(theme.colours))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dim} }} }}"


def declarations(theme: Theme, name: str, medium: Medium) -> str:
    """Return the CSS of a role in a medium, without what it has from the role that it is like.

    Lengths are points in the PDF, and elsewhere multiples of the role's size.
    """
    looks, said = role(theme, name, medium), own(theme, name, medium)
    if medium != "pdf" and "size" in said:
        # What is relative to the size changes with it.
        said |= _LENGTHS
    return "; ".join(_Css(theme, medium, looks.size or theme.type.body).of(looks, said))


_LENGTHS = frozenset({"before", "after", "start", "end", "top", "bottom", "bar", "frame", "padding"})


@dataclass(frozen=True, slots=True)
class _Css:
    """Writes a role whose size is ``em`` points in the CSS of one medium."""

    theme: Theme
    medium: Medium
    em: float

    def of(self, looks: Role, said: frozenset[str]) -> Iterator[str]:
        """Yield the declarations of those fields of a role that are said, the frame before the sides of it."""
        for name in (field.name for field in fields(Role) if field.name in said):
            value = getattr(looks, name)
            if value is not None:
                yield from self._declarations(name, value)

    def _declarations(self, name: str, value: Any) -> Iterator[str]:
        match name:
            case "size":
                yield f"font-size: {self._size(value)}"
            case "font":
                families = (getattr(self.theme.fonts, value), *self.theme.fonts.fallback)
                yield f"font-family: {_screen_stack(self.theme, value) if self.medium == 'html' else _stack(families)}"
            case "colour":
                yield f"color: {_property(value) if self.medium == 'html' else getattr(self.theme.colours, value)}"
            case "tint":
                yield f"background-color: {self._tint(value)}"
            case "before" | "after" | "start" | "end":
                yield f"{_MARGINS[name]}: {self._length(value)}"
            case "top" | "bottom" | "bar" | "frame":
                yield f"{_BORDERS[name]}: {self._edge(value)}"
            case "padding":
                for side, length in zip(("top", "inline-end", "bottom", "inline-start"), value, strict=True):
                    yield f"padding-{side}: {self._length(length)}"
            case "keep_next" | "keep_lines":
                side = "after" if name == "keep_next" else "inside"
                broken = "avoid" if value else "auto"
                yield f"break-{side}: {broken}"
                if self.medium != "pdf":
                    # Reading systems of the time before CSS Fragmentation know the older name alone.
                    yield f"page-break-{side}: {broken}"
            case _:
                yield f"{_PLAIN[name]}: {_VALUES.get(value, value)}"

    def _size(self, points: float) -> str:
        return f"{points:g}pt" if self.medium == "pdf" else f"{points / self.theme.type.body:.4g}em"

    def _length(self, points: float) -> str:
        if not points:
            return "0"
        return f"{points:g}pt" if self.medium == "pdf" else f"{points / self.em:.4g}em"

    def _edge(self, edge: Edge) -> str:
        colour = getattr(self.theme.colours, edge.colour)
        if self.medium == "epub":
            colour = for_any_ground(colour)
        elif self.medium == "html":
            colour = _property(edge.colour)
        return f"{self._length(edge.width)} solid {colour}"

    def _tint(self, colour: str) -> str:
        if self.medium == "epub":
            return _tint(self.theme, colour)
        return _property(colour) if self.medium == "html" else str(getattr(self.theme.colours, colour))


_MARGINS = {
    "before": "margin-top",
    "after": "margin-bottom",
    "start": "margin-inline-start",
    "end": "margin-inline-end",
}
_BORDERS = {"top": "border-top", "bottom": "border-bottom", "bar": "border-inline-start", "frame": "border"}
_PLAIN = {
    "line": "line-height",
    "weight": "font-weight",
    "slant": "font-style",
    "align": "text-align",
    "digits": "font-variant-numeric",
}
_VALUES = {"tabular": "tabular-nums"}


def _stack(families: Iterable[Family]) -> str:
    return ", ".join(f'"{name}"' for name in dict.fromkeys(family.name for family in families))


def _screen_stack(theme: Theme, use: str) -> str:
    """Return the families of a use in a browser: the theme's where a reader has them, else what the system has."""
    own, generic = getattr(theme.fonts, use), "ui-monospace, monospace" if use == "code" else "system-ui, sans-serif"
    return f"{_stack((own,))}, {generic}"


def _property(colour: str) -> str:
    """Return how the sheet of a web page names a colour."""
    return f"var(--{colour.replace('_', '-')})"


def _tint(theme: Theme, background: str) -> str:
    """Return a colour for under the text, so thin that any text shows on it, on whichever ground."""
    line = for_any_ground(getattr(theme.colours, _TINTED.get(background, background.removesuffix("_background"))))
    return f"rgba({', '.join(str(channel) for channel in bytes.fromhex(line[1:]))}, {_THIN})"


def _sides(theme: Theme) -> Iterable[str]:
    """Yield the rules of sheets that are printed on both sides, and of sheets that will be cut."""
    page = theme.page
    if page.mirrored:
        yield f"@page :right {{ margin-left: {page.left}pt; margin-right: {page.right}pt }}"
        yield f"@page :left {{ margin-left: {page.right}pt; margin-right: {page.left}pt }}"
    if page.crop_marks:
        yield "@page { marks: crop; bleed: 9pt }"


def _numbers(theme: Theme) -> Iterable[str]:
    """Yield the rules that let the numbers of sections hang in their column, and lines over headings reach there."""
    if length := hang(theme):
        for around in ("body", "body > div"):
            yield f"{around} > .numbered {{ margin-inline-start: -{length:g}pt; padding-inline-start: {length:g}pt }}"
            place = f"min-width: {length:g}pt; margin-inline-start: -{length:g}pt"
            yield f"{around} > .numbered > .number {{ display: inline-block; {place} }}"


def _languages(theme: Theme) -> Iterable[str]:
    """Yield the rules that set a language in the family that has all its letters, and others within it as usual."""
    fonts = theme.fonts
    for lang, family in fonts.by_language:
        stack = _stack((family, fonts.body, *fonts.fallback))
        within = ", ".join(f"{heading}:lang({lang})" for heading in (*_HEADINGS, ".callout-title", ".note"))
        yield f'[lang="{lang}"], {within} {{ font-family: {stack} }}'
    if listed := ", ".join(f'[lang="{lang}"]' for lang, _ in fonts.by_language):
        others = f":is({listed}) [lang]:not({listed}, {', '.join(_HEADINGS)}, .callout-title)"
        yield f"{others} {{ font-family: {_stack((fonts.body, *fonts.fallback))} }}"
