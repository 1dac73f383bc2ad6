"""Footnotes: a part of their own, with the two separators that Word asks for (17.11)."""

from lxml.etree import _Element as Element

from triplicate.document.model import Note
from triplicate.formats.word.around import Around
from triplicate.formats.word.blocks import BlockWriter
from triplicate.formats.word.flow import ParagraphFlow
from triplicate.formats.word.inlines import InlineWriter
from triplicate.formats.word.markup import root, sub
from triplicate.formats.word.relations import Relations
from triplicate.formats.word.shared import Shared

SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""The ids of the separators, by their kinds."""


def footnotes_part(shared: Shared, relations: Relations) -> Element:
    """Return the root of the footnotes part."""
    footnotes = root("footnotes")
    for kind, number in SEPARATORS.items():
        separator = sub(sub(footnotes, "footnote", type=kind, id=str(number)), "p")
        sub(sub(separator, "pPr"), "spacing", after="0", line="240", lineRule="auto")
        sub(sub(separator, "r"), kind)
    inlines = InlineWriter(shared, relations, in_notes=True)
    for note in shared.document.notes:
        _note(shared, footnotes, inlines, note)
    return footnotes


def _note(shared: Shared, footnotes: Element, inlines: InlineWriter, note: Note) -> None:
    element = sub(footnotes, "footnote", id=str(note.number))
    flow = ParagraphFlow(shared, element)
    around = Around(style="FootnoteText", rtl=shared.rtl, size=shared.theme.type.small)
    flow.mark_note(note.number)
    BlockWriter(shared, flow, inlines).write(note.children, around)
    flow.close(around)
