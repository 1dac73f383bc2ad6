"""A colleague edits the file as in Word, by styles alone, and it goes on looking right: on the page of LibreOffice."""

from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from tests.judges import libreoffice_pdf, libreoffice_text
from tests.look import pages
from tests.word import texts
from tests.word.test_frames import bars, colours_at
from triplicate import reading, theme
from triplicate.document.model import Document

SOURCE = """---
title: Opening hours
subtitle: Of the halls
description: What this says
lang: en-GB
number-sections: true
---

## Weekdays

The halls:

1. alpha
2. beta
   - gamma
   - delta
3. epsilon

After

| Hall | Seats |
|------|------:|
| omega | 10 |
| sigma | 20 |
| kappa | 30 |

Closing

## Weekends

Closed
"""


def source() -> Document:
    document = reading.read(SOURCE, name="hours.md").document
    assert document is not None
    return document


@pytest.fixture
def edited(tmp_path) -> tuple[Path, WordDocument]:
    file = texts.saved(source(), tmp_path / "hours.docx")
    return file, docx.Document(str(file))


def paragraph(document: WordDocument, words: str):
    return next(each for each in document.paragraphs if each.text == words)


def copied(one, words: str):
    """Return a copy right after a paragraph, as a person gets with the Enter key, with other words."""
    made = deepcopy(one._p)
    one._p.addnext(made)
    found = type(one)(made, one._parent)
    found.runs[0].text = words
    return found


def places(file: Path, *words: str) -> dict[str, tuple[float, float]]:
    """Return where the first letters of words stand on the first page: from its left, and from its top down."""
    target = file.with_suffix(".pdf")
    assert libreoffice_pdf(file, target) == []
    letters = pages.letters(target.read_bytes())
    said = "".join(letter.character for letter in letters)
    boxes = {word: letters[said.index(word)].box for word in words}
    return {word: (box[0], -box[1]) for word, box in boxes.items()}


def test_an_item_at_the_end_stands_like_the_others(edited):
    file, document = edited
    copied(paragraph(document, "epsilon"), "zulu")
    document.save(str(file))
    found = places(file, "delta", "epsilon", "zulu", "After")
    *gaps, last = [found[lower][1] - found[upper][1] for upper, lower in pairwise(found)]
    assert max(gaps) - min(gaps) < 1 < last - max(gaps)
    assert "4. zulu" in " ".join(libreoffice_text(file).text.split())


def test_an_item_that_is_deleted_leaves_no_trace(edited):
    file, document = edited
    before = places(file, "delta", "epsilon", "After")
    paragraph(document, "epsilon")._p.getparent().remove(paragraph(document, "epsilon")._p)
    document.save(str(file))
    after = places(file, "delta", "After")
    assert after["After"][1] - after["delta"][1] == pytest.approx(before["After"][1] - before["epsilon"][1], abs=1)


@pytest.mark.parametrize(
    ("words", "level", "number", "like"), [("delta", 0, "3.", "beta"), ("epsilon", 1, "•", "gamma")]
)
def test_an_item_goes_up_or_down_a_level(edited, words, level, number, like):
    file, document = edited
    paragraph(document, words)._p.pPr.numPr.ilvl.val = level
    document.save(str(file))
    found = places(file, words, like)
    assert found[words][0] == pytest.approx(found[like][0], abs=0.5)
    said = " ".join(libreoffice_text(file).text.split()).replace("◦", "•")
    assert f"{number} {words}" in said


def test_a_row_at_the_end_stands_like_the_others(edited):
    file, document = edited
    (table,) = document.tables
    row = deepcopy(table.rows[-1]._tr)
    table.rows[-1]._tr.addnext(row)
    table.rows[-1].cells[0].paragraphs[0].runs[0].text = "lambda"
    table.rows[-1].cells[1].paragraphs[0].runs[0].text = "7"
    document.save(str(file))
    found = places(file, "omega", "sigma", "kappa", "lambda")
    gaps = [found[lower][1] - found[upper][1] for upper, lower in pairwise(found)]
    assert max(gaps) - min(gaps) < 1


def test_a_cell_stands_at_its_side_by_its_style(edited):
    _, document = edited
    (table,) = document.tables
    for row in table.rows:
        words, number = (cell.paragraphs[0] for cell in row.cells)
        assert number.style.name == f"{words.style.name} End"
        assert number.paragraph_format.alignment is None


