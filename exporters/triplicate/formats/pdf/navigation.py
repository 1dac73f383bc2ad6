"""What leads a reader around in the file: bookmarks, named destinations, page labels."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from triplicate.formats.pdf.fragments import LaidOut
from triplicate.formats.pdf.tag_tree import Writer
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading that a bookmark leads to: references to its page and its element, and its place."""

    level: int
    title: str
    page: bytes
    point: tuple[float, float]
    element: bytes


def write(writer: Writer, root: Element, laid_out: LaidOut) -> None:
    """Write bookmarks, destinations and page labels of a document whose tree is written."""
    destinations(writer, root)
    write_bookmarks(writer, bookmarks(writer, laid_out))
    write_labels(writer)


def write_labels(writer: Writer) -> None:
    """Write the labels of pages: decimal numbers from 1 on."""
    writer.pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})


def write_names(writer: Writer, names: Iterable[tuple[str, bytes]]) -> None:
    """Write the names of destinations anew, in their order."""
    if ordered := sorted(names):
        array = pydyf.Array([part for name, place in ordered for part in (pydyf.String(name), place)])
        writer.pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": array})})


def destinations(writer: Writer, root: Element) -> None:
    """Make the named destinations structure destinations too, as PDF/UA-2 8.8 wants."""
    names = writer.pdf.catalog.get("Names", {}).get("Dests")
    if names is None or not writer.profile.modern:
        return
    by_element = {elem.source: dictionary for elem, dictionary in writer.placed.items() if elem.source is not None}
    around = {child: parent for parent in root.iter() for child in parent}

    def first_in(element: Element) -> Any:
        return next((by_element[one] for one in element.iter() if one in by_element), None)

    def target_of(element: Element) -> Any:
        """Return the first structure element in an element.

        A decorative picture has none: of such, return the one around it, or of what is before it.
        """
        parent = around.get(element)
        if (found := first_in(element)) or parent is None:
            return found
        before = reversed([*parent][: [*parent].index(element)]) if parent not in by_element else ()
        return next(filter(None, map(first_in, before)), None) or target_of(parent)

    targets = {name: target_of(element) for element in root.iter() if (name := element.get("id"))}
    entries = names["Names"]
    for i in range(0, len(entries), 2):
        place = entries[i + 1]
        structure = pydyf.Array([targets[entries[i].string].reference, *place[1:]])
        entries[i + 1] = pydyf.Dictionary({"D": place, "SD": structure})


def bookmarks(writer: Writer, laid_out: LaidOut) -> list[Bookmark]:
    """Return a bookmark for each heading that was written, but that of the contents: they are contents themselves."""
    found = []
    for elem, dictionary in writer.placed.items():
        if elem.role[0] == "H" and elem.title:
            assert elem.source is not None
            page, box = laid_out.places[elem.source]
            point = writer.point(page, box.border_box_x(), box.border_box_y())
            where = writer.page_objects[page].reference
            found.append(Bookmark(int(elem.role[1]), elem.title, where, point, dictionary.reference))
    return found


def write_bookmarks(writer: Writer, headings: Sequence[Bookmark]) -> None:
    """Write bookmarks: those of level 2 outermost, open to them; of a text without any, the title."""
    if any(heading.level > 1 for heading in headings):
        headings = headings[1:]
    root = writer.add({"Type": "/Outlines"})
    path: list[tuple[int, Any, list[Any]]] = [(0, root, [])]
    nests = [(root, path[0][2])]
    for heading in headings:
        while path[-1][0] >= heading.level:
            path.pop()
        _, outer, siblings = path[-1]
        item = _bookmark(writer, heading, outer)
        siblings.append(item)
        path.append((heading.level, item, []))
        nests.append((item, path[-1][2]))
    for item, inner in nests:
        for before, after in pairwise(inner):
            before["Next"], after["Prev"] = after.reference, before.reference
        if inner:
            item["First"], item["Last"] = inner[0].reference, inner[-1].reference
            item["Count"] = len(inner) if item is root else -len(inner)
    writer.pdf.catalog["Outlines"] = root.reference


def _bookmark(writer: Writer, heading: Bookmark, parent: Any) -> Any:
    place = ("/XYZ", *heading.point, 0)
    item = writer.add({"Title": pydyf.String(heading.title), "Parent": parent.reference})
    where = pydyf.Array([heading.page, *place])
    if writer.profile.modern:
        structure = pydyf.Array([heading.element, *place])
        item["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": where, "SD": structure})
    else:
        item["Dest"] = where
    return item
