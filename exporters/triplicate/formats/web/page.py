"""One document and a theme into one web page (HTML Living Standard), with all that it shows in it."""

from datetime import datetime
from itertools import count
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Document
from triplicate.formats.html import set_language
from triplicate.formats.product import Product
from triplicate.formats.reflow.signs import rule_of, signs_of
from triplicate.formats.reflow.writer import Markup, written
from triplicate.formats.refusals import refuse
from triplicate.formats.web.content import PageBuilder
from triplicate.formats.web.description import describe
from triplicate.formats.web.embedding import address
from triplicate.theme import Theme, stylesheet


def export(document: Document, theme: Theme, *, moment: datetime, name: str | None = None) -> Product:
    """Return the document as a web page.

    ``moment`` is the date that it carries; ``name`` is its file's name without the suffix, which ends its address if
    that is known. Raises FindingsError for gaps in the document.
    """
    refuse(document)
    for number in count():
        body = Element("body")
        builder = PageBuilder(document, theme, document.pictures, "own." * number)
        builder.fill(body)
        if not builder.clash:
            break
    metadata = document.metadata
    root = Element("html")
    set_language(root, metadata.lang)
    root.set("dir", metadata.dir)
    head = SubElement(root, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = metadata.title
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
    place = f"{document.address}{quote(name)}.html" if document.address and name else None
    describe(head, document, builder.inventory, moment, place)
    signs = (rule_of(kind, f'"{address("image/svg+xml", drawing)}"') for kind, drawing in signs_of(document, theme))
    SubElement(head, "style").text = Markup("\n".join(("", stylesheet(theme, "html"), *signs, "")))
    root.append(body)
    return Product(f"<!DOCTYPE html>\n{written(root, xml=False)}".encode())
