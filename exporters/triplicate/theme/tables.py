"""How wide a table wants to be: whether it fits in normal type, in small type, or only on a page turned sideways."""

import re
from dataclasses import dataclass, field

from triplicate.document.model import Cell, Table
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme

LONG_WORD = 13.0
"""Width in em of the longest word that is kept whole: an address may be broken anywhere."""

BROKEN_WORD = 9.0
"""Width in em of a column in which a longer word can still be read in pieces."""

_HAIR = 0.5
"""What is added to the width of a word, in points, so that rounding breaks none."""

_PIECES = re.compile(r"\n|[ \u200b]+|[^ \n\u200b]+")
"""Words, the spaces between them, and ends of lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """The width in points of the longest line and the longest word of a column, without its padding."""

    line: float
    word: float


def columns(table: Table, theme: Theme, size: float, *, broken: float | None = None) -> tuple[Column, ...]:
    """Return what the columns of a table ask for in type of a size, in points.

    ``broken`` is the room in em that is wanted for a word too long to be kept whole; None keeps every word whole.
    """
    found = []
    for position, cells in enumerate(zip(table.header, *table.rows, strict=True)):
        lines = [_lines(cell, theme, size, bold=cell.header or cell is table.header[position]) for cell in cells]
        words = [word for cell in lines for line in cell for word in line.words]
        if broken is not None and max(words) > LONG_WORD * size:
            words = [word for word in words if word <= LONG_WORD * size] + [broken * size]
        found.append(Column(max(line.width for cell in lines for line in cell) + _HAIR, max(words) + _HAIR))
    return tuple(found)


def table_class(table: Table, theme: Theme, *, alone: bool, closing: bool = False) -> str:
    """Return the classes of a table: "small" type, "close" columns, "wide" for a page turned sideways, "broken" words.

    ``alone`` tells that the table stands in the text itself, not in a list or a callout: no other is turned.
    ``closing`` tells that the format can set columns close: a table is then turned only if that does not help.
    """
    kind, upright, sideways = theme.type, theme.page.measure, theme.page.sideways

    def fits(size: float, room: float, side: float = theme.spacing.cell_side, broken: float = LONG_WORD) -> bool:
        needed = columns(table, theme, size, broken=broken)
        return sum(column.word + 2 * side for column in needed) <= room

    small = not fits(kind.body, upright)
    wide = small and alone and not fits(kind.small, upright)
    close = wide and closing and fits(kind.small, upright, theme.spacing.cell_close, BROKEN_WORD)
    wide = wide and not close
    broken = small and not close and not fits(kind.small, sideways if wide else upright)
    names = {"wide": wide, "small": small and not wide, "close": close, "broken": broken}
    return " ".join(name for name, holds in names.items() if holds)


def has_long_word(cell: Cell, theme: Theme) -> bool:
    """Return whether a cell holds a word so long that it may be broken, lest it take the room of other columns."""
    size = theme.type.body
    return any(word > LONG_WORD * size for line in _lines(cell, theme, size, bold=True) for word in line.words)


@dataclass(slots=True)
class _Line:
    """A line of a cell: its width in points, and those of its words."""

    width: float = 0.0
    words: list[float] = field(default_factory=lambda: [0.0])


def _lines(cell: Cell, theme: Theme, size: float, *, bold: bool) -> list[_Line]:
    """Return the lines of a cell as they are without an edge to end at."""
    measure = measure_of(theme)
    lines = [_Line()]
    for text, letters in measure.runs(cell.children, Letters(size, bold=bold, tabular=True)):
        for piece in _PIECES.findall(text):
            if piece == "\n":
                lines.append(_Line())
                continue
            width = measure.width(piece, letters)
            lines[-1].width += width
            if piece.isspace():
                lines[-1].words.append(0.0)
            else:
                lines[-1].words[-1] += width
    return lines
