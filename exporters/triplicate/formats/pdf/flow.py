"""Text as written against text as laid out: which characters a line shows, and which spaces layout took away.

A flow is the text of one block with all inline elements in it, in order. Lines take their text from its start to its
end; what they pass over is white space, which WeasyPrint drops at the ends of lines and between inline elements. A
screen reader would then join the words on both sides, so :meth:`Flows.locate` tells where a space is missing.
"""

from bisect import bisect_right
from dataclasses import field
from xml.etree.ElementTree import Element

from triplicate.document.walk import SOFT_HYPHEN
from triplicate.formats.pdf.fragments import Fragment
from triplicate.later import dataclass, regex

WHITE_SPACE = " \t\n\r\f"
"""White space that CSS may collapse; a no-break space is none (CSS Text 3, 4.1)."""

_SPACE = regex(f"{SOFT_HYPHEN}*[{WHITE_SPACE}]")
"""White space, and soft hyphens at the end of the word before it."""

INLINE = frozenset({"a", "abbr", "br", "code", "em", "img", "kbd", "s", "span", "strong", "sub", "sup"})
"""The elements of running text, except those whose class is of :data:`BLOCK_CLASSES`."""

BLOCK_CLASSES = ("note ", "line")

PICTURE = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: what a picture is in a flow."""


def is_inline(element: Element) -> bool:
    """Tell whether an element is part of the running text around it."""
    return element.tag in INLINE and not element.get("class", "").startswith(BLOCK_CLASSES)


@dataclass(slots=True)
class _Flow:
    """``starts`` and ``slots`` are parallel: where in ``text`` each text slot begins, and which it is.

    ``text`` is made of its ``pieces``, which are ``length`` characters together, once all are gathered.
    """

    text: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    slots: list[tuple[Element, int]] = field(default_factory=list)
    position: int = 0
    last: Fragment | None = None

    def owner(self, position: int) -> Element | None:
        """Return the element whose text stands at a position."""
        return self.slots[bisect_right(self.starts, position) - 1][0] if position < len(self.text) else None

    def match(self, start: int, words: str) -> tuple[int, bool] | None:
        """Compare laid-out words with the text from ``start`` on.

        Return where they end, and whether a soft hyphen became visible at their end; None if they differ.
        """
        if self.text.startswith(words, start):
            return start + len(words), False
        position = start
        for number, character in enumerate(words, start=1):
            while self.text.startswith(SOFT_HYPHEN, position):
                position += 1
            here = self.text[position : position + 1]
            if here == character or (character == " " and here and here in WHITE_SPACE):
                position += 1
            elif number == len(words) and character == "-" and self.text.startswith(SOFT_HYPHEN, position - 1):
                return position, True
            else:
                return None
        return position, False


class Flows:
    """All flows of one HTML tree, each with how far it has been laid out."""

    def __init__(self, root: Element) -> None:
        self._of: dict[Element, _Flow] = {}
        self._visit(root, _Flow())

    def _visit(self, root: Element, flow: _Flow) -> None:
        """Gather the text of an element and of all in it."""

        def add(flow: _Flow, element: Element, slot: int, text: str | None) -> None:
            if text:
                flow.starts.append(flow.length)
                flow.slots.append((element, slot))
                flow.pieces.append(text)
                flow.length += len(text)

        flows = [flow]
        stack: list[tuple[Element, _Flow, int]] = [(root, flow, 0)]
        while stack:
            element, flow, slot = stack.pop()
            if slot == 0:
                self._of[element] = flow
            add(flow, element, slot, element[slot - 1].tail if slot else element.text)
            if slot == len(element):
                continue
            stack.append((element, flow, slot + 1))
            child = element[slot]
            if child.tag == "br":
                add(flow, child, 0, "\n")
            elif child.tag == "img":
                add(flow, child, 0, PICTURE)
                self._of[child] = flow
            elif is_inline(child):
                stack.append((child, flow, 0))
            else:
                flows.append(_Flow())
                stack.append((child, flows[-1], 0))
        for flow in flows:
            flow.text = "".join(flow.pieces)

    def locate(self, fragment: Fragment) -> tuple[bool, Fragment | None]:
        """Find where a fragment stands, and set its slot, its offset and, at a soft hyphen, its text.

        Return whether it was found, and the fragment before it if white space between the two was dropped.
        """
        flow = self._of[fragment.element]
        words = PICTURE if fragment.text is None else fragment.text
        start = flow.position
        while space := _SPACE.match(flow.text, start):
            if words.startswith((" ", "\t")) and flow.owner(space.end() - 1) is fragment.element:
                break
            start = space.end()
        found = flow.match(start, words)
        if found is None:
            return False, None
        index = bisect_right(flow.starts, start) - 1
        fragment.slot = flow.slots[index][1]
        fragment.offset = start - flow.starts[index]
        before = flow.last if start > flow.position else None
        flow.position, hyphenated = found
        if hyphenated:
            fragment.text = words[:-1] + SOFT_HYPHEN
        flow.last = fragment
        return True, before
