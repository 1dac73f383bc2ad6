"""The table of contents: a field that Word can update, with its entries in place."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from triplicate.document import walk
from triplicate.document.model import Document, Heading
from triplicate.document.walk import Section
from triplicate.formats.word import fields
from triplicate.formats.word.around import Around
from triplicate.formats.word.blocks import BlockWriter
from triplicate.formats.word.headings import FIRST
from triplicate.formats.word.looks import space_after
from triplicate.formats.word.markup import sub

_BARE = 2
"""So many parts in a row that have no sections may stay with the next one."""


def write(writer: BlockWriter) -> None:
    """Append the contents, if the document asks for them and has sections.

    The entries have no page numbers. Each program lays the document out by itself, so that numbers from elsewhere (of
    the PDF, say) would be wrong for many entries; when a person updates the field, Word adds those of its own pages.
    That is left to the person: a field that is marked as ``dirty``, or ``updateFields`` among the settings, lets Word
    ask everybody who opens the file whether it may update "fields that may refer to other files" (Word 2016 to 365),
    and some answer "yes" and get page 1 for every entry (Word for Mac 16.111).
    """
    shared, flow = writer.shared, writer.flow
    sections = list(_flat(walk.contents(shared.document)))
    if not shared.document.metadata.toc or not sections:
        return
    outside = flow.parent
    control = sub(outside, "sdt")
    gallery = sub(sub(control, "sdtPr"), "docPartObj")
    sub(gallery, "docPartGallery", val="Table of Contents")
    sub(gallery, "docPartUnique")
    flow.parent = sub(control, "sdtContent")
    title = flow.paragraph("TOCHeading", Around(rtl=shared.rtl))
    writer.inlines.text(title, shared.phrases.contents, shared.look(shared.phrases_lang))
    flow.finish(title)
    for index, heading in enumerate(sections):
        _entry(writer, heading, first=index == 0, last=index == len(sections) - 1)
    flow.space_after_last(space_after(shared.theme, "contents"))
    flow.parent = outside


def leading(document: Document) -> frozenset[str]:
    """Return the styles of entries that stay on the page of the next one: that of parts which have sections.

    A style does so for all of its entries: with many parts in a row that have none, the contents could not be divided.
    """
    parts = walk.contents(document) if document.metadata.toc else ()
    runs = [(divided, len(list(run))) for divided, run in groupby(bool(part.sections) for part in parts)]
    if not any(divided for divided, _ in runs) or any(length > _BARE for divided, length in runs if not divided):
        return frozenset()
    return frozenset({f"TOC{FIRST}"})


def _entry(writer: BlockWriter, heading: Heading, *, first: bool, last: bool) -> None:
    shared = writer.shared
    look = shared.look(heading.lang)
    style = f"TOC{heading.level}"
    around = Around(lang=heading.lang, rtl=look.rtl)
    paragraph = writer.flow.paragraph(style, around, left=shared.paragraph_looks[style].left)
    if first:
        deepest = 1 + shared.document.metadata.toc_depth
        fields.begin(paragraph, rf'TOC \o "2-{deepest}" \h \z \u')
    name = shared.bookmarks.name(heading.id or "")
    link = sub(paragraph, "hyperlink", anchor=name, history="1")
    if heading.number:
        writer.inlines.text(link, f"{heading.number} ", look)
    for words, lang in walk.text_by_language(heading.children):
        writer.inlines.text(link, words, shared.in_language(look, lang))
    if last:
        fields.end(paragraph)
    writer.flow.finish(paragraph)


def _flat(sections: Iterable[Section]) -> Iterator[Heading]:
    for section in sections:
        yield section.heading
        yield from _flat(section.sections)
