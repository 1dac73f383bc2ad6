"""A table that is stacked as records: a content control holds one table of labels and values for each row.

Every value is met after its label, the first cell of its row, as it would be under the header cell of its column; and
under the row header of its record, if that is marked as the record's header row. So they are read as the one table
whose rows they are, as long as all records have the same labels.
"""

from collections.abc import Iterable, Sequence

from triplicate.proof.outline.entry import Entry, Role, Scope
from triplicate.proof.outline.tables import said, with_headers

RECORDS = "records"
"""The tag of the content control."""


def one_table(records: Iterable[Sequence[Entry]]) -> tuple[Entry, ...] | None:
    """Return the rows of the table whose records stand in tables with these rows; None if they are no such records."""
    header: tuple[Entry, ...] = ()
    rows: list[Entry] = []
    for record in records:
        if any(
            len(row.children) != 2 or any((cell.columns, cell.rows) != (1, 1) for cell in row.children)
            for row in record
        ):
            return None
        labels, values = zip(*(row.children for row in record), strict=True)
        if any(row.header for row in record[1:]):
            return None
        header = header or labels
        if list(map(_words, labels)) != list(map(_words, header)):
            return None
        first = values[0]._replace(scope=Scope.ROW if record[0].header else Scope.NONE)
        rows.append(Entry(role=Role.ROW, children=(first, *values[1:])))
    if not rows:
        return None
    heads = tuple(cell._replace(scope=Scope.COLUMN, headers=()) for cell in header)
    return with_headers([Entry(role=Role.ROW, children=heads, header=True), *rows], anew=True)


def _words(cell: Entry) -> str:
    return "".join(said(cell).split())
