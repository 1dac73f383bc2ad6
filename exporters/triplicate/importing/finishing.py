"""What is settled once all of a document is there: numbers of tables and figures, short forms that are explained."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from triplicate.document.abbreviations import expansions, whole_words
from triplicate.document.model import Abbreviation, Document, Figure, Inline, Table, Text
from triplicate.document.rebuild import rebuilt, respelled, respelled_at
from triplicate.later import regex

_SHORT = regex(r"[^\W\d_]*[A-Z][^\W\d_]*[A-Z]\w*")


def counted(document: Document) -> Document:
    """Return the document with the numbers of tables and figures that have a caption."""
    numbers = {Table: count(1), Figure: count(1)}

    def change(node: Any) -> Any:
        if isinstance(node, Table | Figure) and node.caption:
            return replace(node, number=next(numbers[type(node)]))
        return node

    return rebuilt(document, change)


def explained(document: Document) -> Document:
    """Return the document with every use of a short form marked: files explain the first one alone."""
    known = {short: said for short, said in expansions(document).items() if _SHORT.fullmatch(short)}
    pattern = whole_words(known)
    if pattern is None:
        return document

    def pieces(text: Text) -> Iterator[Inline]:
        found = pattern.finditer(text.text)
        return respelled_at(text, ((match.span(), Abbreviation(match[0], known[match[0]])) for match in found))

    return respelled(document, pieces)
