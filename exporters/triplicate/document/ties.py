"""What is read in one breath stays in one line: its spaces become spaces at which no line ends.

A date, a number with its unit or label, initials with their name; and the last word of a paragraph, if it is too short
to have a line of its own, with the word before it, also where one of them is a link or stressed. A no-break
space is as wide as any other, is spoken as any other, and means the same in PDF, Word and EPUB (UAX #14, class GL).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from triplicate.document import walk
from triplicate.document.language import direction
from triplicate.document.model import (
    BulletList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    Link,
    NoteReference,
    Paragraph,
    Passage,
    Strong,
    Table,
    Text,
)
from triplicate.document.rebuild import rebuilt
from triplicate.document.unbreakable import unbreakable
from triplicate.later import regex

_INITIALS = regex(r"(?<!\w)(?:[^\W\d_]\. ){1,3}(?=[^\W\d_]{2})")
"""One to three letters with full stops, and a name after them; a sentence that ends in one letter is rare."""

_SHORT = 12
"""Letters of a last word, its full stop too, that is not left alone."""

_LINES = {Paragraph: 60, Heading: 20}
"""Letters of a text that may well have a second line."""

_CAPTION = 45
"""The same of a caption, which has a label before it."""

_NARROW = 16
"""The same of the words of a key figure, which stand beside others. Nor are two words tied that are longer together."""

_LONGEST = 24
"""Letters of two words that are tied: longer ones might be wider than a line."""

_LONGEST_IN_HEADINGS, _LONGEST_IN_TITLE = 16, 12
"""The same of large letters on the screen of a telephone, where words that have no room in a line are broken."""

_Marked = Emphasis | Strong | Passage | Link | NoteReference
"""What may hold the last word of a paragraph, or stand after it."""


def tied(document: Document) -> Document:
    """Return the document with no-break spaces within what is read in one breath.

    What is written from right to left stays as it is: there the spaces within a number decide in which order its parts
    stand (UAX #9, W4).
    """
    lang = document.metadata.lang
    if document.metadata.dir == "rtl":
        return document
    leftwards: set[int] = set()
    narrow: set[int] = set()
    ends: dict[int, int] = {}

    def change(node: Any) -> Any:
        # A node comes before all that is in it.
        if (own := getattr(node, "lang", None)) and direction(own) == "rtl":
            leftwards.update(inner.serial for inner in walk.descend(node))
        if node.serial in leftwards:
            return node
        if isinstance(node, BulletList) and node.key_figures:
            narrow.update(inner.serial for inner in walk.descend(node))
        if isinstance(node, Heading | Paragraph):
            room = (_NARROW, _NARROW) if node.serial in narrow else (_LINES[type(node)], _longest(node))
            ends.update(_before_last(node.children, *room))
        elif isinstance(node, Table | Figure):
            ends.update(_before_last(node.caption, _CAPTION, _LONGEST))
        if not isinstance(node, Text) or " " not in node.text:
            return node
        text = _tied(node.text, lang)
        if (space := ends.get(node.serial)) is not None:
            text = _tied_at(text, space)
        return node if text == node.text else replace(node, text=text)

    return replace(rebuilt(document, change), wording={**document.wording, **_printed(document)})


def _longest(node: Heading | Paragraph) -> int:
    if isinstance(node, Paragraph):
        return _LONGEST
    return _LONGEST_IN_TITLE if node.level == 1 else _LONGEST_IN_HEADINGS


def _printed(document: Document) -> dict[str, Inlines]:
    """Return how the texts that are printed under the title are worded, with their last words tied."""
    found: dict[str, Inlines] = {}
    for plain in filter(None, (document.metadata.subtitle, document.metadata.description)):
        words = document.wording.get(plain) or (Text(plain),)
        for serial, space in _before_last(words, _LINES[Paragraph], _LONGEST):
            found[plain] = tuple(
                replace(node, text=_tied_at(node.text, space))
                if isinstance(node, Text) and node.serial == serial
                else node
                for node in words
            )
    return found


def _tied_at(text: str, space: int) -> str:
    return text[:space] + walk.NO_BREAK_SPACE + text[space + 1 :]


def _before_last(inlines: Inlines, least: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield which text has the space before the last word if that is not left alone, by its serial, and where.

    ``least`` is how many letters all have at least, ``most`` how many the last two words have together.
    """
    text = walk.text_of(inlines)
    words = text.rsplit(None, 2)[-2:]
    if len(text) <= least or len(words[-1]) > _SHORT or sum(map(len, words)) > most:
        return
    ended = False
    for node in reversed(tuple(walk.descend(*inlines))):
        if isinstance(node, Text):
            letters = node.text if ended else node.text.rstrip()
            if (space := letters.rfind(" ")) >= 0:
                yield node.serial, space
                return
            ended = ended or bool(letters)
        elif not isinstance(node, _Marked):
            return


def _tied(text: str, lang: str) -> str:
    spans = [*unbreakable(text, lang)]
    spans += [found.span() for found in _INITIALS.finditer(text) if found[0].removesuffix(" ")[-2].isupper()]
    for start, end in spans:
        text = text[:start] + text[start:end].replace(" ", walk.NO_BREAK_SPACE) + text[end:]
    return text
