"""Two tables: what is lost or new of their header cells, their header rows and their spans."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from triplicate.proof.compare.leaves import Spot, first_words, squeezed
from triplicate.proof.compare.quoting import quoted
from triplicate.proof.compare.spans import Observation
from triplicate.proof.outline.entry import Entry, Role, Scope

_SAID = {
    "header-lost": "a header cell is a plain cell",
    "header-added": "a plain cell is a header cell",
    "header-scope-lost": "a header cell does not say which cells it heads",
    "header-scope-changed": "a header cell heads other cells",
    "header-row-lost": "the header row is not marked as such",
    "header-row-added": "a plain row is marked as a header row",
    "headers-changed": "a cell is read under other headers",
    "span-changed": "a cell spans other rows or columns",
}


Twin = Callable[[Spot], Spot | None]
"""What finds the row or cell of the second outline that stands for one of the first."""


def table_differences(table: Spot, row_twin: Twin, cell_twin: Twin) -> Iterator[Observation]:
    """Yield what is lost of a table's header cells, once for each kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in table.children:
        entry = row.entry
        if entry.role is not Role.ROW:
            continue
        for cell in row.children:
            twin = cell_twin(cell)
            if twin is not None and (kind := _change(cell.entry, twin.entry)):
                found[kind].append(first_words(cell.entry))
        twin = row_twin(row)
        if twin is not None and entry.header is not twin.entry.header:
            found["header-row-lost" if entry.header else "header-row-added"].append(first_words(entry))
    if any(kind.startswith("header-") for kind in found):
        found.pop("headers-changed", None)
    if {"header-lost", "header-added"} & found.keys():
        found.pop("header-row-lost", None)
        found.pop("header-row-added", None)
    for kind, cells in found.items():
        more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
        yield kind, f"{_SAID[kind]}: “{quoted(cells[0])}”{more}"


def _change(cell: Entry, twin: Entry) -> str:
    """Return the kind of difference between two cells, "" if there is none."""
    if kind := _scope_change(cell.scope, twin.scope):
        return kind
    if (cell.columns, cell.rows) != (twin.columns, twin.rows):
        return "span-changed"
    if cell.headers != twin.headers and list(map(squeezed, cell.headers)) != list(map(squeezed, twin.headers)):
        return "headers-changed"
    return ""


def _scope_change(scope: Scope, other: Scope) -> str:
    if scope is other:
        return ""
    if other is Scope.NONE:
        return "header-lost"
    if scope is Scope.NONE:
        return "header-added"
    return "header-scope-lost" if other is Scope.UNKNOWN else "header-scope-changed"
