"""Where links lead: from a destination to the marked content that is met there (ISO 32000-1, 12.3.2)."""

from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, Stream, String

from triplicate.proof.readback.pdf.marked_content import PageContents, StreamKey

_TOLERANCE = 0.1
"""How far, in points, something may begin above or before the place that a destination names."""

_LINE = 4.0
"""How far apart, in points, the middles of what stands on one line may be."""


class Places:
    """Finds the first sequence at a destination; ``order`` is the sequences of the tree, in reading order."""

    def __init__(
        self, pdf: Pdf, content: PageContents, order: list[tuple[StreamKey, int]], pages: dict[tuple[int, int], int]
    ) -> None:
        self._names = _named_destinations(pdf)
        self._pages = pages
        self._content = content
        self._by_page: defaultdict[int, list[tuple[float, float, int, tuple[StreamKey, int]]]] = defaultdict(list)
        for position, key in enumerate(order):
            sequence = content.sequences.get(key)
            if sequence and sequence.point:
                x, y = sequence.point
                self._by_page[sequence.page].append((-y, x, position, key))
        for found in self._by_page.values():
            found.sort()

    def find(self, destination: Object | None) -> tuple[StreamKey, int] | tuple[int, int] | None:
        """Return the sequence, or the object number of the structure element, that a destination leads to."""
        for _ in range(8):
            if isinstance(destination, (Name, String)):
                destination = self._names.get(str(destination))
            elif isinstance(destination, Dictionary) and not isinstance(destination, Stream):
                if destination.get("/S") is not None and destination.get("/Type") == Name.StructElem:
                    return destination.objgen
                destination = destination.get("/SD", destination.get("/D"))
            else:
                break
        if not isinstance(destination, Array) or not len(destination):
            return None
        first = destination[0]
        if isinstance(first, Dictionary):
            if first.get("/Type") == Name.StructElem:
                return first.objgen
            number = self._pages.get(first.objgen, -1)
        else:
            number = first if isinstance(first, int) else -1
        x, y = _point(destination)
        return self._at(number, x, y)

    def _at(self, page: int, x: float | None, y: float | None) -> tuple[StreamKey, int] | None:
        found = self._by_page.get(page)
        if not found:
            return None
        start = 0 if y is None else bisect_right(found, (-y - _TOLERANCE,))
        if start == len(found):
            return found[-1][3]
        top = found[start][0]
        line = [place for place in found[start:] if place[0] <= top + _LINE]
        beside = [place for place in line if x is None or place[1] >= x - _TOLERANCE]
        return min(beside or line, key=lambda place: place[2])[3]


def _point(destination: Array) -> tuple[float | None, float | None]:
    """Return the point that a destination names, None for what it leaves open."""
    values = [float(value) if isinstance(value, (int, Decimal)) else None for value in list(destination)[2:]]
    kind = str(destination[1]) if len(destination) > 1 else ""
    if kind == "/XYZ" and len(values) >= 2:
        return values[0], values[1]
    if kind in ("/FitH", "/FitBH") and values:
        return None, values[0]
    if kind == "/FitR" and len(values) >= 4:
        return values[0], values[3]
    return None, None


def _named_destinations(pdf: Pdf) -> dict[str, Object]:
    result: dict[str, Object] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary):
        result.update((name[1:], value) for name, value in old.items())
        result.update(old.items())
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        result.update((str(name), value) for name, value in NameTree(tree).items())
    return result
