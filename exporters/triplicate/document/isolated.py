"""Numbers that run from left to right in lines that run from right to left, whole and with their sign before them.

By the order of the signs alone (UAX #9) "+44 20 7946 0018" in an Arabic sentence is shown as "0018 7946 20 44+", and
"-7" in a Hebrew cell as "7-". People write both as everywhere else; so does CLDR, whose minus sign in Hebrew, Persian
and Urdu, and in Arabic with European digits, has a mark before it that says so. Digits of the Arabic script itself
(U+0660 to U+0669) have their sign at the right there, and are left alone; so are dates, times and ranges, which are
read from right to left.
"""

from collections.abc import Iterator

from triplicate.document import walk
from triplicate.document.language import direction
from triplicate.document.model import Block, Document, Inline, Node, Passage, Text
from triplicate.document.rebuild import respelled
from triplicate.later import regex

_DIGIT = "0-9\u06f0-\u06f9"
_DATE = rf"[{_DIGIT}]{{1,2}}([-./])[{_DIGIT}]{{1,2}}\1[{_DIGIT}]{{2,4}}(?![{_DIGIT}])"
_NUMBER = regex(
    rf"(?<![\w.,:/+−-])(?!{_DATE})"
    rf"(?:(?P<telephone>(?:\+[{_DIGIT}]|\(\+?[{_DIGIT}]|[0\u06f0][{_DIGIT}]|1-8)[{_DIGIT}]*\)?"
    rf"(?:[ \u00a0.-]?\(?[{_DIGIT}]+\)?){{1,6}})"
    rf"|[+−-][{_DIGIT}]+(?:[.,][{_DIGIT}]+)*%?)(?![\w:/])"
)
_LEAST = 7
"""Digits of a telephone number that is not one of those for help, which have no parts."""


def isolated(document: Document) -> Document:
    """Return the document with such numbers as passages that run from left to right."""
    leftwards = _leftwards(document)
    if not leftwards:
        return document

    def pieces(text: Text) -> Iterator[Inline]:
        place = 0
        for found in _NUMBER.finditer(text.text) if text.serial in leftwards else ():
            if found["telephone"] and sum(map(str.isdigit, found[0])) < _LEAST:
                continue
            if place < found.start():
                yield Text(text.text[place : found.start()], place=text.place)
            # No line ends within a number.
            number = Text(found[0].replace(" ", walk.NO_BREAK_SPACE), place=text.place)
            yield Passage((number,), dir="ltr", place=text.place)
            place = found.end()
        if not place:
            yield text
        elif place < len(text.text):
            yield Text(text.text[place:], place=text.place)

    return respelled(document, pieces)


def _leftwards(document: Document) -> set[int]:
    """Return the serials of the texts that are in a language from right to left."""
    blocks: tuple[Block, ...] = (
        document.title,
        *document.blocks,
        *(one for note in document.notes for one in note.children),
    )
    waiting: list[tuple[Node, bool]] = [(block, document.metadata.dir == "rtl") for block in blocks]
    found: set[int] = set()
    while waiting:
        node, to_left = waiting.pop()
        if lang := getattr(node, "lang", None):
            to_left = direction(lang) == "rtl"
        if isinstance(node, Text) and to_left:
            found.add(node.serial)
        waiting += [(child, to_left) for child in walk.children(node)]
    return found
