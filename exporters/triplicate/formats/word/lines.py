"""Single paragraphs of inline nodes: what captions, tables and tasks share with all other blocks."""

from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.document.model import Inlines
from triplicate.document.title_block import LineKind, title_block
from triplicate.formats.word.around import Around
from triplicate.formats.word.flow import ParagraphFlow
from triplicate.formats.word.inlines import InlineWriter
from triplicate.formats.word.looks import LINE_STYLES, NOTE_WORDS, list_style, size_of
from triplicate.formats.word.markup import sub
from triplicate.formats.word.paragraphs import emptied_borders, indent_of, set_end
from triplicate.formats.word.pictures import room_in
from triplicate.formats.word.shared import RunLook, Shared
from triplicate.theme import role
from triplicate.theme.measure import Letters, code_size, measure_of
from triplicate.theme.wrapping import slack


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
        if style == LINE_STYLES[LineKind.SUBTITLE]:
            self.even(paragraph, "subtitle", inlines, around)
        self.flow.finish(paragraph)

    def even(self, paragraph: Element, name: str, inlines: Inlines, around: Around, size: float = 0) -> None:
        """Let the lines of a line of the title block be about equally long, as they are in the PDF.

        ``size`` is that of its letters, if it is another than the role says. Not where a tint or a rule, which are as
        long as the lines may be, would become shorter too. Without a cover each line of the title block has a rule
        under it by its style, and Word draws it under the last: that one stays as it is, and the others have none.
        """
        theme, lang = self.shared.theme, self.lang(around)
        look = role(theme, name, "word")
        if not self.shared.cover and (look.tint or name == self._last_of_title_block()):
            return
        letters = Letters(
            size or look.size or theme.type.body, bold=look.bold, heading=look.font == "heading", lang=lang
        )
        if less := slack(inlines, letters, measure_of(theme), theme.page.measure - around.left):
            set_end(indent_of(paragraph), less)
            if not self.shared.cover:
                sub(emptied_borders(paragraph), "bottom", val="nil")

    def _last_of_title_block(self) -> str:
        lines = title_block(self.shared.document)
        return lines[-1].kind if lines else "title"

    def lang(self, around: Around) -> str:
        """Return the language where blocks stand."""
        return around.lang or self.shared.document.metadata.lang

    def look(self, around: Around, style: str) -> RunLook:
        """Return the look of plain words where blocks stand."""
        shared = self.shared
        look = shared.look(around.lang)
        own = around.size if style != around.style else None
        code = code_size(shared.theme, own or size_of(shared.paragraph_looks[style], shared.paragraph_looks))
        if code != shared.theme.type.code:
            look = replace(look, code=code)
        return replace(look, style=NOTE_WORDS, size=own) if own else look

    def room(self, around: Around) -> float:
        """Return the width in points that is left for a picture or table."""
        return room_in(self.shared.theme, around.left)

    def within(self, lang: str | None, around: Around) -> Around:
        """Return where blocks stand that are in a language."""
        if lang is None:
            return around
        look = self.shared.look(lang)
        return replace(around, lang=lang, rtl=look.rtl)
