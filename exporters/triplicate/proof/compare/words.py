"""Words that one outline has and another does not, wherever they stand in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, Outline, Role, SpanKind
from triplicate.reading.marks import BULLETS

_SIGN = regex(r"\w+|[^\w\s]")
_BY_OTHER_WORDS = frozenset({SpanKind.CALL, SpanKind.FORMULA})
"""Numbers of notes are counted anew; what a voice says of a formula depends on who reads it."""


class Lost(NamedTuple):
    """Words of an entry that the other outline does not have, and where the entry stands."""

    words: str
    where: str


def lost_words(first: Outline, second: Outline, besides: Iterable[str] = ()) -> tuple[Lost, ...]:
    """Return what the first outline says and the second does not; ``besides`` are words that it need not say.

    A line that stands in the second as it is in the first is found. Of any other each word must stand in one of the
    lines of the second that are left then. Tables of contents are passed over: they repeat headings.
    """
    lines: Counter[tuple[str, ...]] = Counter(_signs(line) for _, line in _lines(second.entries))
    lines.update(_signs(line) for line in (*besides, second.title))
    unfound = []
    for entry, line in _lines(first.entries):
        signs = _signs(line)
        if lines[signs] > 0:
            lines[signs] -= 1
        elif signs:
            unfound.append((entry, line, signs))
    left: Counter[str] = Counter()
    for signs, count in lines.items():
        if count > 0:
            for sign in signs:
                left[sign] += count
    lost = []
    for entry, line, signs in unfound:
        missing = Counter(signs) - left
        left.subtract(signs)
        left = +left
        if missing:
            lost.append(Lost(_shown(line, missing), entry.where))
    return tuple(lost)


def _lines(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield what is said line by line: the words of an entry, the alternative of a figure."""
    stack = list(entries)[::-1]
    while stack:
        entry = stack.pop()
        if entry.role is Role.CONTENTS:
            continue
        if entry.spans:
            yield entry, "".join(span.text for span in entry.spans if span.kind not in _BY_OTHER_WORDS)
        if entry.role is Role.FIGURE and entry.alt:
            yield entry, entry.alt
        stack.extend(reversed(entry.children))


def _signs(line: str) -> tuple[str, ...]:
    return tuple(sign for sign in _SIGN.findall(line) if sign not in BULLETS)


def _shown(line: str, missing: Counter[str]) -> str:
    """Return the line, or those of its words that are missing if most of it is there."""
    words = [sign for sign in _SIGN.findall(line) if sign in missing]
    return line if len(words) * 2 > len(_SIGN.findall(line)) else " ".join(words)
