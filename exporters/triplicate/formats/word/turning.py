"""How the pages lie: a wide table turns them sideways, what comes after it turns them back.

::

    UPRIGHT ── turn ──▶ SIDEWAYS ── after_table ──▶ TURNING_BACK ── end ──▶ UPRIGHT
                           ▲                             │
                           └──────── turn, stay ─────────┘

* ``turn``: a wide table comes next. Upright pages end their section before it, its headings and lead-in.
* ``after_table``: the wide table is written; its section still needs a paragraph to end in.
* ``end``: a plain paragraph right after the table ends the section and stays on the table's page; anything else begins
  an upright page, and a paragraph of no height ends the section before it.
* ``begin_columns``, ``end_columns``: sections of upright pages that begin on the page where the last one ended.
* ``turn`` again, right after a wide table: the pages go on sideways. ``stay``: so they do at the end of the text.

The page before a wide table may be left half empty. In a PDF text from after the table fills it and is read in its
place all the same; in Word what stands first is read first, and a reader would meet that text before the table.
"""

from enum import Enum, auto
from itertools import takewhile

from lxml.etree import _Element as Element

from triplicate.formats.word.around import Around
from triplicate.formats.word.markup import W, find, loose, sub
from triplicate.formats.word.paragraphs import thin
from triplicate.formats.word.sections import section
from triplicate.formats.word.shared import Shared

_ENDS_SECTION = ("BodyText", "TableText")
"""The styles of paragraphs that may stand under a wide table, on its page, rather than begin the next."""


class Pages(Enum):
    """How the pages lie, see the drawing above."""

    UPRIGHT = auto()
    SIDEWAYS = auto()
    TURNING_BACK = auto()


class PageTurns:
    """The sections of a text: the pages of one section all lie sideways, or none does."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._pages = Pages.UPRIGHT
        self._ended = 0
        self._columns = 1
        self._goes_on = False
        self._follows_columns = False

    def turn(self, parent: Element) -> bool:
        """Let the pages lie sideways until the end of the table that comes next; tell whether a section ended for it.

        The headings and the lead-in that are kept with the table go to its page.
        """
        if self._pages is not Pages.UPRIGHT:
            self._pages = Pages.SIDEWAYS
            return False
        before = parent[-1]
        while self._kept_with_next(before) and (previous := before.getprevious()) is not None:
            before = previous
        properties, ended = find(before, "pPr"), _ended_by(before)
        if properties is None:
            self.end(thin(before))
        elif ended is None:
            self.end(before)
        elif not _is_sideways(ended):
            self._goes_on = False
        else:
            # Only a few lines stand between this table and another wide one: its pages go on.
            properties.remove(ended)
            self._ended -= 1
            if find(before, "r") is None:
                parent.remove(before)
        self._pages = Pages.SIDEWAYS
        return True

    def after_table(self) -> None:
        """Let the next paragraph turn the pages back, if they lie sideways."""
        if self._pages is Pages.SIDEWAYS:
            self._pages = Pages.TURNING_BACK

    def take(self, parent: Element, style: str, around: Around, *, leaves: bool) -> bool:
        """Tell whether the next paragraph ends the section of a wide table, and has to be given to :meth:`end`.

        If it must not stand under the table, since it ``leaves`` the page or is none of the plain ones, the section
        ends here, before it.
        """
        if self._pages is not Pages.TURNING_BACK:
            return False
        if style in _ENDS_SECTION and not leaves and not around.left:
            return True
        self.end(thin(parent[-1]))
        return False

    def begin_columns(self, parent: Element, count: int) -> None:
        """Let what comes next stand in columns, on the page of what stands before it if that is upright."""
        before = parent[-1]
        if self._columns > 1:
            self.end_columns(parent)
        elif self._pages is Pages.TURNING_BACK:
            self.end(thin(before))
        elif _ended_by(before) is None:
            self.end(before if find(before, "pPr") is not None else thin(before))
            self._goes_on = True
        self._columns, self._follows_columns = count, False

    def end_columns(self, parent: Element) -> None:
        """End the section of columns with the paragraph that was written last; the page goes on."""
        self.end(parent[-1])
        self._columns, self._goes_on = 1, True
        self._follows_columns = bool(self._shared.calls)

    def finished(self, paragraph: Element) -> None:
        """End a section with the first paragraph after columns that may end one, unless a note is called before.

        LibreOffice (7.4) gives columns no even height, and puts all that is in them into the first, if a note is called
        in the section that follows them.
        """
        if not self._follows_columns:
            return
        parent, properties = paragraph.getparent(), find(paragraph, "pPr")
        if next(paragraph.iter(f"{{{W}}}footnoteReference"), None) is not None:
            self._follows_columns = False
        elif (
            parent is not None
            and parent.tag == f"{{{W}}}body"
            and properties is not None
            and find(properties, "pBdr") is None
            and not self._kept_with_next(paragraph)
        ):
            self.end(paragraph)
            self._goes_on = True

    def end(self, paragraph: Element) -> None:
        """End a section with a paragraph."""
        properties = find(paragraph, "pPr")
        assert properties is not None
        self._write(properties)
        self._ended += 1
        self._pages = Pages.UPRIGHT
        self._goes_on = self._follows_columns = False

    def stay(self) -> None:
        """Let the pages stay as they lie: the text ends."""
        if self._pages is Pages.TURNING_BACK:
            self._pages = Pages.SIDEWAYS

    def end_text(self, body: Element) -> None:
        """Append the properties of the last section to the body: those of one that ends with the text are these."""
        ended = _ended_by(body[-1])
        if ended is None or _is_sideways(ended):
            self._write(body)
            return
        if find(ended, "cols") is not None:
            # The last section has no columns of even height: each has to be begun.
            for paragraph in takewhile(lambda one: _ended_by(one) is None, body[-1].itersiblings(preceding=True)):
                _begin_column(paragraph.getnext())
        body.append(ended)

    def _write(self, parent: Element) -> None:
        section(
            parent,
            self._shared,
            first=not self._ended,
            sideways=self._pages is not Pages.UPRIGHT,
            goes_on=self._goes_on,
            columns=self._columns,
        )

    def _kept_with_next(self, element: Element) -> bool:
        """Tell whether a paragraph goes to the page of the next one; the title stays where it is."""
        properties = find(element, "pPr")
        style = None if properties is None else find(properties, "pStyle")
        if properties is None or style is None:
            return False
        look = self._shared.paragraph_looks[style.get(f"{{{W}}}val", "")]
        return (look.keep_next and look.outline != 0) or find(properties, "keepNext") is not None


def _ended_by(element: Element) -> Element | None:
    """Return the section that a paragraph ends."""
    properties = find(element, "pPr")
    return None if properties is None else find(properties, "sectPr")


def _is_sideways(section: Element) -> bool:
    size = find(section, "pgSz")
    return size is not None and size.get(f"{{{W}}}orient") is not None


def _begin_column(paragraph: Element | None) -> None:
    assert paragraph is not None
    run = loose("r")
    sub(run, "br", type="column")
    paragraph[0].addnext(run)
