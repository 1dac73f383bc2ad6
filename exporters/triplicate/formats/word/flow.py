"""Paragraphs, one after another, in the text or in the notes.

How a paragraph is written depends on three things besides its style:

* What waits for it. Some things of the source have no paragraph of their own in Word: the marker of a list item, a
  bookmark, a page break. They wait for the next paragraph and become its properties, so that no paragraph but a rule
  is ever blank.
* What stands before it: nothing, a paragraph, a heading or a table. Each paragraph and each table takes the place of
  what stood before.
* How the pages lie, see :mod:`triplicate.formats.word.turning`.

:meth:`ParagraphFlow.paragraph` writes the properties in the order of the standard (ISO/IEC 29500-1, 17.3.1.26): style,
what it is kept with, page break, number, frame, direction, space, indent. The space above is the first of these that
holds:

===========================================  ================================================
Its frame meets that of the one before       none, and none under the one before
It begins a page                             none
A heading right under a heading              that under a heading
Anything else right under a heading          none
The title block or the contents before it    that under them, if its style's is less
A list or a callout before it                that around them, if its style's is less
A table before it, and none in its style     that between a table and the text
Otherwise                                    its style's
===========================================  ================================================
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, replace

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.formats.word.around import Around, Marker
from triplicate.formats.word.frames import OTHER, Box, Framed, framed, meets, own_frame, write_frame, write_rule
from triplicate.formats.word.looks import (
    EVEN,
    LEAD_IN,
    PARTED,
    RULED,
    ParagraphStyle,
    leading,
    sideways_width,
    space_after,
    space_around,
)
from triplicate.formats.word.markup import W15, W, find, sub, twips, write_text
from triplicate.formats.word.paragraphs import (
    has_raised_text,
    inserted,
    keep_row_with_next,
    set_line,
    set_spacing,
    spacing_of,
)
from triplicate.formats.word.shared import Shared
from triplicate.formats.word.turning import PageTurns
from triplicate.later import dataclass
from triplicate.theme import role

_SAME = 0.01
"""Lengths that differ by less, in points, are the same."""


@dataclass(slots=True)
class _Waiting:
    """What the next paragraph takes with it."""

    marker: Marker | None = None
    note: int | None = None
    bookmarks: list[str] = field(default_factory=list)
    page_break: bool = False


@dataclass(frozen=True, slots=True)
class _Before:
    """What was written last: nothing yet, a paragraph or a table.

    ``framed`` is the frame of a paragraph that has one, ``heading`` tells that it is a heading, ``rule`` that it is a
    rule as the style has it. ``parted`` tells that the end of a section stands under a table already, so that Word
    cannot join the next table to it. ``apart`` is how far in points it asks the next paragraph to stand from it.
    """

    paragraph: Element | None = None
    look: ParagraphStyle | None = None
    framed: Framed | None = None
    heading: bool = False
    rule: bool = False
    table: bool = False
    parted: bool = False
    apart: float = 0.0


class ParagraphFlow:
    """Appends paragraphs to ``parent``, the body or a note, which may change; ``pages`` are those they stand on."""

    def __init__(self, shared: Shared, parent: Element) -> None:
        self._shared = shared
        self._theme = shared.theme
        self._looks = shared.paragraph_looks
        self.parent = parent
        self._waiting = _Waiting()
        self._open: list[tuple[Element, str]] = []
        self._before = _Before()
        self.pages = PageTurns(shared)

    def paragraph(
        self,
        style: str,
        around: Around,
        *,
        keep_next: bool = False,
        left: float | None = None,
        uncounted: bool = False,
    ) -> Element:
        """Append a paragraph and return it.

        ``left`` is its edge if not as around it; ``uncounted`` takes it out of the numbering of its style.
        """
        leaves = keep_next or self._waiting.page_break
        ends_section = self.pages.take(self.parent, style, around, leaves=leaves)
        waiting, self._waiting = self._waiting, _Waiting()
        if keep_next and (leading_in := self._leads_in(style)):
            style, keep_next = leading_in, False
        before, look = self._before, self._looks[style]
        paragraph = sub(self.parent, "p")
        properties = sub(paragraph, "pPr")
        if style != "Normal":
            sub(properties, "pStyle", val=style)
        if keep_next and not look.keep_next:
            sub(properties, "keepNext")
        if waiting.page_break:
            sub(properties, "pageBreakBefore")
        _number(properties, waiting.marker, uncounted=uncounted)
        edges = self._edges(look, around, around.left if left is None else left, waiting.marker)
        drawn = framed(look, around.box, around.shading, edges, self._theme, self._looks, before.framed, rtl=around.rtl)
        frame = drawn.frame if drawn else None
        joined = look.id in RULED and frame is None and before.rule
        if joined and look.top:
            write_rule(sub(properties, "pBdr"), "top", look.top, variant=OTHER)
        elif frame != (styled := own_frame(look, self._theme, rtl=self._shared.rtl)):
            write_frame(properties, frame, styled)
        met = meets(before.framed, drawn)
        if met:
            self._meet(before)
        if around.rtl:
            sub(properties, "bidi")
        elif self._shared.rtl:
            sub(properties, "bidi", val="0")
        above = self._space_above(look, begins_page=waiting.page_break, meets=met)
        if apart := self._standing_apart(style, above):
            _set_style(paragraph, apart)
        elif above is not None:
            set_spacing(sub(properties, "spacing"), above, None)
        self._indent(properties, look, edges, waiting.marker)
        for name in waiting.bookmarks:
            self._open.append((paragraph, self._shared.bookmarks.open(paragraph, name)))
        if waiting.note is not None:
            _note_mark(paragraph)
        if ends_section:
            # On the broad page lines are as long as everywhere else.
            sub(properties, "ind", right=twips(sideways_width(self._theme) - self._theme.page.measure))
            self.pages.end(paragraph)
            keep_row_with_next(paragraph.getprevious())
        lone_rule = look.id in RULED and frame is None and not joined
        self._before = _Before(paragraph, look, drawn, heading=look.outline is not None, rule=lone_rule)
        return paragraph

    def finish(self, paragraph: Element) -> None:
        """End what began with the paragraph; called when its words are written."""
        if has_raised_text(paragraph):
            self._keep_lines_even(paragraph)
        while self._open and self._open[-1][0] is paragraph:
            self._shared.bookmarks.close(paragraph, self._open.pop()[1])
        self.pages.finished(paragraph)

    def _keep_lines_even(self, paragraph: Element) -> None:
        """Let raised and lowered letters stand in the space between lines.

        They are set larger than Word would, so that all can read them. In lines that are counted in single ones the
        line they stand in would be higher than its neighbours; in lines of a least height there is room for them.
        """
        look = self._looks[_style_of(paragraph)]
        if f"{look.id}{EVEN}" in self._looks:
            _set_style(paragraph, f"{look.id}{EVEN}")
        elif not look.at_least:
            set_line(spacing_of(paragraph), leading(look, self._looks))

    def close(self, around: Around) -> None:
        """End the text or note: a target that still waits, or a table at the end, gets a paragraph."""
        self._waiting.page_break = False
        self.pages.stay()
        if self._before.table or self._waiting != _Waiting():
            self.finish(self.paragraph(around.style, around))

    def turn(self) -> None:
        """Let the pages lie sideways until the end of a table that comes next, its headings and lead-in with it."""
        if self.pages.turn(self.parent):
            self._before = replace(self._before, parted=True)

    @contextmanager
    def within(self, tag: str, around: Around) -> Iterator[None]:
        """Let what is written meanwhile stand in a content control of its own, which a program knows by its tag.

        A person who edits the text does not see it (w15:appearance, an extension of 2012).
        """
        self.pages.take(self.parent, "", around, leaves=True)
        outside = self.parent
        control = sub(outside, "sdt")
        properties = sub(control, "sdtPr")
        sub(properties, "tag", val=tag)
        etree.SubElement(properties, f"{{{W15}}}appearance", {f"{{{W15}}}val": "hidden"})
        self.parent = sub(control, "sdtContent")
        yield
        if not len(self.parent):
            outside.remove(control)
        self.parent = outside

    # What waits

    def mark(self, marker: Marker) -> None:
        """Let the next paragraph be the first of a list item."""
        self._waiting.marker = marker

    def mark_note(self, number: int) -> None:
        """Let the next paragraph be the first of a footnote."""
        self._waiting.note = number

    @property
    def marker(self) -> Marker | None:
        """The marker that waits for a paragraph."""
        return self._waiting.marker

    def bookmark(self, name: str) -> None:
        """Let the next paragraph be what a bookmark names."""
        self._waiting.bookmarks.append(name)

    def page_break(self) -> None:
        """Let the next paragraph begin a page."""
        self._waiting.page_break = True

    def begin_columns(self, count: int) -> None:
        """Let as many paragraphs that come next stand side by side, each in a column, if none may be broken.

        Word gives the columns of a section that another one follows on its page the least height in which all that is
        in them has room, and that is the height of the highest. A break of the column would have the same effect, but
        LibreOffice (7.4) loses the look of a paragraph that begins with one and ends the section.
        """
        self.pages.begin_columns(self.parent, count)

    def end_columns(self) -> None:
        """Let what comes next stand under the columns, across the page."""
        self.pages.end_columns(self.parent)

    def before_table(self, around: Around) -> None:
        """Separate a table from what stands right before it.

        Word would take two tables for one. What a paragraph asks of the next one is its own, since a table has no space
        above it, and in its first cell alone there would be too much.
        """
        before = self._before
        if before.table and not before.parted:
            paragraph = self.paragraph("TableText", replace(around, box=None, shading=None))
            self.finish(paragraph)
        elif before.paragraph is not None and before.look and before.apart > (before.look.after or 0.0):
            set_spacing(spacing_of(before.paragraph), None, before.apart)
        self._before = replace(self._before, apart=0.0)

    def after_table(self) -> None:
        """Let the next paragraph keep its distance from a table, which has none of its own."""
        self._before = _Before(table=True)
        self.pages.after_table()

    def space_after_last(self, points: float) -> None:
        """Let so much space stand between the paragraph that was written last and the next one, whatever it is.

        The next one has it: the last may be deleted, or made anew as the last entry of the contents is. Of the space
        under a paragraph and that above the next one, programs take the larger.
        """
        self._before = replace(self._before, apart=points)

    def stand_apart(self, name: str) -> None:
        """Part what was written last from what comes next by the space around a role, if no heading gives it.

        Not where frames meet, between which there is none.
        """
        if self._before.paragraph is not None and not self._before.heading:
            self._before = replace(self._before, apart=max(self._before.apart, space_around(self._theme, name)))

    def keep_last_with_next(self) -> None:
        """Keep the paragraph written last on the page of the next one."""
        paragraph, look = self._before.paragraph, self._before.look
        if self._before.table:
            keep_row_with_next(self.parent[-1])
        if paragraph is None or look is None or look.keep_next:
            return
        leading_in = self._leads_in(look.id)
        if leading_in and _style_of(paragraph) == look.id:
            _set_style(paragraph, leading_in)
        else:
            self._keep("keepNext")

    def keep_lines(self) -> None:
        """Keep the lines of the paragraph written last on one page."""
        self._keep("keepLines")

    def _keep(self, tag: str) -> None:
        properties = None if self._before.paragraph is None else find(self._before.paragraph, "pPr")
        if properties is not None and find(properties, tag) is None:
            inserted(properties, tag)

    def _leads_in(self, style: str) -> str | None:
        """Return the style of paragraphs that look like those of another and stay on the page of the next one."""
        leading_in = f"{style}{LEAD_IN}"
        return leading_in if leading_in in self._looks else None

    def _standing_apart(self, style: str, points: float | None) -> str | None:
        """Return the style that differs from another by so much space above; the next one a person adds has none."""
        if not points:
            return None
        styles = (look for look in self._looks.values() if look.id.startswith(f"{style}{PARTED}"))
        return next((look.id for look in styles if abs((look.before or 0.0) - points) < _SAME), None)

    def end_title_block(self) -> None:
        """Let some space stand between what was written so far and the text."""
        self.space_after_last(role(self._theme, "title-block", "word").after or 0.0)

    # Properties

    def box(self, style: str, left: float, *, rtl: bool) -> Box:
        """Return a new quotation or callout, whose text begins at ``left``, kept apart from one right before it."""
        look, before = self._looks[style], self._before.framed
        alike = before and before.frame.bar == look.bar and before.frame.shading == look.shading
        return Box(look, left, OTHER if before and alike and before.frame.variant < OTHER else 0, rtl)

    @staticmethod
    def _meet(before: _Before) -> None:
        """Leave no space under a paragraph whose frame meets that of the next one."""
        assert before.paragraph is not None
        assert before.framed is not None
        spacing = spacing_of(before.paragraph)
        set_spacing(spacing, None, 0)
        # LibreOffice (7.4) has what is over single spacing of a frame's last line outside the frame, Word within it;
        # lines of a least height are the same in both.
        set_line(spacing, before.framed.leading)

    def _space_above(self, look: ParagraphStyle, *, begins_page: bool, meets: bool) -> float | None:
        """Return the space above a paragraph, None for that of its style; see the table in the module's docstring."""
        own = look.before
        if meets:
            return 0.0 if own else None
        if begins_page:
            return 0.0 if own else None
        apart = self._before.apart
        if own and self._before.heading:
            # Under a heading the space is the heading's.
            return max(self._theme.spacing.after_heading if look.outline is not None else 0.0, apart)
        if apart > (own or 0.0):
            return apart
        if self._before.table and not own:
            return space_after(self._theme, "table")
        return None

    def _edges(
        self, look: ParagraphStyle, around: Around, left: float, marker: Marker | None
    ) -> tuple[float, float, float]:
        """Return how far a paragraph is indented at its beginning and end, and how far its first line hangs."""
        return left, around.box.look.right if around.box else look.right, marker.hanging if marker else look.hanging

    def _indent(
        self, properties: Element, look: ParagraphStyle, edges: tuple[float, float, float], marker: Marker | None
    ) -> None:
        """Say where the paragraph stands, if that is not where its style, or its list's level, has it."""
        left, right, hanging = edges
        usual = marker.left if marker else look.left
        own = {}
        if abs(left - usual) > _SAME or (marker and look.id.removesuffix(LEAD_IN) != marker.style):
            own["left"] = twips(left)
        if abs(right - look.right) > _SAME:
            own["right"] = twips(right)
        if own and hanging:
            own["hanging"] = twips(hanging)
        if own:
            sub(properties, "ind", **own)


def _number(properties: Element, marker: Marker | None, *, uncounted: bool) -> None:
    """Append the numbering instance and level of a list item, or what takes a paragraph out of its style's."""
    if marker:
        number = sub(properties, "numPr")
        sub(number, "ilvl", val=str(marker.depth))
        sub(number, "numId", val=str(marker.instance))
    elif uncounted:
        sub(sub(properties, "numPr"), "numId", val="0")


def _style_of(paragraph: Element) -> str:
    """Return the id of the style that a paragraph was written with."""
    return next((found.get(f"{{{W}}}val", "") for found in paragraph[0].iterchildren(f"{{{W}}}pStyle")), "Normal")


def _set_style(paragraph: Element, style: str) -> None:
    """Give a paragraph another style than it was written with."""
    for found in paragraph[0].iterchildren(f"{{{W}}}pStyle"):
        found.set(f"{{{W}}}val", style)


def _note_mark(paragraph: Element) -> None:
    run = sub(paragraph, "r")
    sub(sub(run, "rPr"), "rStyle", val="FootnoteReference")
    sub(run, "footnoteRef")
    write_text(sub(paragraph, "r"), " ")
