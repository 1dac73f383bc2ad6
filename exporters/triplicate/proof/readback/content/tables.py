"""Tables of a content document, with the header cells of every cell (HTML, 4.9.12)."""

from lxml import etree

from triplicate.proof.outline.entry import Entry, Role, Scope, Span
from triplicate.proof.outline.tables import lone_text, said, span_of, with_headers
from triplicate.proof.readback.archive import children, local_name
from triplicate.proof.readback.content.base import ContentBlockReader
from triplicate.proof.readback.content.inlines import kinds, whole, within

_SCOPES = {"col": Scope.COLUMN, "colgroup": Scope.COLUMN, "row": Scope.ROW, "rowgroup": Scope.ROW}


def table(reader: ContentBlockReader, element: etree._Element, around: Span, depth: int) -> list[Entry]:
    """Return a table; one that is there for the layout alone is spliced."""
    if kinds(element) & {"presentation", "none"}:
        return [
            entry
            for cell in element.iter()
            if local_name(cell) in ("td", "th")
            for entry in reader.blocks(cell, around, depth)
        ]
    captions: list[Entry] = []
    rows: list[Entry] = []
    named: dict[str, str] = {}
    for part in children(element):
        inner = within(part, around)
        match local_name(part):
            case "caption":
                captions.append(reader.text(Role.CAPTION, part, inner))
            case "thead" | "tbody" | "tfoot":
                header = local_name(part) == "thead"
                lines = [row for row in children(part) if local_name(row) == "tr"]
                rows += [_row(reader, row, inner, depth, named, header=header) for row in lines]
            case "tr":
                rows.append(_row(reader, part, inner, depth, named, header=False))
            case _:
                continue
    rows = [_with_named(row, named) for row in rows]
    inside = (*captions, *with_headers(rows))
    return [reader.entry(Entry(role=Role.TABLE, children=inside, lang=around.lang), element)]


def _row(
    reader: ContentBlockReader,
    element: etree._Element,
    around: Span,
    depth: int,
    named: dict[str, str],
    *,
    header: bool,
) -> Entry:
    inner = within(element, around)
    cells = []
    for cell in children(element):
        if local_name(cell) not in ("td", "th"):
            continue
        entry = _cell(reader, cell, inner, depth)
        cells.append(entry)
        if identifier := cell.get("id"):
            named[identifier] = said(entry)
    return reader.entry(Entry(role=Role.ROW, children=tuple(cells), header=header, lang=inner.lang), element)


def _cell(reader: ContentBlockReader, element: etree._Element, around: Span, depth: int) -> Entry:
    inner = within(element, around)
    entry = reader.container(Role.CELL, element, inner, depth)
    if text := lone_text(entry.children):
        entry = entry._replace(spans=text.spans, children=(), ids=(*entry.ids, *text.ids))
    scope = Scope.NONE
    if local_name(element) == "th":
        scope = _SCOPES.get(element.get("scope") or "", Scope.UNKNOWN)
    return entry._replace(
        scope=scope,
        headers=tuple((element.get("headers") or "").split()),
        columns=span_of(whole(element.get("colspan"), 1)),
        rows=span_of(whole(element.get("rowspan"), 1)),
    )


def _with_named(row: Entry, named: dict[str, str]) -> Entry:
    """Return a row whose cells have the words of the header cells they name, instead of the names."""
    if not any(cell.headers for cell in row.children):
        return row
    cells = tuple(
        cell._replace(headers=tuple(named[name] for name in cell.headers if named.get(name))) if cell.headers else cell
        for cell in row.children
    )
    return row._replace(children=cells)
