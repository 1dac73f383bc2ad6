"""Tables that directives of MyST and Sphinx write otherwise than with bars."""

import pytest

from tests.reading.helpers import FRONT, codes, reading
from triplicate.document.model import BulletList, Division, Table
from triplicate.document.walk import descend, plain, text_of

LIST = """\
```{list-table} Prices in *pounds*
:header-rows: 1
:stub-columns: 1
:name: prices

* - Thing
  - Price
* - Bread, [brown](https://example.org/)
    of the day
  - 2.10
* - Milk
  -
```

See {ref}`prices`.
"""
CSV = """\
:::{csv-table} Prices in *pounds*
:header: "Thing", "Price"
:name: prices

"Bread, [brown](https://example.org/) of the day", 2.10
Milk,
:::

See {ref}`prices`.
"""
BARS = """\
```{table} Prices in *pounds*
:name: prices

| Thing | Price |
|---|---|
| # Bread, [brown](https://example.org/) of the day | 2.10 |
| # Milk | |
```

See {ref}`prices`.
"""


@pytest.mark.parametrize("text", [LIST, CSV, BARS])
def test_a_directive_is_a_table_with_caption_and_id(text: str) -> None:
    result = reading(text)
    table, see = result.document.blocks
    assert isinstance(table, Table)
    assert table.id == "prices"
    assert text_of(table.caption) == "Prices in pounds"
    assert [[text_of(cell.children) for cell in row] for row in (table.header, *table.rows)] == [
        ["Thing", "Price"],
        ["Bread, brown of the day", "2.10"],
        ["Milk", ""],
    ]
    assert [row[0].header for row in table.rows] == [text is not CSV] * 2
    assert plain(see) == "See Table 1."
    line = text.split("\n").index(next(line for line in text.split("\n") if "Bread" in line)) + 1
    place = table.rows[0][0].place
    assert (place.line - FRONT.count("\n"), {finding.code for finding in result.findings}) == (line, set())


def test_a_file_of_values_is_refused() -> None:
    assert [one.code for one in reading("```{csv-table}\n:file: a.csv\n:header-rows: 1\n```\n").findings] == ["X006"]


@pytest.mark.parametrize(
    "rows",
    [
        "* - A\n  - B\n* - C\n",
        "* - A\n  - B\n* - - C\n    - D\n  - E\n",
        "* - A\n  - B\n* - C\n\n    D\n  - E\n",
    ],
)
def test_a_list_that_makes_no_table_stays_a_list(rows: str) -> None:
    (one,) = reading(f"```{{list-table}}\n:header-rows: 1\n\n{rows}```\n").document.blocks
    assert isinstance(one, Division)
    assert any(isinstance(node, BulletList) for node in descend(one))


GRID = """\
+-----------+---------------------+
| Platform  | Command             |
+===========+=====================+
| Mac       | ```{.bash}          |
| *and* so  | make \\| all         |
|           | make                |
|           | ```                 |
+-----------+---------------------+
| Windows   | [py](https://example.org/) |
+-----------+---------------------+

: The caption {#tbl-a}

See @tbl-a.
"""


def test_a_grid_is_a_table() -> None:
    wide = GRID.replace("-----+\n", "------------+\n").replace("=====+\n", "============+\n")
    wide = "\n".join(f"{line[:-1]}       |" if line.endswith("  |") else line for line in wide.split("\n"))
    result = reading(wide)
    table, see = result.document.blocks
    assert isinstance(table, Table)
    assert (table.id, text_of(table.caption), plain(see)) == ("tbl-a", "The caption", "See Table 1.")
    assert [[text_of(cell.children) for cell in row] for row in (table.header, *table.rows)] == [
        ["Platform", "Command"],
        ["Mac and so", "make \\| all make"],
        ["Windows", "py"],
    ]
    assert result.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n",
        "+---+---+\n| a | b |\n+===+===+\n| c     |\n+---+---+\n",
        "+-----+---+\n| a   | b |\n+=====+===+\n| # c | d |\n+-----+---+\n",
        "+---+---+\n| a | b |\n+===+===+\n| c | d |\n",
    ],
)
def test_a_grid_that_makes_no_table_is_refused(text: str) -> None:
    assert set(codes(text)) == {"X013"}


def test_paragraphs_and_items_in_a_cell_of_a_grid_are_lines_of_it() -> None:
    grid = "+---+---------+\n| A | B       |\n+===+=========+\n| c | One:    |\n|   |         |\n|   | - two   |\n|   | - three |\n+---+---------+\n| d | e:      |\n|   | ```     |\n|   | x = 1   |\n|   | ```     |\n+---+---------+\n"
    result = reading(grid)
    assert result.findings == ()
    (table,) = result.document.blocks
    assert isinstance(table, Table)
    assert [type(node).__name__ for node in table.rows[0][1].children] == ["Text", "LineBreak"] * 2 + ["Text"]
    assert [type(node).__name__ for node in table.rows[1][1].children] == ["Text", "LineBreak", "Code"]
