"""Tables are set by what their cells hold: seen on the pages by poppler, and proved by the export itself."""

from itertools import pairwise
from pathlib import Path

import pikepdf
import PIL.Image
import pypdfium2
import pytest

from tests.judges import libreoffice_pdf
from tests.look import pages, tables
from tests.look.tables import CAPTIONED, FRONT, STACKED, TALL, TOKENS, WHOLE, on_one_line, words
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate import cli, reading, theme
from triplicate.document.model import Table
from triplicate.formats.product import Format
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tables import heights, set_table

GROUPS = {"tokens": TOKENS, "stacked": STACKED, "tall": TALL, "captioned": CAPTIONED}


def name(group: str, text: str) -> str:
    return f"{group}-{text.replace(' ', '-')}"


@pytest.fixture(scope="module", params=["standard", "large-print", "dyslexia"])
def edition(request, tmp_path_factory) -> tuple[str, Path]:
    """An edition, and the folder of all texts in it. Making them reads each file back and compares it with its text.

    How Word and EPUB set a table depends on the room alone, which the first and the last of these have most and least of.
    """
    out = tmp_path_factory.mktemp(request.param)
    sources = []
    for group, texts in GROUPS.items():
        for text, content in texts.items():
            sources.append(out / f"{name(group, text)}.md")
            sources[-1].write_text(f"{FRONT}Before the table.\n\n{content}\nAfter the table.\n", encoding="utf-8")
    formats = "pdf,docx,epub" if request.param in ("standard", "large-print") else "pdf"
    assert (
        cli.run(["export", *map(str, sources), "--style", request.param, "--formats", formats, "--to", str(out)]) == 0
    )
    return request.param, out


def test_no_token_is_broken(edition: tuple[str, Path]) -> None:
    _, folder = edition
    for text, tokens in WHOLE.items():
        found = words(folder / f"{name('tokens', text)}.pdf")
        for token in tokens:
            assert on_one_line(found, token) >= 1, (text, token)


def test_short_cells_stay_in_one_line_beside_long_ones() -> None:
    """The room that a column of few words was seen to need went to the column of many."""
    style = theme.load()
    rows = ["First permit | £10.00 | 15 days | 60 days | An assessment, where it is not clear how far you can walk"]
    rows += ["Permit for an organisation | £10.00 | 20 days | 60 days | A visit to see the cars and their drivers"]
    block = reading.read(
        f"{FRONT}{tables.table('What you ask for | Fee | Usual time | Longest time | What makes it longer', *rows)}"
    ).document.blocks[0]
    setting = set_table(block, style, "en")
    needed = measure_of(style).width("15 days", Letters(setting.size, tabular=True, lang="en"))
    assert setting.widths[2] - 2 * setting.side >= needed + 1


@pytest.mark.parametrize("token", ["`metadata.publisher.contact_address`", "https://www.example.org/pages/of/all.html"])
def test_an_address_that_is_broken_all_the_same_leaves_room_for_the_words_beside_it(token: str, tmp_path: Path) -> None:
    """It took all the room that it could get, and had two lines as it has in half of it."""
    words_beside = "The address of those who give the text out, and whom readers ask for another format of it."
    file = tmp_path / "text.md"
    file.write_text(f"{FRONT}{tables.table('Key | What it says', f'{token} | {words_beside}')}", encoding="utf-8")
    assert cli.run(["export", str(file), "--style", "large-print", "--formats", "pdf", "--quiet"]) == 0
    found = words(tmp_path / "text.pdf")
    (left,) = (word.left for word in found if word.text == "What")
    tops = {round(word.top) for word in found if word.left >= left}
    assert len(tops) <= 6


