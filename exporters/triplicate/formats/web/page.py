"""One document and a theme into one web page (HTML Living Standard), with all that it shows in it or beside it."""

from datetime import datetime
from itertools import count
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Document, Picture
from triplicate.formats.html import set_language
from triplicate.formats.product import Product
from triplicate.formats.reflow.signs import rule_of, signs_of
from triplicate.formats.reflow.writer import Markup, written
from triplicate.formats.refusals import refuse
from triplicate.formats.web.beside import Shelf, address_of
from triplicate.formats.web.content import PageBuilder
from triplicate.formats.web.description import describe
from triplicate.formats.web.embedding import address, embedded
from triplicate.theme import Theme, stylesheet

_DRAWING = "image/svg+xml"


def export(
    document: Document, theme: Theme, *, moment: datetime, name: str | None = None, assets: str | None = None
) -> Product:
    """Return the document as a web page.

    ``moment`` is the date that it carries; ``name`` is its file's name without the suffix, which ends its address if
    that is known. ``assets`` is the folder for its pictures and its style, seen from the page; None if it holds them
    itself. Raises FindingsError for gaps in the document.
    """
    refuse(document)
    shelf = Shelf(assets) if assets is not None else None

    def picture_address(picture: Picture) -> str:
        if shelf is None:
            return embedded(picture)
        return address_of(shelf.put(picture.name, picture.media_type, picture.data))

    for number in count():
        body = Element("body")
        builder = PageBuilder(document, theme, picture_address, "own." * number)
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
    _style(head, document, theme, shelf)
    root.append(body)
    return Product(f"<!DOCTYPE html>\n{written(root, xml=False)}".encode(), beside=shelf.files if shelf else {})


def _style(head: Element, document: Document, theme: Theme, shelf: Shelf | None) -> None:
    """Append the style of a page, or a link to the sheet of it, beside which the signs of callouts stand."""
    addresses = {
        kind: shelf.put(f"sign-{kind.value}", _DRAWING, drawing).name if shelf else address(_DRAWING, drawing)
        for kind, drawing in signs_of(document, theme)
    }
    signs = (rule_of(kind, f'"{one}"') for kind, one in addresses.items())
    sheet = "\n".join(("", stylesheet(theme, "html"), *signs, ""))
    if shelf is None:
        SubElement(head, "style").text = Markup(sheet)
    else:
        href = address_of(shelf.put("style", "text/css", sheet.encode()))
        SubElement(head, "link", {"rel": "stylesheet", "href": href})
