"""What an edition promises of its pages, as its maker says it; lengths are in points."""

from typing import NamedTuple


class Promise(NamedTuple):
    """``least`` is the size that no letter is smaller than.

    ``margins`` are what is left free at the top, the right, the bottom and the left of every sheet; the edges of a
    sheet that is bound may change places. Items of a list that stand side by side are ``between`` apart.
    """

    least: float
    margins: tuple[float, float, float, float]
    mirrored: bool = False
    between: float = 0.0
