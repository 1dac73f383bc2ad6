"""What all blocks of a PDF share: their names and places, and words that stand beside blocks."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from triplicate.proof.outline.entry import Entry, Role, Span, tidy
from triplicate.proof.readback.pdf.inlines import INLINE, PdfInlineReader, PdfLine, name_of
from triplicate.proof.readback.pdf.tree import Annotation, Element, MarkedContentReference


class PdfBlockReader(ABC):
    """Reads the blocks of one file, with the words that ``inline`` reads."""

    def __init__(self, inline: PdfInlineReader) -> None:
        self.inline = inline

    @abstractmethod
    def block(self, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries of one element."""

    def blocks(
        self, kids: "Iterable[Element | MarkedContentReference | Annotation]", around: Span, depth: int
    ) -> list[Entry]:
        """Return the entries of kids: blocks, and words that stand in no paragraph as one."""
        entries: list[Entry] = []
        line = PdfLine()
        kids = list(kids)
        block_level = any(isinstance(kid, Element) and _is_block(kid) for kid in kids)
        for kid in kids:
            alone = isinstance(kid, Element) and self.may_stand_alone(kid, around)
            stands = isinstance(kid, Element) and (
                _is_block(kid)
                or (alone and not tidy(line.spans) and (block_level or len(kids) == 1))
                or kid.role in ("Note", "FENote")
            )
            if stands and isinstance(kid, Element):
                entries += self.stray(line, around, depth)
                line = PdfLine()
                entries += self.block(kid, around, depth)
            else:
                self.inline.add(kid, around, line)
        return entries + self.stray(line, around, depth)

    def may_stand_alone(self, element: Element, around: Span) -> bool:
        """Return whether an element that belongs to a line of words may be a block where it stands alone."""
        if element.role == "Code":
            return self.is_code_block(element, around)
        if element.role == "Figure":
            return element.name("Placement") != "Inline"
        return element.role in ("Formula", "Note", "FENote")

    def is_code_block(self, code: Element, around: Span) -> bool:
        """Return whether code has lines, or says that it is a block."""
        lines = any(isinstance(kid, Element) and kid.role == "Sub" for kid in code.kids)
        return lines or "\n" in self.inline.said(code, around) or code.name("Placement") == "Block"

    def stray(self, line: PdfLine, around: Span, depth: int) -> list[Entry]:
        """Return gathered words as a paragraph, and the blocks met among them after it."""
        spans = tidy(line.spans)
        entries = []
        if spans:
            entries.append(Entry(role=Role.PARAGRAPH, spans=spans, lang=around.lang, ids=tuple(line.ids)))
        for element in line.blocks:
            entries += self.block(element, around, depth)
        return entries

    def text(self, role: Role, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return an entry of the words in an element, then what blocks and notes stand among them."""
        line = PdfLine()
        self.inline.fill(element, around, line)
        ids = (*self.inline.ids(element), *line.ids)
        entry = Entry(role=role, spans=tidy(line.spans), lang=around.lang, ids=ids, where=self.inline.where(element))
        entries = [entry]
        for block in line.blocks:
            entries += self.block(block, around, depth)
        return entries

    def made(self, entry: Entry, element: Element) -> Entry:
        """Complete an entry with its names and its place."""
        ids = (
            *self.inline.ids(element),
            *(name_of(item) for item in element.kids if isinstance(item, MarkedContentReference)),
        )
        return entry._replace(ids=(*entry.ids, *ids), where=self.inline.where(element))

    def container(self, role: Role, element: Element, around: Span, depth: int) -> Entry:
        """Return an entry that holds the blocks of an element."""
        inside = tuple(self.blocks(element.kids, around, depth))
        where = self.inline.where(element)
        return Entry(role=role, children=inside, lang=around.lang, ids=self.inline.ids(element), where=where)

    def splice(self, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return what is in an element that is not met itself; its name leads to the first entry in it."""
        if element.actual is not None:
            spans = tidy((around._replace(text=element.actual),))
            return [self.made(Entry(role=Role.PARAGRAPH, spans=spans, lang=around.lang), element)]
        entries = self.blocks(element.kids, around, depth)
        if entries:
            entries[0] = entries[0]._replace(ids=(*self.inline.ids(element), *entries[0].ids))
        return entries


def _is_block(element: Element) -> bool:
    """Return whether an element is a block by its role, or says that it is one (14.8.5.4.2)."""
    return element.role not in INLINE or (element.role == "Figure" and element.name("Placement") == "Block")
