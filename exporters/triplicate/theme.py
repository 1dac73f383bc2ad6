"""Design tokens resolved: one look for three formats.

A style is a TOML file of tokens; it may extend another. The tokens are read here and nowhere else: PDF and EPUB
get them filled into style sheets, Word gets them as values. Contrast below WCAG 2.2 AA is refused (1.4.3).
"""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Literal

from triplicate.errors import UsageError
from triplicate.fonts import Family, families, styles_folder

Medium = Literal["pdf", "epub"]

PAGE_SIZES = {"A4": (595.276, 841.89), "A5": (419.528, 595.276), "Letter": (612.0, 792.0)}
"""Width and height in points."""

TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, level AA."""


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet: ``size`` is a key of :data:`PAGE_SIZES`; margins in points."""

    size: str
    top: float
    right: float
    bottom: float
    left: float

    @property
    def width(self) -> float:
        """Width of the sheet in points."""
        return PAGE_SIZES[self.size][0]

    @property
    def height(self) -> float:
        """Height of the sheet in points."""
        return PAGE_SIZES[self.size][1]


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in points; ``small`` is for captions, notes and page headers and footers."""

    body: float
    title: float
    h2: float
    h3: float
    h4: float
    h5: float
    h6: float
    lead: float
    small: float
    code: float

    def heading(self, level: int) -> float:
        """Size of a heading of level 1 (the title) to 6."""
        return (self.title, self.h2, self.h3, self.h4, self.h5, self.h6)[level - 1]


@dataclass(frozen=True, slots=True)
class Spacing:
    """``line``: line height as a factor of the size; ``letter`` and ``word`` in em; the rest in points."""

    line: float
    heading_line: float
    letter: float
    word: float
    paragraph: float
    item: float
    indent: float
    before_heading: float
    after_heading: float
    cell: float


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as ``#rrggbb``. Each ``*_background`` lies under ``text``."""

    text: str
    muted: str
    heading: str
    link: str
    rule: str
    accent: str
    page_background: str
    code_background: str
    header_background: str
    stripe_background: str
    note: str
    note_background: str
    tip: str
    tip_background: str
    important: str
    important_background: str
    warning: str
    warning_background: str
    caution: str
    caution_background: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families by use; ``fallback`` are tried in order for characters that the first lacks."""

    body: Family
    heading: Family
    code: Family
    fallback: tuple[Family, ...]

    @property
    def all(self) -> tuple[Family, ...]:
        """Every family once, the body's first."""
        return tuple(dict.fromkeys((self.body, self.heading, self.code, *self.fallback)))


@dataclass(frozen=True, slots=True)
class Theme:
    """A style, resolved. ``name`` is its file's stem."""

    name: str
    description: str
    page: Page
    type: Type
    spacing: Spacing
    colours: Colours
    fonts: Fonts


def _editions() -> Path:
    return styles_folder() / "editions"


def names() -> tuple[str, ...]:
    """Return the names of the styles that come with Triplicate."""
    return tuple(sorted(path.stem for path in _editions().glob("*.toml")))


@cache
def load(name: str = "standard") -> Theme:
    """Resolve a style by name.

    Raises UsageError for an unknown style, an unknown token or a contrast below WCAG AA.
    """
    if name not in names():
        raise UsageError(f"there is no style {name!r}; the styles are: {', '.join(names())}")
    return _resolve(name, _tokens(name))


def _tokens(name: str) -> dict[str, Any]:
    own = tomllib.loads((_editions() / f"{name}.toml").read_text(encoding="utf-8"))
    if (base := own.pop("extends", None)) is None:
        return own
    tokens = _tokens(base)
    for key, value in own.items():
        tokens[key] = {**tokens.get(key, {}), **value} if isinstance(value, dict) else value
    return tokens


def _resolve(name: str, tokens: dict[str, Any]) -> Theme:
    fonts = tokens["fonts"]
    known = families()
    theme = Theme(
        name=name,
        description=tokens["description"],
        page=_section(Page, tokens["page"], name),
        type=_section(Type, tokens["type"], name),
        spacing=_section(Spacing, tokens["spacing"], name),
        colours=_section(Colours, tokens["colours"], name),
        fonts=Fonts(
            body=known[fonts["body"]],
            heading=known[fonts["heading"]],
            code=known[fonts["code"]],
            fallback=tuple(known[family] for family in fonts["fallback"] if family in known),
        ),
    )
    for what, front, back in contrast_pairs(theme):
        if (ratio := contrast(front, back)) < TEXT_CONTRAST:
            raise UsageError(
                f"style {name!r}: {what} has a contrast of {ratio:.2f}:1 ({front} on {back}); "
                f"at least {TEXT_CONTRAST}:1 is needed (WCAG 2.2, 1.4.3)"
            )
    return theme


def _section(kind: type[Any], values: dict[str, Any], style: str) -> Any:
    values = {key.replace("-", "_"): value for key, value in values.items()}
    expected = {field.name for field in fields(kind)}
    if wrong := sorted(expected ^ values.keys()):
        raise UsageError(
            f"style {style!r}: [{kind.__name__.lower()}] has missing or unknown tokens: {', '.join(wrong)}"
        )
    return kind(**values)


# Contrast


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, back: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(front), luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_pairs(theme: Theme) -> tuple[tuple[str, str, str], ...]:
    """Return every pair of text and background colours that a style uses, each with what it is."""
    colours = theme.colours
    page = colours.page_background
    pairs = [
        ("text", colours.text, page),
        ("small print", colours.muted, page),
        ("headings", colours.heading, page),
        ("links", colours.link, page),
        ("code", colours.text, colours.code_background),
        ("table headers", colours.text, colours.header_background),
        ("table rows", colours.text, colours.stripe_background),
        ("links in table rows", colours.link, colours.stripe_background),
    ]
    for kind in ("note", "tip", "important", "warning", "caution"):
        background = getattr(colours, f"{kind}_background")
        pairs += [
            (f"{kind} title", getattr(colours, kind), background),
            (f"{kind} text", colours.text, background),
            (f"links in {kind}", colours.link, background),
        ]
    return tuple(pairs)


# Style sheets


# Fields of Spacing that are factors, not lengths in points.
_FACTORS = frozenset({"line", "heading_line", "letter", "word"})


def stylesheet(theme: Theme, medium: Medium) -> str:
    """Return the CSS of a medium with the theme's tokens filled in (``$type_body`` and so on).

    ``$em_title`` and so on are sizes and spaces in points as multiples of the body's size.
    """
    template = Template((styles_folder() / f"{medium}.css").read_text(encoding="utf-8"))
    return template.substitute(_values(theme))


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
    fallback = [family.name for family in theme.fonts.fallback]
    for use in ("body", "heading", "code"):
        stack = dict.fromkeys([getattr(theme.fonts, use).name, *fallback])
        values[f"fonts_{use}"] = ", ".join(f'"{name}"' for name in stack)
    return values
