"""Paragraphs, one after another, in the text or in the notes.

Some things of the source have no paragraph of their own in Word: the marker of a list item, a bookmark, a page
break, a rule. They wait for the next paragraph and become its properties, so that no paragraph is ever blank.
"""

from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from triplicate.formats.word.around import Around, Marker
from triplicate.formats.word.frames import OTHER, Box, Frame, frame_in, own_frame, write_frame
from triplicate.formats.word.looks import ParagraphStyle, leading, sideways_width, space_after
from triplicate.formats.word.markup import W, colour, eighths, find, sub, twips, write_text
from triplicate.formats.word.paragraphs import inserted, keep_row_with_next, set_spacing, thin
from triplicate.formats.word.sections import section
from triplicate.formats.word.shared import Shared
from triplicate.theme import role

_ENDS_SECTION = ("BodyText", "TableText")
"""The styles of paragraphs that may stand under a wide table, on its page, rather than begin the next."""

_SAME = 0.01
"""Lengths that differ by less, in points, are the same."""


@dataclass(slots=True)
class _Waiting:
    """What the next paragraph takes with it."""

    marker: Marker | None = None
    note: int | None = None
    bookmarks: list[str] = field(default_factory=list)
    page_break: bool = False
    rule: bool = False
    space: bool = False


@dataclass(frozen=True, slots=True)
class _Framed:
    """The frame of the paragraph before: what it is the frame of, and how the paragraph is indented."""

    box: Box | None
    frame: Frame
    edges: tuple[float, float, float]
    leading: float


