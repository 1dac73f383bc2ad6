"""The rules of a table: one line from its beginning to its end, not one for each cell.

WeasyPrint 70 (weasyprint/draw/__init__.py, ``draw_collapsed_borders``) draws each side of each cell by itself, and
marks each as an artifact of its own: a table of eight columns has eight pieces of a line under each row, with seams
between them that are seen on a screen.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, NamedTuple

from triplicate.system.replaced import replaced

_SEAM = 0.01
"""How far apart pieces of one line may be, in CSS pixels: what sums of widths are rounded by."""


class _Rule(NamedTuple):
    """A line of a table in CSS pixels: from ``left`` and ``top`` to ``right`` and ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float
    thickness: float
    style: str
    colour: Any

    def with_next(self, other: "_Rule") -> "_Rule | None":
        """Return both as one; None if the other does not go on from this one, to either side."""
        across = self.top == self.bottom == other.top == other.bottom
        down = self.left == self.right == other.left == other.right
        apart = max(
            *(self.left - other.right, other.left - self.right),
            *(self.top - other.bottom, other.top - self.bottom),
        )
        if other[4:] != self[4:] or not (across or down) or apart > _SEAM:
            return None
        return self._replace(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )


class _Unpainted:
    """Stands for a content stream where lines are asked for and not drawn."""

    artifact = stacked = staticmethod(nullcontext)


@contextmanager
def table_rules_joined() -> Iterator[None]:
    """While this context lasts, join them; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint import draw

    with replaced(draw, draw_collapsed_borders=_joined(draw.draw_collapsed_borders)):
        yield


def _joined(draw_pieces: Callable[..., None]) -> Callable[..., None]:
    from weasyprint import draw

    def drawn(stream: Any, table: Any) -> None:
        pieces: list[_Rule] = []
        with replaced(draw, draw_line=lambda _, *piece: pieces.append(_Rule(*piece))):
            draw_pieces(_Unpainted(), table)
        if pieces:
            with stream.artifact():
                for rule in _rules(pieces):
                    draw.draw_line(stream, *rule)

    return drawn


def _rules(pieces: Iterable[_Rule]) -> Iterator[_Rule]:
    """Yield lines in the order of their pieces, those that go on from one another as one."""
    before: _Rule | None = None
    for piece in pieces:
        whole = before and before.with_next(piece)
        if before and not whole:
            yield before
        before = whole or piece
    if before:
        yield before
