"""Column widths: as the cells ask for, within the room there is."""

from triplicate.document.model import Table
from triplicate.theme import Theme
from triplicate.theme.tables import Column, columns

_RULES = 1.5
"""What Word leaves free within a column beside its padding, in points."""


def column_widths(table: Table, theme: Theme, size: float, room: float) -> tuple[list[float], float]:
    """Return the width of each column in points, together no more than ``room``, and the padding at a cell's sides.

    The type is of a ``size``. A table that can stand without breaking a line is as wide as it must be. Else each
    column first gets what its longest word needs, and the rest of the room is shared out by how much text there is.
    Padding gives way if that keeps all words whole.
    """
    asked, spacing = columns(table, theme, size), theme.spacing
    left = ((room - sum(column.word for column in asked)) / len(asked) - _RULES) / 2
    padding = left if spacing.cell_close <= left < spacing.cell_side else spacing.cell_side
    return _widths(asked, room, 2 * padding + _RULES), padding


def _widths(asked: tuple[Column, ...], room: float, padding: float) -> list[float]:
    wanted = [column.line + padding for column in asked]
    needed = [column.word + padding for column in asked]
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
