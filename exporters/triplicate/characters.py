"""Characters that no font of a theme shows."""

import unicodedata
from collections.abc import Iterator

from triplicate import front, walk
from triplicate.fonts import characters
from triplicate.model import NOWHERE, Abbreviation, Code, CodeBlock, Document, Keyboard, Place, Text
from triplicate.problem import Problem, Severity
from triplicate.rules import Rule
from triplicate.theme import Theme

MISSING_GLYPH = Rule(
    code="C050",
    severity=Severity.ERROR,
    name="character without a font",
    why="A character that no font shows is printed as an empty box, and nobody can read it.",
    authority="ISO 14289-1 7.21.8; ISO 19005-2 6.2.11.8",
    bad="a text with an emoji",
    good="the same in words",
)

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
            f"no font shows {character} (U+{ord(character):04X}, {unicodedata.name(character, 'unnamed').lower()})",
            place,
            "install the fonts of more scripts with: pip install 'triplicate[scripts]'; else write it in words",
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
