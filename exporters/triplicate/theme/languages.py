"""Fonts that fit a document: no word in letters of two designs.

A family made for legibility often has few letters: Atkinson Hyperlegible lacks the ŵ and ŷ of Welsh, and all Greek
and Cyrillic. A word of mixed letters ("dŵr") looks broken, and is harder to read for those whom the family is for.
So each language of a document, told by its tags, is set in the first family that has every letter of its words. A
language with few such words, names mostly, keeps the family of the style.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from triplicate.document import title_block
from triplicate.document.model import Abbreviation, Code, CodeBlock, Document, Keyboard, Math, MathBlock, Node, Text
from triplicate.document.walk import SOFT_HYPHEN, children
from triplicate.theme.fonts import Family, characters
from triplicate.theme.tokens import Theme

FEW = 200
"""A language keeps its family while fewer than one in so many of its words are of mixed letters."""


def fitted(theme: Theme, document: Document) -> Theme:
    """Return the theme with families that suit the letters of each language of a document."""
    fonts = theme.fonts
    spoken = _words(document)
    main = document.metadata.lang
    chosen = {lang: _family(words, fonts.body, fonts.fallback) for lang, words in spoken.items()}
    body = chosen.pop(main, fonts.body)
    heading = body if fonts.heading == fonts.body else _family(spoken.get(main, Counter()), fonts.heading, (body,))
    others = tuple((lang, family) for lang, family in sorted(chosen.items()) if family != body)
    found = replace(fonts, body=body, heading=heading, by_language=others)
    return theme if found == fonts else replace(theme, fonts=found)


def _family(words: Counter[str], first: Family, others: tuple[Family, ...]) -> Family:
    """Return the first family that has all letters of nearly all words.

    If none has, that is ``first``, or, where it lacks letters of most words, the family that lacks those of the fewest.
    """
    total, lacking = words.total(), dict[Family, int]()
    for family in (first, *others):
        shown = characters(family)
        lacking[family] = sum(often for word, often in words.items() if not _letters(word) <= shown)
        if lacking[family] * FEW < max(total, 1):
            return family
    return first if 2 * lacking[first] < total else min(lacking, key=lacking.__getitem__)


def _letters(word: str) -> frozenset[int]:
    return frozenset(ord(character) for character in word if unicodedata.category(character)[0] in "LM")


def _words(document: Document) -> dict[str, Counter[str]]:
    """Return the words of each language and how often each occurs."""
    spoken: dict[str, Counter[str]] = {}
    main = document.metadata.lang
    lines = (*title_block.masthead(document), *title_block.title_block(document), *title_block.end_lines(document))
    printed = (node for line in lines for node in line.children)
    notes = (block for note in document.notes for block in note.children)
    texts: dict[str, list[str]] = {}
    for node in (*printed, document.title, *document.blocks, *notes):
        for lang, text in _texts(node, main):
            texts.setdefault(lang, []).append(text)
    for lang, parts in texts.items():
        plain = unicodedata.normalize("NFC", " ".join(parts).replace(SOFT_HYPHEN, ""))
        spoken[lang] = Counter(plain.split())
    return spoken


def _texts(node: Node, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the words in a node as (language, text); code is in a family of its own."""
    stack: list[tuple[Node, str]] = [(node, lang)]
    while stack:
        node, lang = stack.pop()
        lang = getattr(node, "lang", None) or lang
        match node:
            case Text() | Abbreviation():
                yield lang, node.text
            case Code() | CodeBlock() | Keyboard() | Math() | MathBlock():
                pass
            case _:
                stack.extend((child, lang) for child in children(node))
