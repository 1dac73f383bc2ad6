"""How wide a table wants to be: whether it fits in normal type, in small type, or only on a page turned sideways."""

from triplicate import walk
from triplicate.model import Table

NORMAL = 62
"""Characters of 12-point type that stand beside each other in the column, padding of cells apart."""

SMALL = 76
PADDING = 2
"""Characters that the padding of one cell takes."""


def columns_class(table: Table, *, alone: bool) -> str:
    """Return the class of a table: "" for one that fits, "small", or "wide" for a page of its own turned sideways.

    ``alone`` tells that the table stands in the text itself, not in a list or a callout: no other is turned.
    """
    needed = sum(_longest(table, column) + PADDING for column in range(len(table.align)))
    if needed <= NORMAL:
        return ""
    if needed <= SMALL or not alone:
        return "small"
    return "wide"


def _longest(table: Table, column: int) -> int:
    """Return the length of the longest word of a column; an address may be broken anywhere."""
    texts = (walk.words(row[column].children) for row in (table.header, *table.rows))
    return max((min(len(word), 24) for text in texts for word in text.split()), default=1)
