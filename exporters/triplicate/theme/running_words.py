"""Words at the head and the foot of pages, shortened to the room there: they are there to be glanced at."""

from triplicate.document import walk
from triplicate.document.model import CodeBlock, Document, Text
from triplicate.document.phrases import phrases_for
from triplicate.document.title_block import date_in_words
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme

LEAST_GAP = 12.0
"""Between a running title and the page's number or the section, in points."""

_LONGEST = 70
"""Characters of a running title: more would fill the head of the page."""

_LEAST_PAGE = 300
"""Characters that a full page holds at least, in any edition."""


def shortened(text: str, theme: Theme, room: float, date: str | None = None) -> str:
    """Return the words that have room, and an ellipsis for the others; a date is shown whole or not at all."""
    if len(text) <= _LONGEST and width_of(text, theme) <= room:
        return text
    kept = text[:_LONGEST]
    while kept and width_of(f"{kept}…", theme) > room:
        kept = kept[:-1]
    kept = kept.rsplit(" ", maxsplit=1)[0]
    if date and (start := text.find(date)) >= 0 and start < len(kept) < start + len(date):
        kept = text[:start]
    return kept.rstrip(" ,;:–—-") + "…"


def foot_of(document: Document, theme: Theme, pages: int) -> tuple[str, float]:
    """Return the style's words at the foot of pages, and the width in points of the number beside them.

    ``pages`` is what :func:`most_pages` returns.
    """
    metadata, last = document.metadata, "9" * len(str(pages))
    beside = width_of(phrases_for(metadata.lang).page_of.format(page=last, pages=last), theme)
    room = theme.page.measure - LEAST_GAP - beside
    return shortened(theme.running.footer_for(metadata), theme, room, date_in_words(metadata)), beside


def width_of(text: str, theme: Theme) -> float:
    """Return the width in points of words at the head or the foot of a page."""
    return measure_of(theme).width(text, Letters(theme.type.small))


def most_pages(document: Document) -> int:
    """Return more pages than the document will have: those that its words fill, and one for each block."""
    letters = sum(len(node.text) for node in walk.nodes(document) if isinstance(node, Text | CodeBlock))
    return letters // _LEAST_PAGE + len(document.blocks)
