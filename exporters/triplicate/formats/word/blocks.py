"""Block nodes as paragraphs and tables."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import assert_never

from triplicate.document.model import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Division,
    Figure,
    Heading,
    ListItem,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Place,
    Quotation,
    Table,
    ThematicBreak,
)
from triplicate.formats.word import captions, formulas, key_figures, tables, tasks
from triplicate.formats.word.around import Around, Listed, Marker
from triplicate.formats.word.frames import reaches
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.lists import plan_of
from triplicate.formats.word.looks import BAR, KEY_FIGURES, RULE, callout_style, list_style
from triplicate.formats.word.markers import begins_letters, is_task_list
from triplicate.formats.word.paragraphs import indent_of, set_hanging
from triplicate.formats.word.signs import callout_sign
from triplicate.rules.exporting import LONE_MARKER
from triplicate.rules.word_lists import LEVELS
from triplicate.theme.callout_signs import SIGNED

_SHORT_CODE = 12
"""Lines of code that stay on one page."""


class BlockWriter(LineWriter):
    """Writes blocks into the text or into a note."""

    def write(self, blocks: Blocks, around: Around) -> None:
        """Append blocks."""
        for block in blocks:
            self._block(block, self.within(block.lang, around))

    def _block(self, block: Block, around: Around) -> None:
        if block.id:
            self.flow.bookmark(self.shared.bookmarks.name(block.id))
        match block:
            case Heading():
                if block.serial in self.shared.chapters:
                    self.flow.page_break()
                self.heading(block, around)
            case Paragraph():
                self.line(around.style, block.children, around, keep_next=block.lead_in)
            case BulletList() | OrderedList():
                self._list(block, around)
            case DefinitionList():
                self._definitions(block, around)
            case Quotation():
                self._quotation(block, around)
            case CodeBlock():
                # Code runs from left to right whatever the language around it.
                paragraph = self.flow.paragraph("Code", replace(around, rtl=False), left=around.left + BAR)
                if block.text.count("\n") < _SHORT_CODE:
                    self.flow.keep_lines()
                self.inlines.text(paragraph, block.text, replace(self.look(around, "Code"), lang=None, rtl=False))
                self.flow.finish(paragraph)
            case Table():
                if not _takes_marker(block):
                    self._lone_marker(around, block.place)
                tables.write(self, block, around)
            case Figure():
                self._figure(block, around)
            case Callout():
                self._callout(block, around)
            case Division():
                self.write(block.children, around)
            case MathBlock():
                paragraph = self.flow.paragraph("Formula", around, left=around.left + self.shared.theme.spacing.indent)
                formulas.block(paragraph, block, self.shared)
                self.flow.finish(paragraph)
            case ThematicBreak():
                self.flow.finish(self.flow.paragraph(RULE, around))
            case PageBreak():
                self.flow.page_break()
            case _:
                assert_never(block)

    def heading(self, heading: Heading, around: Around) -> None:
        """Append a heading, its number first if Word does not count it."""
        style = f"Heading{heading.level}"
        automatic = heading.serial in self.shared.automatic
        left = around.left + self.shared.paragraph_looks[style].left
        uncounted = bool(self.shared.automatic) and not automatic
        paragraph = self.flow.paragraph(style, around, left=left, uncounted=uncounted)
        look = self.look(replace(around, size=None), style)
        if heading.level == 1 and self.shared.title_words:
            look = look.styled(self.shared.title_words)
        if automatic:
            self.inlines.mark(paragraph[0], look)
        elif heading.number:
            hangs = self.shared.hang and not around.left and around.box is None
            if hangs:
                set_hanging(indent_of(paragraph), self.shared.hang)
            words = f"{heading.number}\t" if hangs else f"{heading.number} "
            self.inlines.text(paragraph, words, replace(look, number=True))
        self.inlines.write(paragraph, heading.children, look, self.room(around))
        if heading.level == 1:
            self.even(paragraph, "title", heading.children, around, self.shared.cover.size if self.shared.cover else 0)
        self.flow.finish(paragraph)

    # Lists

    def _list(self, block: BulletList | OrderedList, around: Around) -> None:
        self._lone_marker(around, block.place)
        depth = around.depth
        level = min(depth, LEVELS - 1)
        listed = around.listed
        if listed is None or block.serial not in listed.plan.lists:
            plan = plan_of(block, level, self.shared.theme, self.lang(around))
            listed = Listed(self.shared.numbering.instance(plan), plan)
        look = listed.plan.level(level)
        style = _item_style(block, level)
        beside = key_figures.columns_of(self, block, around)
        figures = isinstance(block, BulletList) and block.key_figures
        if figures and beside == 1:
            self.flow.stand_apart("key-figures")
        hanging = look.hanging
        if around.box and not reaches(around.box, around.left + look.room - hanging):
            hanging = look.room
        for place, item in enumerate(block.items):
            if beside > 1 and place % beside == 0:
                self.flow.begin_columns(beside)
            if isinstance(block, OrderedList) and begins_letters(block, place):
                listed = replace(
                    listed, instance=self.shared.numbering.lettered(listed.plan, level, block.start + place)
                )
            marker = Marker(listed.instance, level, style, look.left, hanging)
            inner = replace(
                around,
                style=list_style("ListContinue", level),
                left=around.left + look.room,
                depth=depth + 1,
                listed=listed,
            )
            self._item(item, marker, self.within(item.lang, inner), block)
            is_last = item is block.items[-1] and not depth
            if not figures and (is_last or not block.tight):
                self.flow.stand_apart("paragraph")
        if beside > 1:
            self.flow.end_columns()

    def _item(self, item: ListItem, marker: Marker, around: Around, block: BulletList | OrderedList) -> None:
        self.flow.mark(marker)
        if item.id:
            self.flow.bookmark(self.shared.bookmarks.name(item.id))
        blocks = item.children
        if item.checked is not None:
            boxed = isinstance(block, BulletList) and is_task_list(block)
            blocks = tasks.line(self, item, around, is_marker=boxed)
        elif isinstance(block, BulletList) and block.key_figures:
            blocks = key_figures.line(self, item, around)
        self.write(blocks, around)
        self._lone_marker(around, item.place)

    def _lone_marker(self, around: Around, place: Place) -> None:
        """Give a marker that no paragraph can take a line of its own."""
        if self.flow.marker is None:
            return
        self.shared.lost(
            LONE_MARKER,
            place,
            "An item of a list that begins with no words has its marker on a line of its own in Word.",
            "Begin the item with words.",
        )
        self.flow.finish(self.flow.paragraph(self.flow.marker.style, around))

    def _definitions(self, block: DefinitionList, around: Around) -> None:
        indent = self.shared.theme.spacing.indent
        inner = replace(around, style="Definition", left=around.left + indent)
        for item in block.items:
            for term in item.terms:
                self.line("DefinitionTerm", term, around)
            for description in item.descriptions:
                self.write(description, inner)

    # Blocks set apart

    def _quotation(self, block: Quotation, around: Around) -> None:
        if not _takes_marker(block):
            self._lone_marker(around, block.place)
        with self._container("quotation", block.children, around):
            left = around.left + self.shared.paragraph_looks["Quote"].left
            box = around.box or self.flow.box("Quote", left, rtl=around.rtl)
            inner = replace(around, style="Quote", left=left, box=box)
            self.write(block.children, inner)
            if block.attribution:
                self.flow.keep_last_with_next()
                self.line("Attribution", block.attribution, inner)

    def _callout(self, block: Callout, around: Around) -> None:
        with self._container("callout", block.children, around):
            style = callout_style(block.kind)
            left = around.left + self.shared.paragraph_looks[style].left
            box = around.box or self.flow.box(style, left, rtl=around.rtl)
            shading = self.shared.paragraph_looks[style].shading
            inner = replace(around, style=style, left=left, box=box, shading=shading)
            paragraph = self.flow.paragraph(f"{style}Title", inner, keep_next=True)
            if block.kind in SIGNED:
                self.inlines.sign(paragraph, callout_sign(block.kind, self.shared.theme, rtl=around.rtl))
            self.inlines.write(paragraph, block.title, self.look(inner, f"{style}Title"), self.room(inner))
            self.flow.finish(paragraph)
            self.write(block.children, inner)
        self.flow.stand_apart("callout")

    def _container(self, name: str, blocks: Blocks, around: Around) -> AbstractContextManager[None]:
        """Return what a quotation or callout stands in: its paragraphs tell by their style that they are in it.

        Where other blocks than paragraphs are in it, or where it is in another one or begins an item, styles do not
        tell: it is a content control then. Its tag tells too that the marker of its first paragraph is the item's.
        """
        first = self.flow.marker is not None
        if around.box is None and not first and all(isinstance(block, Paragraph) for block in blocks):
            return nullcontext()
        return self.flow.within(f"item-{name}" if first else name, around)

    # Tables and figures

    def _figure(self, block: Figure, around: Around) -> None:
        paragraph = self.flow.paragraph("CaptionedFigure" if block.caption else "Figure", around)
        self.inlines.picture(paragraph, block.image, self.look(around, "Figure"), self.room(around))
        self.flow.finish(paragraph)
        if block.caption:
            captions.write(self, block, around)


def _item_style(block: BulletList | OrderedList, level: int) -> str:
    """Return the style of the first paragraph of a list's items."""
    if isinstance(block, BulletList):
        return KEY_FIGURES if block.key_figures else list_style("ListBullet", level)
    return list_style("ListNumber", level)


def _takes_marker(block: Block) -> bool:
    """Tell whether the first paragraph of a block can have the marker of an item before it."""
    match block:
        case BulletList() | OrderedList():
            return False
        case Table():
            return bool(block.caption)
        case Quotation() | Division():
            return not block.children or _takes_marker(block.children[0])
        case _:
            return True
