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


PLAN = "![The plan of a hall.](floor-plan.png){width=100%}\n\n: The hall {#fig-hall}"
WORDS = "Words about the hall that go on for a while so that they fill the line and some more of it. "
TABLE = "\n".join(
    (
        "| Place | " + " | ".join(TOKENS[:4]) + " |",
        "|" + "---|" * 5,
        *(f"| {place} | " + " | ".join(TOKENS[:4]) + " |" for place in ("Here", "There")),
    )
)


def _pages(folder: Path, body: str) -> tuple[dict[str, int], Path]:
    """Return on which page each word stands first, in a text in large print that was found to say what it says."""
    shutil.copy(HERE.parents[1] / "source" / "pictures" / "floor-plan.png", folder)
    source = folder / "text.md"
    source.write_text(f"---\ntitle: The hall\nlang: en-GB\n---\n\n{body}\n", encoding="utf-8")
    command = ["export", str(source), "--style", "large-print", "--formats", "pdf", "--to", str(folder)]
    assert cli.run(command) == 0
    found: dict[str, int] = {}
    for word in words(folder / "text.pdf"):
        found.setdefault(word.text.strip("."), word.page)
    return found, folder / "text.pdf"


def test_text_flows_up_before_a_figure_that_finds_no_room(tmp_path: Path) -> None:
    after = "\n\n".join((WORDS * 3 + "Nearest.", WORDS * 3 + "Farther."))
    found, file = _pages(tmp_path, f"{WORDS * 6}See [](#fig-hall).\n\n{PLAN}\n\n{after}")
    assert found["Nearest"] == 1
    assert fills(file.read_bytes(), theme.load("large-print"))[0].share > LEAST


def test_nothing_flows_up_before_the_heading_of_its_section(tmp_path: Path) -> None:
    body = f"Before.\n\n## Tables\n\n{TABLE}\n\n: What was found {{#tbl-found}}\n\n{WORDS}Nearest."
    found, _ = _pages(tmp_path, body)
    assert found["Tables"] > found["Before"]
    assert found["Nearest"] >= found["Tables"]


def test_no_token_is_broken(report: tuple[str, Path]) -> None:
    _, file = report
    found = words(file)
    for token in TOKENS:
        assert on_one_line(found, token) >= 1, token
