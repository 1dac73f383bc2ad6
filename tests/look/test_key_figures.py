"""Key figures: a list for readers, side by side and large for eyes, in the three formats."""

from functools import cache

import pytest

from tests import judges
from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import clean
from tests.word.texts import part, words, xpath
from triplicate.document.model import BulletList, Document
from triplicate.formats.product import Format
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

TEXT = """Words before them:

::: figures
- **650.5** hours of opening a week
- **1.24m** visits a year
- **71p** net cost
:::

Words after them.

::: figures
- **12** at the end
- **13** of the text
:::
"""
FIGURES = ("650.5", "1.24m", "71p", "12", "13")


@cache
def document() -> Document:
    return clean(TEXT)


@cache
def data(format_: Format, style: str = "standard") -> bytes:
    return made(document(), style, format_)


def corners(file: bytes) -> dict[str, tuple[float, float]]:
    """Return where in the PDF each figure begins, in points from the left and from below."""
    letters = pages.letters(file)
    words = "".join(letter.character for letter in letters)
    return {figure: letters[words.index(figure)].box[:2] for figure in FIGURES}


def test_a_figure_stands_over_what_it_counts() -> None:
    first, last = (block for block in document().blocks if isinstance(block, BulletList))
    assert (first.key_figures, len(first.items), last.key_figures, len(last.items)) == (True, 3, True, 2)
    assert [type(inline).__name__ for inline in first.items[0].children[0].children] == ["Strong", "LineBreak", "Text"]


@pytest.mark.parametrize("format_", list(Format))
def test_they_are_a_list_for_whoever_hears_them(format_: Format) -> None:
    outline = read_back(data(format_))
    assert verify(outline_of(document()), outline) == ()
    lists = [entry for entry in outline.entries if entry.role == "list"]
    assert [len(entry.children) for entry in lists] == [3, 2]


def test_in_the_pdf_they_stand_side_by_side_and_in_large_print_one_under_another() -> None:
    places = corners(data(Format.PDF))
    (left, level), *others = [places[figure] for figure in FIGURES[:3]]
    assert [round(y - level) for _, y in others] == [0, 0]
    assert left + 100 < others[0][0] < others[1][0] - 100
    large = [corners(data(Format.PDF, "large-print"))[figure] for figure in FIGURES[:3]]
    assert [x for x, _ in large] == pytest.approx([large[0][0]] * 3, abs=3)
    assert large[0][1] != large[1][1] != large[2][1]


def test_in_word_they_stand_in_columns_on_the_page_of_the_words_around_them(tmp_path) -> None:
    body = part(data(Format.DOCX))[-1]
    counts = xpath(body, ".//w:sectPr/w:cols/@w:num")
    assert counts == ["3", "2"]
    assert [xpath(end, "string(w:type/@w:val)") for end in xpath(body, ".//w:sectPr")] == ["", *["continuous"] * 3]
    assert words(xpath(body, "w:p[last()]")[0]).startswith("13")
    file = tmp_path / "text.docx"
    file.write_bytes(data(Format.DOCX))
    judges.libreoffice_pdf(file, tmp_path / "text.pdf")
    printed = (tmp_path / "text.pdf").read_bytes()
    places = [corners(printed)[figure] for figure in FIGURES]
    assert [round(y - places[0][1]) for _, y in places[:3]] == [0, 0, 0]
    assert places[0][0] + 100 < places[1][0] < places[2][0] - 100
    assert round(places[3][1] - places[4][1]) == 0
    assert len(pages.text(printed)) == 1


def test_an_edition_stacks_them_in_word_without_a_section() -> None:
    assert xpath(part(data(Format.DOCX, "large-print")), "//w:cols") == []


def test_stacked_figures_in_word_stand_as_far_from_what_is_before_them_as_in_the_pdf(tmp_path) -> None:
    said = clean("> We open on time.\n>\n> — Jo Marsh, Head\n\n::: figures\n- **12** pools\n- **13** halls\n:::\n")
    file = tmp_path / "text.docx"
    file.write_bytes(made(said, "large-print", Format.DOCX))
    judges.libreoffice_pdf(file, tmp_path / "text.pdf")
    gaps = []
    for printed in (made(said, "large-print", Format.PDF), (tmp_path / "text.pdf").read_bytes()):
        letters = pages.letters(printed)
        said_by, figure = ("".join(one.character for one in letters).index(words) for words in ("Head", "12"))
        gaps.append(letters[said_by].box[1] - letters[figure].box[3])
    assert gaps[1] == pytest.approx(gaps[0], rel=0.15)


def test_a_note_in_the_text_after_them_does_not_bring_them_under_one_another(tmp_path) -> None:
    text = TEXT.replace("Words after them.", "Words after them:\n\n- one\n- two\n\nWords with a note.[^1]")
    file = tmp_path / "text.docx"
    file.write_bytes(made(clean(f"{text}\nThe end.\n\n[^1]: The note.\n"), "standard", Format.DOCX))
    assert judges.openxml_sdk([file]) == {file: []}
    judges.libreoffice_pdf(file, tmp_path / "text.pdf")
    printed = (tmp_path / "text.pdf").read_bytes()
    places = [corners(printed)[figure] for figure in FIGURES]
    assert [round(y - places[0][1]) for _, y in places[:3]] == [0, 0, 0]
    assert round(places[3][1] - places[4][1]) == 0
    assert len(pages.text(printed)) == 1


def test_figures_after_figures_stand_in_sections_of_their_own(tmp_path) -> None:
    text = TEXT.replace("Words after them.\n\n", "").replace("a week", "a week[^1]")
    file = tmp_path / "text.docx"
    file.write_bytes(made(clean(f"{text}\nThe end.\n\n[^1]: The note.\n"), "standard", Format.DOCX))
    assert judges.openxml_sdk([file]) == {file: []}
    judges.libreoffice_pdf(file, tmp_path / "text.pdf")
    heights = [corners((tmp_path / "text.pdf").read_bytes())[figure][1] for figure in FIGURES]
    assert [round(y - heights[0]) for y in heights[:3]] == [0, 0, 0]
    assert round(heights[3] - heights[4]) == 0


@pytest.mark.parametrize("often", [30, 50])
def test_a_note_of_a_figure_that_finds_no_room_at_the_foot_goes_to_the_next_page(often: int) -> None:
    notes = {"b": "The boats are counted in May. " * 60, "a": "The quays are counted in May. " * 20}
    text = f"{'A line of the text that fills the page. ' * often}[^b]\n\n"
    text += "::: figures\n- **1** boats that wait at the quay for a long time[^a]\n- **7** quays\n- **3** piers\n:::\n"
    text += "".join(f"\n[^{name}]: {words}\n" for name, words in notes.items())
    document = clean(text)
    outline = read_back(made(document, "standard", Format.PDF))
    assert verify(outline_of(document), outline) == ()
