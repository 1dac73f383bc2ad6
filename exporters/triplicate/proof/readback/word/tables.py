"""Tables of a Word document, with the header cells of every cell (ISO/IEC 29500-1, 17.4)."""

from collections.abc import Callable, Iterable

from lxml import etree

from triplicate.proof.outline.entry import Entry, Role, Scope, Span, SpanKind
from triplicate.proof.outline.tables import lone_text, span_of, with_headers
from triplicate.proof.readback.word.markup import W, find, switched, value, whole


def rows_of(table: etree._Element, read: Callable[[etree._Element], Entry]) -> tuple[Entry, ...]:
    """Return the rows of a table; ``read`` reads a cell with the blocks in it."""
    own = [row for row in table.iter(f"{W}tr") if _nearest(row, "tbl") is table]
    marked = {row for row in own if switched(find(row, "trPr", "tblHeader")) is True}
    # Word gives every new table a look with a first row and a first column of their own, and screen readers go by
    # header rows alone: the look means something where somebody has marked one.
    row_headers = bool(marked) and _has_row_headers(find(table, "tblPr", "tblLook"))
    return with_headers(_merged([_row(row, read, header=row in marked, row_headers=row_headers) for row in own]))


def indent_of(table: etree._Element) -> int:
    """Return where a table begins, in twentieths of a point."""
    indent = find(table, "tblPr", "tblInd")
    return 0 if indent is None else whole(indent.get(f"{W}w")) or 0


def _has_row_headers(look: etree._Element | None) -> bool:
    """Whether the first column is one of headers (17.4.55): by its attribute, or in one number with the rest."""
    if look is None:
        return False
    first = look.get(f"{W}firstColumn")
    if first is not None:
        return first in ("1", "true", "on")
    try:
        return bool(int(look.get(f"{W}val") or "0", 16) & 0x80)
    except ValueError:
        return False


def _row(element: etree._Element, read: Callable[[etree._Element], Entry], *, header: bool, row_headers: bool) -> Entry:
    properties = find(element, "trPr")
    cells = _skipped(value(properties, "gridBefore"))
    for cell in element.iter(f"{W}tc"):
        if _nearest(cell, "tr") is not element:
            continue
        found = find(cell, "tcPr")
        scope = Scope.COLUMN if header else Scope.ROW if row_headers and not cells else Scope.NONE
        columns = span_of(whole(value(found, "gridSpan")))
        entry = _with_lone(read(cell))
        if _goes_on(found, "hMerge") and cells:
            cells[-1] = cells[-1]._replace(columns=cells[-1].columns + columns)
            continue
        cells.append(entry._replace(scope=scope, columns=columns, rows=0 if _goes_on(found, "vMerge") else 1))
    return Entry(role=Role.ROW, children=(*cells, *_skipped(value(properties, "gridAfter"))), header=header)


def _skipped(count: str | None) -> list[Entry]:
    """Return the columns that a row leaves out at one of its ends, as an empty cell (17.4.14, 17.4.15)."""
    number = whole(count) or 0
    return [Entry(role=Role.CELL, columns=span_of(number))] if number > 0 else []


def _goes_on(properties: etree._Element | None, merge: str) -> bool:
    """Whether a cell is one with that above it or before it (17.4.84, 17.4.22)."""
    found = find(properties, merge)
    return found is not None and (found.get(f"{W}val") or "continue") == "continue"


def _with_lone(cell: Entry) -> Entry:
    """Return a cell; the words of a lone paragraph, and a lone picture, are its own."""
    if text := lone_text(cell.children):
        return cell._replace(spans=text.spans, children=(), ids=text.ids, lang=text.lang)
    if len(cell.children) == 1 and cell.children[0].role is Role.FIGURE and not cell.children[0].children:
        figure = cell.children[0]
        picture = Span(figure.alt, figure.lang, kind=SpanKind.PICTURE, source=figure.source)
        return cell._replace(spans=(picture,), children=(), ids=figure.ids, lang=figure.lang)
    return cell


def _merged(rows: Iterable[Entry]) -> list[Entry]:
    """Return rows whose vertically merged cells are one cell that spans them."""
    templates = list(rows)
    result: list[list[Entry]] = []
    owners: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(templates):
        cells: list[Entry] = []
        column = 0
        for cell in row.children:
            line, index = owners.get(column, (0, -1))
            if cell.rows == 0 and index >= 0 and line + result[line][index].rows == number:
                result[line][index] = result[line][index]._replace(rows=number - line + 1)
            else:
                owners[column] = (number, len(cells))
                cells.append(cell if cell.rows == 1 else cell._replace(rows=1))
            column += cell.columns
        result.append(cells)
    return [row._replace(children=tuple(cells)) for row, cells in zip(templates, result, strict=True)]


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    """Return the table of a row, or the row of a cell: cells may hold tables."""
    return next(element.iterancestors(f"{{*}}{name}"), None)
