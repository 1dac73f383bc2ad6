"""WordprocessingML elements, built directly: the one place that knows the namespaces and how text is written.

Attributes and children are those of ECMA-376, Part 1 (transitional); the order of children is the caller's.
"""

from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document import lengths
from triplicate.document.isolated import IN_ARABIC
from triplicate.later import regex

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

NAMESPACES = {"w": W, "r": R, "m": M, "mc": MC, "w14": W14, "w15": W15, "wp": WP}

_EXTENSIONS = ("w14", "w15")

_W = f"{{{W}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Characters that XML 1.0 cannot hold (2.2, Char).
_NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Characters that Word has elements for.
_SPECIAL = regex("([\u00ad\u2011\t\n])")
_ELEMENTS = {"\u00ad": "softHyphen", "\u2011": "noBreakHyphen", "\t": "tab", "\n": "br"}


def root(tag: str, /, **attributes: str) -> Element:
    """Return a new root element in the ``w`` namespace that declares the namespaces of a document part."""
    element = etree.Element(_W + tag, nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(_W + name, value)
    # Readers that do not know the extensions of 2010 and 2012 pass over them (ECMA-376, Part 3, 7.2).
    element.set(f"{{{MC}}}Ignorable", " ".join(_EXTENSIONS))
    return element


def extended(element: Element) -> Element:
    """Return a copy of the root of a part, in which the extensions that ours use may stand too."""
    nsmap: Any = {**element.nsmap, **NAMESPACES}  # the stubs know no default namespace
    attributes = {str(name): str(value) for name, value in element.items()}
    made = etree.Element(element.tag, attributes, nsmap=nsmap)
    made.extend(deepcopy(child) for child in element)
    ignorable = made.get(f"{{{MC}}}Ignorable", "").split()
    made.set(f"{{{MC}}}Ignorable", " ".join(dict.fromkeys((*ignorable, *_EXTENSIONS))))
    return made


def other_root(namespace: str, tag: str, **prefixes: str) -> Element:
    """Return a new root element in another namespace, which is the default one in its part."""
    nsmap: Any = {None: namespace, **prefixes}  # the stubs know no default namespace
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=nsmap)


def sub(parent: Element, tag: str, /, **attributes: str) -> Element:
    """Append an element in the ``w`` namespace; the attributes are in it too."""
    element = etree.SubElement(parent, _W + tag)
    for name, value in attributes.items():
        element.set(_W + name, value)
    return element


def loose(tag: str, /, **attributes: str) -> Element:
    """Return an element in the ``w`` namespace that has no parent yet."""
    element = etree.Element(_W + tag, nsmap={"w": W})
    for name, value in attributes.items():
        element.set(_W + name, value)
    return element


def tabular(properties: Element) -> None:
    """Append to run properties that all digits are of one width, if the font has such (extension of 2010)."""
    etree.SubElement(properties, f"{{{W14}}}numSpacing", {f"{{{W14}}}val": "tabular"})


def find(element: Element, tag: str) -> Element | None:
    """Return the first child of that name in the ``w`` namespace."""
    return element.find(_W + tag)


def related(element: Element, identifier: str) -> None:
    """Set the relationship that an element stands for."""
    element.set(f"{{{R}}}id", identifier)


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def write_text(run: Element, text: str) -> None:
    """Append words to a run; optional and non-breaking hyphens, tabs and line ends get their own elements.

    Word orders a run by its direction: it needs no mark for numbers, and not every font has one that is not seen.
    """
    text = clean(text).replace(IN_ARABIC, "")
    if not _SPECIAL.search(text):
        _write_words(run, text)
        return
    for piece in _SPECIAL.split(text):
        if name := _ELEMENTS.get(piece):
            sub(run, name)
        elif piece:
            _write_words(run, piece)


def _write_words(run: Element, words: str) -> None:
    element = sub(run, "t")
    element.text = words
    if words != words.strip() or "  " in words:
        element.set(XML_SPACE, "preserve")


def colour(value: str) -> str:
    """Return ``#rrggbb`` as Word writes it."""
    return value[1:].upper()


def twips(points: float) -> str:
    """Return points as twentieths of a point."""
    return str(lengths.twips(points))


def eighths(points: float) -> str:
    """Return the width of a border in eighths of a point: 2 to 96 (17.18.73)."""
    return str(min(max(round(points * 8), 2), 96))


def half_points(points: float) -> str:
    """Return points as half-points."""
    return str(lengths.half_points(points))


def serialised(element: Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
