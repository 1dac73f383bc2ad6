"""From strings that are shown to words in the order in which they are read.

Words are what the glyphs say: nothing is added between lines, so that a space which a file does not hold is
missed here as it is by a screen reader. Text that runs from right to left stands in streams as it is drawn, from
left to right; it is turned into the order in which it is read.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from triplicate.proof.readback.pdf.bidi import logical, within_right_to_left
from triplicate.proof.readback.pdf.fonts import Font, GlyphTexts

_SAME = 0.01
"""How far apart, in points, baselines of one line may be."""


class MarkedText(NamedTuple):
    """Words of one marked-content sequence; ``lang`` and ``expansion`` are its own properties, "" if it has none.

    ``line`` is where on the page the line stands that shows them, and the size of its letters, None if not known.
    """

    text: str
    lang: str = ""
    expansion: str = ""
    line: tuple[float, float] | None = None


_Say = Callable[[str, tuple[float, float] | None], list[MarkedText] | None]


class _Stretch(NamedTuple):
    """Words shown on one line: where they begin, their glyphs as drawn, and the number of their piece."""

    x: float
    y: float
    glyphs: GlyphTexts
    pieces: list[MarkedText]
    number: int
    fixed_pitch: bool


class ShownText:
    """Gathers what one stream shows.

    ``say`` adds words to where they belong, and returns the pieces of the sequence that got them, if it is one.
    ``right_to_left`` is the predominant reading order of the document.
    """

    def __init__(
        self, say: Callable[[str, tuple[float, float] | None], list[MarkedText] | None], *, right_to_left: bool
    ) -> None:
        self._say = say
        self._right_to_left = right_to_left
        self._shown: list[tuple[float, list[GlyphTexts]]] = []
        self._baseline: float | None = None
        self._fixed_pitch = False
        self._size = 0.0
        self._before: _Stretch | None = None
        self._left: _Stretch | None = None
        self._alone = True

    def show(
        self, strings: Iterable[bytes | None], font: Font, size: float, point: tuple[float, float], *, moved: bool
    ) -> None:
        """Show strings at a point; if the line has not ``moved`` since the last, they go on where that ended."""
        x, y = point
        if self._baseline is None or abs(y - self._baseline) > _SAME:
            if self._shown:
                self.flush()
            self._baseline = y
        if moved or not self._shown:
            self._shown.append((x, []))
        _extend(self._shown[-1][1], strings, font)
        self._fixed_pitch = font.fixed_pitch
        self._size = size

    def flush(self) -> None:
        """Add what was shown on one line to where it belongs."""
        if not self._shown:
            return
        shown, y = self._shown, self._baseline
        self._shown = []
        self._baseline = None
        parts = shown[0][1] if len(shown) == 1 else [part for _, some in shown for part in some]
        glyphs = _joined(parts)
        if isinstance(glyphs, str):
            words = glyphs
        else:
            words = logical([(x, [glyph for part in some for glyph in part]) for x, some in shown])
        pieces = self._say(words, None if y is None else (y, self._size))
        if pieces is not None and y is not None:
            self._follow(_Stretch(shown[0][0], y, glyphs, pieces, len(pieces) - 1, self._fixed_pitch))

    def _follow(self, stretch: _Stretch) -> None:
        """Keep a stretch; where it begins to the left of the one before, their line runs from right to left."""
        before, self._before = self._before, stretch
        if before is None or abs(before.y - stretch.y) > _SAME:
            self._settle(before, right_to_left=self._alone and self._begins_with_space(before))
            left, self._left = self._left, before
            # After raised or lowered words the line goes on where it was left.
            self._alone = left is None or abs(left.y - stretch.y) > _SAME or left.x > stretch.x
            return
        if stretch.x < before.x:
            if self._alone:
                self._settle(before, right_to_left=True)
            self._settle(stretch, right_to_left=True)
        self._alone = False

    def finish(self) -> None:
        """Add what is left, at the end of the stream."""
        self.flush()
        self._settle(self._before, right_to_left=self._alone and self._begins_with_space(self._before))
        self._before = None

    def _begins_with_space(self, stretch: _Stretch | None) -> bool:
        """Whether a stretch alone on its line is drawn after the space at its end: only code begins with a space."""
        return (
            self._right_to_left
            and stretch is not None
            and not stretch.fixed_pitch
            and list(stretch.glyphs[:1]) == [" "]
            and list(stretch.glyphs[1:2]) != [" "]
        )

    @staticmethod
    def _settle(stretch: _Stretch | None, *, right_to_left: bool) -> None:
        """Put the words of a stretch in the order in which they are read in a line that runs from right to left."""
        if stretch is None or not right_to_left:
            return
        piece = stretch.pieces[stretch.number]
        if piece.text == "".join(stretch.glyphs):
            stretch.pieces[stretch.number] = piece._replace(text=within_right_to_left(list(stretch.glyphs)))


def _extend(parts: list[GlyphTexts], strings: Iterable[bytes | None], font: Font) -> None:
    """Add the glyphs of strings; with kerning that is as wide as a space, a space."""
    first = len(parts)
    added = False
    for string in strings:
        if string is None:
            if len(parts) > first and not parts[-1][-1].endswith(" "):
                parts.append(" ")
                added = True
        elif glyphs := font.glyphs(string):
            if added and glyphs[0].startswith(" "):
                # Where words are spaced, kerning widens a space that is there, on either side of it.
                parts.pop()
            added = False
            parts.append(glyphs)


def _joined(parts: list[GlyphTexts]) -> GlyphTexts:
    """Return glyphs together, as a text if all of them are."""
    if len(parts) == 1:
        return parts[0]
    texts = [part for part in parts if isinstance(part, str)]
    return "".join(texts) if len(texts) == len(parts) else [glyph for part in parts for glyph in part]
