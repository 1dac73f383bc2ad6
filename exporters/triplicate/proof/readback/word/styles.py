"""Styles, with what they inherit (ISO/IEC 29500-1, 17.7)."""

from collections.abc import Iterator

from lxml import etree

from triplicate.later import dataclass
from triplicate.proof.readback.word.markup import Properties, W, find, properties, value, whole

_LONGEST_CHAIN = 64


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name in lower case, and its own properties."""

    id: str
    name: str
    based_on: str | None
    paragraph: Properties
    run: Properties


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[tuple[str, str | None], tuple[Style, ...]] = {}
        self._names: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._lefts: dict[str | None, int | None] = {}
        self._properties: dict[tuple[str | None, str], etree._Element | None] = {}
        self.defaults = properties(find(root, "docDefaults", "rPrDefault", "rPr"))
        # Most styles of a document are in no use: those that are met are read.
        for element in root.iter(f"{W}style") if root is not None else ():
            kind, identifier = element.get(f"{W}type") or "paragraph", element.get(f"{W}styleId") or ""
            self._elements[kind, identifier] = element
            if element.get(f"{W}default") in ("1", "true", "on"):
                self._default[kind] = identifier

    def _style(self, kind: str, identifier: str) -> Style:
        key = kind, identifier
        if key not in self._styles:
            element = self._elements[key]
            self._styles[key] = Style(
                identifier,
                _name(element, identifier),
                value(element, "basedOn"),
                properties(find(element, "pPr")),
                properties(find(element, "rPr")),
            )
        return self._styles[key]

    def chain(self, kind: str, identifier: str | None) -> tuple[Style, ...]:
        """Return a style and those it is based on, nearest first; the default style if none is named."""
        key = kind, identifier
        if key not in self._chains:
            self._chains[key] = tuple(self._chain(kind, identifier))
        return self._chains[key]

    def _chain(self, kind: str, identifier: str | None) -> Iterator[Style]:
        current = identifier if identifier is not None else self._default.get(kind)
        for _ in range(_LONGEST_CHAIN):
            if current is None or (kind, current) not in self._elements:
                return
            style = self._style(kind, current)
            yield style
            current = style.based_on

    def names(self, kind: str, identifier: str | None) -> tuple[str, ...]:
        """Return the names of a style and of those it is based on."""
        key = kind, identifier
        if key not in self._names:
            self._names[key] = tuple(style.name for style in self.chain(kind, identifier))
        return self._names[key]

    def ids(self, kind: str, identifier: str | None) -> tuple[str, ...]:
        """Return the ids of a style and of those it is based on."""
        return tuple(style.id for style in self.chain(kind, identifier))

    def paragraph_property(self, identifier: str | None, name: str) -> etree._Element | None:
        """Return the nearest setting of a paragraph property."""
        key = identifier, name
        if key not in self._properties:
            found = (style.paragraph.get(name) for style in self.chain("paragraph", identifier))
            self._properties[key] = next((one for one in found if one is not None), None)
        return self._properties[key]

    def numbering(self, identifier: str | None) -> str | None:
        """Return the numbering instance of a style; one that names but a level has that of what it is based on."""
        found = (value(style.paragraph.get("numPr"), "numId") for style in self.chain("paragraph", identifier))
        return next((one for one in found if one is not None), None)

    def left(self, identifier: str | None) -> int | None:
        """Return a style's own indentation at the beginning of lines, in twentieths of a point."""
        if identifier not in self._lefts:
            self._lefts[identifier] = self._left(identifier)
        return self._lefts[identifier]

    def left_of_name(self, name: str) -> int:
        """Return the indentation of the paragraph style of a name, in twentieths of a point; 0 without one."""
        paragraphs = ((one, element) for (kind, one), element in self._elements.items() if kind == "paragraph")
        return self.left(next((one for one, element in paragraphs if _name(element, one) == name), None)) or 0

    def _left(self, identifier: str | None) -> int | None:
        for style in self.chain("paragraph", identifier):
            if (found := left_of(style.paragraph.get("ind"))) is not None:
                return found
        return None


def _name(element: etree._Element, identifier: str) -> str:
    return (value(element, "name") or identifier).lower()


def left_of(indent: etree._Element | None) -> int | None:
    """Return where lines begin by an indentation, in twentieths of a point."""
    if indent is None:
        return None
    start = whole(indent.get(f"{W}start"))
    return start if start is not None else whole(indent.get(f"{W}left"))
