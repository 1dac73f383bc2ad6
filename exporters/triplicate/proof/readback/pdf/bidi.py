"""Lines that hold letters from right to left: from the order in which they are drawn to that in which they are read.

Letters are drawn from left to right. A reader turns the stretches that run the other way, as the bidirectional
algorithm (Unicode Standard Annex 9, rule L2) did before drawing. Where two texts are drawn alike, a number belongs to
the Latin words at its left, and what has no direction to the words on both its sides or to the line.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_OPENING = "([{"
_OTHER = dict(zip("()[]{}", ")(][}{", strict=True))


def has_right_to_left(text: str) -> bool:
    """Tell whether a text holds a letter that runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in _RIGHT for character in text)


def runs_right_to_left(text: str) -> bool:
    """Tell whether a line runs from right to left, by what most of its letters do."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return sum(kind in _RIGHT for kind in kinds) >= kinds.count("L")


def in_reading_order(shown: Sequence[tuple[float, str]]) -> bool:
    """Tell whether stretches, each where it begins and its letters, already follow each other as they are read."""
    return len(shown) > 1 and all(before > after for (before, _), (after, _) in pairwise(shown))


def logical(shown: str, *, right_to_left: bool) -> str:
    """Return the words of a line that is drawn as ``shown``, and runs one way as a whole."""
    if not has_right_to_left(shown):
        return shown
    stretches = [(kind, [letter for _, letter in group]) for kind, group in _stretches(shown, right_to_left)]
    if right_to_left:
        return "".join("".join(letters if kind in "LN" else letters[::-1]) for kind, letters in reversed(stretches))
    result: list[str] = []
    for turned, group in groupby(stretches, lambda stretch: stretch[0] in "RN"):
        inner = list(group)
        for kind, letters in reversed(inner) if turned else inner:
            result += letters[::-1] if kind == "R" else letters
    return "".join(result)


def _stretches(shown: str, right_to_left: bool) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:  # noqa: FBT001
    """Yield "L", "R", or "N" (a number) with the letters of each stretch."""
    return groupby(zip(_directions(shown, "R" if right_to_left else "L"), shown, strict=True), lambda pair: pair[0])


def _directions(shown: str, line: str) -> list[str]:
    """Return the direction of each letter in a line that runs in the direction ``line``."""
    result = _numbers([unicodedata.bidirectional(character) for character in shown])
    if line == "R":
        # "6kb" is drawn so whatever stands before it; with a space between, the number would be at the right.
        for index in range(len(result) - 1, 0, -1):
            if result[index - 1] == "N" and result[index] == "L":
                result[index - 1] = "L"
    for index, kind in _brackets(shown, right_to_left=line == "R"):
        result[index] = kind
    known = [index for index, kind in enumerate(result) if kind]
    for before, after in pairwise([-1, *known, len(result)]):
        left = result[before] if before >= 0 else ""
        right = result[after] if after < len(result) else ""
        if right == "N" and (left == "L" or (line == "L" and not left)):
            right = _number_as_letters(result, after)
        if left == "L" != right or right == "L" != left:
            same = "L" if "R" not in (left, right) and "" not in (left, right) else line
        else:
            same = left if left == right == "L" else "R" if left and right else line
        result[before + 1 : after] = [same] * (after - before - 1)
    return result


def _brackets(shown: str, *, right_to_left: bool) -> Iterator[tuple[int, str]]:
    """Yield where a bracket of a pair stands and its direction: the first of two is drawn at the right in "R".

    A pair runs as the line does if it holds words that do, or follows such words (rule N0). Two that would run the
    other way all the same are the end of one pair and the beginning of the next, whose other halves stand on the lines
    around.
    """
    waiting: list[tuple[int, str]] = []
    for index, bracket in enumerate(shown):
        if bracket not in _OTHER:
            continue
        if waiting and waiting[-1][1] == _OTHER[bracket]:
            first, opening = waiting.pop()
            kind = "L" if opening in _OPENING else "R"
            within = shown[first + 1 : index]
            if right_to_left:
                apart = not any(map(str.isalnum, within)) or (kind == "L" and has_right_to_left(within))
            elif kind == "R":
                apart = not _begins_right_to_left(shown[index + 1 :])
            else:
                # One of the two stands among words of the other direction, and runs as they do.
                holds_words = any(unicodedata.bidirectional(letter) == "L" for letter in within)
                among = _is_among_right_to_left(shown, first) != _is_among_right_to_left(shown, index)
                apart = among and not holds_words
                waiting += [(first, opening)] * apart
            if apart:
                waiting.append((index, bracket))
                continue
            yield from ((first, kind), (index, kind))
        else:
            waiting.append((index, bracket))


def _is_among_right_to_left(shown: str, index: int) -> bool:
    """Tell whether the letters on both sides of a sign run from right to left."""
    return _begins_right_to_left(shown[:index][::-1]) and _begins_right_to_left(shown[index + 1 :])


def _begins_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text runs from right to left."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind == "L" or kind in _RIGHT), "L") != "L"


def _number_as_letters(result: list[str], start: int) -> str:
    """Let a number run as the Latin words before it do (rule W7)."""
    end = start
    while end < len(result) and result[end] == "N":
        result[end] = "L"
        end += 1
    return "L"


def _numbers(kinds: list[str]) -> list[str]:
    """Return the direction of all that has one of its own: letters and the marks on them, and numbers with their signs.

    A sign between two digits is part of the number, as is one beside it (rules W4 and W5); in a line with Arabic
    letters only the colon and the point are (W2).
    """
    arabic = "AL" in kinds
    separators = {"CS"} if arabic else {"CS", "ES"}
    beside = frozenset[str]() if arabic else frozenset({"ET"})
    result = ["R" if kind in _RIGHT else "L" if kind == "L" else "N" if kind in _NUMBERS else "" for kind in kinds]
    for index, kind in enumerate(kinds):
        around = result[index - 1] if index else "", result[index + 1] if index + 1 < len(kinds) else ""
        if kind == "NSM":
            # Marks are drawn before their letter where it runs from right to left, and after it else.
            result[index] = "L" if around[0] == "L" else "R"
        elif kind in separators and around == ("N", "N"):
            result[index] = "N"
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        step = 1 if order.step > 0 else -1
        for index in order:
            if kinds[index] in beside and 0 <= index - step < len(kinds) and result[index - step] == "N":
                result[index] = "N"
    return result
