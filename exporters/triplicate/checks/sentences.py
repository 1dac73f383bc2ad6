"""Sentences of English prose: where each begins, and how many words it has."""

import re
from collections.abc import Iterator

from triplicate.later import regex

# A full stop after these ends no sentence, whatever follows.
_ABBREVIATIONS = """
    mr mrs ms mx dr prof st sr jr rev hon gen col capt lt sgt messrs fig figs no nos vs v eg e.g ie i.e cf viz al approx
    p pp para paras sec ch vol ed eds art arts op cit ca c tel ext dept mt ft jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun
"""
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())
_END = regex(r"(?<![.!?…])[.!?…]+[\"'”’)\]»]*(?=\s+[\"'“‘(\[«]*[^\W_a-z]|\s*$)|\n")
_WORD = regex(r"[^\W_]+(?:[-'’./:@_][^\W_]+)*")
_LONGEST_ABBREVIATION = 20  # characters looked at before a full stop
_LAST_WORD = regex(r"[\w.]+$")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence and the offset at which it begins.

    A sentence ends at a full stop, question mark or exclamation mark before a capital, a digit or the end, and
    at a forced line break. It does not end after an abbreviation, an initial ("J. Smith") or within a number.
    """
    start = 0
    last = len(text.rstrip())
    for end in _END.finditer(text):
        if end.group()[0] == "." and end.end() < last and _goes_on(text, start, end):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def count_words(text: str) -> int:
    """Return how many words there are; what a hyphen, an apostrophe or a full stop joins is one."""
    return len(_WORD.findall(text))


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    before = text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    return word.lower() in _NEVER_LAST or (len(word) == 1 and word.isalpha() and word != "I")


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    said = text[start:end]
    if said.strip():
        yield start + len(said) - len(said.lstrip()), said.strip()
