"""Bookmarks: the names by which links and fields reach a place in the document."""

import re
from itertools import count

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import sub

LONGEST = 40
"""Characters in a bookmark's name, at most (Word's own limit)."""


class Bookmarks:
    """The bookmarks of one document.

    A name holds letters, digits and underscores, begins with a letter, and is unlike every other, whatever the
    case. It is made of the id it stands for, so that it stays the same from export to export.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._ids = count()

    def name(self, identifier: str) -> str:
        """Return the name that stands for an id."""
        if (name := self._names.get(identifier)) is None:
            name = self._names[identifier] = self._free(identifier)
        return name

    def label(self, identifier: str) -> str:
        """Return the name of the label and number ("Table 2") in the caption of what has the id."""
        return self.name(f"{identifier} label")

    def open(self, parent: Element, name: str) -> str:
        """Begin a bookmark and return what ends it."""
        key = str(next(self._ids))
        sub(parent, "bookmarkStart", id=key, name=name)
        return key

    def close(self, parent: Element, key: str) -> None:
        """End a bookmark."""
        sub(parent, "bookmarkEnd", id=key)

    def _free(self, identifier: str) -> str:
        stem = re.sub(r"\W", "_", identifier)
        if not stem[:1].isalpha():
            stem = f"b{stem}"
        name = stem[:LONGEST]
        for number in count(2):
            if name.casefold() not in self._taken:
                break
            name = f"{stem[: LONGEST - len(str(number)) - 1]}_{number}"
        self._taken.add(name.casefold())
        return name
