"""Page-break markers: where the pages of the paginated edition begin in the text (EPUB Accessibility 1.1, 3.4.2)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from triplicate.document import walk
from triplicate.document.model import Block, CodeBlock, Definition, Document, Node, Text
from triplicate.formats.epub.pageplaces import between_words
from triplicate.formats.product import PageStart, Region
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page as it begins in the book: its label, and the file and id of its marker."""

    label: str
    file: str
    id: str


class PageMarks:
    """The page starts that are still to be met; ``pages`` are those met so far, in reading order.

    All ids made begin with ``prefix``.
    """

    def __init__(self, document: Document, starts: Sequence[PageStart], prefix: str) -> None:
        self._prefix = prefix
        self.pages: list[MarkedPage] = []
        self._waiting: defaultdict[int, list[PageStart]] = defaultdict(list)
        for start in between_words(document, [start for start in starts if start.region is Region.TEXT]):
            self._waiting[_drawn(start.node).serial].append(start)
        self._listed = [start for start in starts if start.region is Region.CONTENTS]
        self._last = [start for start in starts if start.region is Region.END]
        self._ids: set[str] = set()

    def __bool__(self) -> bool:
        """Tell whether there are pages still to be met."""
        return bool(self._waiting)

    def before(self, node: Node, file: str, tag: str) -> Iterator[Element]:
        """Yield the markers of pages that begin just before a node."""
        waiting = self._waiting.get(node.serial, [])
        for start in [start for start in waiting if start.offset == 0]:
            self._met(node, start)
            yield self._marker(start, file, tag)

    def before_block(self, block: Block, file: str) -> Iterator[Element]:
        """Yield the markers of pages that begin just before a block, that is before it or the first thing in it."""
        node: Node = block
        while True:
            yield from self.before(node, file, "div")
            if not (inner := walk.children(node)):
                return
            node = inner[0]

    def within(self, node: Text | CodeBlock, file: str) -> list[tuple[int, Element]]:
        """Return the markers of pages that begin among a node's words, each with the character it stands before."""
        markers = []
        for start in sorted(self._waiting.get(node.serial, []), key=lambda start: start.offset):
            self._met(node, start)
            markers.append((start.offset, self._marker(start, file, "span")))
        return markers

    def before_end_lines(self, file: str) -> Iterator[Element]:
        """Yield the markers of pages that begin with the lines after the text."""
        for start in self._last:
            yield self._marker(start, file, "div")

    def in_contents(self, file: str, position: int) -> dict[int, MarkedPage]:
        """Place the pages that show the contents alone after the first pages met, ``position`` of them.

        Return them by the serial of the heading with whose entry each begins.
        """
        found = {}
        for start in reversed(self._listed):
            page = self._page(start, file)
            self.pages.insert(position, page)
            found[start.node.serial] = page
        return found

    def _met(self, node: Node, start: PageStart) -> None:
        waiting = self._waiting[node.serial]
        waiting.remove(start)
        if not waiting:
            del self._waiting[node.serial]

    def _marker(self, start: PageStart, file: str, tag: str) -> Element:
        page = self._page(start, file)
        self.pages.append(page)
        return marker(page, tag)

    def _page(self, start: PageStart, file: str) -> MarkedPage:
        identifier = wanted = f"{self._prefix}page." + (re.sub(r"[^\w.-]", "-", start.label) or "-")
        number = 1
        while identifier in self._ids:
            number += 1
            identifier = f"{wanted}.{number}"
        self._ids.add(identifier)
        return MarkedPage(start.label, file, identifier)


def marker(page: MarkedPage, tag: str) -> Element:
    """Return the marker of a page."""
    # Named by "title": axe 4.14 does not know that the role allows "aria-label", and takes that for a fault.
    return Element(tag, {"epub:type": "pagebreak", "role": "doc-pagebreak", "id": page.id, "title": page.label})


def _drawn(node: Node) -> Node:
    """Return a node that has an element or words of its own: a definition begins with the first thing in it."""
    while isinstance(node, Definition):
        node = walk.children(node)[0]
    return node
