"""Words that are drawn over other words of the same page."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from triplicate.proof.readback.pdf.geometry import Box
from triplicate.proof.readback.pdf.ink import Shown, Word

_BAND = 6.0
"""Height in points of the bands in which a page is searched: about that of small letters."""

_MOST_BANDS = 400

_FAR = 1e6
"""How far, in points, from the origin nothing is looked at: no page is so large (ISO 32000-1, Annex C)."""

_ACROSS = 0.25
"""From which share of the smaller size words overlap in the direction of the line; kerning and slant do less."""

_UP = 0.5
"""From which share of the height of the lower ones words overlap upwards."""

_NEAR = 0.25
"""How far apart, in sizes, the same words are drawn twice to look bold or to have a shadow."""


def overlaps(shown: Sequence[Shown], allowed: Callable[[Shown, Shown], bool]) -> Iterator[tuple[Word, Word, Shown]]:
    """Yield a word, the one it is drawn over, and what the first is a part of; one pair for each two texts.

    Text that is turned or slanted is passed over, and what is ``allowed``.
    """
    bands: defaultdict[int, list[tuple[float, float, int]]] = defaultdict(list)
    boxes: list[Box] = []
    for index, one in enumerate(shown):
        box = one.box
        boxes.append(box)
        _, b, c, _, _, _ = one.matrix
        if b or c or box.right - box.left <= 0 or not max(map(abs, box)) < _FAR:
            continue
        low, high = int(box.bottom // _BAND), int(box.top // _BAND)
        for band in range(low, min(high, low + _MOST_BANDS) + 1):
            bands[band].append((box.left, box.right, index))
    met: set[tuple[int, int]] = set()
    for some in bands.values():
        some.sort()
        reach, last = float("-inf"), -1
        for left, right, index in some:
            if left < reach - _ACROSS and last >= 0:
                pair = (min(last, index), max(last, index))
                if pair not in met and _overlap(boxes[last], boxes[index], 1.0):
                    met.add(pair)
                    under, over = shown[pair[0]], shown[pair[1]]
                    if not allowed(under, over) and (words := _words(under, over)):
                        yield words[1], words[0], over
            if right > reach:
                reach, last = right, index


def _words(under: Shown, over: Shown) -> tuple[Word, Word] | None:
    """Return two words of which one is drawn over the other."""
    size = min(under.drawn_size, over.drawn_size)
    if under.artifact != over.artifact and max(under.drawn_size, over.drawn_size) > 2 * size:
        # Large letters behind the text, or before it, mark the page as a whole: a draft, a copy.
        return None
    words = [word for word in under.words() if any(map(str.isalnum, word.text))]
    for other in over.words():
        if not any(map(str.isalnum, other.text)):
            continue
        for word in words:
            if _overlap(word.box, other.box, _ACROSS * size) and not _is_twice(word, other, size):
                return word, other
    return None


def _overlap(box: Box, other: Box, across: float) -> bool:
    both = box.within(other)
    lower = min(box.top - box.bottom, other.top - other.bottom)
    return both.right - both.left > across and both.top - both.bottom > _UP * lower


def _is_twice(word: Word, other: Word, size: float) -> bool:
    """Whether the same letters are drawn twice in one place."""
    near = _NEAR * size
    apart = abs(word.box.left - other.box.left), abs(word.box.bottom - other.box.bottom)
    return (word.text in other.text or other.text in word.text) and max(apart) <= near
