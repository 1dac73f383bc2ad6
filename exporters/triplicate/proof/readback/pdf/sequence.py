"""A marked-content sequence (ISO 32000-1, 14.6 and 14.7.4)."""

from dataclasses import field

from triplicate.later import dataclass
from triplicate.proof.readback.pdf.shown_text import MarkedText

OF_PAGE = -1

StreamKey = tuple[int, int]
"""What marked-content identifiers count in: a page and ``OF_PAGE``, or a form by its two numbers."""


@dataclass(slots=True)
class Sequence:
    """What is marked with one identifier: its words, where it begins (page from 0, point from the page's origin).

    ``ruled`` tells that only a path was met there so far. It may underline the words to come, and begin elsewhere.
    """

    pieces: list[MarkedText] = field(default_factory=list)
    page: int = 0
    point: tuple[float, float] | None = None
    ruled: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)

    def go_on(self, other: "Sequence") -> None:
        """Take in what is marked with the same identifier later: that of a form is on each page that paints it."""
        self.pieces += other.pieces
        if self.point is None or (self.ruled and not other.ruled and other.point is not None):
            self.point, self.ruled = other.point, other.ruled
