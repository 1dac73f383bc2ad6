"""Points, boxes and the matrices that move them (ISO 32000-1, 8.3.3 and 7.9.5); lengths are in points."""

from typing import Any, NamedTuple

from pikepdf import Array

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    """A rectangle along the axes: its left, lower, right and upper edge."""

    left: float
    bottom: float
    right: float
    top: float

    def within(self, other: "Box") -> "Box":
        """Return what both boxes hold; an empty box where they have nothing in common."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does first ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix moves a point."""
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])


def moved(box: Box, m: Matrix) -> Box:
    """Return the box around a box that a matrix has moved, turned or slanted."""
    a, b, c, d, e, f = m
    left, bottom, right, top = box
    if not b and not c:
        x, across, y, up = left * a + e, right * a + e, bottom * d + f, top * d + f
        return Box(min(x, across), min(y, up), max(x, across), max(y, up))
    corners = [apply(m, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_of(value: Any) -> Box | None:
    """Return the rectangle that an array of four numbers is, its corners in any order; None for anything else."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        x, y, across, up = (float(number) for number in value)
    except (TypeError, ValueError):
        return None
    return Box(min(x, across), min(y, up), max(x, across), max(y, up))
