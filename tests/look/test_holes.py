"""No page is left half empty: seen by PDFium on the pages of a report with wide tables, code and a picture."""

import shutil
from pathlib import Path

import pytest

from tests.look.holes import fills
from tests.look.tables import on_one_line, words
from triplicate import cli, theme

LEAST = 0.6
"""Of the height of its text, what is filled of every page but the last; and of a page turned sideways."""

HERE = Path(__file__).parent
TOKENS = ("06:30–07:15", "9.5–10.2 °C", "412–418 µS/cm", "3 September", "Unobjectionable", "£31,600.00", "4 am")


@pytest.fixture(scope="module", params=["standard", "clear-print"])
def report(request, tmp_path_factory) -> tuple[str, Path]:
    """A report in an edition: exported, read back and found to say what its text says."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copy(HERE / "waterworks.md", folder)
    shutil.copy(HERE.parents[1] / "source" / "pictures" / "floor-plan.png", folder)
    source = str(folder / "waterworks.md")
    assert cli.run(["export", source, "--style", request.param, "--formats", "pdf", "--to", str(folder)]) == 0
    return request.param, folder / "waterworks.pdf"


def test_no_page_but_the_last_is_left_half_empty(report: tuple[str, Path]) -> None:
    style, file = report
    found = fills(file.read_bytes(), theme.load(style))
    assert sum(page.sideways for page in found) == 1
    *others, _ = found
    # A page turned sideways may be the last of its section: the heading after it is no matter of the table's.
    assert [page for page in others if page.share < LEAST and not page.sideways] == []


def test_text_flows_up_before_a_table_that_is_turned(report: tuple[str, Path]) -> None:
    _, file = report
    found = words(file)
    table = next(word.page for word in found if word.text == "October" and word.page > 1)
    after = next(word.page for word in found if word.text == "softest")
    assert after <= table


def test_no_token_is_broken(report: tuple[str, Path]) -> None:
    _, file = report
    found = words(file)
    for token in TOKENS:
        assert on_one_line(found, token) >= 1, token
