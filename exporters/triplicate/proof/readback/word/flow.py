"""From paragraphs and tables one after another to entries: what each is, by its style and what it holds."""

from dataclasses import replace

from lxml import etree

from triplicate.proof.outline.entry import Entry, ListKind, Mark, Role, Span, SpanKind, tidy, tidy_code
from triplicate.proof.outline.labels import checked_by
from triplicate.proof.readback.archive import local_name
from triplicate.proof.readback.word.lines import LineReader, WordLine
from triplicate.proof.readback.word.markup import W, find, properties, value
from triplicate.proof.readback.word.nesting import OpenEntries, OpenEntry
from triplicate.proof.readback.word.numbering import NumberingCounters
from triplicate.proof.readback.word.paragraph import WordParagraph, alike, drawn_border, paragraph_of
from triplicate.proof.readback.word.records import RECORDS, one_table
from triplicate.proof.readback.word.styles import Styles, left_of
from triplicate.proof.readback.word.tables import indent_of, rows_of

_CONTAINERS = {"quotation": Role.QUOTATION, "callout": Role.CALLOUT}
_OF_ITEM = "item-"
"""The tags of content controls that are containers; before one, that the number of what is first in it is an item's."""


class FlowReader:
    """Reads the blocks of one part; ``count`` is that of its paragraphs so far."""

    def __init__(self, styles: Styles, numbering: NumberingCounters, lines: LineReader, part: str) -> None:
        self.styles = styles
        self.numbering = numbering
        self.lines = lines
        self.part = part
        self.count = 0

    def read(self, parent: etree._Element) -> tuple[Entry, ...]:
        """Return the entries of the blocks in an element, without the notes that they call."""
        return _Flow(self).read(parent)

    def cell(self, element: etree._Element) -> Entry:
        """Return a cell of a table with the blocks in it."""
        return Entry(role=Role.CELL, children=self.read(element), where=self.where)

    def unread(self, chunk: etree._Element) -> None:
        """Tell that a part of another format stands at a place (17.17.2.1): it has words, which are not read."""
        self.lines.unread(chunk, self.where)

    @property
    def where(self) -> str:
        """Where the last paragraph stands, for a person."""
        return f"{self.part}, paragraph {self.count}"


