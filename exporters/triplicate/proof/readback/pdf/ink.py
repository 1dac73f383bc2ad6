"""What is painted on a page, and where: glyphs, images, and whether there is anything besides artifacts."""

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from triplicate.later import dataclass
from triplicate.proof.readback.pdf.fonts import Font
from triplicate.proof.readback.pdf.geometry import Box, Matrix, moved
from triplicate.proof.readback.pdf.syntax import number, string_bytes, tokens

BODY = 0.5
"""How high over the baseline, in em, glyphs are taken to reach: the height of small letters without ascenders."""


class Word(NamedTuple):
    """Glyphs between blanks, and the box around them on the page."""

    text: str
    box: Box


@dataclass(slots=True, eq=False)
class Shown:
    """Glyphs that one operator shows.

    ``codes`` are those of the glyphs, ``operands`` hold them with their kerning. ``matrix`` leads from text space at
    the first glyph to the page, ``length`` is how far they go in text space. ``spacing`` is that of characters and of
    words, and the horizontal scale. ``place`` is the marked-content sequence they stand in. ``clip`` is what of the
    page can be painted, None for all of it. ``text`` is what the glyphs stand for, in the order they are shown, ``box``
    what is around all of them, as high as small letters.
    """

    operands: bytes
    codes: bytes
    font: Font
    size: float
    spacing: tuple[float, float, float]
    matrix: Matrix
    length: float
    place: tuple[tuple[int, int], int] | None
    artifact: bool
    clip: Box | None
    text: str = field(init=False)
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.font.text(self.codes)
        self.box = self._box(self.length)

    @property
    def box_to_last_blank(self) -> Box:
        """The box around all glyphs but a blank at the end: where lines are filled, that hangs over their edge."""
        if not self.text.endswith(" "):
            return self.box
        spacing, word_spacing, scale = self.spacing
        advance = self.font.metrics.advances(self.codes)[-1] / 1000 * self.size
        return self._box(self.length - (advance + spacing + word_spacing) * scale)

    def _box(self, length: float) -> Box:
        high = BODY * self.size
        if self.font.metrics.vertical:
            return moved(Box(-high, -length, high, 0.0), self.matrix)
        return moved(Box(0.0, 0.0, length, high), self.matrix)

    @property
    def drawn_size(self) -> float:
        """The size in which glyphs are seen, in units of the page."""
        _, _, c, d, _, _ = self.matrix
        return float(self.size * (c * c + d * d) ** 0.5)

    def glyphs(self) -> Iterator[tuple[str, float, float]]:
        """Yield what each glyph stands for, where it begins, and where it ends, in text space along the line."""
        metrics = self.font.metrics
        spacing, word_spacing, scale = self.spacing
        at = 0.0
        for token in tokens(self.operands):
            if token[:1] in b"(<" and token != b"<<":
                codes = string_bytes(token)
                for index, advance in enumerate(metrics.advances(codes)):
                    code = codes[index * metrics.code_size : (index + 1) * metrics.code_size]
                    wide = (1000.0 if metrics.vertical else advance) / 1000 * self.size
                    yield self.font.text(code), at, at + wide * scale
                    at += (wide + spacing + (word_spacing if code == b" " else 0.0)) * scale
            elif b"[" in self.operands and token[:1] in b"+-.0123456789":
                at -= number(token) / 1000 * self.size * scale

    def words(self) -> Iterator[Word]:
        """Yield the words that the glyphs spell, each with its box."""
        high = BODY * self.size
        text, start, end = "", 0.0, 0.0
        for glyph, begin, stop in (*self.glyphs(), (" ", 0.0, 0.0)):
            if not glyph.isspace() and glyph:
                if not text:
                    start = begin
                text, end = text + glyph, stop
            elif text:
                box = Box(-high, -end, high, -start) if self.font.metrics.vertical else Box(start, 0.0, end, high)
                yield Word(text, moved(box, self.matrix))
                text = ""


@dataclass(slots=True, frozen=True, eq=False)
class Image:
    """An image that is painted: the unit square under ``matrix``; ``number`` is that of its object."""

    number: tuple[int, int]
    matrix: Matrix
    place: tuple[tuple[int, int], int] | None
    artifact: bool

    @property
    def source(self) -> str:
        """Where it lies in the file: its object, and the signs of how it is turned; "" if it is no object."""
        if self.number == (0, 0):
            return ""
        return " ".join(("image", *map(str, (*self.number, *map(sign, self.matrix[:4])))))


def sign(value: float) -> int:
    """Return 1 for what is more than 0, -1 for what is less."""
    return (value > 0) - (value < 0)


@dataclass(slots=True)
class Ink:
    """What is painted on one page; ``box`` is what of the page is seen, ``sheet`` what is left of it when it is cut.

    ``marked`` tells whether anything is painted that is no artifact, or is an image. ``heights`` are those of the
    tallest paths in each picture and formula.
    """

    page: int
    box: Box
    sheet: Box
    unit: float = 1.0
    shown: list[Shown] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    marked: bool = False
    heights: dict[tuple[tuple[int, int], int], float] = field(default_factory=dict)

    def draw(self, place: tuple[tuple[int, int], int], height: float) -> None:
        """Draw a path of a picture or a formula."""
        self.heights[place] = max(height, self.heights.get(place, 0.0))

    def show(self, shown: Shown) -> None:
        """Show glyphs."""
        self.shown.append(shown)

    def paint(self, *, artifact: bool) -> None:
        """Paint something else."""
        if not artifact:
            self.marked = True
