"""The last row of a table that sums up those above it is known by its numbers, or by a word of the writer."""

import pytest

from tests.reading.helpers import FRONT, block, codes
from triplicate.document.model import Table
from triplicate.reading import read

HEAD = "| Pool | Staff | Cost |\n|:--|--:|--:|\n"


def table(*rows: str, lang: str = "en-GB") -> Table:
    body = "".join(f"| {row} |\n" for row in rows)
    document = read(FRONT.replace("en-GB", lang) + HEAD + body).document
    (only,) = document.blocks
    assert isinstance(only, Table)
    return only


@pytest.mark.parametrize(
    ("lang", "rows"),
    [
        ("en-GB", ("A | 1,200 | 3.5", "B | 800 | 4", "C | 10 | −0.5", "All | 2,010 | 7")),
        ("de", ("A | 1.200 | 3,5", "B | 800 | 4", "C | 10 | 0,5", "Alle | 2.010 | 8")),
        ("fr", ("A | 1\u202f200 | 3,5", "B | 800 | 4", "C | 10 | 0,5", "Tous | 2\u202f010 | 8")),
        ("en-GB", ("A | 33.3 | none", "B | 33.3 | few", "C | 33.3 | some", "All | 100.0 | many")),
        ("en-GB", ("A | £1,200 | £3.50", "B | £800 | £4.00", "C | £0 | −£0.50", "All | £2,000 | £7.00")),
        ("de", ("A | 1.200 € | 3,50 €", "B | 800 € | 4,00 €", "C | 0 € | 0,50 €", "Alle | 2.000 € | 8,00 €")),
        ("en-GB", ("A | 1 | x", "B | 2 | y", "C | 3 | z", "All | 6 |")),
    ],
    ids=["English", "German", "French", "rounded", "pounds", "euros", "with names"],
)
def test_a_sum_is_seen_by_its_numbers(lang: str, rows: tuple[str, ...]) -> None:
    assert table(*rows, lang=lang).total


@pytest.mark.parametrize(
    "rows",
    [
        ("A | 1 | 2", "B | 2 | 3", "All | 3 | 5"),
        ("A | 1 | 2", "B | 2 | 3", "C | 3 | 4", "D | 6 | 8"),
        ("A | x | y", "B | x | y", "C | x | y", "D | x | y"),
        ("A | 0 | y", "B | 0 | y", "C | 0 | y", "D | 0 | y"),
        ("A | 1,200 | 3,5", "B | 800 | 4", "C | 10 | 0.5", "All | 2,010 | 8"),
    ],
    ids=["two rows and a chance", "one column only", "no numbers", "nothing to sum up", "another sign"],
)
def test_other_rows_are_none(rows: tuple[str, ...]) -> None:
    assert not table(*rows).total


@pytest.mark.parametrize("text", ["{body}\n: Costs {{.total}}\n", "{{.total}}\n{body}"])
def test_the_writer_may_say_so(text: str) -> None:
    body = f"{HEAD}| A | 1 | 2 |\n| Mean | 1 | 2 |\n"
    only = block(text.format(body=body))
    assert isinstance(only, Table)
    assert only.total


def test_what_has_no_sum_may_be_empty() -> None:
    rows = "| A | 1 | x |\n| B | 2 | y |\n| C | 3 | z |\n| All | 6 | |\n"
    assert codes(HEAD + rows) == []
