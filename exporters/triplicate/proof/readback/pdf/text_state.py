"""The text state: font, size, spacing, and where the next glyph is shown (ISO 32000-1, 9.3 and 9.4)."""

from triplicate.proof.readback.pdf.fonts import Font
from triplicate.proof.readback.pdf.geometry import IDENTITY, Matrix, apply, times
from triplicate.proof.readback.pdf.syntax import kerning, numbers

_INVISIBLE = frozenset({3, 7})
"""The rendering modes that paint nothing (9.3.6)."""

Parameters = tuple[Font | None, float, float, float, float, float, float, int]


class TextState:
    """What operators of text have set.

    ``parameters`` are those that are saved with the graphics state: font, size, leading, character spacing, word
    spacing, horizontal scale as a factor, rise and rendering mode. ``line`` is where the line begins, ``gone`` how far
    on it glyphs were shown, ``moved`` tells whether none was since the line began.
    """

    __slots__ = (
        "font",
        "gone",
        "leading",
        "line",
        "mode",
        "moved",
        "rise",
        "scale",
        "size",
        "spacing",
        "word_spacing",
    )

    def __init__(self) -> None:
        self.parameters = (None, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0)
        self.begin()

    @property
    def parameters(self) -> Parameters:
        """What is saved with the graphics state."""
        return (
            self.font,
            self.size,
            self.leading,
            self.spacing,
            self.word_spacing,
            self.scale,
            self.rise,
            self.mode,
        )

    @parameters.setter
    def parameters(self, values: Parameters) -> None:
        self.font: Font | None
        (
            self.font,
            self.size,
            self.leading,
            self.spacing,
            self.word_spacing,
            self.scale,
            self.rise,
            self.mode,
        ) = values

    @property
    def visible(self) -> bool:
        """Whether what is shown is painted."""
        return self.mode not in _INVISIBLE

    def begin(self, _operands: bytes = b"") -> None:
        """Begin a text object at the origin."""
        self._start(IDENTITY)

    def set_line(self, operands: bytes) -> None:
        """Begin a line anywhere."""
        a, b, c, d, e, f = numbers(operands, 6)
        self._start((a, b, c, d, e, f))

    def move_by(self, operands: bytes) -> None:
        """Begin a line at an offset from the last."""
        x, y = numbers(operands, 2)
        self._move(x, y)

    def move_and_lead(self, operands: bytes) -> None:
        """Begin a line at an offset that further lines keep."""
        x, y = numbers(operands, 2)
        self.leading = -y
        self._move(x, y)

    def next_line(self, _operands: bytes = b"") -> None:
        """Begin the next line."""
        self._move(0.0, -self.leading)

    def lead(self, operands: bytes) -> None:
        """Set how far apart lines are."""
        self.leading = numbers(operands, 1)[0]

    def space(self, operands: bytes) -> None:
        """Set the space after each character."""
        self.spacing = numbers(operands, 1)[0]

    def space_words(self, operands: bytes) -> None:
        """Set the space that blanks have besides."""
        self.word_spacing = numbers(operands, 1)[0]

    def stretch(self, operands: bytes) -> None:
        """Set how wide glyphs are drawn, from percent."""
        self.scale = numbers(operands, 1)[0] / 100

    def raise_by(self, operands: bytes) -> None:
        """Set how far over the line glyphs stand."""
        self.rise = numbers(operands, 1)[0]

    def render(self, operands: bytes) -> None:
        """Set how glyphs are painted, if at all."""
        self.mode = int(numbers(operands, 1)[0])

    def matrix(self, around: Matrix) -> Matrix:
        """Return the matrix from text space, at the next glyph, to the page; ``around`` is the page's own."""
        line = self.line
        if self.gone or self.rise:
            across, up = (0.0, -self.gone) if self.font and self.font.metrics.vertical else (self.gone, 0.0)
            x, y = apply(line, across, up + self.rise)
            line = (*line[:4], x, y)
        return times(line, around)

    def length(self, codes: bytes, operands: bytes) -> float:
        """Return how far the glyphs of codes move what follows them, with the kerning that their operands hold."""
        if self.font is None:
            return 0.0
        metrics = self.font.metrics
        glyphs = metrics.width(codes) if not metrics.vertical else 1000.0 * len(metrics.numbers(codes))
        wide = (glyphs - kerning(operands)) / 1000 * self.size
        if self.spacing or self.word_spacing:
            wide += self.spacing * len(metrics.numbers(codes))
            wide += self.word_spacing * codes.count(b" ") if metrics.code_size == 1 else 0.0
        return wide if metrics.vertical else wide * self.scale

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.line
        self._start((a, b, c, d, x * a + y * c + e, x * b + y * d + f))

    def _start(self, line: Matrix) -> None:
        self.line: Matrix = line
        self.gone = 0.0
        self.moved = True
