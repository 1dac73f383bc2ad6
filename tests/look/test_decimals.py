"""The decimal signs of a column stand in one line, where PDFium finds them on the page."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests import judges
from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate.document.model import Document
from triplicate.formats.product import Format

NUMBERS = ("214.5", "38", "−7.25", "£1,062", "none", "1,307.75")
UNITS = (2, 1, 1, 5, None, 4)
"""Which character of each number stands before its decimal sign."""


@pytest.fixture(scope="module")
def document() -> Document:
    rows = "\n".join(f"| Row {letter} | {number} | 7.5 |" for letter, number in zip("abcdef", NUMBERS, strict=True))
    return clean(f"| Name | Cost | More |\n|:--|--:|:--|\n{rows}\n\n: Costs in thousands\n")


def edges(data: bytes) -> list[float]:
    """Return the right edge of each number's last whole digit."""
    letters = [letter for letter in pages.letters(data) if letter.tag != "Artifact"]
    said = "".join(letter.character for letter in letters)
    found = []
    for name, number, unit in zip("abcdef", NUMBERS, UNITS, strict=True):
        if unit is not None:
            start = said.index(f"Row{name}{number}") + len(f"Row{name}")
            found.append(letters[start + unit].box[2])
    return found


def test_in_the_pdf(document: Document) -> None:
    found = edges(made(document, "standard", Format.PDF))
    assert max(found) - min(found) < 0.5, found


def test_in_word(document: Document, tmp_path) -> None:
    file = tmp_path / "text.docx"
    file.write_bytes(made(document, "standard", Format.DOCX))
    assert judges.libreoffice_pdf(file, tmp_path / "text.pdf") == []
    found = edges((tmp_path / "text.pdf").read_bytes())
    assert max(found) - min(found) < 1, found


def test_in_the_epub(document: Document) -> None:
    with ZipFile(BytesIO(made(document, "standard", Format.EPUB))) as book:
        text = book.read("EPUB/text.xhtml").decode()
    cells = re.findall(r"<td[^>]*align-right[^>]*>[^<]*", text)
    lacks = [re.findall(r"--decimals: ([^\"]*)", cell) for cell in cells]
    assert lacks == [["1ch"], ["2.5ch"], [], ["2.5ch"], [], []]
