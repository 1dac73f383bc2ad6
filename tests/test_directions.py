"""Lines from right to left as they are seen: a number of several groups begins at its left, as it is dialled.

A plus sign before it stands at its right, where the line begins: so the bidirectional algorithm has it.
"""

import io
import re
import zipfile

import pypdfium2
import pytest

from tests.judges import libreoffice_pdf, pdf_texts
from triplicate import reading, theme
from triplicate.document.directions import numbers_in_order
from triplicate.formats.product import Format
from triplicate.jobs.production import moment_of, produce
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

NUMBERS = ("+972 3 123 4567", "(03) 765 4321", "25 000")
TEXT = f"""---
title: מרכז
lang: he
date: 2026-01-01
---

טלפון {NUMBERS[0]} בערב[^1], או {NUMBERS[1]}.

| שם | מחיר |
|:--|:--|
| אולם | עד {NUMBERS[2]} שקל |

[^1]: גם {NUMBERS[0]} בבוקר.

::: {{lang=en}}
Or {NUMBERS[0]}.
:::
"""


@pytest.fixture(scope="module")
def files():
    document = reading.read(TEXT).document
    edition = theme.edition_of(document, theme.load())
    made = {kind: one.data for kind, one in produce(edition, [*Format], moment=moment_of(document)).items()}
    assert [verify(outline_of(document), read_back(data)) for data in made.values()] == [()] * len(made)
    return made


def places(data):
    """Return the digits of each line by their places from the left."""
    seen = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        letters = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
        lines = {}
        for letter, box in letters:
            if letter.isdigit():
                lines.setdefault(round(box[1] / 4), []).append((box[0], letter))
        seen += ["".join(letter for _, letter in sorted(line)) for line in lines.values()]
    return " ".join(seen)


def wanted():
    return [re.sub("[^0-9]", "", number.removeprefix("(03)")) for number in NUMBERS]


def test_a_page_shows_a_phone_number_from_its_left(files):
    seen = places(files[Format.PDF])
    assert [number for number in wanted() if number not in seen] == []
    assert seen.count(wanted()[0]) == 3


def test_word_shows_a_phone_number_from_its_left(files, tmp_path):
    (tmp_path / "t.docx").write_bytes(files[Format.DOCX])
    assert libreoffice_pdf(tmp_path / "t.docx", tmp_path / "t.pdf") == []
    seen = places((tmp_path / "t.pdf").read_bytes())
    assert [number for number in wanted() if number not in seen] == []


def test_a_book_keeps_numbers_from_right_to_left_alone_together(files):
    archive = zipfile.ZipFile(io.BytesIO(files[Format.EPUB]))
    text = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    assert text.count(NUMBERS[0].replace(" ", "\u00a0")) == 2
    assert text.count(NUMBERS[0]) == 1


def test_four_programs_read_a_phone_number_as_written(files, tmp_path):
    (tmp_path / "t.pdf").write_bytes(files[Format.PDF])
    for program, reading_ in pdf_texts(tmp_path / "t.pdf").items():
        said = reading_.text.replace("\u00a0", " ")
        assert [number for number in (NUMBERS[0], NUMBERS[2]) if number not in said] == [], program


@pytest.mark.parametrize("number", ["10:00–12:00", "2026-01-05 10:00", "10 12", "3.5 100", "12, 345", "100"])
def test_numbers_that_are_several_keep_the_order_of_the_text(number):
    document = reading.read(f"---\ntitle: מרכז\nlang: he\n---\n\nמן {number} עד.\n").document
    assert numbers_in_order(document) is document
