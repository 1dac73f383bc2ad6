"""Text that flows around what found no room on its page, so that the page is not left half empty.

That is a table on a page turned sideways, or a figure or table that is known by its caption and goes to the next page
whole. The first layout tells what is free: on the page before it, and under a table that is turned. The blocks that
come next in the source are laid out there if they fit whole: first before it, then on the page that is turned. They are
of the same section, except around a turned table with a caption, and no part of the text begins on a page turned
sideways; nothing comes before the heading of its own section. Only the pages change: the structure tree keeps the order
of the source.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from triplicate.formats.pdf.fragments import LaidOut
from triplicate.formats.pdf.keeping import CHAPTER, HEADINGS, IN_TEXT, add_class, begins_chapter, leads
from triplicate.later import dataclass
from triplicate.theme import Theme

ROOM = 0.35
"""Of the height of a page: less may stay free."""

_END = 0.65
"""Of the height of the last page: less of it is used by an end that might stand on the page before."""

_SAVED = 0.08
"""Of the height of a page: what less space between its blocks gives at most."""

_SURE = 0.95
"""Of what is free: what is taken of it, since margins meet in other ways than they are counted here."""


_TOP = 0.03
"""Of the height of a page: what begins no lower is the first on it."""

_STAYS = ("h1", "table", "footer")
"""What does not flow, and nothing after it: a table that has its own place, and the last lines."""

_LED_TO = ("ul", "ol", "dl", "blockquote", "pre")
"""What goes to the page of a paragraph right before it, which may refer to it."""

_PIXELS = 96 / 72
"""Of CSS in a point."""


@dataclass(slots=True)
class Flow:
    """How blocks of a body flow, by their number: those ``before`` the ``first`` one of a page, those on it.

    Only a page that is ``turned`` has any on it.
    """

    first: int
    last: int
    turned: bool
    before: list[int] = field(default_factory=list)
    under: list[int] = field(default_factory=list)


def flows(
    body: Element, pages: Sequence[Any], laid_out: LaidOut, theme: Theme, known: Sequence[Flow] | None = None
) -> list[Flow]:
    """Return how text flows where it fills what a layout has left free around tables and figures.

    What is turned comes first, since it is the largest. When its flows are ``known``, and laid out, the others follow.
    """
    groups = list(_groups(body) if known is None else _named(body))
    if not groups:
        return []
    reach = _Reach(body, pages, laid_out)
    found: list[Flow] = []
    taken = {
        number for flow in known or () for number in (*range(flow.first, flow.last + 1), *flow.before, *flow.under)
    }
    for flow in groups:
        first, last = flow.first, flow.last
        named = any(body[number].find("caption") is not None for number in range(first, last + 1))
        waiting = _units(
            body, last + 1, over_headings=named and flow.turned, figures=body[first].tag != "figure", taken=taken
        )
        start, end = reach.pages_of(body[first]), reach.pages_of(body[last])
        if first in taken or not start or not end or not (flow.turned or reach.begins_page(body[first])):
            continue
        for room, placed in (
            (reach.free(min(start) - 1) if first and body[first].tag not in HEADINGS else 0.0, flow.before),
            (reach.free(max(end)) if flow.turned else 0.0, flow.under),
        ):
            if room < ROOM * reach.height(min(start) - 1 if placed is flow.before else max(end)):
                continue
            left = _SURE * room
            while waiting:
                needed = sum(reach.needed(body[number]) + _space(body[number], theme) for number in waiting[0])
                if needed > left or (placed is flow.under and any(body[number].tag == "h2" for number in waiting[0])):
                    break
                placed.extend(waiting.pop(0))
                left -= needed
        if flow.before or flow.under:
            found.append(flow)
            taken.update(flow.before, flow.under)
    return found


def holes(body: Element, pages: Sequence[Any], laid_out: LaidOut) -> float:
    """Return how much of all pages but the last is free beyond what may be, in heights of a page."""
    return _holes(_Reach(body, pages, laid_out), range(len(pages)))


def _holes(reach: "_Reach", pages: range) -> float:
    return sum(max(0.0, reach.free(page) / reach.height(page) - ROOM) for page in pages[:-1])


def states(body: Element, pages: Sequence[Any], laid_out: LaidOut) -> list[tuple[float, int]]:
    """Return of each chapter that begins a page, and of what is before the first, its holes and how many pages it has.

    What has no such chapters is one.
    """
    reach = _Reach(body, pages, laid_out)
    begins = [0, *(laid_out.places[block][0] for block in body if begins_chapter(block)), len(pages)]
    return [(_holes(reach, range(*ends)), ends[1] - ends[0]) for ends in pairwise(begins)]


def chapter_at(body: Element, number: int) -> int:
    """Return in which of these chapters a block of a body is, by their numbers."""
    return sum(map(begins_chapter, body[: number + 1]))


def chapters_with(body: Element, notes: Mapping[int, Element], wanted: Collection[int]) -> set[int]:
    """Return which of these chapters have notes of some numbers."""
    elements = {notes[number] for number in wanted}
    return {
        chapter_at(body, number)
        for number, block in enumerate(body if wanted else ())
        if any(one in elements for one in block.iter())
    }


def end_left(body: Element, pages: Sequence[Any], laid_out: LaidOut) -> float:
    """Return how much of the last page is free beyond what may be of a page with an end worth turning to.

    Nothing, where more stands on it than the pages before could take if the space between blocks were less.
    """
    last = len(pages) - 1
    reach = _Reach(body, pages, laid_out)
    free = reach.free(last) / reach.height(last)
    return max(0.0, free - _END) if 1 - free <= _SAVED * last else 0.0


def arrange(body: Element, found: Sequence[Flow]) -> None:
    """Put the blocks of a body in the order in which they are laid out."""
    blocks = list(body)
    for flow in found:
        at = list(body).index(blocks[flow.first])
        for number in flow.before:
            body.remove(blocks[number])
            body.insert(at, blocks[number])
            at += 1
        if flow.under:
            end = blocks[flow.last]
            end.set("class", end.get("class", "").removesuffix(" turned-last"))
            for number in flow.under:
                add_class(blocks[number], "turned" if number != flow.under[-1] else "turned turned-last")


def _space(block: Element, theme: Theme) -> float:
    """Return the space between a block and its neighbours, in CSS pixels."""
    spacing = theme.spacing
    return _PIXELS * (spacing.before_heading + spacing.after_heading if block.tag in HEADINGS else spacing.paragraph)


def _named(body: Element) -> Iterator[Flow]:
    """Yield each figure and table that is known by its caption, stands upright and is not led to by what is before."""
    for number, (before, block) in enumerate(pairwise(body), start=1):
        names = set(before.get("class", "").split())
        if (
            block.tag in ("figure", "table")
            and any(block.find(name) is not None for name in ("caption", "figcaption"))
            and "turned" not in block.get("class", "").split()
            and not leads(before)
            and not {"page-break", "turned-last", "contents"} & names
        ):
            yield Flow(number, number, turned=False)


def _groups(body: Element) -> Iterator[Flow]:
    """Yield each run of turned pages."""
    first = None
    for number, block in enumerate(body):
        names = block.get("class", "").split()
        if "turned" in names:
            first = number if first is None else first
        if "turned-last" in names and first is not None:
            yield Flow(first, number, turned=True)
            first = None


def _units(body: Element, start: int, *, over_headings: bool, figures: bool, taken: set[int]) -> list[list[int]]:
    """Return what may flow of the blocks from one on: each with what leads to it and with its notes.

    A paragraph right before a list, a quotation or code leads to it. ``figures`` may be among them, what is ``taken``
    up by another flow not.
    """
    units: list[list[int]] = []
    leading: list[int] = []
    for number in range(start, len(body)):
        block = body[number]
        names = set(block.get("class", "").split())
        if block.get("class") == IN_TEXT:
            if not units or leading:
                break
            units[-1].append(number)
        elif (
            block.tag in _STAYS
            or {"turned", "page-break", CHAPTER} & names
            or (block.tag == "figure" and not figures)
            or number in taken
        ):
            break
        elif leads(block) or (block.tag == "p" and number + 1 < len(body) and body[number + 1].tag in _LED_TO):
            if block.tag in HEADINGS and not over_headings:
                break
            leading.append(number)
        else:
            units.append([*leading, number])
            leading = []
    return units


class _Reach:
    """How far the blocks of a body, and all that is on a page, reach; in CSS pixels."""

    def __init__(self, body: Element, pages: Sequence[Any], laid_out: LaidOut) -> None:
        self._pages = [page._page_box for page in pages]  # noqa: SLF001
        owner = {inner: block for block in body for inner in block.iter()}
        notes = {inner for note in body.iter() if "at-foot" in note.get("class", "") for inner in note.iter()}
        self._extents: dict[Element, dict[int, tuple[float, float]]] = {}
        self._ends: dict[int, float] = {}
        self._foot: dict[int, float] = {}
        for fragment in laid_out.by_box.values():
            top, bottom = fragment.box.position_y, fragment.box.position_y + fragment.box.height
            if fragment.element in notes:
                self._foot[fragment.page] = min(top, self._foot.get(fragment.page, top))
                continue
            self._ends[fragment.page] = max(bottom, self._ends.get(fragment.page, bottom))
            if fragment.element in owner:
                known = self._extents.setdefault(owner[fragment.element], {})
                above, below = known.get(fragment.page, (top, bottom))
                known[fragment.page] = min(top, above), max(bottom, below)

    def pages_of(self, block: Element) -> set[int]:
        """Return the pages that a block stands on, from 0."""
        return set(self._extents.get(block, ()))

    def begins_page(self, block: Element) -> bool:
        """Tell whether a block is the first on the page that it begins on."""
        page = min(self._extents[block])
        top, _ = self._extents[block][page]
        return bool(top - self._pages[page].content_box_y() < _TOP * self._pages[page].height)

    def height(self, page: int) -> float:
        """Return the height of the text of a page."""
        return float(self._pages[page].height)

    def free(self, page: int) -> float:
        """Return how much is free on a page under its text."""
        box = self._pages[page]
        end = box.content_box_y() + box.height
        return float(min(end, self._foot.get(page, end)) - self._ends.get(page, box.content_box_y()))

    def needed(self, block: Element) -> float:
        """Return how high a block is."""
        return sum(below - above for above, below in self._extents.get(block, {}).values())
