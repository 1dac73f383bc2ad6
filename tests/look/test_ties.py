"""What is read in one breath is not parted at the end of a line: seen in the files as other programs read them."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from docx import Document as WordFile

from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate.formats.product import Format

PAIRS = (
    "7 September",
    "7.20 pm",
    "15 mm",
    "£3 000",
    "Table 3",
    "01632 960 175",
    "J. R. Smith",
    "10:00–11:00",
    "2–8 °C",
)
"""What must not be parted, with the spaces of the source."""

TEXT = "\n\n".join(
    f"{'word ' * count}{pair} is what was meant, and nobody could have said it otherwise, so far as we can see it."
    for pair in PAIRS
    for count in range(8, 14)
)


def test_nothing_is_parted_in_the_pdf() -> None:
    lines = [
        " ".join(line.split())
        for page in pypdfium2.PdfDocument(made(clean(TEXT), "standard", Format.PDF))
        for line in page.get_textpage().get_text_bounded().splitlines()
    ]
    for pair in PAIRS:
        assert sum(pair in line for line in lines) == 6, pair
    assert "it." not in lines, "a short last word is not left alone"
    assert any(line.endswith("see it.") for line in lines)


def test_word_and_epub_have_the_same_spaces() -> None:
    document = clean(TEXT)
    word = "\n".join(
        paragraph.text for paragraph in WordFile(BytesIO(made(document, "standard", Format.DOCX))).paragraphs
    )
    with ZipFile(BytesIO(made(document, "standard", Format.EPUB))) as book:
        epub = book.read("EPUB/text.xhtml").decode()
    for pair in PAIRS:
        tied = pair.replace(" ", "\u00a0")
        assert word.count(tied) == epub.count(tied) == 6, pair


def test_code_names_and_lines_from_right_to_left_keep_their_spaces() -> None:
    document = clean("## On 7 September\n\nWrite `7 September`, please.\n", front="toc: true\n")
    with ZipFile(BytesIO(made(document, "standard", Format.EPUB))) as book:
        assert "<code>7 September</code>" in book.read("EPUB/text.xhtml").decode()
    pdf = pypdfium2.PdfDocument(made(document, "standard", Format.PDF))
    assert [bookmark.get_title() for bookmark in pdf.get_toc()] == ["On 7 September"]
