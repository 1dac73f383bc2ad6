"""Tables: headers for every column, cells for every header. Rows of unequal length are found while reading."""

from collections.abc import Iterator
from functools import partial

from triplicate.checks.view import View
from triplicate.document.model import Cell, Table
from triplicate.document.walk import text_of
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

_rule = partial(Rule, family=Family.TABLES, phase=Phase.CHECKING)

NO_HEADER = _rule(
    "T050",
    Severity.ERROR,
    "a table has column headers",
    "A screen reader repeats the header with each cell; without it a cell is a number about nothing.",
    "ISO 14289-1:2014, 7.5; WCAG 2.2, 1.3.1",
    bad="|  |  |\n|---|---|\n| 2018 | 4 |",
    good="| Year | Boats |\n|---|---|\n| 2018 | 4 |",
)
EMPTY_HEADER = _rule(
    "T051",
    Severity.ERROR,
    "a header cell has words",
    "The cells of that column or row have no name.",
    "ISO 14289-1:2014, 7.5; WCAG 2.2, 1.3.1; Microsoft Accessibility Checker",
    bad="| Year |  |\n|---|---|\n| 2018 | 4 |",
    good="| Year | Boats |\n|---|---|\n| 2018 | 4 |",
)
EMPTY_CELL = _rule(
    "T054",
    Severity.WARNING,
    "a cell is not empty",
    "“Blank” may mean none, not known or see above; who hears it cannot tell.",
    "Microsoft Accessibility Checker; Government Analysis Function, spreadsheet guidance",
    bad="| Year | Boats |\n|---|---|\n| 2018 |  |",
    good="| Year | Boats |\n|---|---|\n| 2018 | none |",
)
REPEATED = _rule(
    "T055",
    Severity.WARNING,
    "column headers differ",
    "Read with its header, a cell of the one cannot be told from a cell of the other.",
    "GOV.UK content design, tables; WCAG 2.2, 1.3.1",
    bad="| Year | Boats | Boats |\n|---|---|---|\n| 2018 | 4 | 5 |",
    good="| Year | Boats in May | Boats in June |\n|---|---|---|\n| 2018 | 4 | 5 |",
)
NO_TABLE = _rule(
    "T056",
    Severity.WARNING,
    "a table has two columns and two rows at least",
    "“Table with one column” is a list told in a harder way.",
    "GOV.UK content design, tables",
    bad="| Fruit |\n|---|\n| apples |\n| pears |",
    good="Fruit:\n\n- apples\n- pears",
)
ROW_WITHOUT = _rule(
    "T058",
    Severity.ERROR,
    "every row has a header, or none has",
    "Word knows row headers of whole columns alone; and who hears the other rows by name does not know this one's.",
    "ECMA-376 Part 1, 17.7.6.1 (firstColumn); WCAG 2.2, 1.3.1",
    bad="| Year | Boats |\n|---|---|\n| # 2018 | 4 |\n| 2019 | 5 |",
    good="| Year | Boats |\n|---|---|\n| # 2018 | 4 |\n| # 2019 | 5 |",
)
RULES = (NO_HEADER, EMPTY_HEADER, EMPTY_CELL, REPEATED, NO_TABLE, ROW_WITHOUT)


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    for node in view.nodes:
        if isinstance(node, Table):
            yield from _headers(node)
            yield from _cells(node)
            yield from _rows(node)
            yield from _shape(node)


def _said(cell: Cell) -> str:
    return text_of(cell.children).strip()


def _headers(table: Table) -> Iterator[Finding]:
    names = [_said(cell) for cell in table.header]
    if not any(names):
        yield NO_HEADER.finding(
            "The header row is empty.", table.place, "Write the name of each column into the first row."
        )
        return
    seen: set[str] = set()
    for column, (cell, name) in enumerate(zip(table.header, names, strict=True), start=1):
        if not name and column > 1:
            yield EMPTY_HEADER.finding(
                "Column {column} has no header.", cell.place, "Write what the cells of the column are.", column=column
            )
        elif name.casefold() in seen:
            yield REPEATED.finding(
                "The header “{name}” names two columns.",
                cell.place,
                "Say in each what sets it apart.",
                name=Quote(name),
            )
        if name:
            seen.add(name.casefold())


def _rows(table: Table) -> Iterator[Finding]:
    first = [row[0] for row in table.rows if row]
    if any(cell.header for cell in first):
        for cell in first:
            if not cell.header:
                yield ROW_WITHOUT.finding(
                    "“{words}” is no header of its row, though others are.",
                    cell.place,
                    f"Write # before it: | # {_said(cell)} |; or before none.",
                    words=Quote(_said(cell)),
                )


def _shape(table: Table) -> Iterator[Finding]:
    if len(table.header) == 1:
        yield NO_TABLE.finding("The table has one column.", table.place, "Write it as a list.")
    elif len(table.rows) < 2:
        count = "one row" if table.rows else "no row"
        yield NO_TABLE.finding(
            "The table has {count} below its header.",
            table.place,
            "Write it as a sentence or a definition list.",
            count=count,
        )


def _cells(table: Table) -> Iterator[Finding]:
    for row in table.rows:
        for column, cell in enumerate(row):
            if cell.children or (table.sums_up(row) and not cell.header):
                continue  # what has no sum, such as names and hours, is left out of a total
            if cell.header:
                yield EMPTY_HEADER.finding("The row has no header.", cell.place, "Write what the row is about.")
            else:
                name = _said(table.header[column])
                yield EMPTY_CELL.finding(
                    "The cell under “{name}” is empty." if name else "The cell is empty.",
                    cell.place,
                    "Write what it means: “none”, “not known”, “not applicable”.",
                    name=Quote(name),
                )
