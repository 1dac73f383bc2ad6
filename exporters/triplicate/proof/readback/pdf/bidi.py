"""Lines that run from right to left: from the order in which they are drawn to the order in which they are read.

Glyphs are drawn from left to right. A reader turns the stretches that run the other way, as the bidirectional
algorithm (Unicode Standard Annex 9, rule L2) did before drawing.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise

_RIGHT = frozenset({"R", "AL"})

_ENDS = re.compile(r"[\s,.;:!?]|.*\s[,.]$", re.DOTALL)
"""What is drawn before words, or after a space, only where the end of words is drawn first."""


def logical(shown: Sequence[tuple[float, list[str]]]) -> str:
    """Return the words of a line: ``shown`` are stretches, each where it begins and its glyphs in order."""
    text = "".join(glyph for _, glyphs in shown for glyph in glyphs)
    if text.isascii() or not any(_is_right(glyph) for _, glyphs in shown for glyph in glyphs):
        return text
    starts = [start for start, _ in shown]
    if len(starts) > 1 and all(before > after for before, after in pairwise(starts)):
        # The stretches already follow each other as they are read.
        return "".join(_turned(glyphs) for _, glyphs in shown)
    return _turned([glyph for _, glyphs in shown for glyph in glyphs])


def within_right_to_left(glyphs: list[str]) -> str:
    """Return the words of a stretch that runs from left to right, met in a line that runs from right to left.

    What has no direction at either end of the stretch then takes that of the line: the space and the comma after
    its words are drawn before them. A stretch that is isolated from its line is drawn as it is read; it does not
    begin with what ends words.
    """
    text = "".join(glyphs)
    if not _ENDS.match(text) or any(map(_is_right, glyphs)):
        return text
    return _ordered(glyphs, _directions(glyphs), right_to_left=True)


def _turned(glyphs: list[str]) -> str:
    if not any(map(_is_right, glyphs)):
        return "".join(glyphs)
    directions = _directions(glyphs)
    right = sum(direction == "R" for direction in directions)
    left = sum(direction == "L" for direction in directions)
    return _ordered(glyphs, directions, right_to_left=right >= left)


def _ordered(glyphs: list[str], directions: list[str], *, right_to_left: bool) -> str:
    if right_to_left:
        # The line as a whole runs from right to left: turn it, and turn its other stretches back.
        glyphs, directions = glyphs[::-1], directions[::-1]
        backwards = "LN"
    else:
        backwards = "R"
    result: list[str] = []
    for turned, group in groupby(zip(directions, glyphs, strict=True), lambda pair: pair[0] in backwards):
        stretch = [glyph for _, glyph in group]
        result += reversed(stretch) if turned else stretch
    return "".join(result)


def _directions(glyphs: list[str]) -> list[str]:
    """Return "L", "R", or "N" (a number) for each glyph; what has no direction takes that of both its neighbours."""
    classes = [_direction(glyph) for glyph in glyphs]
    result = list(classes)
    index = 0
    while index < len(classes):
        if classes[index]:
            index += 1
            continue
        end = index
        while end < len(classes) and not classes[end]:
            end += 1
        before = classes[index - 1] if index else "R"
        after = classes[end] if end < len(classes) else "R"
        if before == after == "N" and end == index + 1 and _separates(glyphs[index]):
            same = "N"
        elif "L" in (before, after) and "R" not in (before, after):
            same = "L"
        else:
            same = "R"
        result[index:end] = [same] * (end - index)
        index = end
    return result


def _separates(glyph: str) -> bool:
    """Whether a glyph between two numbers is a part of one (rule W4): the colon of a time, the point of a price."""
    return unicodedata.bidirectional(glyph) in ("CS", "ES") if len(glyph) == 1 else False


def _direction(glyph: str) -> str:
    for character in glyph:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT:
            return "R"
        if kind == "L":
            return "L"
        if kind in ("EN", "AN"):
            return "N"
        if kind == "NSM":
            return "R"
    return ""


def _is_right(glyph: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT for character in glyph)
