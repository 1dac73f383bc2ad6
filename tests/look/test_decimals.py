"""The decimal signs of a column stand in one line, where PDFium finds them on the page."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests import judges
from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import FRONT
from triplicate import reading
from triplicate.document.model import Document
from triplicate.formats.product import Format

NUMBERS = ("214.5", "38", "−7.25", "£1,062", "none", "1,307.75")
IN_HEBREW = ("214.5", "38", "7.25", "£1,062", "none", "1,307.75")
"""Without a minus sign, which stands on the other side of a number there."""


@pytest.fixture(scope="module", params=[("en-GB", NUMBERS), ("he", IN_HEBREW)], ids=["en-GB", "he"])
def document(request) -> Document:
    """A table in a text from left to right and in one from right to left: its numbers stand on the right in both."""
    lang, numbers = request.param
    rows = "\n".join(f"| Row {letter} | {number} | 7.5 |" for letter, number in zip("abcdef", numbers, strict=True))
    text = f"| Name | Cost | More |\n|:--|--:|:--|\n{rows}\n\n: Costs in thousands\n"
    return reading.read(FRONT.replace("en-GB", lang) + text).document


def edges(data: bytes) -> list[float]:
    """Return the right edge of each number's last whole digit."""
    letters = [letter for letter in pages.letters(data) if letter.tag != "Artifact"]
    said = "".join(letter.character for letter in letters)
    found = []
    for number in NUMBERS:
        digits = number.lstrip("−£")
        if digits != "none":
            assert said.count(digits) == 1, number
            found.append(letters[said.index(digits) + len(digits.partition(".")[0]) - 1].box[2])
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
