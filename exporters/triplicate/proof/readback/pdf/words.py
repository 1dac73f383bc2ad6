"""From strings that are shown to words in the order in which they are read.

Words are what the glyphs say: nothing is added between lines, so that a space which a file does not hold is
missed here as it is by a screen reader. Text that runs from right to left stands in streams as it is drawn, from
left to right; it is turned into the order in which it is read, letter by letter as other programs do.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from triplicate.proof.readback.pdf.bidi import has_right_to_left, in_reading_order, logical, runs_right_to_left
from triplicate.proof.readback.pdf.fonts import Font

_SAME = 0.01
"""How far apart, in points, baselines of one line may be."""


class Piece(NamedTuple):
    """Words of one marked-content sequence; ``lang`` and ``expansion`` are its own properties, "" if it has none.

    ``shown`` are the letters as they are drawn, where their order depends on how their line runs; ``text`` has them in
    the order that most of them speak for.
    """

    text: str
    lang: str = ""
    expansion: str = ""
    shown: str = ""


class WordBuilder:
    """Gathers what one stream shows; ``say`` adds words, and the letters as drawn, to where they belong."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        self._say = say
        self._shown: list[tuple[float, list[str]]] = []
        self._baseline: float | None = None

    def show(self, strings: Iterable[bytes | None], font: Font, x: float, y: float, *, moved: bool) -> None:
        """Show strings at a point; if the line has not ``moved`` since the last, they go on where that ended."""
        if self._baseline is None or abs(y - self._baseline) > _SAME:
            if self._shown:
                self.flush()
            self._baseline = y
        if moved or not self._shown:
            self._shown.append((x, []))
        _extend(self._shown[-1][1], strings, font)

    def flush(self) -> None:
        """Add what was shown on one line to where it belongs."""
        if not self._shown:
            return
        shown = [(x, "".join(parts)) for x, parts in self._shown]
        self._shown = []
        self._baseline = None
        text = "".join(letters for _, letters in shown)
        if not has_right_to_left(text):
            self._say(text, "")
        elif in_reading_order(shown):
            turned = (logical(letters, right_to_left=runs_right_to_left(letters)) for _, letters in shown)
            self._say("".join(turned), "")
        else:
            self._say(logical(text, right_to_left=runs_right_to_left(text)), text)


def _extend(parts: list[str], strings: Iterable[bytes | None], font: Font) -> None:
    """Add the text of strings; with kerning that is as wide as a space, a space."""
    first = len(parts)
    added = False
    for string in strings:
        if string is None:
            if len(parts) > first and not parts[-1].endswith(" "):
                parts.append(" ")
                added = True
        elif text := font.text(string):
            if added and text.startswith(" "):
                # Where words are spaced, kerning widens a space that is there, on either side of it.
                parts.pop()
            added = False
            parts.append(text)
