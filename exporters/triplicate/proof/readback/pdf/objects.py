"""Objects of a PDF as plain values, each fetched at once.

To ask a library object for its entries one by one takes most of the time that a structure tree is read in. qpdf
writes an object as JSON instead (qpdf's "JSON format", version 2): names begin with "/" or "n:/", strings with "u:" or
"b:", and "3 0 R" is a reference.
"""

import io
import json
import re
from collections.abc import Mapping
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import pikepdf
from pikepdf import Object, Pdf

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.proof.readback.pdf.strings import text_string
from triplicate.system.memory import trim

Reference = tuple[int, int]
"""The number and the generation of an object."""

NONE: Reference = (0, 0)
"""The reference of a direct object, which stands inside another and has no number."""

Dictionary = Mapping[str, Any]

_REFERENCE = regex(r"(\d+) (\d+) R")
# qpdf 12.4 writes a real number as the file has it, and JSON knows no plus sign.
_PLUS = regex(r"""^(\s*(?:"(?:[^"\\]|\\.)*":\s*)?)\+""", re.MULTILINE)
_LONGEST_CHAIN = 16

_MOST_OBJECTS = 20_000
"""After how many objects the file is opened anew."""

_PAGE = 40
"""How many objects a page counts as: what stands beside it in the file comes with it."""

_MANY_PAGES = 100

_decoded = json.JSONDecoder().decode


class Objects:
    """The objects of one file, for the time of a context.

    qpdf keeps every object that it was asked for, and all that stand in one stream with it, as long as a file is open.
    So a large file is opened anew from time to time, and what is kept of it meanwhile are plain values and references.

    Raises pikepdf.PikepdfError for a file that cannot be opened.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._asked = 0
        self.pdf = self._opened()

    def _opened(self) -> Pdf:
        # To let pages inherit, all of them and what stands beside them would be unpacked.
        return pikepdf.open(io.BytesIO(self._data), inherit_page_attributes=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pdf.close()

    @cached_property
    def pages(self) -> tuple[Reference, ...]:
        """The pages of the file."""
        tree = self.dictionary(self.fetch(self.pdf.Root).get("/Pages"))
        kids = tuple(map(reference_of, self.each(tree.get("/Kids"))))
        if len(kids) >= _MANY_PAGES and len({*kids, NONE}) == len(kids) + 1 and tree.get("/Count") == len(kids):
            return kids  # each is a page: to look at all of them would take all that stands beside them in the file
        return tuple(page.obj.objgen for page in self.pdf.pages)

    def page(self, number: int) -> pikepdf.Dictionary:
        """Return a page by its number from 0. Raises UnreadableError if there is none where one should be."""
        page = self.object(self.pages[number], _PAGE)
        if not isinstance(page, pikepdf.Dictionary) or "/Kids" in page:
            raise UnreadableError(f"it is damaged: page {number + 1} is no page")
        return page

    def _forget(self) -> None:
        """Let go of all objects that are kept; those that somebody holds stay whole."""
        self._asked = 0
        del self.pdf
        trim()
        self.pdf = self._opened()

    def fetch(self, found: Object) -> Any:
        """Return an object as a plain value. Raises ValueError for one that is damaged."""
        written = found.to_json(dereference=True).decode()
        try:
            return _decoded(written)
        except ValueError:
            return _decoded(_PLUS.sub(r"\1", written))

    def resolve(self, value: Any) -> Any:
        """Return what a value refers to, or the value itself."""
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(value, str) or (reference := reference_of(value)) == NONE:
                return value
            found = self.object(reference)
            value = None if found is None else self.fetch(found)
        return None

    def object(self, reference: Reference, counts: int = 1) -> Object | None:
        """Return the library's own object, None if there is none of that number; to be let go of soon."""
        if reference == NONE:
            return None
        if self._asked > _MOST_OBJECTS:
            self._forget()
        self._asked += counts
        return self.pdf.get_object(reference)

    def plain(self, found: Any) -> Any:
        """Return what the library gave as a plain value: a reference, if it is an object with a number."""
        if not isinstance(found, Object):
            return found
        return f"{found.objgen[0]} {found.objgen[1]} R" if found.is_indirect else self.fetch(found)

    def dictionary(self, value: Any) -> Dictionary:
        """Return the dictionary that a value is or refers to, an empty one for anything else."""
        found = self.resolve(value)
        return found if isinstance(found, dict) else {}

    def each(self, value: Any) -> list[Any]:
        """Return the items of an array, or a value by itself, which may stand for an array of one; nothing for None."""
        found = self.resolve(value)
        if isinstance(found, list):
            return found
        return [] if found is None else [value]


def reference_of(value: Any) -> Reference:
    """Return the object that a value refers to."""
    if not isinstance(value, str) or value[-2:] != " R" or not (found := _REFERENCE.fullmatch(value)):
        return NONE
    return int(found[1]), int(found[2])


def name(value: Any) -> str:
    """Return a name without its slash, "" for anything else."""
    if not isinstance(value, str):
        return ""
    return value[1:] if value.startswith("/") else value[3:] if value.startswith("n:/") else ""


def text(value: Any) -> str | None:
    """Return a text string, None for anything else."""
    if isinstance(value, str):
        if value.startswith("u:"):
            return value[2:]
        if value.startswith("b:"):
            return text_string(bytes.fromhex(value[2:]))
    return None


def inherited(node: Object | None, key: str, longest: int) -> Object | None:
    """Return an entry of a page or a field, which it may have from the nodes above it (7.7.3.4, 12.7.3.2).

    ``longest`` is how many nodes are asked at most.
    """
    for _ in range(longest):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
