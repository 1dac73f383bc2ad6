"""Column widths: as the cells ask for, within the room there is."""

import unicodedata

from triplicate.document import walk
from triplicate.document.model import Table
from triplicate.theme import Theme

_NARROW, _WIDE, _FULL = 0.32, 0.62, 1.05
"""Widths of characters in em: thin ones, capitals and digits, East Asian ones. The rest are about half an em."""

_BOLD = 1.08
"""How much wider bold letters are."""


_LEAST_PADDING = 2.0
"""From the words of a cell to its sides, at least, in points."""

_RULES = 2.0
"""What is added to the width of a column, so that words never touch its sides."""


def cell_padding(theme: Theme) -> float:
    """Return the distance in points from the words of a cell to its sides."""
    return theme.spacing.cell * 1.2


def column_widths(table: Table, theme: Theme, size: float, room: float) -> tuple[list[float], float]:
    """Return the width of each column in points, together no more than ``room``, and the padding at a cell's sides.

    The type is of a ``size``. A table that can stand without breaking a line is as wide as it must be. Else each
    column first gets what its longest word needs, and the rest of the room is shared out by how much text there is.
    The padding is reduced if that keeps all words whole.
    """
    padding = cell_padding(theme)
    words = sum(_needs(table, theme, size)[1])
    left = ((room - words) / len(table.header) - _RULES) / 2
    if _LEAST_PADDING <= left < padding:
        padding = left
    return _widths(table, theme, size, room, 2 * padding + _RULES), padding


def _needs(table: Table, theme: Theme, size: float) -> tuple[list[float], list[float]]:
    """Return the width of each column's longest line and of its longest word."""
    wanted: list[float] = []
    needed: list[float] = []
    for column in zip(table.header, *table.rows, strict=True):
        header = column[0]
        bold = size * _BOLD
        texts = [(walk.text_of(cell.children), bold if cell is header or cell.header else size) for cell in column]
        lines = [_width(text, em, theme) for text, em in texts]
        words = [_width(word, em, theme) for text, em in texts for word in text.split()]
        wanted.append(max(lines, default=0.0))
        needed.append(max(words, default=0.0))
    return wanted, needed


def _widths(table: Table, theme: Theme, size: float, room: float, padding: float) -> list[float]:
    wanted, needed = ([width + padding for width in widths] for widths in _needs(table, theme, size))
    if sum(wanted) <= room:
        return wanted
    if sum(needed) >= room:
        return [room * need / sum(needed) for need in needed]
    spare = room - sum(needed)
    # A column that wants ten times as much gets about three times as much: lines of a few words read best.
    weights = [max(want - need, 0.0) ** 0.6 for want, need in zip(wanted, needed, strict=True)]
    widths = [
        min(want, need + spare * weight / sum(weights))
        for want, need, weight in zip(wanted, needed, weights, strict=True)
    ]
    return [width * room / sum(widths) for width in widths]


def _width(text: str, size: float, theme: Theme) -> float:
    return (sum(map(_character_width, text)) * 1.12 + len(text) * theme.spacing.letter) * size


def _character_width(character: str) -> float:
    if character in "iljtfI.,:;'’|!()[] ":
        return _NARROW
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    if character.isupper() or character in "mwMW%@—":
        return _WIDE + 0.1
    return _WIDE - 0.08
