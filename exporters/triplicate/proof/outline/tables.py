"""Which header cells hold for a cell: the rule that all readers of a format share.

The rule is that of ISO 14289-1 7.5 and of HTML's "algorithm for assigning header cells", in the part they have
in common: a column header holds for all cells under it, a row header for all cells beside it. A file that names
the headers of a cell itself is believed.
"""

from collections.abc import Sequence

from triplicate.proof.outline.entry import Entry, Role, Scope, flatten

_LARGEST_SPAN = 1000


def said(cell: Entry) -> str:
    """Return all the words of a cell."""
    return " ".join(part for part in (entry.words or entry.alt for entry in flatten((cell,))) if part)


def with_headers(rows: Sequence[Entry], *, anew: bool = False) -> tuple[Entry, ...]:
    """Return the rows of a table, with the ``headers`` of every cell that names none found by position.

    With ``anew``, header cells that a cell names are found again by position. A cell without words is no header of
    anything, whatever it says of itself.
    """
    rows = [_with_cells(row, [_unless_empty(cell) for cell in row.children]) for row in rows]
    columns: dict[int, list[str]] = {}
    pending: dict[int, int] = {}
    reaching: dict[int, list[str]] = {}
    result = []
    for number, row in enumerate(rows):
        # Where a row holds header cells alone, one that does not say what it heads is that of its column.
        headers_alone = all(cell.scope is not Scope.NONE for cell in row.children)
        over = (Scope.COLUMN, Scope.BOTH, Scope.UNKNOWN) if headers_alone else (Scope.COLUMN, Scope.BOTH)
        aside = (Scope.ROW, Scope.BOTH) if headers_alone else (Scope.ROW, Scope.BOTH, Scope.UNKNOWN)
        placed: list[tuple[int, Entry]] = []
        column = 0
        for cell in row.children:
            while pending.get(column, 0) > number:
                column += 1
            for taken in range(column, column + cell.columns):
                pending[taken] = number + cell.rows
            placed.append((column, cell))
            column += cell.columns
        beside = reaching.pop(number, [])
        for _, cell in placed:
            if cell.scope in aside and (words := said(cell)):
                beside.append(words)
                for later in range(number + 1, number + cell.rows):
                    reaching.setdefault(later, []).append(words)
        cells = list(row.children)
        for index, (start, cell) in enumerate(placed):
            if cell.scope is Scope.NONE and (anew or not cell.headers):
                spanned = range(start, start + cell.columns)
                above = [words for index in spanned for words in columns.get(index, ())]
                headers = tuple(dict.fromkeys(above + beside))
                if headers != cell.headers:
                    cells[index] = cell._replace(headers=headers)
        for start, cell in placed:
            if cell.scope in over and (words := said(cell)):
                for index in range(start, start + cell.columns):
                    columns.setdefault(index, []).append(words)
        result.append(_with_cells(row, cells))
    return tuple(result)


def _with_cells(row: Entry, cells: Sequence[Entry]) -> Entry:
    cells = tuple(cells)
    return row if cells == row.children else row._replace(children=cells)


def _unless_empty(cell: Entry) -> Entry:
    return cell if cell.scope is Scope.NONE or said(cell) else cell._replace(scope=Scope.NONE)


def span_of(number: int | None) -> int:
    """Return how many rows or columns a cell spans; no more than HTML allows (4.9.11)."""
    return min(max(number or 1, 1), _LARGEST_SPAN)


def lone_text(children: tuple[Entry, ...]) -> Entry | None:
    """Return the only paragraph of a cell or the like, or None: its words are then the cell's own."""
    if len(children) == 1 and children[0].role is Role.PARAGRAPH:
        return children[0]
    return None
