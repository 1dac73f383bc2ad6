"""Ways through the book: the navigation document of EPUB 3 and the NCX that older readers need."""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Document
from triplicate.document.phrases import language_of_phrases, phrases_for
from triplicate.formats.epub.content_documents import ContentBuilder
from triplicate.formats.epub.pagemarks import MarkedPage, marker
from triplicate.formats.epub.xhtml import page, serialise
from triplicate.formats.html import XML_LANG, set_language
from triplicate.formats.reflow import contents
from triplicate.formats.reflow.contents import Point
from triplicate.later import dataclass

FILE = "nav.xhtml"
NCX_FILE = "toc.ncx"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers look for; ``type`` is a term of the EPUB Structural Semantics Vocabulary."""

    type: str
    words: str
    href: str


def points(document: Document, builder: ContentBuilder) -> tuple[Point, ...]:
    """Return the contents, every heading that divides the text in it; the title alone if there is none.

    A table of contents without entries is not valid (EPUB 3.3, 7.4.1).
    """
    return contents.points(document, builder, builder.address) or (
        contents.point(document, builder, builder.address, document.title),
    )


def navigation_document(
    document: Document,
    listed: Sequence[Point],
    landmarks: Iterable[Landmark],
    pages: Sequence[MarkedPage],
    begun: Mapping[int, MarkedPage],
) -> bytes:
    """Return the navigation document: contents, landmarks, page list.

    ``begun`` are the pages of the contents that begin with an entry, by the serial of its heading.

    It is also the page of contents where one is asked for: what that page does not show is ``hidden`` there and
    still offered by reading systems (EPUB 3.3, 7.4.3, the hidden attribute).
    """
    metadata = document.metadata
    phrases = phrases_for(metadata.lang)
    root, body = page(phrases.contents, metadata.lang, metadata.dir)
    toc = _nav(body, "toc", "doc-toc", phrases.contents)
    title = SubElement(toc, "h2")
    title.text = phrases.contents
    if (spoken := language_of_phrases(metadata.lang)) != metadata.lang:
        set_language(title, spoken)
    _entries(toc, listed, begun, deepest=1 + metadata.toc_depth)
    marks = _nav(body, "landmarks", None, phrases.landmarks)
    marks.set("hidden", "hidden")
    items = SubElement(marks, "ol")
    for landmark in landmarks:
        link = SubElement(SubElement(items, "li"), "a", {"epub:type": landmark.type, "href": landmark.href})
        link.text = landmark.words
    if pages:
        page_list = _nav(body, "page-list", "doc-pagelist", phrases.pages)
        page_list.set("hidden", "hidden")
        items = SubElement(page_list, "ol")
        for one in pages:
            link = SubElement(SubElement(items, "li"), "a", {"href": f"{one.file}#{one.id}"})
            link.text = one.label
    return serialise(root)


def _nav(body: Element, kind: str, role: str | None, title: str) -> Element:
    nav = SubElement(body, "nav", {"epub:type": kind, "aria-label": title})
    if role:
        nav.set("role", role)
    return nav


def _entries(parent: Element, listed: Iterable[Point], begun: Mapping[int, MarkedPage], deepest: int) -> None:
    items = SubElement(parent, "ol")
    for point in listed:
        if point.level > deepest:
            items.set("hidden", "hidden")
        item = SubElement(items, "li")
        link = SubElement(item, "a", {"href": point.href})
        if first := begun.get(point.serial):
            # An entry holds nothing before its link (EPUB 3.3, 7.3.1), and in a navigation document a span without
            # words is an error (EPUBCheck 5.3, RSC-005). Hidden, so that the page is no part of the link's name.
            link.append(marker(first, "i"))
            link[0].set("aria-hidden", "true")
        contents.append_words(link, point)
        if point.points:
            _entries(item, point.points, begun, deepest)


def ncx(document: Document, identifier: str, listed: Sequence[Point], pages: Sequence[MarkedPage]) -> bytes:
    """Return the contents and the page list for readers of EPUB 2 (OPF 2.0.1, 2.4.1; DAISY 2005)."""
    root = Element("ncx", {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1"})
    root.set(XML_LANG, document.metadata.lang)
    head = SubElement(root, "head")
    numbers = [int(one.label) for one in pages if one.label.isascii() and one.label.isdigit()]
    for name, value in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(_depth(listed))),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    ):
        SubElement(head, "meta", {"name": name, "content": value})
    SubElement(SubElement(root, "docTitle"), "text").text = document.metadata.title
    _Ncx().points(SubElement(root, "navMap"), listed)
    if pages:
        phrases = phrases_for(document.metadata.lang)
        page_list = SubElement(root, "pageList")
        SubElement(SubElement(page_list, "navLabel"), "text").text = phrases.pages
        for position, one in enumerate(pages, start=1):
            number = one.label if one.label.isascii() and one.label.isdigit() else None
            target = SubElement(
                page_list, "pageTarget", {"id": f"page.{position}", "type": "normal" if number else "special"}
            )
            if number:
                target.set("value", number)
            SubElement(SubElement(target, "navLabel"), "text").text = one.label
            SubElement(target, "content", {"src": f"{one.file}#{one.id}"})
    return serialise(root)


class _Ncx:
    def __init__(self) -> None:
        self._count = 0

    def points(self, parent: Element, listed: Iterable[Point]) -> None:
        for point in listed:
            self._count += 1
            element = SubElement(parent, "navPoint", {"id": f"point.{self._count}"})
            SubElement(SubElement(element, "navLabel"), "text").text = point.words
            SubElement(element, "content", {"src": point.href})
            self.points(element, point.points)


def _depth(listed: Iterable[Point]) -> int:
    return 1 + max((_depth(point.points) for point in listed if point.points), default=0)
