"""Pipe tables: header row, row headers, alignment, caption."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from triplicate.document.model import Align, Cell, Inlines, Place, Row, Table
from triplicate.document.totals import ends_in_total
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import Attributes, check, language
from triplicate.reading.context import Context
from triplicate.reading.inlines import InlineReader, trailing_attributes
from triplicate.reading.places import Placer
from triplicate.reading.tree import Branch
from triplicate.rules.finding import Quote

if TYPE_CHECKING:
    from markdown_it.token import Token

_PREFIX = regex(r"[\s>]*")
_MOST_COLUMNS = 63  # that Word knows
_STRAY_MARK = regex(r"#{1,6} ")


def read_table(
    context: Context, inlines: InlineReader, branch: Branch, caption: Branch | None, attributes: Attributes
) -> Table:
    """Return a table with its caption; rows that are longer or shorter than the header are findings."""
    head, *bodies = branch.children
    header = head.children[0]
    align = tuple(_align(cell.token) for cell in header.children)
    words, own = _caption(context, inlines, caption) if caption else ((), None)
    merged = attributes.merged(own)
    if own:
        check(context, own, "a table", ("row-headers",), ("total",))
        merged.place = own.place
    columns = _row_headers(context, merged, len(align))
    names = _row(context, inlines, header, 0)
    rows = [_row(context, inlines, row, columns) for body in bodies for row in body.children]
    for body in bodies:
        for row in body.children:
            _check_length(context, row, len(align))
    kept = _said(names, rows)
    names, *rows = [tuple(row[column] for column in kept) for row in (names, *rows)]
    rows = [_row_with_one_header(context, row) for row in rows]
    align = tuple(align[column] for column in kept)
    place = Place(branch.line + 1, len(_prefix(context, branch.line)) + 1)
    if len(align) > _MOST_COLUMNS:
        context.report(
            rules.TABLE_TOO_WIDE,
            "The table has {columns} columns; Word knows {most} at most.",
            place,
            "Divide it into narrower tables, or offer its figures as a file of data.",
            columns=len(align),
            most=_MOST_COLUMNS,
        )
    lang = language(context, merged)
    return Table(
        names,
        tuple(rows),
        align,
        words,
        total=bool(rows) and ("total" in merged.classes or ends_in_total(rows, lang or context.lang)),
        id=merged.id,
        lang=lang,
        place=place,
    )


def _align(token: "Token") -> Align:
    style = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return Align(style) if style else Align.START


def _row(context: Context, inlines: InlineReader, branch: Branch, headers: int) -> Row:
    cells: list[Cell] = []
    line = context.lines[branch.line]
    column = len(_prefix(context, branch.line))
    column += line.startswith("|", column)
    for index, cell in enumerate(branch.children):
        inline = cell.children[0].token
        own = inline.map if branch.token.meta.get("html") else None
        placer = Placer(context.lines, own[0] if own else branch.line, inline.content, 0 if own else column)
        place = placer(0)
        # The next cell begins after the bar that ends this one; an empty cell stands there.
        column = line.find("|", placer.end_column if inline.content else column) + 1 or len(line)
        if cell.kind == "th" and inline.children and (mark := _STRAY_MARK.match(inline.content)):
            first = inline.children[0]  # govspeak marks the headers of columns, too
            first.content = first.content.removeprefix(mark[0].strip()).lstrip()
        elif not own and _STRAY_MARK.match(inline.content):
            context.report(
                rules.HEADING_UNREAD,
                "A number sign makes a row header in the first cell of a row alone.",
                place,
                "Take it out, or write \\#.",
            )
        header = bool(cell.token.meta.get("header")) or index < headers
        tokens = inline.children or []
        attributes, words = trailing_attributes(tokens, placer)
        if attributes is not None and not attributes.id and not attributes.values:
            check(context, attributes, "a cell")  # of its look alone
            tokens = words
        cells.append(Cell(inlines.read(tokens, placer), header, place=place))
    return tuple(cells)


def _said(names: Row, rows: Sequence[Row]) -> list[int]:
    """Return the columns that say something, or all if none does: sites give those of mere decoration no words."""
    columns = range(len(names))
    return [column for column in columns if any(row[column].children for row in (names, *rows))] or list(columns)


def _row_with_one_header(context: Context, row: Row) -> Row:
    """Return a row without the headers that it has beyond its first cell."""
    for cell in row[1:]:
        if cell.header:
            context.report(
                rules.ROW_HEADER_BEYOND,
                "“{words}” stands beyond the first column and is read as no header of its row.",
                cell.place,
                "Put the column that names the rows first, and let it alone name them.",
                words=Quote(text_of(cell.children)),
            )
    return (*row[:1], *(replace(cell, header=False) if cell.header else cell for cell in row[1:]))


def _row_headers(context: Context, attributes: Attributes, columns: int) -> int:
    written = attributes.values.get("row-headers", "0")
    if written.isascii() and written.isdigit() and int(written) <= columns:
        return int(written)
    context.report(
        rules.ATTRIBUTE_WRONG,
        "“{written}” is not a number of columns of this table.",
        attributes.place,
        "Write row-headers=1.",
        written=written,
    )
    return 0


def _check_length(context: Context, row: Branch, columns: int) -> None:
    # markdown-it fills short rows and drops what is too much, without a word.
    from markdown_it.rules_block.table import escapedSplit

    if row.token.meta.get("html"):
        return
    prefix = _prefix(context, row.line)
    cells = escapedSplit(context.lines[row.line][len(prefix) :].strip())
    cells = cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]
    count = len(cells)
    place = Place(row.line + 1, len(prefix) + 1)
    if count < columns:
        context.report(
            rules.TABLE_ROW_SHORT,
            "The row has {count} where the header row has {columns} cells: the others are empty.",
            place,
            "Write a bar for each cell that is empty.",
            count=count,
            columns=columns,
        )
    elif any(cell.strip() for cell in cells[columns:]):  # of empty ones nothing is lost
        context.report(
            rules.TABLE_UNREAD,
            "The row has {count} where the header row has {columns} cells.",
            place,
            "Give each row as many cells as the header; a bar within a cell is written \\|.",
            count=count,
            columns=columns,
        )


def _caption(context: Context, inlines: InlineReader, branch: Branch) -> tuple[Inlines, Attributes | None]:
    inline = branch.children[0].token
    placer = Placer(context.lines, branch.line, inline.content)
    attributes, tokens = trailing_attributes(inline.children or [], placer)
    return inlines.read(tokens, placer), attributes


def _prefix(context: Context, line: int) -> str:
    match = _PREFIX.match(context.lines[line])
    return match[0] if match else ""
