"""Rows of tables that a page divides: something of each of their cells stands on the page where they begin.

WeasyPrint 70 (weasyprint/layout/table.py, ``group_layout``) takes a row to the next page only where nothing of any cell
has room. Where two lines of one cell have none, since a raised figure or a formula makes them high, but the one line of
another has, the name of a row, or the label of a value, stands alone at the foot of its page. No style sheet can say
that what begins in one cell needs room in all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from triplicate.system.replaced import replaced


@contextmanager
def rows_begun_whole() -> Iterator[None]:
    """While this context lasts, let a row begin on the next page rather than without one of its cells.

    To be used under :data:`triplicate.formats.pdf.layout.LOCK`.
    """
    from weasyprint.layout import block

    with replaced(block, table_layout=_begun_whole(block.table_layout)):
        yield


def _begun_whole(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that lays out a table again, with the last row on its page kept whole, where it has to."""

    def begun_whole(
        context: Any, table: Any, bottom_space: Any, skip_stack: Any, block: Any, page_is_empty: Any, *rest: Any
    ) -> Any:
        def laid_out() -> Any:
            return lay_out(context, table, bottom_space, skip_stack, block, page_is_empty, *rest)

        found = laid_out()
        on_page, resume_at, *_ = found
        if on_page is None or not resume_at:
            return found
        row = _begun_in_part(table, _rows(on_page), skip_stack, resume_at)
        if row is None or (page_is_empty and len(_rows(on_page)) == 1):
            return found
        own, row.style = row.style, row.style.copy()
        row.style["break_inside"] = "avoid"
        try:
            return laid_out()
        finally:
            row.style = own

    return begun_whole


def _rows(table: Any) -> list[Any]:
    """Return the rows of a table that are not its header."""
    return [row for group in table.children if not (group.is_header or group.is_footer) for row in group.children]


def _begun_in_part(table: Any, on_page: list[Any], skipped: Any, resumed: Any) -> Any:
    """Return the row of a table that begins on a page without one of its cells, if there is one.

    ``on_page`` are the rows that the page has of the table, which begins there at ``skipped`` and goes on at
    ``resumed``: WeasyPrint's dictionaries, of the number of a group to one of a row to one of a cell to what is in it.
    """
    ((group, rows),) = resumed.items()
    begun_before = (skipped or {}).get(group) or {}
    for number, cells in (rows or {}).items():
        row = table.children[group].children[number]
        if cells and not begun_before.get(number):
            laid_out = on_page[-1].children
            return row if any(laid_out[cell].empty and row.children[cell].children for cell in cells) else None
    return None
