"""From paragraphs one after another to a tree: lists, quotations, callouts, descriptions.

Word nests nothing but tables. What belongs together is said by styles, numbering levels and indentation: a
paragraph belongs to the item, quotation, callout or description before it if it begins at least as far in.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from triplicate.outline.entry import Entry, ListKind, Mark, Role, Scope, Span, SpanKind, tidy, tidy_code
from triplicate.outline.labels import checked_by
from triplicate.outline.tables import lone_text, with_headers
from triplicate.readback.archive import local_name
from triplicate.readback.word.lines import Line, LineReader
from triplicate.readback.word.markup import W, find, switched, value, whole
from triplicate.readback.word.numbering import Level, Numbering
from triplicate.readback.word.styles import Styles, left_of

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents) ([1-9])")
_SLACK = 3
"""How far indentations may differ and still be the same, in twentieths of a point."""


@dataclass(slots=True)
class Node:
    """An entry being filled. ``inner`` is where what it holds begins, ``stand`` where it stands itself."""

    entry: Entry
    children: "list[Node | Entry]" = field(default_factory=list)
    inner: int = 0
    stand: int = 0
    number: str = ""
    level: int = 0
    closed: bool = False

    def finished(self) -> Entry:
        """Return the entry with all that is in it."""
        children = tuple(child.finished() if isinstance(child, Node) else child for child in self.children)
        return replace(self.entry, children=children) if children else self.entry


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is known of a paragraph before its words are read."""

    element: etree._Element
    style: str | None
    names: tuple[str, ...]
    number: str
    index: int
    level: Level | None
    own: bool
    left: int
    natural: int

    def named(self, *names: str) -> bool:
        """Whether the style, or one it is based on, has one of the names."""
        return any(name in names for name in self.names)


class FlowReader:
    """Reads the blocks of one part."""

    def __init__(self, styles: Styles, numbering: Numbering, lines: LineReader, part: str) -> None:
        self.styles = styles
        self.numbering = numbering
        self.lines = lines
        self.part = part
        self.count = 0
        self.called: list[str] = []

    def read(self, parent: etree._Element) -> list[Node]:
        """Return what the blocks of an element are, calls of notes kept in the places of their notes."""
        return _Flow(self).read(parent)


