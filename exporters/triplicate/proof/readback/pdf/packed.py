"""What pages hold, packed: of a long file most of it is not asked for at any one time.

Pages are packed some at a time. What was asked for last is at hand, and who goes through a file goes from page to page.
"""

import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, overload

from triplicate.proof.readback.pdf.seen import Place, Seen
from triplicate.proof.readback.pdf.sequence import OF_PAGE
from triplicate.proof.readback.pdf.sequence import Sequence as Marked

_AT_HAND = 64
"""How many of what was packed together stay unpacked."""

Some = tuple[dict[Place, Marked], list[Seen]]
"""The marked-content sequences of some pages, and what is seen on these."""


def packed(some: Some) -> bytes:
    """Return what some pages hold, packed."""
    return pickle.dumps(some, pickle.HIGHEST_PROTOCOL)


class Shelf:
    """What pages hold that follow one another, those packed together by one number."""

    def __init__(self) -> None:
        self.numbers = array("L")  # of each page
        self._packed: list[bytes] = []
        self._at_hand: dict[int, tuple[Some, int]] = {}

    def put(self, some: bytes, pages: int) -> None:
        """Add the next pages."""
        self.numbers.extend([len(self._packed)] * pages)
        self._packed.append(some)

    def take(self, number: int) -> tuple[Some, int]:
        """Return what some pages hold, and the number of the first of them."""
        if number not in self._at_hand:
            if len(self._at_hand) == _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            # What is pickled here was so by this program, in this process or one forked from it.
            self._at_hand[number] = pickle.loads(self._packed[number]), self.numbers.index(number)  # noqa: S301
        return self._at_hand[number]

    def __iter__(self) -> Iterator[Some]:
        """Yield what all pages hold."""
        return (self.take(number)[0] for number in range(len(self._packed)))


class Sequences(Mapping[Place, Marked]):
    """The sequences of all pages by their places; ``loose`` are those that are not packed: forms' may be anywhere."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.loose: dict[Place, Marked] = {}
        self._last: tuple[int, dict[Place, Marked]] = -1, {}

    def get(self, place: Place, default: Any = None) -> Any:
        """Return the sequence of a place."""
        (page, kind), _ = place
        if kind == OF_PAGE and 0 <= page < len(self._shelf.numbers):
            if page != self._last[0]:
                self._last = page, self._shelf.take(self._shelf.numbers[page])[0][0]
            return self._last[1].get(place, default)
        return self.loose.get(place, default)

    def __getitem__(self, place: Place) -> Marked:
        found: Marked | None = self.get(place)
        if found is None:
            raise KeyError(place)
        return found

    def __iter__(self) -> Iterator[Place]:
        return chain(chain.from_iterable(sequences for sequences, _ in self._shelf), self.loose)

    def __len__(self) -> int:
        return sum(len(sequences) for sequences, _ in self._shelf) + len(self.loose)


class Pages(Sequence[Seen]):
    """What is seen on all pages; the last of them, ``loose``, are not packed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.loose: list[Seen] = []

    @overload
    def __getitem__(self, number: int) -> Seen: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Seen]: ...
    def __getitem__(self, number: int | slice) -> Seen | Sequence[Seen]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        kept = len(self._shelf.numbers)
        if number >= kept:
            return self.loose[number - kept]
        (_, pages), first = self._shelf.take(self._shelf.numbers[number])
        return pages[number - first]

    def __len__(self) -> int:
        return len(self._shelf.numbers) + len(self.loose)
