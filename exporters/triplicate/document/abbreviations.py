"""Short forms and what they stand for, and words of a list wherever they stand alone in a text."""

import re
from collections.abc import Iterable

from triplicate.document.model import Abbreviation, Document
from triplicate.document.walk import nodes


def expansions(document: Document) -> dict[str, str]:
    """Return what short forms of a document stand for, of those that stand for one thing everywhere."""
    found: dict[str, set[str]] = {}
    for node in nodes(document):
        if isinstance(node, Abbreviation):
            found.setdefault(node.text, set()).add(node.expansion)
    return {short: said.pop() for short, said in found.items() if len(said) == 1}


def whole_words(words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
    """Return the pattern of words that are no part of longer ones, of two the longer; None if there are none."""
    found = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", flags) if found else None
