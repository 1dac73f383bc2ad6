"""Two sequences aligned: which element of the one is which of the other.

The patience method: elements that occur once in both are anchors if they stand in the same order; between two
anchors the search begins again. One thing missing therefore stays one difference, however long the text.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

_LARGEST = 4_000_000
"""Between two anchors, up to this many pairs are compared one by one."""


def aligned(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the pairs of equal elements, by their indices, in order."""
    pairs: list[tuple[int, int]] = []
    stack = [(0, len(first), 0, len(second))]
    while stack:
        low, high, other_low, other_high = stack.pop()
        while low < high and other_low < other_high and first[low] == second[other_low]:
            pairs.append((low, other_low))
            low, other_low = low + 1, other_low + 1
        while low < high and other_low < other_high and first[high - 1] == second[other_high - 1]:
            high, other_high = high - 1, other_high - 1
            pairs.append((high, other_high))
        if low == high or other_low == other_high:
            continue
        anchors = _anchors(first, second, (low, high), (other_low, other_high))
        if not anchors:
            pairs += _searched(first, second, (low, high), (other_low, other_high))
            continue
        for index, other in anchors:
            pairs.append((index, other))
            stack.append((low, index, other_low, other))
            low, other_low = index + 1, other + 1
        stack.append((low, high, other_low, other_high))
    pairs.sort()
    return pairs


def _anchors(
    first: Sequence[Hashable], second: Sequence[Hashable], span: tuple[int, int], other_span: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the longest run of elements that occur once on both sides and stand in the same order."""
    counts = Counter(first[index] for index in range(*span))
    other_counts = Counter(second[index] for index in range(*other_span))
    places = {second[index]: index for index in range(*other_span) if other_counts[second[index]] == 1}
    pairs = [
        (index, places[first[index]]) for index in range(*span) if counts[first[index]] == 1 and first[index] in places
    ]
    # The longest increasing subsequence of the other side's indices.
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, (_, other) in enumerate(pairs):
        place = bisect_left(tails, other)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(other)
            ends.append(position)
        else:
            tails[place] = other
            ends[place] = position
    result = []
    position = ends[-1] if ends else -1
    while position >= 0:
        result.append(pairs[position])
        position = before[position]
    return result[::-1]


def _searched(
    first: Sequence[Hashable], second: Sequence[Hashable], span: tuple[int, int], other_span: tuple[int, int]
) -> list[tuple[int, int]]:
    low, high = span
    other_low, other_high = other_span
    if (high - low) * (other_high - other_low) > _LARGEST:
        shorter = min(high - low, other_high - other_low)
        return [(low + i, other_low + i) for i in range(shorter) if first[low + i] == second[other_low + i]]
    matcher = SequenceMatcher(None, first[low:high], second[other_low:other_high], autojunk=False)
    return [
        (low + block.a + i, other_low + block.b + i)
        for block in matcher.get_matching_blocks()
        for i in range(block.size)
    ]
