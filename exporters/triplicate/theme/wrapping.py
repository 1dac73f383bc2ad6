"""Which lines words fall into, and how broad they must be at least: by the measure, before anything is laid out."""

from collections.abc import Callable, Iterable

from triplicate.document.model import Inline
from triplicate.document.unspaced import parted
from triplicate.later import regex
from triplicate.theme.measure import Letters, Measure

MOST_EVEN = 6
"""Lines of a text that are made even: more of them are a paragraph, which is read on as such."""

_EXACT = 0.25
"""How exactly the width of even lines is found, in points."""

_MARGIN = 1.5
"""What programs may need more than the measure says, in points: the space after the last letter is counted by some."""

_PIECES = regex("[ \u200b]|[^ \u200b]+")
"""A place where a line may end, or what stands between two of them."""

Words = list[tuple[float, float]]
"""The width of each word and of the space after it, in points."""


def words_of(inlines: Iterable[Inline], letters: Letters, measure: Measure) -> list[Words]:
    """Return the words of inline nodes as wide as they are set, apart where a line is ended among them."""
    found: list[Words] = [[]]
    width = 0.0
    for text, own in measure.runs(inlines, letters):
        if text == "\n":
            found[-1].append((width, 0.0))
            found.append([])
            width = 0.0
            continue
        for piece in _PIECES.findall(parted(text)):
            if piece in " \u200b":
                found[-1].append((width, measure.width(" ", own) if piece == " " else 0.0))
                width = 0.0
            else:
                width += measure.width(piece, own)
    found[-1].append((width, 0.0))
    return [[(wide, space) for wide, space in words if wide] for words in found]


def lines_of(parts: Iterable[Words], room: float) -> int:
    """Return how many lines words fall into; one that is wider than a line is parted."""
    lines = 0
    for words in parts:
        left = 0.0
        for width, space in words:
            if width > left:
                lines += max(int(-(-width // room)), 1)
                left = room
            left -= width + space
    return lines


def slack(inlines: Iterable[Inline], letters: Letters, measure: Measure, room: float) -> float:
    """Return by how much lines may be narrower, in points, without becoming more: then they are about equally long.

    A heading whose last line is one word looks like a mistake. It is 0 for one line, for many, for lines that are ended
    by hand, and where a word has no room (compare "text-wrap: balance" in CSS Text 4, 5.3).
    """
    parts = words_of(inlines, letters, measure)
    lines = lines_of(parts, room)
    if len(parts) > 1 or not 1 < lines <= MOST_EVEN:
        return 0.0
    least = max(width for width, _ in parts[0])
    if least > room:
        return 0.0
    width = narrowest(lambda tried: lines_of(parts, tried) <= lines, least, room, _EXACT)
    return max(room - width - _MARGIN, 0.0)


def narrowest(fits: Callable[[float], bool], least: float, most: float, exact: float) -> float:
    """Return the least width in which words fit, found as exactly as asked; they fit in ``most``."""
    while most - least > exact:
        middle = (least + most) / 2
        least, most = (least, middle) if fits(middle) else (middle, most)
    return most
