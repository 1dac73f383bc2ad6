"""A document made anew of its nodes, each changed or as it was."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from itertools import chain, count
from operator import is_not
from typing import Any, get_args

from triplicate.document import walk
from triplicate.document.model import Code, Document, Inline, Inlines, Keyboard, Node, Note, Text, new_serial

_PARTS = {
    kind: tuple(
        one.name
        for one in fields(kind)
        if one.name not in {"place", "serial", "id", "lang", "dir"} and one.type not in {str, int, bool}
    )
    for kind in (*get_args(Node), Note)
}
"""The fields of every kind of node that may hold other nodes."""
_OF_DOCUMENT = ("title", "blocks", "notes", "cover", "logo")
"""The fields of a document that hold its nodes, in the order in which they are counted."""
_WORDS = Text | Code | Keyboard


def rebuilt(document: Document, change: Callable[[Any], Any]) -> Document:
    """Return the document with each of its nodes given to ``change``, from the outside in.

    ``change`` takes a node and returns one of the same type; what stands in the one that it returns comes next.
    """
    return replace(document, **{name: _rebuilt(getattr(document, name), change) for name in _OF_DOCUMENT})


def rephrased(document: Document, phrase: Callable[[Inlines], Inlines]) -> Document:
    """Return the document with the inlines that stand in one node given to ``phrase`` where words are among them."""

    def change(node: Any) -> Any:
        for name in _PARTS[type(node)]:
            part = getattr(node, name)
            if isinstance(part, tuple) and any(isinstance(one, _WORDS) for one in part):
                node = replace(node, **{name: phrase(part)})
        return node

    return rebuilt(document, change)


def respelled(document: Document, pieces: Callable[[Text], Iterable[Inline]]) -> Document:
    """Return the document with each text given to ``pieces``, and what that returns in the place of the text."""

    def phrase(inlines: Inlines) -> Inlines:
        return tuple(chain.from_iterable(pieces(one) if isinstance(one, Text) else (one,) for one in inlines))

    return rephrased(document, phrase)


def respelled_at(text: Text, found: Iterable[tuple[tuple[int, int], Inline]]) -> Iterator[Inline]:
    """Yield a text with inlines in the places, by their first and last letter, where they are ``found`` in it."""
    at = 0
    for (start, end), inline in found:
        if at < start:
            yield Text(text.text[at:start], place=text.place)
        yield inline
        at = end
    if not at:
        yield text
    elif at < len(text.text):
        yield Text(text.text[at:], place=text.place)


def counted(document: Document) -> Document:
    """Return the document with its nodes counted from 1: the ``serial`` of each depends on the document alone."""
    numbers = count(1)

    def numbered(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple([numbered(one) for one in value])
        if type(value) not in _PARTS:
            return value
        serial = next(numbers)
        return replace(value, serial=serial, **{name: numbered(getattr(value, name)) for name in _PARTS[type(value)]})

    return replace(document, **{name: numbered(getattr(document, name)) for name in _OF_DOCUMENT})


def numbered(document: Document) -> Document:
    """Return the document with no ``serial`` in it twice; the very same document if that is so already.

    Where a document built by hand holds one node, or copies of one, in several places, all but the first of them
    get a new one.
    """
    before = walk.descend(*filter(None, (document.cover, document.logo)))
    serials = [node.serial for node in (*walk.nodes(document), *document.notes, *before)]
    if len(set(serials)) == len(serials):
        return document
    taken: set[int] = set()

    def change(node: Any) -> Any:
        made = replace(node, serial=new_serial()) if node.serial in taken else node
        taken.add(made.serial)
        return made

    return rebuilt(document, change)


def _rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a node rebuilt, and a tuple of nodes, however deep, with each of them rebuilt; all else as it is."""
    if isinstance(value, tuple):
        made = tuple([_rebuilt(one, change) for one in value])
        return made if any(map(is_not, made, value)) else value
    if type(value) not in _PARTS:
        return value
    changed = change(value)
    inner = {}
    for name in _PARTS[type(changed)]:
        part = getattr(changed, name)
        if part and not isinstance(part, str) and (made := _rebuilt(part, change)) is not part:
            inner[name] = made
    return replace(changed, **inner) if inner else changed
