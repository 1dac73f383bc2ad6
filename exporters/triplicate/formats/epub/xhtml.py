"""Content documents as bytes: XHTML that XML and HTML parsers read alike."""

from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.language import Direction
from triplicate.formats.html import XML_LANG, set_language

STYLE_SHEET = "style.css"

# Elements without content in HTML; all others are closed by an end tag even when empty, since a reading system
# that parses the file as HTML takes "<td/>" for a start tag.
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

# A line ends after these. No reading system shows it: it lets people read the files, and programs that take the text
# alone keep the words on both sides apart.
_LINES = frozenset(
    """html head body title link meta section header footer nav div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote
    pre table caption thead tbody tr td th figure figcaption aside hr br""".split()  # noqa: SIM905
)


class Markup(str):
    """A string that is XML already and is written as it is."""

    __slots__ = ()


def page(title: str, lang: str, direction: Direction) -> tuple[Element, Element]:
    """Return the root of a content document and its empty body."""
    root = Element("html", {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"})
    set_language(root, lang)
    root.set("dir", direction)
    head = SubElement(root, "head")
    SubElement(head, "title").text = title
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": STYLE_SHEET})
    return root, SubElement(root, "body")


def serialise(root: Element) -> bytes:
    """Return a tree of elements in no namespace as an XML file (EPUB 3.3, 3.2: XML conformant, in UTF-8)."""
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    if root.tag == "html":
        pieces.append("<!DOCTYPE html>\n")
    _write(root, pieces.append)
    return "".join(pieces).encode("utf-8")


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    write(f"<{tag}")
    for name, value in element.attrib.items():
        write(f' {"xml:lang" if name == XML_LANG else name}="{_attribute(value)}"')
    text = element.text
    if tag in _VOID:
        write("/>\n" if tag in _LINES else "/>")
    else:
        write(">")
        if text:
            write(text if isinstance(text, Markup) else escape(text, quote=False))
        for child in element:
            _write(child, write)
        write(f"</{tag}>\n" if tag in _LINES else f"</{tag}>")
    if tail := element.tail:
        write(escape(tail, quote=False))


def _attribute(value: str) -> str:
    # A line's end or a tab in an attribute is read as a space unless written by its number (XML 1.0, 3.3.3).
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;")