class Flow:
    """Appends paragraphs to ``parent``, the body or a note, which may change."""

    def __init__(self, shared: Shared, parent: Element) -> None:
        self._shared = shared
        self._theme = shared.theme
        self._looks = shared.paragraph_looks
        self.parent = parent
        self._waiting = _Waiting()
        self._open: list[tuple[Element, str]] = []
        self._after_table = False
        self._turn_back = False
        self.sideways = False
        self.sections = 0
        self.last: Element | None = None
        self._framed: _Framed | None = None
        self._after_heading = False

    def paragraph(
        self,
        style: str,
        around: Around,
        *,
        keep_next: bool = False,
        after: float | None = None,
        left: float | None = None,
        uncounted: bool = False,
    ) -> Element:
        """Append a paragraph and return it.

        ``after`` is the space under it, ``left`` its edge if not as around it; ``uncounted`` takes it out of the
        numbering of its style.
        """
        ends_section = self._turn_back
        if ends_section and (style not in _ENDS_SECTION or keep_next or self._waiting.page_break or around.left):
            ends_section = False
            self._separate()
        waiting, self._waiting = self._waiting, _Waiting()
        self._after_table = False
        look = self._looks[style]
        paragraph = sub(self.parent, "p")
        properties = sub(paragraph, "pPr")
        if style != "Normal":
            sub(properties, "pStyle", val=style)
        if keep_next:
            sub(properties, "keepNext")
        if waiting.page_break:
            sub(properties, "pageBreakBefore")
        if waiting.marker:
            number = sub(properties, "numPr")
            sub(number, "ilvl", val=str(waiting.marker.depth))
            sub(number, "numId", val=str(waiting.marker.instance))
        elif uncounted:
            sub(sub(properties, "numPr"), "numId", val="0")
        framed = self._framed
        edges = self._edges(look, around, around.left if left is None else left, waiting.marker)
        frame, meets = self._frame(look, around.box, around.shading, edges)
        if waiting.rule or frame != own_frame(look, self._theme):
            write_frame(properties, frame, rule=self._theme.colours.rule if waiting.rule else None)
        if meets and not waiting.rule:
            self._meet(framed)
        if around.rtl:
            sub(properties, "bidi")
        elif self._shared.rtl:
            sub(properties, "bidi", val="0")
        before = self._space_before(waiting, look)
        if meets and not waiting.rule and look.before:
            before = 0.0
        if before is not None or after is not None:
            spacing = sub(properties, "spacing")
            set_spacing(spacing, before, after)
        self._indent(properties, look, edges, waiting.marker)
        for name in waiting.bookmarks:
            self._open.append((paragraph, self._shared.bookmarks.open(paragraph, name)))
        if waiting.note is not None:
            self._note_mark(paragraph)
        if ends_section:
            # On the broad page lines are as long as everywhere else.
            sub(properties, "ind", right=twips(sideways_width(self._theme) - self._theme.page.measure))
            self._end_section(paragraph)
            keep_row_with_next(paragraph.getprevious())
        self.last = paragraph
        self._after_heading = look.outline is not None
        return paragraph

    def finish(self, paragraph: Element) -> None:
        """End what began with the paragraph; called when its words are written."""
        while self._open and self._open[-1][0] is paragraph:
            self._shared.bookmarks.close(paragraph, self._open.pop()[1])

    def close(self, around: Around) -> None:
        """End the text or note: a rule or target that still waits, or a table at the end, gets a paragraph."""
        self._waiting.page_break = self._turn_back = False
        if self._after_table or self._waiting != _Waiting():
            self.finish(self.paragraph(around.style, around))

    # Sections

    def turn(self) -> None:
        """Let the pages lie sideways until the end of a table that comes next, its headings and lead-in with it."""
        if self._turn_back:
            self._turn_back = False
            return
        if self.sideways:
            return
        before = self.parent[-1]
        while self._kept_with_next(before) and (previous := before.getprevious()) is not None:
            before = previous
        self._after_table = False
        properties = find(before, "pPr")
        ended = None if properties is None else find(properties, "sectPr")
        if properties is None:
            self._end_section(thin(before))
        elif ended is None:
            self._end_section(before)
        else:
            # Only a few lines part this table from another wide one: its pages go on.
            properties.remove(ended)
            self.sections -= 1
            if find(before, "r") is None:
                self.parent.remove(before)
        self.sideways = True

    def _kept_with_next(self, element: Element) -> bool:
        """Tell whether a paragraph goes to the page of the next one; the title stays where it is."""
        properties = find(element, "pPr")
        style = None if properties is None else find(properties, "pStyle")
        if properties is None or style is None:
            return False
        look = self._looks[style.get(f"{{{W}}}val", "")]
        return (look.keep_next and look.outline != 0) or find(properties, "keepNext") is not None

    def _separate(self) -> None:
        """End the section of a wide table before what cannot stand under it."""
        self._end_section(thin(self.parent[-1]))

    def _end_section(self, paragraph: Element) -> None:
        properties = find(paragraph, "pPr")
        assert properties is not None
        section(properties, self._shared, first=not self.sections, sideways=self.sideways)
        self.sections += 1
        self.sideways = self._turn_back = False

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

    def rule(self) -> None:
        """Let a rule stand above the next paragraph."""
        self._waiting.rule = True

    def part_tables(self, around: Around) -> None:
        """Part a table from the one right before it: Word would take them for one table."""
        if self._after_table:
            paragraph = self.paragraph("TableText", replace(around, box=None, shading=None))
            self.finish(paragraph)

    def after_table(self) -> None:
        """Let the next paragraph keep its distance from a table, which has none of its own."""
        self._waiting.space = True
        self._after_table = True
        self._turn_back = self.sideways
        self.last = None
        self._framed = None

    def space_after_last(self, points: float) -> None:
        """Set the space under the paragraph that was written last."""
        spacing = self._spacing_of_last()
        if spacing is not None:
            set_spacing(spacing, None, points)

    def _spacing_of_last(self) -> Element | None:
        if self.last is None or (properties := find(self.last, "pPr")) is None:
            return None
        spacing = find(properties, "spacing")
        return inserted(properties, "spacing") if spacing is None else spacing

    def keep_last_with_next(self) -> None:
        """Keep the paragraph written last on the page of the next one."""
        properties = None if self.last is None else find(self.last, "pPr")
        if properties is not None and find(properties, "keepNext") is None:
            inserted(properties, "keepNext")

    def keep_lines(self) -> None:
        """Keep the lines of the paragraph written last on one page."""
        if self.last is not None and (properties := find(self.last, "pPr")) is not None:
            inserted(properties, "keepLines")

    def end_title_block(self) -> None:
        """Part what was written so far from the text by a rule and some space."""
        properties = None if self.last is None else find(self.last, "pPr")
        assert properties is not None
        block = role(self._theme, "title-block", "word")
        if block.bottom:
            space = str(round(block.padding[2] if block.padding else 0))
            shade = colour(getattr(self._theme.colours, block.bottom.colour))
            borders = inserted(properties, "pBdr")
            sub(borders, "bottom", val="single", sz=eighths(block.bottom.width), space=space, color=shade)
        self.space_after_last(block.after or 0.0)

    @staticmethod
    def _note_mark(paragraph: Element) -> None:
        run = sub(paragraph, "r")
        sub(sub(run, "rPr"), "rStyle", val="FootnoteReference")
        sub(run, "footnoteRef")
        write_text(sub(paragraph, "r"), " ")

    # Properties

    def box(self, style: str, left: float) -> Box:
        """Return a new quotation or callout, whose text begins at ``left``, kept apart from one right before it."""
        look, before = self._looks[style], self._framed
        alike = before and before.frame.bar == look.bar and before.frame.shading == look.shading
        return Box(look, left, OTHER if before and alike and before.frame.variant < OTHER else 0)

    def _meet(self, before: "_Framed | None") -> None:
        """Leave no space under the paragraph written last, whose frame meets that of the next one."""
        assert before is not None
        spacing = self._spacing_of_last()
        if spacing is None:
            return
        set_spacing(spacing, None, 0)
        # LibreOffice (7.4) has what is over single spacing of a frame's last line outside the frame, Word within it;
        # lines of a least height are the same in both.
        namespace = spacing.tag.removesuffix("spacing")
        spacing.set(f"{namespace}line", twips(before.leading))
        spacing.set(f"{namespace}lineRule", "atLeast")

    def _frame(
        self, look: ParagraphStyle, box: Box | None, shading: str | None, edges: tuple[float, float, float]
    ) -> tuple[Frame | None, bool]:
        """Return a paragraph's frame and whether it meets another one of the same box, with no space between."""
        left, _, hanging = edges
        before = self._framed
        if box is None:
            frame = own_frame(look, self._theme)
            if frame and before and before.frame == frame:
                frame = replace(frame, variant=OTHER)
        else:
            frame = frame_in(box, look.shading or shading, left - hanging, self._theme, hanging=hanging > 0)
        self._framed = _Framed(box, frame, edges, leading(look, self._looks)) if frame else None
        meets = bool(box and before and before.box is box and (before.frame, before.edges) != (frame, edges))
        return frame, meets

    def _space_before(self, waiting: _Waiting, look: ParagraphStyle) -> float | None:
        own = look.before
        spacing = self._theme.spacing
        if waiting.page_break and not waiting.rule:
            return 0.0 if own else None
        if own and self._after_heading and look.outline is not None:
            return spacing.after_heading
        if waiting.rule:
            return max(own or 0.0, spacing.before_heading)
        if waiting.space and not own:
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
        indent = self._theme.spacing.indent
        usual = (marker.depth + 1) * indent if marker else look.left
        own = {}
        if abs(left - usual) > _SAME or (marker and (look.id != marker.style or abs(hanging - indent) > _SAME)):
            own["left"] = twips(left)
        if abs(right - look.right) > _SAME:
            own["right"] = twips(right)
        if own and hanging:
            own["hanging"] = twips(hanging)
        if own:
            sub(properties, "ind", **own)
