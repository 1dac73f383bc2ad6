"""Tables, with the header cells of every cell (ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.5)."""

from collections.abc import Sequence
from itertools import groupby

from triplicate.proof.outline.entry import Entry, Role, Scope, Span
from triplicate.proof.outline.tables import lone_text, said, span_of, with_headers
from triplicate.proof.readback.pdf.base import PdfBlockReader
from triplicate.proof.readback.pdf.inlines import within
from triplicate.proof.readback.pdf.objects import NONE
from triplicate.proof.readback.pdf.tree import Annotation, Element, MarkedContentReference

Kid = Element | MarkedContentReference | Annotation


def table(reader: PdfBlockReader, element: Element, around: Span, depth: int) -> list[Entry]:
    """Return a table, the header cells of every cell found by the names it gives or by position.

    What stands in it beside its cells, where no table may hold anything, comes after it.
    """
    captions: list[Entry] = []
    rows: list[Entry] = []
    strays: list[Entry] = []
    named: dict[str, str] = {}
    for kid in _in_rows(element.kids):
        inner = within(kid, around) if isinstance(kid, Element) else around
        if isinstance(kid, Element) and kid.role == "Caption":
            captions += reader.text(Role.CAPTION, kid, inner, depth)
            continue
        is_group = isinstance(kid, Element) and kid.role != "TR" and any(map(_is_row, _in_rows(kid.kids)))
        for row in _in_rows(kid.kids) if isinstance(kid, Element) and is_group else [kid]:
            if isinstance(row, Element) and _is_row(row):
                header = isinstance(kid, Element) and kid.role == "THead"
                rows.append(_row(reader, row, inner, depth, named, header=header))
                strays += reader.blocks([one for one in row.kids if not _is_cell(one)], inner, depth)
            else:
                strays += reader.blocks([row], inner if is_group else around, depth)
    cells = (row._replace(children=tuple(_named(cell, named) for cell in row.children)) for row in rows)
    entry = Entry(role=Role.TABLE, children=(*captions, *with_headers(list(cells))), lang=around.lang)
    return [entry._replace(ids=reader.inline.ids(element), where=reader.inline.where(element)), *strays]


def _in_rows(kids: Sequence[Kid]) -> list[Kid]:
    """Return kids with cells that stand in no row in one."""
    made: list[Kid] = []
    for is_cell, run in groupby(kids, _is_cell):
        together = list(run)
        made += [Element("TR", together, NONE)] if is_cell else together
    return made


def _is_row(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.role == "TR"


def _is_cell(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.role in ("TH", "TD")


def _row(
    reader: PdfBlockReader, element: Element, around: Span, depth: int, named: dict[str, str], *, header: bool
) -> Entry:
    """Return a row of a table; ``named`` gets the words of cells that have a name."""
    cells = []
    for kid in element.kids:
        if not isinstance(kid, Element) or kid.role not in ("TH", "TD"):
            continue
        inner = within(kid, around)
        cell = _cell(reader, kid, inner, depth)
        if kid.id:
            named[kid.id] = said(cell)
        cells.append(cell)
    entry = Entry(role=Role.ROW, children=tuple(cells), header=header, lang=around.lang)
    return entry._replace(where=reader.inline.where(element))


def _cell(reader: PdfBlockReader, element: Element, around: Span, depth: int) -> Entry:
    """Return a cell; its ``headers`` are still the names that it gives."""
    kids = [kid for kid in element.kids if isinstance(kid, Element)]
    if [kid.role for kid in kids] == ["Formula"] and kids[0].name("Placement") != "Block":
        entry = reader.text(Role.CELL, element, around, depth)[0]
    else:
        entry = reader.container(Role.CELL, element, around, depth)
    if text := lone_text(entry.children):
        entry = entry._replace(spans=text.spans, children=(), ids=(*entry.ids, *text.ids))
    scope = Scope.NONE
    if element.role == "TH":
        scopes = {"Column": Scope.COLUMN, "Row": Scope.ROW, "Both": Scope.BOTH}
        scope = scopes.get(element.name("Scope"), Scope.UNKNOWN)
    return entry._replace(
        scope=scope,
        headers=element.texts("Headers"),
        columns=span_of(element.whole("ColSpan")),
        rows=span_of(element.whole("RowSpan")),
    )


def _named(cell: Entry, named: dict[str, str]) -> Entry:
    """Return a cell with the words of the header cells it names, instead of their names."""
    return cell._replace(headers=tuple(named[name] for name in cell.headers if named.get(name)))
