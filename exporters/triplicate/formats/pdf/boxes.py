"""What WeasyPrint laid out, as fragments.

The only room that knows WeasyPrint's box trees: the classes of boxes and their attributes ``element``,
``element_tag``, ``children``, ``text``, ``style``, ``pango_layout``, ``is_header``, ``is_footer``, ``is_leader`` and
``at_keyword`` (version 70). A test holds them to their contract.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from triplicate.document.walk import SOFT_HYPHEN
from triplicate.errors import TriplicateError
from triplicate.formats.pdf.flow import Flows
from triplicate.formats.pdf.fragments import Artifact, Fragment, LaidOut
from triplicate.formats.pdf.keeping import begins_chapter
from triplicate.formats.pdf.page_tree import NOTE_CALL

ZERO_WIDTH_SPACE = "\u200b"
"""What WeasyPrint puts into an item of a list that has nothing but its marker."""

LONE_SPACE = " " + ZERO_WIDTH_SPACE
"""What WeasyPrint 70 makes of a box that holds one space, where words are spaced: Pango needs two characters for it."""

NOTE_SHARE = 1 / 3
"""Of the text's height on a page: a note at its foot is no higher.

It is less than the style sheet lets all notes of a page be together, so that each note fits on one.
"""

FULL, LITTLE, LITTLE_AT_END = 0.75, 0.1, 0.25
"""Of the height of a page's text: how far down a page reaches that is full, and one that holds only a few lines."""


def read(pages: Sequence[Any], root: Element) -> LaidOut:
    """Read the laid-out pages of a tree. Raises TriplicateError for text that the tree does not hold."""
    reader = _Reader(root)
    for number, page in enumerate(pages):
        reader.page = number
        reader.walk(page._page_box, None)  # noqa: SLF001
    return reader.laid_out


def left_over(pages: Sequence[Any], laid_out: LaidOut) -> int:
    """Return how many pages hold hardly more than two lines that found no room on the page before, which is full.

    The last page may have the end of the document besides: whom to ask, and the rights.
    """
    filled = [0.0] * len(pages)
    for fragment in laid_out.by_box.values():
        page = pages[fragment.page]._page_box  # noqa: SLF001
        bottom = fragment.box.position_y + fragment.box.height - page.content_box_y()
        filled[fragment.page] = max(filled[fragment.page], bottom / page.height)
    last = len(filled) - 2
    return sum(
        before > FULL and after < (LITTLE_AT_END if number == last else LITTLE)
        for number, (before, after) in enumerate(pairwise(filled))
    )


def without_room(pages: Sequence[Any], at_foot: Mapping[int, Element], laid_out: LaidOut, body: Element) -> set[int]:
    """Return the numbers of the notes that the foot of no page holds, or only one without other text.

    That is also a page of the next chapter, where chapters begin pages.

    WeasyPrint 70 never divides a footnote: what is higher than the room is off the page. And it loses footnotes: it
    forgets those that wait for the next page where it makes only some pages again (``make_all_pages``).
    """
    inside = {element for note in at_foot.values() for element in note.iter()}
    with_text = {fragment.page for fragment in laid_out.by_box.values() if fragment.element not in inside}
    begins = [laid_out.places[block][0] for block in body if begins_chapter(block)]
    chapters = _chapters_of(at_foot.values(), body) if begins else {}
    found = tall(pages, at_foot, laid_out)
    for number, note in at_foot.items():
        page, _ = laid_out.places.get(note, (-1, None))
        strays = note in chapters and chapters[note] != bisect_right(begins, page)
        if strays or page not in with_text:
            found.add(number)
    return found


def tall(pages: Sequence[Any], at_foot: Mapping[int, Element], laid_out: LaidOut) -> set[int]:
    """Return the numbers of the notes that would take too much of any page."""
    found = set()
    for number, note in at_foot.items():
        page, box = laid_out.places.get(note, (-1, None))
        if page >= 0 and box.margin_height() > NOTE_SHARE * pages[page]._page_box.height:  # noqa: SLF001
            found.add(number)
    return found


