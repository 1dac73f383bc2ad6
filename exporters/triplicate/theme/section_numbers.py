"""The column beside the text in which the numbers of sections stand, where the margin has room for it."""

from triplicate.theme.tokens import Theme

_COLUMN = 45.0
"""How broad the column is, in points: "10.2.1" has room in it in the size of a heading of level 4."""

_EDGE = 28.0
"""From the edge of the sheet, in points: printers print nothing nearer, and thumbs hold the paper there."""


def hang(theme: Theme) -> float:
    """Return how far before the text section numbers begin, in points; 0 where they stand in the line of the heading.

    On a sheet that is printed on both sides the column stands at either edge.
    """
    return _COLUMN if min(theme.page.left, theme.page.right) >= _COLUMN + _EDGE else 0.0
