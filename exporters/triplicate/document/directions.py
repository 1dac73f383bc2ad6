"""Numbers of several groups in lines from right to left: "+972 3 123 4567" is read from its left in every script.

The bidirectional algorithm sets groups between spaces each by itself, the first at the right: a person who dials what
she reads dials another number. Groups between no-break spaces are one number to it (Unicode, UAX #9, W4), in every
program; to a voice it is the same space. A plus sign before the number stays where the line has it, at the right.
"""

import re
from dataclasses import replace
from typing import Any

from triplicate.document import walk
from triplicate.document.language import direction
from triplicate.document.model import Document, Node, Text
from triplicate.document.rebuild import rebuilt

_KEPT = "\u00a0"
_PHONE = r"(?:\+\d|0)[\d/.-]*(?: \d[\d/.-]*)+"
_AFTER_AREA = r"(?:(?<=\(0\d\) )|(?<=\(0\d\d\) ))\d[\d/.-]*(?: \d[\d/.-]*)+"
_AMOUNT = r"\d{1,3}(?: \d{3})+(?!\d| \d)"
_GROUPS = re.compile(rf"(?<![\w.,:/+(-])(?:{_PHONE}|{_AFTER_AREA}|{_AMOUNT})")
"""A phone number, which begins with a plus sign or a nought or follows an area code in brackets; or thousands."""


def numbers_in_order(document: Document) -> Document:
    """Return the document with its numbers of several groups kept in order; the very same document if it has none.

    The ``serial`` of each of its nodes must be there once.
    """
    found = _from_right_to_left(document)
    if not found:
        return document

    def change(node: Any) -> Any:
        if node.serial not in found:
            return node
        return replace(node, text=_GROUPS.sub(lambda number: number[0].replace(" ", _KEPT), node.text))

    return rebuilt(document, change)


def _from_right_to_left(document: Document) -> frozenset[int]:
    """Return the words that run from right to left and have such numbers."""
    found = set()
    own = document.metadata.dir == "rtl"
    notes = (child for note in document.notes for child in note.children)
    stack: list[tuple[Node, bool]] = [(node, own) for node in (document.title, *document.blocks, *notes)]
    while stack:
        node, to_left = stack.pop()
        if lang := getattr(node, "lang", None):
            to_left = direction(lang) == "rtl"
        if to_left and isinstance(node, Text) and _GROUPS.search(node.text):
            found.add(node.serial)
        stack += [(child, to_left) for child in walk.children(node)]
    return frozenset(found)
