"""What is read in one breath stays in one line: its spaces become spaces at which no line ends.

A date, a number with its unit or label, initials with their name; and the last word of a paragraph, if it is too short
to have a line of its own, with the word before it. A no-break space is as wide as any other, is
spoken as any other, and means the same in PDF, Word and EPUB (UAX #14, class GL).
"""

import re
from dataclasses import replace
from typing import Any

from triplicate.document import walk
from triplicate.document.language import direction
from triplicate.document.model import Document, Heading, Paragraph, Text
from triplicate.document.rebuild import rebuilt
from triplicate.document.unbreakable import unbreakable

_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\. ){1,3}(?=[^\W\d_]{2})")
"""One to three letters with full stops, and a name after them; a sentence that ends in one letter is rare."""

_SHORT = 6
"""Letters of a last word, its full stop too, that is not left alone."""

_LINES = {Paragraph: 60, Heading: 20}
"""Letters of a text that may well have a second line."""

_LONGEST = 20
"""Letters of a word that nothing is tied to if it has more: the two might be wider than a line."""

_LAST = re.compile(rf" (?=\S{{1,{_SHORT}}}\s*\Z)")


def tied(document: Document) -> Document:
    """Return the document with no-break spaces within what is read in one breath.

    What is written from right to left stays as it is: there the spaces within a number decide in which order its parts
    stand (UAX #9, W4).
    """
    lang = document.metadata.lang
    if document.metadata.dir == "rtl":
        return document
    leftwards = {
        inner.serial
        for node in walk.nodes(document)
        if (own := getattr(node, "lang", None)) and direction(own) == "rtl"
        for inner in walk.descend(node)
    }

    def change(node: Any) -> Any:
        if node.serial in leftwards:
            return node
        if isinstance(node, Heading | Paragraph) and node.children and isinstance(last := node.children[-1], Text):
            words = walk.text_of(node.children)
            if len(words) <= _LINES[type(node)] or any(len(word) > _LONGEST for word in words.split()[-2:]):
                return node
            end = replace(last, text=_LAST.sub(walk.NO_BREAK_SPACE, last.text))
            return replace(node, children=(*node.children[:-1], end))
        if not isinstance(node, Text) or " " not in node.text:
            return node
        text = _tied(node.text, lang)
        return node if text == node.text else replace(node, text=text)

    return rebuilt(document, change)


def _tied(text: str, lang: str) -> str:
    spans = [*unbreakable(text, lang)] if any(map(str.isdigit, text)) else []
    spans += [found.span() for found in _INITIALS.finditer(text) if found[0].removesuffix(" ")[-2].isupper()]
    for start, end in spans:
        text = text[:start] + text[start:end].replace(" ", walk.NO_BREAK_SPACE) + text[end:]
    return text
