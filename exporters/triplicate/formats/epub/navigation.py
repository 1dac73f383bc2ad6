"""Ways through the book: the navigation document of EPUB 3 and the NCX that older readers need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from triplicate.document import walk
from triplicate.document.model import Document, Heading
from triplicate.document.phrases import language_of_phrases, phrases_for
from triplicate.formats.epub.chapters import full_title
from triplicate.formats.epub.content_documents import ContentBuilder
from triplicate.formats.epub.pagemarks import MarkedPage, marker
from triplicate.formats.epub.xhtml import page, serialise
from triplicate.formats.html import XML_LANG, append_text, set_language

FILE = "nav.xhtml"
NCX_FILE = "toc.ncx"

_DEEPEST = 5
"""Levels of headings below the title."""


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the table of contents; ``stretches`` are its words where some are in another language than it.

    ``page`` is the page of the contents that begins with the entry.
    """

    words: str
    href: str
    level: int
    lang: str | None
    points: "tuple[Point, ...]"
    stretches: tuple[tuple[str, str | None], ...] = ()
    page: MarkedPage | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers look for; ``type`` is a term of the EPUB Structural Semantics Vocabulary."""

    type: str
    words: str
    href: str


def points(document: Document, builder: ContentBuilder, pages: Mapping[int, MarkedPage]) -> tuple[Point, ...]:
    """Return the contents, every heading that divides the text in it; the title alone if there is none.

    ``pages`` are those that begin with an entry, by the serial of its heading. A table of contents without entries
    is not valid (EPUB 3.3, 7.4.1).
    """
    whole = replace(document, metadata=replace(document.metadata, toc_depth=_DEEPEST))

    def point(heading: Heading, sections: Iterable[walk.Section]) -> Point:
        return Point(
            full_title(heading) or document.metadata.title,
            builder.address(builder.heading_id(heading)),
            heading.level,
            builder.heading_lang(heading),
            tuple(point(section.heading, section.sections) for section in sections),
            _stretches(heading),
            pages.get(heading.serial),
        )

    sections = walk.contents(whole)
    return tuple(point(section.heading, section.sections) for section in sections) or (point(document.title, ()),)


def _stretches(heading: Heading) -> tuple[tuple[str, str | None], ...]:
    """Return a heading's words by language, its number first; () if all are in the language of the heading."""
    stretches = walk.text_by_language(heading.children)
    if all(lang is None for _, lang in stretches):
        return ()
    return ((f"{heading.number} ", None), *stretches) if heading.number else stretches


def navigation_document(
    document: Document, contents: Sequence[Point], landmarks: Iterable[Landmark], pages: Sequence[MarkedPage]
) -> bytes:
    """Return the navigation document: contents, landmarks, page list.

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
    _entries(toc, contents, deepest=1 + metadata.toc_depth)
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


def _entries(parent: Element, contents: Iterable[Point], deepest: int) -> None:
    items = SubElement(parent, "ol")
    for point in contents:
        if point.level > deepest:
            items.set("hidden", "hidden")
        item = SubElement(items, "li")
        link = SubElement(item, "a", {"href": point.href})
        if point.page:
            # An entry holds nothing before its link (EPUB 3.3, 7.3.1), and in a navigation document a span without
            # words is an error (EPUBCheck 5.3, RSC-005). Hidden, so that the page is no part of the link's name.
            link.append(marker(point.page, "i"))
            link[0].set("aria-hidden", "true")
        set_language(link, point.lang)
        if not point.stretches:
            append_text(link, point.words)
        for words, lang in point.stretches:
            if lang:
                passage = SubElement(link, "span")
                set_language(passage, lang)
                passage.text = words
            else:
                append_text(link, words)
        if point.points:
            _entries(item, point.points, deepest)


def ncx(document: Document, identifier: str, contents: Sequence[Point], pages: Sequence[MarkedPage]) -> bytes:
    """Return the contents and the page list for readers of EPUB 2 (OPF 2.0.1, 2.4.1; DAISY 2005)."""
    root = Element("ncx", {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1"})
    root.set(XML_LANG, document.metadata.lang)
    head = SubElement(root, "head")
    numbers = [int(one.label) for one in pages if one.label.isascii() and one.label.isdigit()]
    for name, value in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(_depth(contents))),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    ):
        SubElement(head, "meta", {"name": name, "content": value})
    SubElement(SubElement(root, "docTitle"), "text").text = document.metadata.title
    _Ncx().points(SubElement(root, "navMap"), contents)
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

    def points(self, parent: Element, contents: Iterable[Point]) -> None:
        for point in contents:
            self._count += 1
            element = SubElement(parent, "navPoint", {"id": f"point.{self._count}"})
            SubElement(SubElement(element, "navLabel"), "text").text = point.words
            SubElement(element, "content", {"src": point.href})
            self.points(element, point.points)


def _depth(contents: Iterable[Point]) -> int:
    return 1 + max((_depth(point.points) for point in contents if point.points), default=0)
