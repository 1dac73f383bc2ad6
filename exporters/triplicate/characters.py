"""Characters that no font of a theme shows."""

import unicodedata
from collections.abc import Iterator

from triplicate import front, walk
from triplicate.fonts import characters
from triplicate.limits import MISSING_GLYPH
from triplicate.model import NOWHERE, Abbreviation, Code, CodeBlock, Document, Keyboard, Place, Text
from triplicate.problem import Problem
from triplicate.theme import Theme

_FONTLESS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""General categories of characters that need no glyph of their own: controls, marks of direction, spaces."""


def missing_characters(document: Document, theme: Theme) -> tuple[Problem, ...]:
    """Return a finding for every character of the document that no installed family of the theme shows.

    Each character is found once, at its first place.
    """
    shown = frozenset[int]().union(*map(characters, theme.fonts.all))
    first: dict[str, Place] = {}
    for text, place in _texts(document):
        # A letter and its accent may be one glyph, or two: either will do.
        for character in unicodedata.normalize("NFC", text):
            if ord(character) not in shown and unicodedata.category(character) not in _FONTLESS:
                first.setdefault(character, place)
    return tuple(
        MISSING_GLYPH.problem(
            f"No font shows {character} (U+{ord(character):04X}, {unicodedata.name(character, 'unnamed').lower()}).",
            place,
            "Install the fonts of more scripts with pip install 'triplicate[scripts]', or write it in words.",
        )
        for character, place in sorted(first.items(), key=lambda item: (item[1], item[0]))
    )


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    for node in walk.nodes(document):
        match node:
            case Text() | Code() | Keyboard() | Abbreviation() | CodeBlock():
                yield node.text, node.place
            case _:
                pass
    for line in (*front.title_block(document), *front.end_lines(document)):
        yield line.text, NOWHERE
    yield document.metadata.title, NOWHERE