@pytest.mark.parametrize(("rows", "turned"), [(1, False), (2, True), (8, True)])
def test_no_page_is_turned_for_one_row(rows: int, turned: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A page turned sideways held one line, and the page before it was two thirds empty."""
    header = (
        "station_identifier | station_name | station_region | station_latitude | station_longitude | station_timezone"
    )
    row = "1002 | Chapelco | San Martin de los Andes | -40.1808541022992 | -71.31845 | UTC-3"
    file = tmp_path / "text.md"
    file.write_text(f"{FRONT}{tables.table(header, *[row] * rows)}", encoding="utf-8")
    assert cli.run(["export", str(file), "--formats", "pdf,docx", "--quiet"]) == 0
    with pikepdf.open(tmp_path / "text.pdf") as pdf:
        shapes = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    assert any(shapes) is turned


def test_the_header_stands_on_every_page_of_a_table(edition: tuple[str, Path]) -> None:
    _, folder = edition
    for text in TALL:
        found = words(folder / f"{name('tall', text)}.pdf")
        inside = {word.page for word in found if word.text in ("ferry", "Nothing.")}
        assert len(inside) > 1
        for page in inside:
            here = [word.text for word in found if word.page == page]
            assert {"Stop", "What", "happens"} <= set(here), (text, page)
        # Rows are divided: no page but the last is left half empty.
        assert inside == set(range(min(inside), max(inside) + 1))
        assert min(inside) == 1, text


def test_a_table_that_fits_on_no_page_is_stacked_and_keeps_its_cells(edition: tuple[str, Path]) -> None:
    _, folder = edition
    for text, content in STACKED.items():
        file = folder / f"{name('stacked', text)}.pdf"
        header = [cell.strip() for cell in content.splitlines()[0].strip("| ").split(" | ")]
        found = words(file)
        with pikepdf.open(file) as pdf:
            assert all(page.mediabox[2] < page.mediabox[3] for page in pdf.pages), "no page is turned"
            roles = cells_of(pdf)
        assert roles.count("TH") + roles.count("TD") == len(header) * 3
        # Each value has its label beside it, and the header row stands there once.
        labelled = header[1:] if "# " in content else header
        for label in labelled:
            assert on_one_line(found, f"{label}:".split()[-1]) >= 2, (text, label)


def cells_of(pdf: pikepdf.Pdf) -> list[str]:
    """Return the structure types in a PDF's tree."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            found.append(str(node.get("/S", ""))[1:])
            kids = node.get("/K", [])
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


RECORDS = {
    "addresses": ("print", 9, "Responsibility", "[Administration](https://example.org/a)", ""),
    "raised figures": ("large-print", 30, "Responsibility", "[A b](https://example.org/a)", "m^2^ "),
    "labels of many lines": ("standard", 40, f"Duty of those who {'administer it and ' * 5}pay for", "Yes", ""),
}
"""What made a label stand alone: an edition, how many records, labels, the other values, how the last one goes on."""


@pytest.mark.parametrize("case", RECORDS)
def test_values_of_records_keep_their_labels_over_pages(case: str, tmp_path: Path) -> None:
    """Tall values begin at every height of a page, beside labels that are lower or higher than their first lines."""
    style, count, label, other, more = RECORDS[case]
    head = " | ".join(f"N{number} {label} {number}" for number in range(1, 13))
    values = [f"First {more}{'ferry ' * (150 + number * 7 % 37)}" for number in range(count)]
    source = tmp_path / "records.md"
    rows = (f"{' | '.join([other] * 11)} | {value}" for value in values)
    source.write_text(f"{FRONT}{tables.table(head, *rows)}", encoding="utf-8")
    assert cli.run(["export", str(source), "--style", style, "--formats", "pdf", "--to", str(tmp_path)]) == 0
    found = words(tmp_path / "records.pdf")
    begun, *labels = ([word for word in found if word.text == text] for text in ("First", "N12", "12:"))
    labels[0].pop(0)  # in the header
    assert len(begun) == count
    for named in labels:
        assert [word.page for word in named] == [word.page for word in begun]
    assert all(abs(name.top - word.top) < 3 for name, word in zip(labels[0], begun, strict=True))


def test_no_name_of_a_row_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """A raised figure made the first lines of a value higher than the room in which the name of its row still had."""
    rows = (f"Row{number} | First m^2^ {'ferry ' * (150 + number * 7 % 37)}" for number in range(60))
    source = tmp_path / "names.md"
    source.write_text(f"{FRONT}{tables.table('Name | What', *rows)}", encoding="utf-8")
    assert cli.run(["export", str(source), "--style", "large-print", "--formats", "pdf", "--to", str(tmp_path)]) == 0
    found = words(tmp_path / "names.pdf")
    begun = [word.page for word in found if word.text == "First"]
    assert [word.page for word in found if word.text.startswith("Row")] == begun


@pytest.mark.parametrize("drawn", ["$a^2 + b^2${alt='squares'}", "![Dots](dots.png)"], ids=["formula", "picture"])
def test_a_long_word_beside_something_drawn_stays_on_the_page(drawn: str, tmp_path: Path) -> None:
    """A formula or a picture is as wide as it is drawn: no reason to let a word run off the page."""
    PIL.Image.new("RGB", (40, 40), "grey").save(tmp_path / "dots.png")
    long = "w" * 60
    content = tables.table("What | Where | Why", f"{drawn} | {long} | office hours", f"{long} | Quay | {drawn} or less")
    source = tmp_path / "drawn.md"
    source.write_text(FRONT.replace("lang", "math: true\nlang") + content, encoding="utf-8")
    assert cli.run(["export", str(source), "--style", "large-print", "--formats", "pdf", "--to", str(tmp_path)]) == 0
    assert max(word.right for word in words(tmp_path / "drawn.pdf")) < theme.load("large-print").page.width


def test_a_captioned_table_takes_the_measure(edition: tuple[str, Path]) -> None:
    style, folder = edition
    measure = theme.load(style).page.measure
    for text, table in CAPTIONED.items():
        found = words(folder / f"{name('captioned', text)}.pdf")
        label = next(at for at, word in enumerate(found) if word.text == "1:")
        caption = found[label - 1 : label + len(table.rpartition("\n: ")[2].split())]
        lines = [[word for word in caption if word.top == top] for top in {word.top for word in caption}]
        width = max(max(word.right for word in line) - min(word.left for word in line) for line in lines)
        # Two lines that are about equally long are each about half as long as one that is as broad as the page.
        assert width > 0.45 * measure, text


@pytest.mark.parametrize("lang", ["en-GB", "ar"])
def test_a_rule_is_one_line_from_its_beginning_to_its_end(lang: str) -> None:
    """And not one for each cell, with seams between them; PDFium finds the lines."""
    front = FRONT.replace("en-GB", lang)
    rows = tables.table("A | B | C | D", *(f"{row}1 | {row}2 | {row}3 | {row}4" for row in range(1, 4)))
    (page,) = pypdfium2.PdfDocument(made(clean(f"{front}{rows}"), "standard", Format.PDF))
    paths = [one.get_bounds() for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    first, *others = ((left, right) for left, bottom, right, top in paths if top < 650 and top - bottom < 4)
    assert len(others) == 4  # over and under the header, and under each row
    assert all(rule == pytest.approx(first, abs=1.5) for rule in others)


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_word_sets_a_table_by_the_same_measure(style: str, tmp_path: Path) -> None:
    """LibreOffice sets the Word file; a page that is turned is a page that is turned in the PDF."""
    source = tmp_path / "rota.md"
    source.write_text(f"{FRONT}{tables.TOKENS['rota']}", encoding="utf-8")
    assert cli.run(["export", str(source), "--style", style, "--formats", "docx", "--to", str(tmp_path)]) == 0
    assert libreoffice_pdf(tmp_path / "rota.docx", tmp_path / "rota.pdf") == []
    found = words(tmp_path / "rota.pdf")
    for token in ("06:30–22:15", "06:30–23:45", "07:00–23:45", "08:00–20:00", "£2.40–£3.10", "Saturday"):
        assert on_one_line(found, token) == 1, token


def test_a_table_from_right_to_left_is_mirrored_in_pdf_and_word(tmp_path: Path) -> None:
    months = [
        "ינואר",
        "פברואר",
        "מרץ",
        "אפריל",
        "מאי",
        "יוני",
        "יולי",
        "אוגוסט",
        "ספטמבר",
        "אוקטובר",
        "נובמבר",
        "דצמבר",
        "אביב",
        "סתיו",
    ]
    small = tables.table("יום | פתוח | סגור", "# ראשון | 110 | 118")
    stacked = tables.table(f"בית | {' | '.join(months)}", f"# טחנה | {' | '.join(['Administration'] * 14)}")
    source = tmp_path / "hours.md"
    source.write_text(f"---\ntitle: שעות\nlang: he\n---\n\n{small}\nטקסט.\n\n{stacked}", encoding="utf-8")
    assert cli.run(["export", str(source), "--formats", "pdf,docx", "--to", str(tmp_path)]) == 0
    assert libreoffice_pdf(tmp_path / "hours.docx", tmp_path / "word.pdf") == []
    for file in ("hours.pdf", "word.pdf"):
        found = words(tmp_path / file)
        (opens,), (shuts,) = ([word for word in found if word.text == time] for time in ("110", "118"))
        assert (opens.page, round(opens.top)) == (shuts.page, round(shuts.top))
        assert opens.left > shuts.right, file
        # Each label of a record stands at the right of its value.
        values = [word for word in found if word.text == "Administration"]
        assert len(values) == 14
        for value in values:
            beside = [word for word in found if word.page == value.page and abs(word.top - value.top) < 4]
            assert any(word.left > value.right for word in beside), (file, value)


def test_rows_are_thought_to_be_as_high_as_they_are_on_the_page() -> None:
    """Words are broken where they end: by their width alone four lines would do for the first cell."""
    text = (
        "| No. | Action | Owner | Done by | How we shall know |\n|--:|:--|:--|:--|:--|\n"
        "| 1 | Plant first in Dock, St Anne's, Bridge End and Northgate | Head of Streets | May 2026 | It is there |\n"
        "| 2 | Write three summers of water into all contracts | Head of Contracts | July 2026 | It says so |\n"
        "| 3 | Build trenches | Head of Streets | May 2026 | All have a survey |\n\n: Actions\n"
    )
    document = clean(text)
    letters = pages.letters(made(document, "dyslexia", Format.PDF))
    tops = [letter.box[3] for letter in letters if letter.character in "123" and letter.box[0] < 100]
    kind = theme.load("dyslexia")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    high = heights(table, kind, "en-GB", set_table(table, kind, "en-GB"))
    assert [above - below for above, below in pairwise(tops)] == pytest.approx(high[1:3], abs=2)
