"""Laying out a document, or a portion of it, until it fills its pages as well as it can."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from triplicate.document.model import Document
from triplicate.errors import FindingsError
from triplicate.formats.pdf import filling, layout, margins
from triplicate.formats.pdf.destinations import Names
from triplicate.formats.pdf.fragments import LaidOut
from triplicate.formats.pdf.page_references import pages_to_say
from triplicate.formats.pdf.page_tree import Foot, PdfHtml
from triplicate.formats.pdf.portion import WHOLE, Portion
from triplicate.later import dataclass
from triplicate.rules.finding import Severity
from triplicate.theme import Theme

_SHORT = 8
"""Pages of a text that is laid out again only because pages of it are left empty."""

_LONG = 60
"""Pages of a text that is laid out again because a page holds hardly anything: few see that in a longer one."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is laid out: a portion of a document.

    ``printed`` are the pages that its contents give, None where the style sheet counts them, ``said`` those that its
    links say, None before they are known. ``on_back`` tells whether it begins on the back of a sheet.
    """

    document: Document
    theme: Theme
    portion: Portion = WHOLE
    names: Names | None = None
    printed: Mapping[str, int] | None = None
    said: Mapping[str, int] | None = None
    on_back: bool = False

    def html(self, foot: Foot) -> PdfHtml:
        """Return its tree, with these notes at the foot of its pages."""
        return PdfHtml(
            self.document,
            self.theme,
            foot,
            said=self.said,
            portion=self.portion,
            names=self.names,
            printed=self.printed,
        )


@dataclass(frozen=True, slots=True)
class Pages:
    """A text that is laid out: its tree, the ``weasyprint.document.Document``, and what was read from that."""

    text: Text
    content: PdfHtml = field(repr=False)
    document: Any = field(repr=False)
    laid_out: LaidOut = field(repr=False)

    @property
    def all(self) -> list[Any]:
        """The laid-out pages."""
        return list(self.document.pages)

    @property
    def targets(self) -> dict[str, int]:
        """The number of the first page, from 1, that each destination stands on."""
        return {name: number for number, page in reversed([*enumerate(self.all, start=1)]) for name in page.anchors}


def lay_out(text: Text) -> Pages:
    """Lay out a text as well as it can be, until its links say the right pages."""
    pages = lay_out_once(text)
    tries = 1
    while (said := pages_to_say(pages.content.references.names, pages.targets, tries)) != pages.text.said:
        pages = lay_out_once(replace(text, said=said))
        tries += 1
    return pages


def lay_out_once(text: Text) -> Pages:
    """Lay out a text as well as it can be, whatever its links say."""
    pages = _with_room(text)
    if not text.document.metadata.chapters_begin_pages:
        pages = _spread(pages)
    pages, flows = _filled(pages)
    return _filled(pages, flows)[0]


def _read(text: Text, content: PdfHtml) -> Pages:
    from triplicate.formats.pdf import boxes

    document = layout.lay_out(content, text.theme, on_back=text.on_back)
    return Pages(text, content, document, boxes.read(document.pages, content.root))


def _without_room(pages: Pages) -> set[int]:
    from triplicate.formats.pdf import boxes

    return boxes.without_room(pages.all, pages.content.at_foot, pages.laid_out, pages.content.root[0])


def _with_room(text: Text) -> Pages:
    """Lay out a text, again where the foot of a page does not hold its notes."""
    from triplicate.formats.pdf import boxes

    foot = Foot()
    while True:
        content = text.html(foot)
        if any(finding.severity is Severity.ERROR for finding in content.findings):
            raise FindingsError(tuple(content.findings))
        pages = _read(text, content)
        if not (no_room := _without_room(pages)):
            return pages
        tall = boxes.tall(pages.all, content.at_foot, pages.laid_out)
        behind = no_room - tall
        # Notes that wait behind others may have room where all lines of their chapter wait with their notes.
        crowded = boxes.of_same_chapters(behind - foot.with_calls, content.at_foot, content.root[0])
        foot = Foot(foot.in_text | tall | (behind & foot.with_calls), foot.with_calls | crowded)


def _spread(pages: Pages) -> Pages:
    """Lay out a text with less space between its blocks where that leaves less of its pages empty."""
    left, count = _left_empty(pages), len(pages.all)
    for share in layout.CLOSER if any(left) and count <= _LONG else ():
        closer = _with_room(replace(pages.text, theme=layout.closer(pages.text.theme, share)))
        if (_left_empty(closer), len(closer.all)) < (left, count):
            return closer
    return pages


def _left_empty(pages: Pages) -> tuple[int, float]:
    """Return how many pages hold hardly more than two lines, and how much is empty in a short text without a cover."""
    from triplicate.formats.pdf import boxes

    left_over = boxes.left_over(pages.all, pages.laid_out)
    if pages.content.cover or not 1 < len(pages.all) <= _SHORT:
        return left_over, 0.0
    body = pages.content.root[0]
    empty = filling.holes(body, pages.all, pages.laid_out) + filling.end_left(body, pages.all, pages.laid_out)
    return left_over, round(empty, 2)


def _filled(pages: Pages, known: Sequence[filling.Flow] | None = None) -> tuple[Pages, Sequence[filling.Flow]]:
    """Lay out a text again where what comes next can fill what is free around its tables and figures.

    ``known`` is how text flows in it already, None before anything does. Return how it flows then, too. Where chapters
    begin pages, each is judged by itself.
    """
    earlier = known or ()
    body = pages.content.root[0]
    found = filling.flows(body, pages.all, pages.laid_out, pages.text.theme, known)
    before = filling.states(body, pages.all, pages.laid_out) if found else []
    while found:
        filled = _arranged(pages, (*earlier, *found))
        after = filling.states(filled.content.root[0], filled.all, filled.laid_out)
        crowded = filling.chapters_with(filled.content.root[0], filled.content.at_foot, _without_room(filled))
        worse = {
            number
            for number, (now, then) in enumerate(zip(after, before, strict=True))
            if now >= then or number in crowded
        }
        better = [flow for flow in found if filling.chapter_at(body, flow.first) not in worse]
        if len(better) == len(found):
            return filled, (*earlier, *found)
        found = better
    return pages, earlier


def _arranged(pages: Pages, flows: Sequence[filling.Flow]) -> Pages:
    """Lay out a text whose blocks flow."""
    content = pages.text.html(pages.content.foot)
    body = content.root[0]
    order = list(body)
    filling.arrange(body, flows)
    margins.end_continued(body)
    arranged = _read(pages.text, content)
    body[:] = order
    return arranged
