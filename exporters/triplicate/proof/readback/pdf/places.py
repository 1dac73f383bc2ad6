"""Where links lead: from a destination to the marked content that is met there (ISO 32000-1, 12.3.2)."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from typing import Any

from pikepdf import Dictionary, NameTree

from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.objects import Objects, Reference, reference_of, text
from triplicate.proof.readback.pdf.sequence import StreamKey
from triplicate.proof.readback.pdf.surroundings import Surroundings

_TOLERANCE = 0.1
"""How far, in points, something may begin above or before the place that a destination names."""

_LONGEST_CHAIN = 8

_LINE = 4.0
"""How far apart, in points, the middles of what stands on one line may be."""


class Places:
    """Finds the first sequence at a destination; ``surroundings`` have the sequences of the tree, in reading order."""

    def __init__(
        self,
        objects: Objects,
        content: PageContents,
        surroundings: Surroundings,
        pages: dict[Reference, int],
    ) -> None:
        self._objects = objects
        self._names = _named_destinations(objects)
        self._pages = pages
        self._order = [place for place, _ in surroundings.all]
        self._points: defaultdict[int, array[float]] = defaultdict(lambda: array("d"))
        for position, place in enumerate(self._order):
            sequence = content.sequences.get(place)
            if sequence and sequence.point:
                x, y = sequence.point
                self._points[sequence.page].extend((-y, x, position))
        self._last: tuple[int, list[tuple[float, float, int]]] = (-1, [])

    def find(self, destination: Any) -> tuple[StreamKey, int] | Reference | None:
        """Return the sequence, or the object number of the structure element, that a destination leads to."""
        for _ in range(_LONGEST_CHAIN):
            number, destination = reference_of(destination), self._objects.resolve(destination)
            if isinstance(destination, str):
                destination = self._names.get(_said(destination))
            elif isinstance(destination, dict):
                if _is_element(destination):
                    return number
                destination = destination.get("/SD", destination.get("/D"))
            else:
                break
        if not isinstance(destination, list) or not destination:
            return None
        page, number = destination[0], reference_of(destination[0])
        if number in self._pages:
            page = self._pages[number]
        elif _is_element(self._objects.resolve(page)):
            return number
        x, y = _point(destination)
        return self._at(page if isinstance(page, int) else -1, x, y)

    def _at(self, page: int, x: float | None, y: float | None) -> tuple[StreamKey, int] | None:
        found = self._begins(page)
        if not found:
            return None
        start = 0 if y is None else bisect_right(found, (-y - _TOLERANCE,))
        if start == len(found):
            return self._order[found[-1][2]]
        top = found[start][0]
        line = [place for place in found[start:] if place[0] <= top + _LINE]
        beside = [place for place in line if x is None or place[1] >= x - _TOLERANCE]
        return self._order[min(position for _, _, position in beside or line)]

    def _begins(self, page: int) -> list[tuple[float, float, int]]:
        """Return where sequences begin on a page, from its top down, each with its position in reading order."""
        if self._last[0] != page:
            points = self._points.get(page, ())
            self._last = page, sorted(zip(points[::3], points[1::3], map(int, points[2::3]), strict=True))
        return self._last[1]


def _is_element(value: Any) -> bool:
    return isinstance(value, dict) and value.get("/Type") == "/StructElem" and "/S" in value


def _said(value: str) -> str:
    """Return the name of a destination, which is a string, or a name with its slash."""
    said = text(value)
    return value if said is None else said


def _point(destination: list[Any]) -> tuple[float | None, float | None]:
    """Return the point that a destination names, None for what it leaves open."""
    values = [float(value) if isinstance(value, (int, float)) else None for value in destination[2:]]
    kind = destination[1] if len(destination) > 1 else ""
    if kind == "/XYZ" and len(values) >= 2:
        return values[0], values[1]
    if kind in ("/FitH", "/FitBH") and values:
        return None, values[0]
    if kind == "/FitR" and len(values) >= 4:
        return values[0], values[3]
    return None, None


def _named_destinations(objects: Objects) -> dict[str, Any]:
    """Return destinations by their names, those that are names with and without a slash."""
    root = objects.pdf.Root
    result: dict[str, Any] = {}
    old = root.get("/Dests")
    if isinstance(old, Dictionary):
        for name, value in objects.fetch(old).items():
            result[name] = result[name[1:]] = value
    names = root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        result.update((str(name), objects.plain(value)) for name, value in NameTree(tree).items())
    return result