@pytest.mark.parametrize("left", [("Of the halls", "What this says"), ("What this says",), ()])
def test_the_rule_stands_under_what_is_left_of_the_title_block(edited, left):
    file, document = edited
    for words in {"Of the halls", "What this says"} - set(left):
        found = paragraph(document, words)
        found._p.getparent().remove(found._p)
    document.save(str(file))
    found = places(file, "Opening", "Weekdays")
    page = pypdfium2.PdfDocument(file.with_suffix(".pdf"))[0]
    picture = page.render(scale=2).to_pil().convert("L")
    dark = [picture.getpixel((round(picture.width * 0.8), row)) < 160 for row in range(picture.height)]
    lines = [row / 2 - page.get_height() for row, (before, here) in enumerate(pairwise(dark)) if here and not before]
    lines = [line for line in lines if line < found["Weekdays"][1]]
    assert len(lines) == 1
    assert found["Opening"][1] < lines[0] < found["Weekdays"][1]
    assert found["Weekdays"][1] - lines[0] == pytest.approx(61, abs=4)


def test_a_heading_of_another_level_is_counted_anew(edited):
    file, document = edited
    paragraph(document, "Weekends").style = document.styles["heading 3"]
    document.save(str(file))
    assert "1.1 Weekends" in " ".join(libreoffice_text(file).text.split())


def test_a_paragraph_that_is_pasted_has_the_look_of_the_others(edited):
    file, document = edited
    paragraph(document, "After").insert_paragraph_before("Pasted", style="Body Text")
    document.save(str(file))
    found = places(file, "epsilon", "Pasted", "After")
    assert found["Pasted"][0] == pytest.approx(found["After"][0], abs=1.5)
    gaps = [found[lower][1] - found[upper][1] for upper, lower in pairwise(found)]
    # Right under a list it stands as close as an item: what parts the text from a list is above the text that was there.
    spacing = theme.load().spacing
    assert max(gaps) - min(gaps) < spacing.paragraph - spacing.item + 1


BOXES = """---
title: Boxes
lang: en-GB
---

1. alpha
   1. gamma
   2. delta
2. beta

| Hall | Seats |
|------|------:|
| omega | 10 |
| sigma | 20 |
| kappa | 30 |

> [!NOTE] Mind
> First of it
>
> - bullet

> Said words
>
> More words
>
> -- Somebody

### Deep heading

Closing
"""


@pytest.fixture(scope="module")
def boxes(tmp_path_factory) -> tuple[Path, dict[str, tuple[float, float]]]:
    """A file that a colleague changed in many places, and where its words then stand."""
    document = reading.read(BOXES, name="boxes.md").document
    assert document is not None
    file = texts.saved(document, tmp_path_factory.mktemp("boxes") / "boxes.docx")
    opened = docx.Document(str(file))
    copied(paragraph(opened, "alpha"), "zulu")
    copied(paragraph(opened, "gamma"), "yankee")
    (table,) = opened.tables
    row = deepcopy(table.rows[1]._tr)
    table.rows[1]._tr.addnext(row)
    table.rows[2].cells[0].paragraphs[0].runs[0].text = "teal"
    row = table.rows[-1]._tr
    row.getparent().remove(row)
    controls = [Paragraph(one, opened._body) for one in opened.element.body.iter(f"{texts.W}p")]
    within = {one.text: one for one in controls}
    copied(within["First of it"], "Second of it")
    copied(within["More words"], "Still others")
    removed = within["— Somebody"]._p
    removed.getparent().remove(removed)
    paragraph(opened, "Deep heading").style = opened.styles["heading 2"]
    opened.save(str(file))
    words = ("alpha", "zulu", "gamma", "yankee", "delta", "beta", "omega", "teal", "sigma", "First", "Second")
    return file, places(file, *words, "bullet", "Said", "More", "Still", "Deep", "Closing")


def test_what_is_added_in_the_middle_stands_like_its_neighbours(boxes):
    _, found = boxes
    for group in (("alpha", "zulu"), ("gamma", "yankee", "delta"), ("omega", "teal", "sigma"), ("First", "Second")):
        assert max(found[one][0] for one in group) - min(found[one][0] for one in group) < 2
    assert [found[one][1] for one in found] == sorted(found[one][1] for one in found)
    for group in (("gamma", "yankee", "delta"), ("omega", "teal", "sigma"), ("Said", "More", "Still")):
        gaps = [found[lower][1] - found[upper][1] for upper, lower in pairwise(group)]
        assert max(gaps) - min(gaps) < 3


def test_numbers_go_on_after_what_is_added(boxes):
    file, _ = boxes
    said = " ".join(libreoffice_text(file).text.split())
    assert "1. alpha 2. zulu 1. gamma 2. yankee 3. delta 3. beta" in said
    assert "kappa" not in said


@pytest.mark.parametrize("colour", ["note", "accent"], ids=["callout", "quotation"])
def test_the_bar_goes_on_along_what_is_added_to_a_box(boxes, colour):
    file, _ = boxes
    style = theme.load()
    assert bars(colours_at(file, style.page.left), getattr(style.colours, colour)) == 1


def test_a_heading_that_is_raised_looks_like_those_of_its_level(boxes):
    file, _ = boxes
    reopened = docx.Document(str(file))
    raised = paragraph(reopened, "Deep heading")
    assert raised.paragraph_format.space_before is None
    assert [run.font.size for run in raised.runs] == [None]
