"""What is settled once all of a document is there: numbers of tables and figures, short forms that are explained."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from triplicate.document.model import Abbreviation, Document, Figure, Inline, Table, Text
from triplicate.document.rebuild import rebuilt, respelled
from triplicate.document.walk import nodes

_SHORT = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*[A-Z]\w*")


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
    found: dict[str, set[str]] = {}
    for node in nodes(document):
        if isinstance(node, Abbreviation):
            found.setdefault(node.text, set()).add(node.expansion)
    known = {
        short: expansions.pop()
        for short, expansions in found.items()
        if len(expansions) == 1 and _SHORT.fullmatch(short)
    }
    if not known:
        return document
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)")

    def pieces(text: Text) -> Iterator[Inline]:
        at = 0
        for match in pattern.finditer(text.text):
            if match.start() > at:
                yield Text(text.text[at : match.start()])
            yield Abbreviation(match[0], known[match[0]])
            at = match.end()
        if at < len(text.text):
            yield Text(text.text[at:])

    return respelled(document, pieces)