def of_same_chapters(wanted: Collection[int], at_foot: Mapping[int, Element], body: Element) -> set[int]:
    """Return the numbers of all notes of the chapters that these notes are called in."""
    if not wanted:
        return set()
    chapters = _chapters_of(at_foot.values(), body)
    found = {chapters[at_foot[number]] for number in wanted}
    return {number for number, note in at_foot.items() if chapters[note] in found}


def _chapters_of(notes: Iterable[Element], body: Element) -> dict[Element, int]:
    """Return in which chapter each note is called, those before the first in number 0."""
    wanted, chapter = set(notes), 0
    found: dict[Element, int] = {}
    for block in body:
        chapter += begins_chapter(block)
        found.update((one, chapter) for one in block.iter() if one in wanted)
    return found


class _Reader:
    def __init__(self, root: Element) -> None:
        self.laid_out = LaidOut()
        self.page = 0
        self._flows = Flows(root)
        self._repeated: set[Element] = set()
        self._last: Fragment | None = None

    def walk(self, box: Any, artifact: Artifact | None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._leaf(box, artifact)
            return
        artifact = artifact or self._artifact(box)
        if artifact is None and box.element is not None and "::" not in box.element_tag:
            self.laid_out.places.setdefault(box.element, (self.page, box))
        for child in box.children:
            self.walk(child, artifact)

    def _artifact(self, box: Any) -> Artifact | None:
        """Return which kind of artifact everything in a box is, None if it is content."""
        if isinstance(box, boxes.MarginBox):
            return Artifact.FOOTER if "bottom" in box.at_keyword else Artifact.HEADER
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            if box.element in self._repeated:
                return Artifact.REPEATED
            self._repeated.add(box.element)
        if box.is_leader:
            if self._last is not None:
                _add_space(self._last)
            return Artifact.LAYOUT
        return None

    def _leaf(self, box: Any, artifact: Artifact | None) -> None:
        if artifact is not None or box.element is None or box.element.tag == "br":
            self.laid_out.artifacts[box] = artifact or Artifact.LAYOUT
            return
        fragment = Fragment(box, self.page, box.element, box.element_tag.partition("::")[2])
        if isinstance(box, boxes.TextBox):
            if not box.text.strip("\n" + ZERO_WIDTH_SPACE):
                self.laid_out.artifacts[box] = Artifact.LAYOUT
                return
            self._text(box, fragment)
        else:
            self.laid_out.places.setdefault(box.element, (self.page, box))
        if not fragment.part:
            self._locate(fragment)
        self._last = fragment
        self.laid_out.by_box[box] = fragment
        self.laid_out.fragments.setdefault(box.element, []).append(fragment)

    def _text(self, box: Any, fragment: Fragment) -> None:
        fragment.text = box.text.replace(SOFT_HYPHEN, "").removesuffix("\n")
        if not box.text.strip():
            # WeasyPrint does not paint a box of spaces alone.
            fragment.text = fragment.painted = box.pango_layout.text.strip("\n" + ZERO_WIDTH_SPACE)

    def _locate(self, fragment: Fragment) -> None:
        found, before = self._flows.locate(fragment)
        if not found and fragment.text == LONE_SPACE:
            fragment.text = " "
            found, before = self._flows.locate(fragment)
        if not found:
            raise TriplicateError(f"the layout shows {fragment.text!r}, which the text does not hold there")
        if before is not None:
            _add_space(before, fragment)


def _is_call(fragment: Fragment) -> bool:
    return fragment.element.get("class") == NOTE_CALL


def _add_space(before: Fragment, after: Fragment | None = None) -> None:
    """Give back the space that layout took away between two fragments.

    It is given to the second if the first is a picture, or the call of a note: a call is no part of the sentence, and
    what it holds is lost to those who read on without it.
    """
    given = after if before.text is None or _is_call(before) else before
    if (given is None or given.text is None) and before.text is not None:
        given = before
    if given is None or given.text is None:
        return
    at_end, layout = given is before, given.box.pango_layout
    if given.text[-1 if at_end else 0 :][:1].isspace():
        return
    given.text = f"{given.text} " if at_end else f" {given.text}"
    if at_end == bool(layout.first_line_direction % 2):
        # In the layout itself a space at the left end would shift the text.
        given.space_at_left = True
    elif at_end and not layout.text.endswith(" "):
        given.painted = layout.text + " "
    elif not at_end:
        given.painted = " " + layout.text
