"""Trees of elements written as XML, or as HTML."""

from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element

from triplicate.formats.html import XML_LANG

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
    """A string that is XML and HTML already and is written as it is."""

    __slots__ = ()


def written(root: Element, *, xml: bool) -> str:
    """Return a tree of elements in no namespace as XML that HTML parsers read alike, or else as HTML (HTML, 13.1)."""
    pieces: list[str] = []
    _write(root, pieces.append, xml=xml)
    return "".join(pieces)


def _write(element: Element, write: Callable[[str], None], *, xml: bool) -> None:
    tag = element.tag
    write(f"<{tag}")
    for name, value in element.attrib.items():
        if name != XML_LANG:
            write(f' {name}="{_attribute(value)}"')
        elif xml:
            write(f' xml:lang="{_attribute(value)}"')
    text = element.text
    if tag in _VOID:
        end = "/>" if xml else ">"
        write(f"{end}\n" if tag in _LINES else end)
    else:
        write(">")
        if text:
            write(text if isinstance(text, Markup) else escape(text, quote=False))
        for child in element:
            _write(child, write, xml=xml)
        write(f"</{tag}>\n" if tag in _LINES else f"</{tag}>")
    if tail := element.tail:
        write(escape(tail, quote=False))


def _attribute(value: str) -> str:
    # A line's end or a tab in an attribute is read as a space unless written by its number (XML 1.0, 3.3.3).
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;")