class _Flow:
    """One run of blocks: the text, a note, or a cell.

    ``container`` is the quotation or callout whose content control holds them, ``depth`` the number of lists around
    that. ``numbered`` are paragraphs whose number is told already. ``caption`` waits for the table or figure under it,
    ``figure`` for its caption; ``ids`` are names that lead to what comes next.
    """

    def __init__(
        self,
        reader: FlowReader,
        *,
        container: Role | None = None,
        depth: int = 0,
        numbered: set[etree._Element] | None = None,
    ) -> None:
        self.reader = reader
        self.container = container
        self.nesting = OpenEntries(depth=depth, boxed=container is not None)
        self.numbered = set() if numbered is None else numbered
        self.caption: Entry | None = None
        self.figure: OpenEntry | None = None
        self.ids: list[str] = []

    def read(self, parent: etree._Element) -> tuple[Entry, ...]:
        self._blocks(parent)
        self._caption_alone()
        return self.nesting.entries()

    def _blocks(self, parent: etree._Element) -> None:
        for child in parent:
            match local_name(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case "sdt":
                    content = find(child, "sdtContent")
                    tag = value(find(child, "sdtPr"), "tag") or ""
                    if content is not None and tag.removeprefix(_OF_ITEM) in _CONTAINERS:
                        self._container(content, tag)
                    elif content is not None and tag == RECORDS:
                        self._records(content)
                    elif content is not None:
                        self._blocks(content)
                case "bookmarkStart":
                    if name := child.get(f"{W}name"):
                        self.ids.append(name)
                case "altChunk":
                    self.reader.unread(child)
                case "customXml" | "ins" | "moveTo" | "smartTag":
                    self._blocks(child)
                case _:
                    pass

    # Quotations and callouts that are content controls

    def _container(self, content: etree._Element, tag: str) -> None:
        """Read a content control that is a quotation or callout, whatever stands in it."""
        first = next(content.iter(f"{W}p"), None)
        if first is None:
            return
        self.figure = None
        self._caption_alone()
        self.nesting.close_contents()
        role, of_item = _CONTAINERS[tag.removeprefix(_OF_ITEM)], tag.startswith(_OF_ITEM)
        stand = self._stand(content, role)
        if of_item and first not in self.numbered:
            known = paragraph_of(first, self.reader.styles, self.reader.numbering)
            if known.level is not None:
                self.numbered.add(first)
                self._item(known, WordLine(), inner=stand)
        elif not of_item:
            self.nesting.close_until(stand)
        inner = _Flow(self.reader, container=role, depth=self.nesting.depth, numbered=self.numbered)
        where = self.reader.where
        self.nesting.append(Entry(role=role, children=inner.read(content), where=where))

    def _stand(self, content: etree._Element, role: Role) -> int:
        """Return where a container stands: one indentation of quotations before what is in it, if that is no words."""
        indent = self.reader.styles.left_of_name("quote") if role is Role.QUOTATION else 0
        for child in content:
            match local_name(child):
                case "sdt" if (inner := find(child, "sdtContent")) is not None:
                    tag = value(find(child, "sdtPr"), "tag") or ""
                    return self._stand(inner, _CONTAINERS.get(tag.removeprefix(_OF_ITEM), role)) - indent
                case "tbl":
                    return indent_of(child) - indent
                case "p":
                    known = paragraph_of(child, self.reader.styles, self.reader.numbering)
                    if (
                        known.level is not None
                        and known.own
                        and child not in self.numbered
                        and known.kind.is_in_list_style
                    ):
                        return known.left - self._room(known) - indent
                    return known.left - known.natural - (0 if known.kind.is_quotation else indent)
                case _:
                    pass
        return 0

    def _room(self, known: WordParagraph) -> int:
        """Return how far in the text of a list item stands from what is around the list."""
        assert known.level is not None
        above = self.reader.numbering.level(known.number, known.index - 1) if known.index else None
        return max(known.level.left - (above.left if above else 0), 0)

    # Paragraphs

    def _paragraph(self, element: etree._Element) -> None:
        reader = self.reader
        reader.count += 1
        reader.lines.where = reader.where
        known = paragraph_of(element, reader.styles, reader.numbering)
        in_contents = known.kind.contents_level is not None
        line = reader.lines.read(element, known.style, code=known.kind.is_code, contents=in_contents)
        line.ids[:0] = self.ids
        self.ids = []
        number = self._heading_number(known)
        if number is not None:
            line.spans[:0] = number
            # The place of its number is no sign of where a heading belongs.
            direct = left_of(known.properties.get("ind")) is not None
            known = replace(known, level=None, left=known.left if direct else known.natural)
        known, stand = self._continuing(known, line)
        if known.level is None:
            line.unbox()
        spans = tidy(line.spans)
        # What is empty may stand among the entries.
        if (spans or known.level is not None or known.kind.is_rule) and not (
            known.kind.contents_level or known.kind.is_contents_heading
        ):
            self.nesting.close_contents()
        if known.kind.is_rule and known.level is not None:
            self._item(known, line)
        if known.kind.is_rule or _is_break(known, line, empty=not spans):
            self.nesting.close_until(known.left - known.natural)
            self.nesting.append(Entry(role=Role.BREAK, where=reader.where, ids=tuple(line.ids)))
            if known.kind.is_rule and not spans:
                return
        if known.level is not None and not known.kind.is_rule and element not in self.numbered:
            self._item(known, line)
        if not spans and not (known.kind.is_code and line.spans):
            self.ids += line.ids
            if line.boxes:
                self._caption_alone()
                self.nesting.close_until(known.left - known.natural)
                self._text_boxes(line)
            return
        if not known.kind.named("caption"):
            self.figure = None
            self._caption_alone()
        self._placed(known, line, spans, stand)
        self._text_boxes(line)

    def _text_boxes(self, line: WordLine) -> None:
        """Add what stands in the text boxes of a paragraph, after its own words."""
        for box in line.boxes:
            for entry in self.reader.read(box):
                self.nesting.append(entry)

    def _continuing(self, known: WordParagraph, line: WordLine) -> tuple[WordParagraph, int | None]:
        """Return a paragraph that is numbered without a number or bullet as one that goes on with the item before it.

        Programs write the second paragraph of an item that way; a task or a key figure is an item all the same. Where
        it stands comes second: the indentation may be that of the level, or none at all if the numbering part does not
        know the instance.
        """
        unseen = line.checked is not None or known.kind.named("key figures")
        if known.level is not None and known.level.is_blank and not unseen:
            self.reader.numbering.count(known.number, known.index)
            return replace(known, level=None), None
        if known.level is None and known.own and known.number not in ("", "0") and known.heading is None:
            inner = self.nesting.inside_item(known.index)
            return known, None if inner is None else max(inner, known.left)
        return known, None

    def _heading_number(self, known: WordParagraph) -> tuple[Span, ...] | None:
        """Count a numbered heading and return its number; None if it is none, or if the number is an item's.

        An item that begins with a heading has the number of a list: its level is tied to another style, or the
        instance was made for it and says where it begins.
        """
        if known.level is None or known.heading is None:
            return None
        tied = known.level.style
        listed = tied is not None or self.reader.numbering.starts_anew(known.number, known.index)
        if known.own and listed and tied not in self.reader.styles.ids("paragraph", known.style):
            return None
        label, kind = self.reader.numbering.count(known.number, known.index)
        if kind is not ListKind.NUMBERS:
            return ()
        mark = known.properties.get("rPr")
        lang = self.reader.lines.runs.language((properties(mark),), known.style)
        return (Span(label if known.level.joined else f"{label} ", lang),)

    def _item(self, known: WordParagraph, line: WordLine, inner: int | None = None) -> None:
        """Begin the item whose number or bullet stands before a paragraph; ``inner`` is where its text begins."""
        numbering = self.reader.numbering
        label, kind = numbering.count(known.number, known.index)
        checked = checked_by(label, "") if line.checked is None else line.checked
        named = label if kind is ListKind.NUMBERS else line.label or label
        item = Entry(role=Role.ITEM, label=named, checked=checked, where=self.reader.where)
        room = self._room(known)
        self.nesting.item(
            replace(known, number=numbering.list_of(known.number, known.index)), room, item, kind, inner=inner
        )

    def _placed(self, known: WordParagraph, line: WordLine, spans: tuple[Span, ...], stand: int | None) -> None:
        """Put a paragraph where it belongs, as what it is; ``stand`` is where it stands if its place does not say."""
        nesting = self.nesting
        lang = next((span.lang for span in spans if span.lang), "")
        lang = lang or self.reader.lines.runs.language((), known.style)
        entry = Entry(role=Role.PARAGRAPH, spans=spans, lang=lang, ids=tuple(line.ids), where=self.reader.where)
        if known.level is not None:
            stand = nesting.inner
        elif stand is None:
            stand = known.left - (0 if known.kind.is_in_list_style else known.natural)
        if line.in_contents or known.kind.is_contents_heading or known.kind.contents_level:
            nesting.contents(known, entry, line.page.strip())
        elif known.heading is not None:
            nesting.framed(known, stand)
            nesting.append(entry._replace(role=Role.HEADING, level=known.heading))
        elif known.kind.is_title:
            nesting.close_until(stand)
            nesting.append(entry._replace(role=Role.TITLE))
        elif known.kind.is_caption:
            self._captioning(known, entry._replace(role=Role.CAPTION), stand)
        elif known.kind.is_code:
            nesting.framed(known, stand)
            text = tidy_code("".join(span.text for span in line.spans))
            words = (Span(text, lang, frozenset({Mark.CODE})),) if text else ()
            nesting.append(entry._replace(role=Role.CODE, spans=words))
        elif self.container is Role.CALLOUT and known.kind.is_callout:
            nesting.close_until(stand)
            nesting.append(entry._replace(role=Role.CALLOUT_TITLE) if known.kind.is_callout_title else entry)
        elif self.container is Role.QUOTATION and known.kind.is_quotation:
            nesting.close_until(stand)
            nesting.append(entry._replace(role=Role.ATTRIBUTION) if known.kind.named("attribution") else entry)
        elif known.kind.is_callout:
            nesting.callout(known, entry, stand)
        elif known.kind.is_quotation:
            nesting.quotation(known, entry, stand)
        elif known.kind.named("definition term", "term"):
            nesting.term(entry._replace(role=Role.TERM), stand)
        elif known.kind.named("definition"):
            nesting.description(known, entry, stand)
        else:
            nesting.framed(known, stand)
            self._plain(entry, line)

    def _plain(self, entry: Entry, line: WordLine) -> None:
        """Add a paragraph of no style that says anything; what holds nothing but a formula or a picture is that."""
        lone = entry.spans[0] if len(entry.spans) == 1 else None
        if lone and line.standing_formula:
            self.nesting.append(entry._replace(role=Role.FORMULA, spans=(), alt=lone.text, source=lone.source))
        elif lone and lone.kind is SpanKind.PICTURE and not lone.target:
            figure = entry._replace(role=Role.FIGURE, spans=(), alt=lone.text, lang=lone.lang, source=lone.source)
            self.figure = OpenEntry(figure)
            self.nesting.append(self.figure)
        else:
            self.nesting.append(entry)

    # Captions and tables

    def _captioning(self, known: WordParagraph, entry: Entry, stand: int) -> None:
        """Keep a caption for the picture above or the table below it: one that is kept with a table is the table's."""
        if self.figure is not None and not known.kept_with_table:
            self.figure.children.append(entry)
            self.figure = None
            return
        self.nesting.close_until(stand)
        self.caption = entry

    def _caption_alone(self) -> None:
        """Let a caption that no table follows stand for itself."""
        if self.caption is not None:
            self.nesting.append(self.caption)
            self.caption = None

    def _table(self, element: etree._Element, rows: tuple[Entry, ...] | None = None) -> None:
        """Add a table; ``rows`` are those of one whose first record is the element."""
        if next(element.iter(f"{W}tr"), None) is None:  # Word shows nothing of it: its rows may all be deleted.
            return
        self.figure = None
        self.nesting.close_contents()
        caption, self.caption = self.caption, None
        if caption is None:
            self.nesting.close_until(max(indent_of(element), 0))
        where = f"{self.reader.part}, table after paragraph {self.reader.count}"
        rows = rows_of(element, self.reader.cell) if rows is None else rows
        children = (*((caption,) if caption else ()), *rows)
        ids, self.ids = tuple(self.ids), []
        self.nesting.append(Entry(role=Role.TABLE, children=children, where=where, ids=ids))

    def _records(self, content: etree._Element) -> None:
        """Read tables that are the records of one; what is none of that is read as what it is."""
        parts = [child for child in content if local_name(child) == "tbl"]
        words = any(local_name(child) != "tbl" and child.xpath("normalize-space()") for child in content)
        rows = None if words else one_table([rows_of(part, self.reader.cell) for part in parts])
        if rows is None:
            self._blocks(content)
        else:
            self._table(parts[0], rows)


def _is_break(known: WordParagraph, line: WordLine, *, empty: bool) -> bool:
    """Whether a paragraph is, or begins with, a rule across the page."""
    borders = known.properties.get("pBdr")
    top, bottom, left = (drawn_border(borders, side) is not None for side in ("top", "bottom", "left"))
    # Words between lines, or a frame without words, are no rule; nor is the upper edge of a box or of a key figure.
    above = top and not bottom and not alike(borders, "top") and not known.kind.named("key figures")
    return line.rule or above or (bottom and empty and not line.drawn and not left)
