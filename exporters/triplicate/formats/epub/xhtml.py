"""Content documents as bytes: XHTML that XML and HTML parsers read alike."""

from xml.etree.ElementTree import Element, SubElement

from triplicate.document.language import Direction
from triplicate.formats.html import set_language
from triplicate.formats.reflow.writer import written

STYLE_SHEET = "style.css"


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
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    doctype = "<!DOCTYPE html>\n" if root.tag == "html" else ""
    return f"{declaration}{doctype}{written(root, xml=True)}".encode()
