"""Objects of a PDF as plain values, each fetched at once.

To ask a library object for its entries one by one takes most of the time that a structure tree is read in. qpdf
writes an object as JSON instead (qpdf's "JSON format", version 2): names begin with "/" or "n:/", strings with "u:" or
"b:", and "3 0 R" is a reference.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Object, Pdf

from triplicate.later import regex
from triplicate.proof.readback.pdf.strings import text_string

Reference = tuple[int, int]
"""The number and the generation of an object."""

NONE: Reference = (0, 0)
"""The reference of a direct object, which stands inside another and has no number."""

Dictionary = Mapping[str, Any]

_REFERENCE = regex(r"(\d+) (\d+) R")
# qpdf 12.4 writes a real number as the file has it, and JSON knows no plus sign.
_PLUS = regex(r"""^(\s*(?:"(?:[^"\\]|\\.)*":\s*)?)\+""", re.MULTILINE)
_LONGEST_CHAIN = 16

_decoded = json.JSONDecoder().decode


class Objects:
    """The objects of one file."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf

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

    def object(self, reference: Reference) -> Object | None:
        """Return the library's own object, None if there is none of that number."""
        return self._pdf.get_object(reference) if reference != NONE else None

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
