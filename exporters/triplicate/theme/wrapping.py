"""Which lines words fall into, and how broad they must be at least: by the measure, before anything is laid out."""

from collections.abc import Iterable

from triplicate.document.model import Inline
from triplicate.theme.measure import Letters, Measure

_MOST = 6
"""Lines of a text that are made even: more of them are a paragraph, which is read on as such."""

_EXACT = 0.25
"""How exactly the width of even lines is found, in points."""

_MARGIN = 1.5
"""What programs may need more than the measure says, in points: the space after the last letter is counted by some."""

Words = list[tuple[float, float]]
"""The width of each word and of the space after it, in points."""


def words_of(inlines: Iterable[Inline], letters: Letters, measure: Measure) -> Words | None:
    """Return the words of inline nodes as wide as they are set; None if a line is ended among them."""
    words: Words = []
    width = 0.0
    for text, own in measure.runs(inlines, letters):
        if "\n" in text:
            return None
        first, *others = text.split(" ")
        width += measure.width(first, own)
        for word in others:
            words.append((width, measure.width(" ", own)))
            width = measure.width(word, own)
    words.append((width, 0.0))
    return [(wide, space) for wide, space in words if wide]


def lines_of(words: Words, room: float) -> int:
    """Return how many lines words fall into; one that is wider than a line is parted."""
    lines, left = 0, 0.0
    for width, space in words:
        if width > left:
            lines += max(int(-(-width // room)), 1)
            left = room
        left -= width + space
    return lines


def slack(inlines: Iterable[Inline], letters: Letters, measure: Measure, room: float) -> float:
    """Return by how much lines may be narrower, in points, without becoming more: then they are about equally long.

    A heading whose last line is one word looks like a mistake. It is 0 for one line, for many, and where a word has no
    room (compare "text-wrap: balance" in CSS Text 4, 5.3).
    """
    words = words_of(inlines, letters, measure)
    if not words or not 1 < (lines := lines_of(words, room)) <= _MOST:
        return 0.0
    least, most = max(width for width, _ in words), room
    if least > room:
        return 0.0
    while most - least > _EXACT:
        middle = (least + most) / 2
        least, most = (least, middle) if lines_of(words, middle) <= lines else (middle, most)
    return max(room - most - _MARGIN, 0.0)
