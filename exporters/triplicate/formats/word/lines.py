"""Single paragraphs of inline nodes: what captions, tables and tasks share with all other blocks."""

from dataclasses import replace

from triplicate.document.model import Inlines
from triplicate.formats.word.around import Around
from triplicate.formats.word.flow import ParagraphFlow
from triplicate.formats.word.inlines import InlineWriter
from triplicate.formats.word.looks import NOTE_WORDS, list_style
from triplicate.formats.word.pictures import room_in
from triplicate.formats.word.shared import RunLook, Shared


class LineWriter:
    """Writes paragraphs into the text or into a note: ``flow`` appends them, ``inlines`` fills them."""

    def __init__(self, shared: Shared, flow: ParagraphFlow, inlines: InlineWriter) -> None:
        self.shared = shared
        self.flow = flow
        self.inlines = inlines

    def line(self, style: str, inlines: Inlines, around: Around, *, keep_next: bool = False) -> None:
        """Append a paragraph of inline nodes."""
        marker = self.flow.marker
        if marker and style == list_style("ListContinue", marker.depth):
            style = marker.style
        paragraph = self.flow.paragraph(style, around, keep_next=keep_next)
        self.inlines.write(paragraph, inlines, self.look(around, style), self.room(around))
        self.flow.finish(paragraph)

    def look(self, around: Around, style: str) -> RunLook:
        """Return the look of plain words where blocks stand."""
        look = self.shared.look(around.lang)
        return replace(look, style=NOTE_WORDS, size=around.size) if around.size and style != around.style else look

    def room(self, around: Around) -> float:
        """Return the width in points that is left for a picture or table."""
        return room_in(self.shared.theme, around.left)

    def within(self, lang: str | None, around: Around) -> Around:
        """Return where blocks stand that are in a language."""
        if lang is None:
            return around
        look = self.shared.look(lang)
        return replace(around, lang=lang, rtl=look.rtl)
