"""What the styles of a template come to, with all that they inherit (ECMA-376, Part 1, 17.7.2).

Sizes and lengths are in points, colours ``#rrggbb``.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.lengths import points
from triplicate.formats.word.markup import W, find
from triplicate.later import regex

_W = f"{{{W}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_LONGEST_CHAIN = 64
"""More styles than this based on one another are a circle."""

_DEFAULT_SIZE = 10.0
_DEFAULT_FONT = "Times New Roman"
_DEFAULT_TEXT = "#000000"


class Cascade:
    """The styles part of a template, by name, as Word distinguishes styles; names are in lower case."""

    def __init__(self, styles: Element, theme: Element | None) -> None:
        self.root = styles
        self._theme = theme
        self._by_name: dict[tuple[str, str], Element] = {}
        self._by_id: dict[str, Element] = {}
        for style in styles.iterchildren(f"{_W}style"):
            self._by_id[style.get(f"{_W}styleId", "")] = style
            self._by_name.setdefault((kind_of(style), name_of(style)), style)

    def named(self, name: str, kind: str = "paragraph") -> Element | None:
        """Return the style of a name."""
        return self._by_name.get((kind, name.lower()))

    def with_id(self, identifier: str) -> Element | None:
        """Return the style of an id."""
        return self._by_id.get(identifier)

    def size(self, style: Element) -> float:
        """Return the size of the style's text."""
        return measure(self._value(style, "rPr", "sz", "val"), 2) or _DEFAULT_SIZE

    def colour(self, style: Element) -> str:
        """Return the colour of the style's text: where it follows the theme, as Word wrote it down when it saved."""
        return _colour(self._value(style, "rPr", "color", "val")) or _DEFAULT_TEXT

    def background(self, style: Element, page: str) -> str:
        """Return what lies under the style's text; ``page`` is the colour of the page."""
        return (
            _colour(self._value(style, "rPr", "shd", "fill"))
            or _colour(self._value(style, "pPr", "shd", "fill"))
            or page
        )

    def bold(self, style: Element) -> bool:
        """Tell whether the style's text is bold."""
        found = next(self._elements(style, "rPr", "b"), None)
        return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")

    def font(self, style: Element) -> str:
        """Return the name of the font of the style's Latin letters."""
        for fonts in self._elements(style, "rPr", "rFonts"):
            if slot := fonts.get(f"{_W}asciiTheme"):
                if named := self._theme_font(slot):
                    return named
            elif named := fonts.get(f"{_W}ascii"):
                return named
        return _DEFAULT_FONT

    def length(self, style: Element, tag: str, *attributes: str) -> float | None:
        """Return a length that the style's paragraphs have, by the element and the attributes that may say it."""
        for attribute in attributes:
            if (found := measure(self._value(style, "pPr", tag, attribute), 20)) is not None:
                return found
        return None

    def line(self, style: Element) -> float | None:
        """Return the height of a line as a multiple of single spacing, None if it is an exact height."""
        rule = self._value(style, "pPr", "spacing", "lineRule")
        height = self._value(style, "pPr", "spacing", "line")
        return measure(height, 240) if rule in (None, "auto") else None

    def accent(self) -> str | None:
        """Return the first accent of the theme's colours."""
        colour = None if self._theme is None else self._theme.find(f".//{_A}accent1/{_A}srgbClr")
        return None if colour is None else _colour(colour.get("val"))

    def chain(self, style: Element) -> Iterator[Element]:
        """Yield the style and those that it is based on, nearest first."""
        current: Element | None = style
        for _ in range(_LONGEST_CHAIN):
            if current is None:
                return
            yield current
            base = find(current, "basedOn")
            current = None if base is None else self._by_id.get(base.get(f"{_W}val", ""))

    def _elements(self, style: Element, properties: str, tag: str) -> Iterator[Element]:
        """Yield the settings of a property, nearest first, those of the document's defaults last."""
        for one in self.chain(style):
            found = one.find(f"{_W}{properties}/{_W}{tag}")
            if found is not None:
                yield found
        default = self.root.find(f"{_W}docDefaults/{_W}{properties}Default/{_W}{properties}/{_W}{tag}")
        if default is not None:
            yield default

    def _value(self, style: Element, properties: str, tag: str, attribute: str) -> str | None:
        elements = self._elements(style, properties, tag)
        return next((found for element in elements if (found := element.get(_W + attribute)) is not None), None)

    def _theme_font(self, slot: str) -> str | None:
        if self._theme is None:
            return None
        scheme = "majorFont" if slot.startswith("major") else "minorFont"
        latin = self._theme.find(f".//{_A}{scheme}/{_A}latin")
        return None if latin is None else latin.get("typeface") or None


def kind_of(style: Element) -> str:
    """Return what a style is for: "paragraph", "character", "table" or "numbering"."""
    return style.get(f"{_W}type", "paragraph")


def name_of(style: Element) -> str:
    """Return the name of a style in lower case; its id may be in the language of the Word that made it."""
    name = find(style, "name")
    return ("" if name is None else name.get(f"{_W}val", "")).strip().lower()


def parsed(data: bytes) -> Element:
    """Parse a part without following anything that it points to. Raises XMLSyntaxError."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _colour(value: str | None) -> str | None:
    if value is None or len(value) != len("rrggbb"):
        return None
    try:
        int(value, 16)
    except ValueError:
        return None
    return f"#{value.lower()}"


_MEASURE = regex(r"(-?[0-9]{1,6}(?:\.[0-9]+)?)(pt|mm|cm|in|pc|pi)?")
_LONGEST = 1584.0
"""Points; no page and no length on one is longer (22 inches: Word's limit)."""


def measure(value: str | None, unit: float) -> float | None:
    """Return a count of a unit, of which a point or a line has so many; a universal measure (22.9.2.15) is points.

    None for what is no measure, or none that a page has.
    """
    found = _MEASURE.fullmatch(value or "")
    if found is None:
        return None
    length = points(float(found[1]), found[2]) if found[2] else float(found[1]) / unit
    return length if abs(length) <= _LONGEST else None
