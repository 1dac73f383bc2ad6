"""What the structure tree is made of: pieces of painted content, each from one element of the HTML tree.

Plain values that the rooms pass to one another. Nothing here knows WeasyPrint or PDF syntax: what belongs to those
(``box``, ``stream``) is passed through unread.
"""

from dataclasses import field
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element

from triplicate.later import dataclass


class Artifact(StrEnum):
    """Why something painted is no content of the document (ISO 32000-1 14.8.2.2, table 330)."""

    HEADER = "Header"
    FOOTER = "Footer"
    REPEATED = "Repeated"
    LAYOUT = "Layout"


@dataclass(slots=True, eq=False)
class Fragment:
    """A text on one line, or a picture, as laid out.

    ``part`` is "" for what the element itself holds, else the pseudo-element that generated it ("marker", "after").
    ``slot`` and ``offset`` tell where own text begins: in the element's text after its child number ``slot``, before
    character ``offset`` of it. ``text`` is what the fragment says, None for a picture; ``painted`` what is to be
    painted where that differs from what the layout holds; ``space_at_left`` asks for a space painted first, at the
    left end.
    """

    box: Any
    page: int
    element: Element
    part: str = ""
    slot: int = 0
    offset: int = 0
    text: str | None = None
    painted: str | None = None
    space_at_left: bool = False
    claimed: bool = False
    hidden: bool = False
    stream: Any = None
    mcid: int = -1


@dataclass(slots=True)
class LaidOut:
    """The laid-out pages by element of the HTML tree.

    ``places`` has the page (from 0) and first box of each element; ``by_box`` is in the order of the pages.
    """

    fragments: dict[Element, list[Fragment]] = field(default_factory=dict)
    by_box: dict[Any, Fragment] = field(default_factory=dict)
    artifacts: dict[Any, Artifact] = field(default_factory=dict)
    places: dict[Element, tuple[int, Any]] = field(default_factory=dict)

    def of(self, element: Element, part: str = "") -> list[Fragment]:
        """Return the fragments of an element, in the order of the text."""
        return [fragment for fragment in self.fragments.get(element, ()) if fragment.part == part]
