"""Footnotes that WeasyPrint forgets or moves to a later page than their calls, kept while it lays out.

Where a page is full and the second line of a paragraph finds no room there, WeasyPrint 70 lets footnotes wait for the
next page until the line fits (weasyprint/layout/block.py, ``_linebox_layout``). It takes those of other paragraphs on
the page too, so that they stand a page after their calls, and even where the line does not fit then. And of footnotes
that are called in the line itself it loses those that have not been laid out: they are laid out nowhere.

Where it measures the items of a flex container, it puts a line off whose footnote finds no room, and fails, since no
item is left. There is no end of a page then: footnotes have no part in it, and are laid out with the items.

And it asks Pango about two letters alone whether a line may end between them, which says yes of a full stop and a digit
(Pango 1.50; UAX #14, LB25 says no): the call of a note would stand in a line of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from triplicate.system.replaced import replaced

_BOTTOM_SPACE = 3
"""Where ``_linebox_layout`` has the room to be left at the foot of the page, among the arguments that go on to it."""

_ENDS = ".?!:;,…"
"""What may stand at the end of words, before the call of a note."""


@contextmanager
def footnotes_kept() -> Iterator[None]:
    """While this context lasts, let a paragraph move to the next page rather than the footnotes called before it.

    To be used under :data:`triplicate.formats.pdf.layout.LOCK`.
    """
    from weasyprint.layout import block, inline

    may_end = inline.can_break_text
    lay_out = block._linebox_layout  # noqa: SLF001

    def kept(
        context: Any, box: Any, index: int, child: Any, lines: list[Any], page_is_empty: Any, *rest: Any
    ) -> tuple[Any, ...]:
        if rest[_BOTTOM_SPACE] == -inf:
            footnotes, context.footnotes = context.footnotes, []
            try:
                return lay_out(context, box, index, child, lines, page_is_empty, *rest)  # type: ignore[no-any-return]
            finally:
                context.footnotes = footnotes
        on_page = list(context.current_page_footnotes)
        found: tuple[Any, ...] = lay_out(context, box, index, child, lines, page_is_empty, *rest)
        abort, stop, *others = found
        moved = [footnote for footnote in on_page if footnote in context.reported_footnotes]
        if moved and (abort or not page_is_empty):
            context.reported_footnotes = [one for one in context.reported_footnotes if one not in moved]
            context.current_page_footnotes[:0] = moved
            context._update_footnote_area()  # noqa: SLF001
            return (True, False, *others)
        if stop and not abort and lines:
            called = [one.footnote for one in lines[-1].descendants() if one.footnote in context.footnotes]
            for footnote in called:
                context.footnotes.remove(footnote)
                context.reported_footnotes.append(footnote)
        return found

    def between(letters: str, lang: str | None) -> bool:
        ends = len(letters) == len("?1") and letters[0] in _ENDS and letters[1].isdigit()
        return not ends and bool(may_end(letters, lang))

    with replaced(block, _linebox_layout=kept), replaced(inline, can_break_text=between):
        yield
