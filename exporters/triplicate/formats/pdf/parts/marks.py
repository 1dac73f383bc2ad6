"""PDF objects whose numbers are not known yet.

What is made of a part of a document stands later in a file with other parts. Until then the numbers of its objects, and
the keys of its parent tree, count from 0 in the part, and are written as marks that no text of a PDF holds.
"""

from collections.abc import Callable
from typing import Any

import pydyf

from triplicate.later import regex

_NUMBER = regex(rb"\x01(\d+)\x02")
_KEY = regex(rb"\x03(\d+)\x04")


class Number(int):
    """The number of an object in a part."""

    def __str__(self) -> str:
        return f"\x01{int(self)}\x02"

    def __format__(self, _: str) -> str:
        return str(self)


class Key(int):
    """A key of the parent tree in a part."""

    def __str__(self) -> str:
        return f"\x03{int(self)}\x04"


class MarkedPdf(pydyf.PDF):  # type: ignore[misc]
    """A ``pydyf.PDF`` whose objects have such numbers."""

    def add_object(self, object_: Any) -> None:
        """Add an object."""
        object_.number = Number(len(self.objects))
        self.objects.append(object_)


def settled(data: bytes, number: Callable[[int], int], first_key: int) -> bytes:
    """Return what was written with the numbers that objects and keys have at last."""
    data = _NUMBER.sub(lambda found: b"%d" % number(int(found[1])), data)
    return _KEY.sub(lambda found: b"%d" % (first_key + int(found[1])), data)
