"""From strings that are shown to words in the order in which they are read.

Words are what the glyphs say: nothing is added between lines, so that a space which a file does not hold is missed
here as it is by a screen reader. Within a line, a gap as wide as a space is one, and one as wide as a tab between two
marked-content sequences. Text that runs from right to left
stands in streams as it is drawn, from left to right; it is turned into the order in which it is read, letter by
letter as other programs do.
"""

from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple

from triplicate.proof.readback.pdf.bidi import has_right_to_left, in_reading_order, logical, runs_right_to_left
from triplicate.proof.readback.pdf.fonts import Font

_SAME = 0.01
"""How far apart, in points, baselines of one line may be."""

_GAP = 0.2
"""How wide a gap in a line is that is a space, in the size of its letters."""

_TAB = 1.0
"""The same between two marked-content sequences, where a margin may stand: as wide as what a tab leaves."""


class MarkedText(NamedTuple):
    """Words of one marked-content sequence; ``lang`` and ``expansion`` are its own properties, "" if it has none.

    ``shown`` are the letters as they are drawn, where their order depends on how their line runs; ``text`` has them in
    the order that most of them speak for. ``line`` is where on the page their line stands, and the size of its letters,
    None if that is not known. ``tabbed`` tells that the words begin with a space because they begin as far after the
    last ones as a tab leads.
    """

    text: str
    lang: str = ""
    expansion: str = ""
    shown: str = ""
    line: tuple[float, float] | None = None
    tabbed: bool = False


Say = Callable[[str, str, tuple[float, float] | None, bool], None]
"""Takes words, the letters as drawn, where their line stands with the size of its letters, and if a tab leads there."""


class ShownText:
    """Gathers what one stream shows; ``say`` adds it to where it belongs.

    ``is_artifact`` tells whether nobody meets what is shown. Of that, dots that lead from one word to another leave a
    gap; words, such as the address that is printed after a link, stand in it.
    """

    def __init__(self, say: Say, is_artifact: Callable[[], bool]) -> None:
        self._say = say
        self._is_artifact = is_artifact
        self._shown: list[tuple[float, list[str]]] = []
        self._baseline: float | None = None
        self._size = 0.0
        self._end = 0.0
        self._farthest = -inf
        self._left: tuple[float, float] | None = None
        self._tabbed = False

    def interrupt(self) -> None:
        """Take that something else is painted, which may stand in a gap of the line."""
        self._left = None

    def reach(self, x: float) -> None:
        """Take where the letters shown last end; the next may begin elsewhere on their line, before them too."""
        self._end = x
        self._farthest = max(self._farthest, x)

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
            if self._shown:
                apart = x - self._end > _GAP * size and not self._ends_with_space
            else:
                apart = self._tabbed = self._is_tab(x, y, size)
            self._shown.append((x, [" "] if apart else []))
        _extend(self._shown[-1][1], strings, font)
        self._size = size

    def _is_tab(self, x: float, y: float, size: float) -> bool:
        """Whether a sequence begins as far after the last one, on the same line, as a tab leads."""
        if self._left is None:
            return False
        end, baseline = self._left
        return abs(y - baseline) <= _SAME and x - end > _TAB * size

    @property
    def _ends_with_space(self) -> bool:
        parts = self._shown[-1][1]
        return bool(parts) and parts[-1].endswith(" ")

    def flush(self) -> None:
        """Add what was shown on one line to where it belongs."""
        if not self._shown:
            return
        shown = [(x, "".join(parts)) for x, parts in self._shown]
        line = None if self._baseline is None else (self._baseline, self._size)
        text = "".join(letters for _, letters in shown)
        if self._is_artifact():
            if any(map(str.isalnum, text)):
                self.interrupt()
        elif self._baseline is not None and text.strip():
            self._left = self._farthest, self._baseline
        elif self._left and self._baseline == self._left[1]:
            # Spaces are no gap; they may also be painted over the letters before them.
            self._left = max(self._farthest, self._left[0]), self._baseline
        self._farthest = -inf
        self._shown = []
        self._baseline = None
        if not has_right_to_left(text):
            self._say(text, "", line, self._tabbed)
        elif in_reading_order(shown):
            turned = (logical(letters, right_to_left=runs_right_to_left(letters)) for _, letters in shown)
            self._say("".join(turned), "", line, self._tabbed)
        else:
            self._say(logical(text, right_to_left=runs_right_to_left(text)), text, line, self._tabbed)


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
