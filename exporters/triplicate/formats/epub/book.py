"""One document and a theme into an EPUB 3.3, part by part."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Document
from triplicate.document.phrases import phrases_for
from triplicate.formats.epub import cover, navigation
from triplicate.formats.epub.accessibility import claims
from triplicate.formats.epub.chapters import Part, PartKind, parts
from triplicate.formats.epub.content_documents import ContentBuilder
from triplicate.formats.epub.package import Resource, archive, identifier
from triplicate.formats.epub.pictures import PictureFiles
from triplicate.formats.epub.xhtml import STYLE_SHEET, page, serialise
from triplicate.formats.product import PageStart, Product
from triplicate.formats.reflow.signs import rule_of, signs_of
from triplicate.formats.refusals import refuse
from triplicate.theme import Theme, stylesheet

_XHTML = "application/xhtml+xml"
_COVER_FILE = "cover.xhtml"
_COVER_SOURCE = ""
"""The key of a drawn cover among the pictures; no image of a document has it."""


def export(
    document: Document,
    theme: Theme,
    *,
    moment: datetime,
    page_starts: Sequence[PageStart] = (),
    page_source: str | None = None,
) -> Product:
    """Return the document as an EPUB 3.3.

    ``moment`` is the modification date, with its time zone. ``page_starts`` are where the pages of the PDF of the
    same text begin; with them the book has a page list, whose origin ``page_source`` names (the title by default).
    Raises FindingsError for gaps in the document.
    """
    refuse(document)
    metadata = document.metadata
    front = cover.picture(document, theme)
    source = _COVER_SOURCE if cover.is_drawn(document) else metadata.cover_image or _COVER_SOURCE
    pictures = PictureFiles({**document.pictures, source: front})
    cover_name = pictures.name(source)

    builder, texts = _texts(document, theme, pictures, page_starts)
    pages = builder.marks.pages
    front_file = next((part.file for part, _ in texts if part.kind is PartKind.TITLE_PAGE), None)
    before_contents = sum(one.file == front_file for one in pages)
    begun = builder.marks.in_contents(navigation.FILE, before_contents)
    contents = navigation.points(document, builder)
    landmarks = _landmarks(document, [part for part, _ in texts])
    nav = Resource(
        navigation.FILE,
        _XHTML,
        navigation.navigation_document(document, contents, landmarks, pages, begun),
        ("nav",),
        in_spine=metadata.toc,
    )
    resources = [Resource(_COVER_FILE, _XHTML, _cover(document, cover_name), in_spine=True)]
    for part, root in texts:
        properties = ("mathml",) if part.file in builder.mathematical else ()
        resources.append(Resource(part.file, _XHTML, serialise(root), properties, in_spine=True))
        if part.kind is PartKind.TITLE_PAGE:
            resources.append(nav)
    if nav not in resources:
        resources.append(nav)
    ncx = navigation.ncx(document, identifier(metadata), contents, pages)
    resources.append(Resource(navigation.NCX_FILE, "application/x-dtbncx+xml", ncx))
    signs, rules = _callout_signs(document, theme)
    sheet = "\n".join((stylesheet(theme, "epub"), *rules))
    resources += [Resource(STYLE_SHEET, "text/css", sheet.encode("utf-8")), *signs]
    resources += _picture_files(pictures, cover_name)
    told = claims(metadata, builder.inventory, (page_source or metadata.title) if pages else None)
    return Product(archive(document, resources, told, moment))


def _callout_signs(document: Document, theme: Theme) -> tuple[list[Resource], list[str]]:
    """Return the signs of the kinds of callouts that a document has, and the rules that show them."""
    signs, rules = [], []
    for kind, drawing in signs_of(document, theme):
        name = f"signs/{kind.value}.svg"
        signs.append(Resource(name, "image/svg+xml", drawing))
        rules.append(rule_of(kind, name))
    return signs, rules


def _texts(
    document: Document, theme: Theme, pictures: PictureFiles, page_starts: Sequence[PageStart]
) -> tuple[ContentBuilder, list[tuple[Part, Element]]]:
    """Return the content documents, and their builder, which knows what is in them."""
    for number in count():
        builder = ContentBuilder(document, theme, pictures, page_starts, prefix="own." * number)
        texts = []
        for part in parts(document):
            root, body = page(part.title, document.metadata.lang, document.metadata.dir)
            builder.part(body, part)
            texts.append((part, root))
        if not builder.clash:
            break
    builder.finish()
    return builder, texts


def _landmarks(document: Document, found: Sequence[Part]) -> Iterator[navigation.Landmark]:
    phrases = phrases_for(document.metadata.lang)
    start = next((part for part in found if part.kind is not PartKind.TITLE_PAGE), found[0])
    yield navigation.Landmark("cover", phrases.cover, _COVER_FILE)
    if document.metadata.toc:
        yield navigation.Landmark("toc", phrases.contents, navigation.FILE)
    yield navigation.Landmark("bodymatter", phrases.start, start.file)


def _cover(document: Document, address: str) -> bytes:
    """Return the content document that shows the cover."""
    metadata = document.metadata
    root, body = page(phrases_for(metadata.lang).cover, metadata.lang, metadata.dir)
    body.set("epub:type", "cover")
    around = SubElement(body, "section", {"class": "cover"})
    if not cover.is_drawn(document):
        # A figure of the text, too, which the copies of it in other formats show as one.
        around = SubElement(around, "figure")
    SubElement(around, "img", {"role": "doc-cover", "src": address, "alt": cover.alt(document)})
    return serialise(root)


def _picture_files(pictures: PictureFiles, cover_name: str) -> Iterator[Resource]:
    for name, picture in pictures.used.items():
        properties = ("cover-image",) if name == cover_name else ()
        yield Resource(name, picture.media_type, picture.data, properties)
