"""Tables: one header row, body rows of the same length; what is none is unwrapped."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from triplicate.document.model import Align, Block, Blocks, Cell, Image, Inline, Inlines, LineBreak, Table, Text
from triplicate.document.walk import text_of
from triplicate.importing.captions import Captions
from triplicate.importing.doubts import Doubts
from triplicate.importing.inlines import InlineMaker, wholly_bold
from triplicate.proof.outline.entry import Entry, Role, Scope, flatten
from triplicate.rules import importing as rules

_HEAVY = frozenset({Role.HEADING, Role.TABLE, Role.CODE, Role.QUOTATION, Role.CALLOUT})
_HEADING_ROWS = frozenset({Scope.ROW, Scope.BOTH, Scope.UNKNOWN})
_MOST_COLUMNS = 100
_TITLED = 3
"""Rows of a table that has a title in its first row, headers, and data."""


class Maker(Protocol):
    """What makes the blocks in a cell."""

    def blocks(self, entries: Iterable[Entry], lang: str) -> Blocks:
        """Return the blocks of entries."""
        ...

    def reachable(self, entry: Entry, words: Inlines) -> Inlines:
        """Return words as what a link can lead to, if the entry has a name."""
        ...


class Tables:
    """Makes tables of entries."""

    def __init__(self, inlines: InlineMaker, doubts: Doubts, captions: Captions, maker: Maker) -> None:
        self.inlines = inlines
        self.doubts = doubts
        self.captions = captions
        self.maker = maker

    def table(self, entry: Entry, lang: str) -> list[Block]:
        """Return a table, or what stands in one that is there for the look."""
        captions = [child for child in entry.children if child.role is Role.CAPTION]
        every = [child for child in entry.children if child.role is Role.ROW]
        others = tuple(child for child in entry.children if child.role not in {Role.CAPTION, Role.ROW})
        width = max((sum(cell.columns for cell in row.children) for row in every), default=0)
        title = None if captions else _title(every, width)
        if title is not None:
            captions = [title._replace(role=Role.CAPTION)]
            every = every[1:]
        lines = list(_grid(every, min(width, _MOST_COLUMNS)))
        kept = [index for index, line in enumerate(lines) if any(cell and _says(cell) for cell in line)]
        rows = [every[index] for index in kept]
        heavy = any(inner.role in _HEAVY for row in rows for inner in flatten(row.children))
        marked = bool(rows) and (rows[0].header or _heads_columns(rows[0]))
        if (width < 2 and not marked) or len(rows) < 2 or heavy or width > _MOST_COLUMNS:
            return self._unwrapped(entry, captions, rows, others, lang)
        caption = self.captions.made(captions[0], lang, "table") if captions else ()
        entries = _without_empty_columns([lines[index] for index in kept])
        width = len(entries[0])
        heads = [index for index, row in enumerate(rows) if row.header or _heads_columns(row)]
        heads = heads[: next((at for at, index in enumerate(heads) if at != index), len(heads))]
        heads = heads[: len(rows) - 1] or [0]
        first = entries[0][0]  # where it is led to, the table is meant
        grid = [self._filled(cells, lang, first, head=index < len(heads)) for index, cells in enumerate(entries)]
        header = tuple(Cell(_lines([row[column].children for row in grid[: len(heads)]])) for column in range(width))
        named = all(row.children and row.children[0].scope in _HEADING_ROWS for row in rows[len(heads) :])
        body = tuple(
            tuple(Cell(cell.children, header=named and index == 0) for index, cell in enumerate(row))
            for row in grid[len(heads) :]
        )
        block = Table(header, body, (Align.START,) * width, caption)
        guess = "its first row was taken for it"
        if title is not None:
            guess = "its first row was taken for its caption, the next for its headers"
        self._doubts(entry, rows, block, "" if marked else guess)
        after = self.maker.blocks((*(one._replace(role=Role.PARAGRAPH) for one in captions[1:]), *others), lang)
        return [block, *after]

    def _unwrapped(
        self, entry: Entry, captions: Sequence[Entry], rows: Sequence[Entry], others: Sequence[Entry], lang: str
    ) -> list[Block]:
        inside: list[Entry] = [caption._replace(role=Role.PARAGRAPH) for caption in captions]
        for cell in (cell for row in rows for cell in row.children):
            inside += [Entry(role=Role.PARAGRAPH, spans=cell.spans, lang=cell.lang, ids=cell.ids)] if cell.spans else []
            inside += cell.children
        blocks = list(self.maker.blocks((*inside, *others), lang))
        if blocks:
            self.doubts.add(
                rules.TABLE_UNWRAPPED,
                "A table that holds no rows of data was unwrapped: its words stand one below the other.",
                "Make a table of them if they are data: | Name | Number |, with a line |---|---| below.",
                blocks[0].serial,
                entry.where,
            )
        return blocks

    def _filled(self, cells: Sequence[Entry | None], lang: str, first: Entry | None, *, head: bool) -> tuple[Cell, ...]:
        words = ((cell, self._words(cell, lang, head=head) if cell else ()) for cell in cells)
        return tuple(
            Cell(self.maker.reachable(cell, said) if cell and cell is not first else said) for cell, said in words
        )

    def _words(self, cell: Entry, lang: str, *, head: bool) -> Inlines:
        plain = wholly_bold(cell.spans) if head or cell.scope in _HEADING_ROWS else frozenset()
        lines = [self.inlines.run(cell.spans, lang, plain=plain)] if cell.spans else []
        for inner in flatten(cell.children):
            if inner.role is Role.FIGURE:
                source = self.inlines.picture(inner.source)
                lines.append((Image(source, inner.alt),) if source else (Text(inner.alt),) if inner.alt else ())
            elif inner.role is Role.FORMULA:
                formula = self.inlines.formula(inner.source, inner.alt, lang)
                lines.append((formula or Text(inner.alt),))
            elif inner.spans:
                lines.append(self.inlines.run(inner.spans, lang))
            elif inner.role is Role.ITEM and _starts_with_words(inner):
                lines.append((Text(f"{inner.label} "),))
        return _lines(lines)

    def _doubts(self, entry: Entry, rows: Sequence[Entry], block: Table, guess: str) -> None:
        if guess:
            self.doubts.add(
                rules.HEADER_GUESSED,
                f"The table marks no header row; {guess}: “{{words}}”.",
                "Put a row above it that says what each column holds, if it is one of data.",
                block.serial,
                entry.where,
                words=" | ".join(text_of(cell.children) for cell in block.header)[:80],
            )
        if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row.children):
            self.doubts.add(
                rules.CELLS_SPLIT,
                "The table has merged cells; their words stand in each of them, or in the first where they fill a row.",
                "Read the table row by row, and take out what a row does not need.",
                block.serial,
                entry.where,
            )
        inside = (cell.children for row in rows for cell in row.children if cell.children)
        if any(any(one.role is Role.LIST for one in flatten(children)) for children in inside):
            self.doubts.add(
                rules.BLOCKS_IN_CELL,
                "A cell of the table holds a list; its items are lines of the cell.",
                "Write them with commas, or put the list after the table.",
                block.serial,
                entry.where,
            )


def _title(rows: Sequence[Entry], width: int) -> Entry | None:
    """Return the first cell of a table that marks no header, if it is as wide as the table.

    What stands in it is said of all below, and of no column.
    """
    if len(rows) < _TITLED or any(row.header or _heads_columns(row) for row in rows[:2]):
        return None
    cell = rows[0].children[0] if len(rows[0].children) == 1 else None
    is_title = cell is not None and 1 < width == cell.columns and cell.rows == 1 and cell.spans and not cell.children
    return cell if is_title and len(rows[1].children) > 1 else None


def _says(cell: Entry) -> bool:
    """Return whether a cell holds words, a picture or a formula."""
    return any(entry.spans or entry.alt or entry.source for entry in flatten((cell,)))


def _without_empty_columns(grid: list[list[Entry | None]]) -> list[list[Entry | None]]:
    """Return rows without the columns in which no cell says anything."""
    kept = [
        column for column in range(len(grid[0])) if any(cell and _says(cell) for cell in (row[column] for row in grid))
    ]
    return [[row[column] for column in kept] for row in grid]


def _grid(rows: Sequence[Entry], width: int) -> Iterator[list[Entry | None]]:
    """Yield rows of as many cells as the table is wide; a merged cell stands in each that it covers.

    One that is the only one of its row to say anything stands in its first cell alone.
    """
    below: dict[int, tuple[Entry, int]] = {}
    for number, row in enumerate(rows):
        line: list[Entry | None] = [None] * width
        for column, (cell, left) in list(below.items()):
            line[column] = cell
            below[column] = (cell, left - 1)
            if left <= 1:
                del below[column]
        taken = [cell is not None for cell in line]
        column = 0
        for cell in row.children:
            while column < width and taken[column]:
                column += 1
            whole = number > 0 and cell.columns > 1 and sum(map(_says, row.children)) == 1
            for covered in range(column, min(column + cell.columns, width)):
                line[covered] = cell if not whole or covered == column else None
                taken[covered] = True
                if cell.rows > 1 and not whole:
                    below[covered] = (cell, cell.rows - 1)
            column += cell.columns
        yield line


def _heads_columns(row: Entry) -> bool:
    return all(
        cell.scope in {Scope.COLUMN, Scope.BOTH, Scope.UNKNOWN} or not cell.spans for cell in row.children
    ) and any(cell.scope is not Scope.NONE for cell in row.children)


def _starts_with_words(item: Entry) -> bool:
    return bool(item.label.strip()) and any(map(str.isalnum, item.label))


def _lines(lines: Sequence[Inlines]) -> Inlines:
    """Return runs as lines of one; the number of an item goes before the line after it."""
    made: list[Inline] = []
    for line in lines:
        if not line:
            continue
        is_label = bool(made) and isinstance(made[-1], Text) and made[-1].text.endswith(" ")
        made += ([LineBreak()] if made and not is_label else []) + list(line)
    return tuple(made)
