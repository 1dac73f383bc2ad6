"""What of a page is asked for once the page is read: where its words stand, packed, since there are many pages."""

from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from triplicate.proof.readback.pdf.geometry import Box
from triplicate.proof.readback.pdf.ink import Ink

Place = tuple[tuple[int, int], int]

_NUMBERS = 5


class Line(NamedTuple):
    """Glyphs that one operator shows: what they stand for, the box around them, and how high their line stands.

    ``place`` is the marked-content sequence they stand in.
    """

    text: str
    box: Box
    baseline: float
    place: Place | None
    artifact: bool


class Seen:
    """A page that was read; ``box``, ``sheet`` and ``images`` are those of :class:`Ink`."""

    __slots__ = ("_artifacts", "_ends", "_numbers", "_places", "_text", "box", "images", "page", "sheet")

    def __init__(self, ink: Ink) -> None:
        self.page, self.box, self.sheet, self.images = ink.page, ink.box, ink.sheet, tuple(ink.images)
        self._ends, self._numbers = array("L"), array("d")
        texts: list[str] = []
        end = 0
        for shown in ink.shown:
            texts.append(shown.text)
            end += len(texts[-1])
            self._ends.append(end)
            self._numbers.extend((*shown.box, shown.matrix[5]))
        self._text = "".join(texts)
        self._places = tuple(shown.place for shown in ink.shown)
        self._artifacts = bytes(shown.artifact for shown in ink.shown)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, in the order in which it is."""
        return _unpacked(self)

    def unpacked(self) -> Iterator[Line]:
        """Yield what is shown."""
        start = 0
        for index, end in enumerate(self._ends):
            left, bottom, right, top, baseline = self._numbers[index * _NUMBERS : (index + 1) * _NUMBERS]
            box = Box(left, bottom, right, top)
            yield Line(self._text[start:end], box, baseline, self._places[index], bool(self._artifacts[index]))
            start = end


@lru_cache(maxsize=2)  # who asks for a page asks for it many times, and then for the next
def _unpacked(seen: Seen) -> tuple[Line, ...]:
    return tuple(seen.unpacked())
