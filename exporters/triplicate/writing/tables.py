"""Tables become lines of cells between bars."""

from collections.abc import Sequence

from triplicate.document.model import Align, Row, Table
from triplicate.document.totals import ends_in_total
from triplicate.writing.attributes import braces
from triplicate.writing.inlines import InlineWriter

_LONGEST = 120
"""Characters of a line up to which the bars of all rows stand below one another."""

_DASHES = {Align.START: ("-", "-"), Align.LEFT: (":", "-"), Align.CENTER: (":", ":"), Align.RIGHT: ("-", ":")}


def table_lines(inlines: InlineWriter, table: Table, lang: str) -> str:
    """Return a table, its caption below it."""
    named = names_all_rows(table)
    rows = [
        [_cell(inlines, table.header, column, named=True) for column in range(len(table.align))],
        *([_cell(inlines, row, column, named=named) for column in range(len(row))] for row in table.rows),
    ]
    widths = [max(3, *(len(row[column]) for row in rows)) for column in range(len(table.align))]
    if sum(widths) + 3 * len(widths) + 1 > _LONGEST:
        widths = [3] * len(widths)
    dashes = [
        f"{_DASHES[align][0]}{'-' * (width - 2)}{_DASHES[align][1]}"
        for align, width in zip(table.align, widths, strict=True)
    ]
    lines = [_line(row, widths, table.align) for row in (rows[0], dashes, *rows[1:])]
    classes = ("total",) if table.total and not ends_in_total(table.rows, lang) else ()
    values = {"row-headers": "1"} if named else {}
    if not table.caption:
        above = braces(table.id, table.lang, classes, values)
        return "\n".join((*((above,) if above else ()), *lines))
    above, after = braces(values=values), braces(table.id, table.lang, classes)
    caption = f": {inlines.in_line(table.caption)} {after}".rstrip()
    return "\n".join((*((above,) if above else ()), *lines, "", caption))


def names_all_rows(table: Table) -> bool:
    """Return whether the first cell of every row is its header."""
    return bool(table.rows) and all(row[0].header for row in table.rows)


def _cell(inlines: InlineWriter, row: Row, column: int, *, named: bool) -> str:
    """Return the words of a cell; ``named`` if nothing in it needs to say that it is a header."""
    cell = row[column]
    words = inlines.in_line(cell.children)
    if words.lstrip("#")[:1] in {" ", ""} and words.startswith("#"):
        words = f"\\{words}"
    if cell.header and not named:
        words = f"# {words}"
    return words.replace("|", "\\|")


def _line(cells: Sequence[str], widths: Sequence[int], align: Sequence[Align]) -> str:
    padded = (
        cell.rjust(width) if side is Align.RIGHT else cell.ljust(width)
        for cell, width, side in zip(cells, widths, align, strict=True)
    )
    return f"| {' | '.join(padded)} |"
