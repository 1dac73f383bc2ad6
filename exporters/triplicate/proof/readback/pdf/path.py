"""The path that is being made (ISO 32000-1, 8.5): where it begins, and the rectangle that it is, if it is one."""

from triplicate.proof.readback.pdf.geometry import Box, Matrix, apply
from triplicate.proof.readback.pdf.syntax import number, numbers


class Path:
    """A path; ``start`` is its first point, of a rectangle the upper left corner.

    A clipping path counts if it is one rectangle; what any other shape would hide is not found. ``height`` is about
    how high the path is, as far as it is ``measured``: by its points, those between which it is bent included.
    """

    def __init__(self, *, measured: bool) -> None:
        self.start = (0.0, 0.0)
        self._box: Box | None = None
        self._pieces = 0
        self._clips = False
        self.measured = measured
        self._points: list[tuple[float, float]] = []

    def height(self, matrix: Matrix) -> float:
        """Return how high the path is on the page, 0 if it was not measured."""
        ys = [apply(matrix, x, y)[1] for x, y in self._points]
        return max(ys) - min(ys) if ys else 0.0

    def go_on(self, operands: bytes) -> None:
        """Add a line or a curve."""
        if self.measured:
            found = list(map(number, operands.split()))
            self._points += zip(found[::2], found[1::2], strict=False)

    def begin(self, operands: bytes) -> None:
        """Begin a piece of a path that may have any shape."""
        x, y = numbers(operands, 2)
        self.start = (x, y)
        self._pieces += 1
        self._box = None
        if self.measured:
            self._points.append(self.start)

    def rectangle(self, operands: bytes) -> None:
        """Add a rectangle."""
        x, y, width, height = numbers(operands, 4)
        self.start = (x, y + height)
        self._pieces += 1
        self._box = Box(min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height))

    def clip(self, _operands: bytes) -> None:
        """Let the path clip what is painted after it."""
        self._clips = True

    def end(self) -> Box | None:
        """End the path, and return the rectangle that it clips to, if it does and is one."""
        box = self._box if self._clips and self._pieces == 1 else None
        self._box, self._pieces, self._clips = None, 0, False
        self._points = []
        return box