class _Flow:
    """One run of blocks: the text, a note, or a cell."""

    def __init__(self, reader: FlowReader) -> None:
        self.reader = reader
        self.root = Node(Entry(role=Role.PARAGRAPH))
        self.open: list[Node] = []
        self.caption: Entry | None = None
        self.figure: Node | None = None
        self.ids: list[str] = []

    def read(self, parent: etree._Element) -> list[Node]:
        self._blocks(parent)
        self._caption_alone()
        return [child if isinstance(child, Node) else Node(child) for child in self.root.children]

    def _blocks(self, parent: etree._Element) -> None:
        for child in parent:
            match local_name(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case "sdt":
                    content = find(child, "sdtContent")
                    if content is not None:
                        self._blocks(content)
                case "bookmarkStart":
                    if name := child.get(f"{W}name"):
                        self.ids.append(name)
                case "customXml" | "ins" | "moveTo" | "smartTag":
                    self._blocks(child)
                case _:
                    pass

    # Where things belong

    def _top(self) -> Node:
        return self.open[-1] if self.open else self.root

    def _append(self, child: "Node | Entry") -> None:
        self._top().children.append(child)

    def _begin(self, node: Node) -> None:
        self._append(node)
        self.open.append(node)

    def _close_until(self, stand: int) -> None:
        """Close what a block that stands at ``stand`` does not belong to."""
        while self.open and stand < self.open[-1].inner - _SLACK:
            self.open.pop()
        # Lists hold items alone: what is in no item is after the list.
        while self.open and self.open[-1].entry.role is Role.LIST:
            if self.open[-1].entry.list_kind is ListKind.TERMS and stand > self.open[-1].stand + _SLACK:
                self._begin(Node(Entry(role=Role.DESCRIPTION), inner=stand, stand=self.open[-1].stand))
                return
            self.open.pop()

    def _continues(self, role: Role, stand: int, kind: ListKind | None = None, *, inner: int | None = None) -> bool:
        """Close what stands in an open entry of a role at a place, and tell whether there is one.

        ``inner`` is where the words stand: an entry that a block of another style began is known by that alone.
        """
        for index in range(len(self.open) - 1, -1, -1):
            node = self.open[index]
            same = node.entry.role is role and (kind is None or node.entry.list_kind is kind)
            there = abs(node.stand - stand) <= _SLACK or (inner is not None and abs(node.inner - inner) <= _SLACK)
            if same and there and not node.closed:
                del self.open[index + 1 :]
                return True
            if node.inner <= stand - _SLACK:
                return False
        return False

    # Paragraphs

    def _known(self, element: etree._Element) -> _Paragraph:
        reader = self.reader
        properties = find(element, "pPr")
        style = value(properties, "pStyle")
        names = reader.styles.names("paragraph", style)
        own = find(properties, "numPr")
        inherited = reader.styles.paragraph_property(style, "numPr")
        number = value(own, "numId") or value(inherited, "numId") or ""
        index = whole(value(own, "ilvl") or value(inherited, "ilvl"))
        if index is None:
            index = reader.numbering.index(number, reader.styles.ids("paragraph", style)) or 0
        level = reader.numbering.level(number, index) if number and number != "0" else None
        styled = reader.styles.left(style)
        direct = left_of(find(properties, "ind"))
        if direct is not None:
            left = direct
        elif level is not None and (own is not None or styled is None):
            left = level.left
        else:
            left = styled or 0
        natural = styled or 0
        if styled is None and level is not None and own is None:
            natural = level.left
        return _Paragraph(element, style, names, number, index, level, own is not None, left, natural)

    def _paragraph(self, element: etree._Element) -> None:
        reader = self.reader
        reader.count += 1
        where = f"{reader.part}, paragraph {reader.count}"
        reader.lines.where = where
        known = self._known(element)
        code = any("code" in name or "preformatted" in name or "verbatim" in name for name in known.names)
        line = reader.lines.read(element, code=code)
        reader.called += line.called
        line.ids[:0] = self.ids
        self.ids = []
        number = self._heading_number(known)
        if number is not None:
            line.spans[:0] = number
            known = replace(known, level=None)
        spans = tidy(line.spans)
        borders = find(element, "pPr", "pBdr")
        ruled = borders is not None and find(borders, "top") is not None and find(borders, "bottom") is None
        # Words between lines, or a frame without words, are no rule.
        alone = not spans and not line.drawn and find(borders, "left") is None
        if ruled or line.rule or (alone and find(borders, "bottom") is not None):
            self._close_until(known.left - known.natural)
            self._append(Entry(role=Role.BREAK, where=where))
        if known.level is not None:
            self._item(known, line, where)
        if not spans and not (code and line.spans):
            self.ids += line.ids
            return
        self._caption_of(known)
        self._classified(known, line, spans, where, code=code)

    def _classified(self, known: _Paragraph, line: Line, spans: tuple[Span, ...], where: str, *, code: bool) -> None:
        lang = _language(spans) or self.reader.lines.runs.language([], known.style)
        entry = Entry(role=Role.PARAGRAPH, spans=spans, lang=lang, ids=tuple(line.ids), where=where)
        stand = known.left - (0 if _is_list_style(known) else known.natural)
        if known.level is not None:
            stand = self.open[-1].inner if self.open else 0
        heading = self._heading(known)
        if line.in_contents or known.named("toc heading", "contents heading") or _contents_level(known):
            self._contents(known, line, entry)
        elif heading is not None:
            self._framed(known, stand)
            self._append(replace(entry, role=Role.HEADING, level=heading))
        elif known.named("title"):
            self._close_until(stand)
            self._append(replace(entry, role=Role.TITLE))
        elif known.named("caption") or any(name.endswith(" caption") for name in known.names):
            self._captioning(known, replace(entry, role=Role.CAPTION), stand)
        elif code:
            self._close_until(stand)
            text = tidy_code("".join(span.text for span in line.spans))
            words = (Span(text, lang, frozenset({Mark.CODE})),) if text else ()
            self._append(replace(entry, role=Role.CODE, spans=words))
        elif any(name.startswith("callout") for name in known.names):
            self._callout(known, entry, stand)
        elif any(name in ("quote", "intense quote", "block text", "quotations", "attribution") for name in known.names):
            self._quotation(known, entry, stand)
        elif known.named("definition term", "term"):
            self._term(replace(entry, role=Role.TERM), stand)
        elif known.named("definition"):
            self._description(known, entry, stand)
        else:
            self._framed(known, stand)
            if line.standing_formula and len(spans) == 1:
                entry = replace(entry, role=Role.FORMULA, spans=(), alt=spans[0].text)
            elif len(spans) == 1 and spans[0].kind is SpanKind.PICTURE and not spans[0].target:
                self._picture(entry)
                return
            self._append(entry)

    def _framed(self, known: _Paragraph, stand: int) -> None:
        """Close what a plain block is not in; one in a frame of its own that follows none is in a quotation."""
        self._close_until(stand)
        framed = find(known.element, "pPr", "pBdr", "left") is not None
        boxed = any(node.entry.role in (Role.QUOTATION, Role.CALLOUT) for node in self.open)
        if framed and not boxed:
            self._begin(Node(Entry(role=Role.QUOTATION), inner=stand, stand=stand - 1))

    def _heading(self, known: _Paragraph) -> int | None:
        outline = value(find(known.element, "pPr"), "outlineLvl")
        if outline is None:
            inherited = self.reader.styles.paragraph_property(known.style, "outlineLvl")
            outline = None if inherited is None else inherited.get(f"{W}val")
        level = whole(outline)
        if level is not None:
            return level + 1 if level < 9 else None
        return next((int(found[1]) for name in known.names if (found := _HEADING.fullmatch(name))), None)

    def _heading_number(self, known: _Paragraph) -> tuple[Span, ...] | None:
        """Count a heading whose style is numbered and return its number; None if it is no such heading.

        The level may also be given directly and tied to the style. Other numbers before a heading are an item's.
        """
        if known.level is None or self._heading(known) is None:
            return None
        if known.own and known.level.style not in self.reader.styles.ids("paragraph", known.style):
            return None
        label, kind = self.reader.numbering.count(known.number, known.index)
        if kind is not ListKind.NUMBERS:
            return ()
        mark = find(known.element, "pPr", "rPr")
        lang = self.reader.lines.runs.language([] if mark is None else [mark], known.style)
        return (Span(label if known.level.joined else f"{label} ", lang),)

    # Lists

    def _item(self, known: _Paragraph, line: Line, where: str) -> None:
        """Begin an item, in the list that is open or in a new one."""
        level = known.level
        assert level is not None
        above = self.reader.numbering.level(known.number, known.index - 1) if known.index else None
        step = max(level.left - (above.left if above else 0), 0)
        inner = known.left - (0 if _is_list_style(known) or not known.own else known.natural)
        stand = inner - step
        self._close_for_item(known, stand)
        label, kind = self.reader.numbering.count(known.number, known.index)
        if not (self.open and self.open[-1].entry.role is Role.LIST and self.open[-1].number == known.number):
            depth = 1 + sum(node.entry.role is Role.LIST for node in self.open)
            entry = Entry(role=Role.LIST, level=depth, list_kind=kind, where=where)
            self._begin(Node(entry, stand=stand, inner=stand, number=known.number, level=known.index))
        checked = checked_by(label, "") if line.checked is None else line.checked
        item = Entry(role=Role.ITEM, label=line.label or label, checked=checked, where=where)
        self._begin(Node(item, inner=inner, stand=stand, level=known.index))

    def _close_for_item(self, known: _Paragraph, stand: int) -> None:
        while self.open:
            node = self.open[-1]
            if node.entry.role is Role.LIST and node.entry.list_kind is not ListKind.TERMS:
                same = node.number == known.number and node.level == known.index
                if same and abs(node.stand - stand) <= _SLACK:
                    return
            elif node.entry.role is Role.ITEM:
                if node.level < known.index and stand >= node.inner - _SLACK:
                    return
                if node.level < known.index and not any(
                    inner.entry.role is Role.LIST and inner.level < known.index and stand >= inner.stand
                    for inner in self.open[:-1]
                ):
                    return
            elif node.entry.role is Role.LIST and stand > node.stand + _SLACK:
                self._close_until(stand)
                return
            elif node.entry.role is not Role.LIST and stand >= node.inner - _SLACK:
                return
            self.open.pop()

    # Quotations, callouts, definitions

    def _quotation(self, known: _Paragraph, entry: Entry, stand: int) -> None:
        attribution = known.named("attribution")
        inner = _inside(known, stand)
        if not self._continues(Role.QUOTATION, stand, inner=inner):
            self._close_until(stand)
            self._begin(Node(Entry(role=Role.QUOTATION, where=entry.where), inner=inner, stand=stand))
        node = self.open[-1]
        self._append(replace(entry, role=Role.ATTRIBUTION) if attribution else entry)
        if attribution:
            node.closed = True
            self.open.pop()

    def _callout(self, known: _Paragraph, entry: Entry, stand: int) -> None:
        titled = any(name.startswith("callout") and name.endswith("title") for name in known.names)
        if titled or not self._continues(Role.CALLOUT, stand):
            while titled and self._continues(Role.CALLOUT, stand):
                self.open.pop()
            self._close_until(stand)
            self._begin(Node(Entry(role=Role.CALLOUT, where=entry.where), inner=_inside(known, stand), stand=stand))
        self._append(replace(entry, role=Role.CALLOUT_TITLE) if titled else entry)

    def _terms(self, entry: Entry, stand: int) -> None:
        if self._continues(Role.LIST, stand, ListKind.TERMS):
            return
        self._close_until(stand)
        depth = 1 + sum(node.entry.role is Role.LIST for node in self.open)
        made = Entry(role=Role.LIST, level=depth, list_kind=ListKind.TERMS, where=entry.where)
        self._begin(Node(made, stand=stand, inner=stand))

    def _term(self, entry: Entry, stand: int) -> None:
        self._terms(entry, stand)
        self._append(entry)

    def _description(self, known: _Paragraph, entry: Entry, stand: int) -> None:
        if not self._continues(Role.DESCRIPTION, stand):
            self._terms(entry, stand)
            self._begin(Node(Entry(role=Role.DESCRIPTION, where=entry.where), inner=_inside(known, stand), stand=stand))
        self._append(entry)

    # Contents

    def _contents(self, known: _Paragraph, line: Line, entry: Entry) -> None:
        node = self.open[-1] if self.open and self.open[-1].entry.role is Role.CONTENTS else None
        if node is None:
            self.open.clear()
            node = Node(Entry(role=Role.CONTENTS, where=entry.where), stand=0, inner=-(1 << 30))
            self._begin(node)
        if known.named("toc heading", "contents heading"):
            node.entry = replace(node.entry, label=entry.words)
            return
        level = _contents_level(known) or 1
        made = replace(entry, role=Role.CONTENTS_ENTRY, level=level, label=line.page.strip())
        node.children.append(made)

    # Captions, figures, tables

    def _captioning(self, known: _Paragraph, entry: Entry, stand: int) -> None:
        """Keep a caption for the picture above or the table below it: one that is kept with a table is the table's."""
        below = known.element.getnext()
        kept = switched(find(known.element, "pPr"), "keepNext")
        of_table = kept and below is not None and local_name(below) == "tbl"
        if self.figure is not None and not of_table:
            self.figure.children.append(entry)
            self.figure = None
            return
        self._close_until(stand)
        self.caption = entry

    def _caption_of(self, known: _Paragraph) -> None:
        """Forget what a caption could belong to, when something else comes."""
        if not known.named("caption"):
            self.figure = None
            self._caption_alone()
        in_contents = _contents_level(known) or known.named("toc heading")
        if self.open and self.open[-1].entry.role is Role.CONTENTS and not in_contents:
            self.open.pop()

    def _caption_alone(self) -> None:
        if self.caption is not None:
            self._append(self.caption)
            self.caption = None

    def _picture(self, entry: Entry) -> None:
        span = entry.spans[0]
        node = Node(replace(entry, role=Role.FIGURE, spans=(), alt=span.text, lang=span.lang))
        self._append(node)
        self.figure = node

    def _table(self, element: etree._Element) -> None:
        reader = self.reader
        self.figure = None
        properties = find(element, "tblPr")
        indent = find(properties, "tblInd")
        stand = whole(indent.get(f"{W}w")) or 0 if indent is not None else 0
        caption, self.caption = self.caption, None
        if caption is None:
            self._close_until(max(stand, 0))
        look = find(properties, "tblLook")
        row_headers = look is not None and (
            look.get(f"{W}firstColumn") in ("1", "true", "on")
            if look.get(f"{W}firstColumn") is not None
            else bool(int(look.get(f"{W}val") or "0", 16) & 0x80)
        )
        where = f"{reader.part}, table after paragraph {reader.count}"
        rows = _merged(
            [self._row(row, row_headers=row_headers) for row in element.iter(f"{W}tr") if _table_of(row) is element]
        )
        children = (*((caption,) if caption else ()), *with_headers(rows))
        ids = tuple(self.ids)
        self.ids = []
        self._append(Entry(role=Role.TABLE, children=children, where=where, ids=ids))

    def _row(self, element: etree._Element, *, row_headers: bool) -> Entry:
        header = switched(find(element, "trPr"), "tblHeader") is True
        cells: list[Entry] = []
        for cell in element.iter(f"{W}tc"):
            if _row_of(cell) is not element:
                continue
            properties = find(cell, "tcPr")
            entry = self._cell(cell)
            scope = Scope.COLUMN if header else Scope.ROW if row_headers and not cells else Scope.NONE
            span = whole(value(properties, "gridSpan")) or 1
            merge = find(properties, "vMerge")
            merged = merge is not None and (merge.get(f"{W}val") or "continue") == "continue"
            cells.append(replace(entry, scope=scope, columns=max(span, 1), rows=0 if merged else 1))
        return Entry(role=Role.ROW, children=tuple(cells), header=header)

    def _cell(self, element: etree._Element) -> Entry:
        children = tuple(node.finished() for node in _Flow(self.reader).read(element))
        where = f"{self.reader.part}, paragraph {self.reader.count}"
        entry = Entry(role=Role.CELL, children=children, where=where)
        if text := lone_text(children):
            entry = replace(entry, spans=text.spans, children=(), ids=text.ids, lang=text.lang)
        elif len(children) == 1 and children[0].role is Role.FIGURE and not children[0].children:
            figure = children[0]
            picture = Span(figure.alt, figure.lang, kind=SpanKind.PICTURE)
            entry = replace(entry, spans=(picture,), children=(), ids=figure.ids, lang=figure.lang)
        return entry


def _merged(rows: Iterable[Entry]) -> list[Entry]:
    """Return rows whose vertically merged cells are one cell that spans them."""
    result: list[list[Entry]] = []
    owners: dict[int, tuple[int, int]] = {}
    headers = []
    templates = []
    for number, row in enumerate(rows):
        cells: list[Entry] = []
        column = 0
        for cell in row.children:
            if cell.rows == 0 and column in owners:
                line, index = owners[column]
                owner = result[line][index]
                result[line][index] = replace(owner, rows=number - line + 1)
            else:
                owners[column] = (number, len(cells))
                cells.append(replace(cell, rows=1))
            column += cell.columns
        result.append(cells)
        headers.append(row.header)
        templates.append(row)
    return [replace(row, children=tuple(cells)) for row, cells in zip(templates, result, strict=True)]


def _inside(known: _Paragraph, stand: int) -> int:
    """Return where what is in a block begins; of a style that is not indented only its own paragraphs are in it."""
    return known.left if known.left > stand + _SLACK else stand + 2 * _SLACK


def _is_list_style(known: _Paragraph) -> bool:
    return any(name.startswith("list") for name in known.names)


def _contents_level(known: _Paragraph) -> int | None:
    return next((int(found[1]) for name in known.names if (found := _CONTENTS.fullmatch(name))), None)


def _language(spans: tuple[Span, ...]) -> str:
    return next((span.lang for span in spans if span.lang), "")


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((parent for parent in row.iterancestors() if local_name(parent) == "tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next((parent for parent in cell.iterancestors() if local_name(parent) == "tr"), None)
