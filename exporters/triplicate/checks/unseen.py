"""Words that are written with characters which nobody sees or hears, and with no others."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from triplicate.document import walk
from triplicate.document.model import (
    Abbreviation,
    Code,
    CodeBlock,
    Document,
    Inline,
    Keyboard,
    LineBreak,
    Node,
    PageBreak,
    Place,
    Text,
    ThematicBreak,
)
from triplicate.later import regex

# Beside the categories of controls, marks and spaces: letters and accents that Unicode lets a program ignore (5.21).
_IGNORED = regex("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_IN_LINES = frozenset(get_args(Inline)) - {LineBreak}
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def unseen(document: Document) -> Iterator[Place]:
    """Yield where words, a line of them, or code are written of which nothing is seen, the outermost alone.

    A text that shows nothing at all, but for rules and page breaks, is one place.
    """
    if document.blocks and all(isinstance(block, ThematicBreak | PageBreak) for block in document.blocks):
        yield document.blocks[0].place
    stack: list[Node] = [
        document.title,
        *document.blocks,
        *(block for note in document.notes for block in note.children),
    ]
    while stack:
        node = stack.pop()
        if isinstance(node, CodeBlock | Code | Keyboard | Abbreviation) and _is_unseen(node.text):
            yield node.place
        # A line of words is what follows one another and is not parted by a line break.
        for in_line, group in groupby(walk.children(node), lambda one: type(one) in _IN_LINES):
            members = list(group)
            if in_line and _shows_nothing(members):
                yield members[0].place
            else:
                stack += members


def _shows_nothing(inlines: list[Node]) -> bool:
    if any(isinstance(node, Text) and _is_plain(node.text) for node in inlines):
        return False
    words = [node for node in walk.descend(*inlines) if not walk.children(node)]
    texts = [node.text for node in words if isinstance(node, Text | Code | Keyboard | Abbreviation)]
    return len(texts) == len(words) and _is_unseen("".join(texts))


def _is_plain(text: str) -> bool:
    """Tell whether a text is one of those that most are: something is seen of it."""
    return text.isascii() and text.isprintable() and bool(text.strip())


def _is_unseen(text: str) -> bool:
    """Tell whether a text holds characters other than spaces, and none that is seen."""
    if text.isascii():
        return False
    return bool(text.strip()) and all(map(_is_ignored, text))


def _is_ignored(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or _IGNORED.fullmatch(character) is not None
