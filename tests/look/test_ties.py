"""What is read in one breath is not parted at the end of a line: seen in the files as other programs read them."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from docx import Document as WordFile

from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate.formats.product import Format
from triplicate.reading import read

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
    "§ 6a",
    "Nr. 12",
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


ENDS = {
    "their neighbours.": "their\u00a0neighbours.",
    "by [writing to us](https://example.org).": "to\u00a0us",
    "by writing to [Edith](https://example.org).": "to\u00a0",
    "and they *never did*.": "never\u00a0did",
    "and said it.[^1]": "said\u00a0it.",
    "in a **hurry**.[^1]": "a\u00a0",
    "by their responsibilities.": "their responsibilities.",
    "with `its code`.": "with ",
}
"""How paragraphs end, and the end of the text that then holds a no-break space before the last word, or none."""


def test_no_paragraph_ends_in_a_line_of_one_word() -> None:
    begin = "The council has asked everybody who lives in these streets what they would like to have there"
    texts = [f"{'m' * length} {begin} {end}" for end in list(ENDS)[:6] for length in range(1, 16)]
    document = clean("\n\n".join(texts) + "\n\n[^1]: A note.\n")
    lines = [
        line.split()
        for page in pypdfium2.PdfDocument(made(document, "standard", Format.PDF))
        for line in page.get_textpage().get_text_bounded().splitlines()
    ]
    assert sum(any(line) and line[-1].endswith((".", ".1")) for line in lines) >= len(texts)
    assert [line for line in lines if len(line) == 1 and line[0].endswith((".", ".1"))] == []
    assert not any("\u00a0" in word for line in lines for word in line), "who copies text gets spaces"


def test_last_words_are_tied_alike_in_word_and_epub() -> None:
    begin = "Everybody who lives in the streets around the market has had enough of it"
    figures = "::: figures\n- **14** streets, each of them with trees\n- **2** meetings were held about it\n:::\n"
    caption = "| A | B |\n|---|---|\n| 1 | 2 |\n\n: What everybody who lives around the market has got of it\n"
    source = "\n\n".join(f"{begin}, {end}" for end in ENDS) + f"\n\n[^1]: A note.\n\n{figures}\n{caption}"
    lead = "What everybody who lives around the market in all of these streets has got of it"
    document = clean(source, f"description: {lead}\n")
    word = WordFile(BytesIO(made(document, "standard", Format.DOCX))).element.xpath("string(.)")
    with ZipFile(BytesIO(made(document, "standard", Format.EPUB))) as book:
        epub = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    for end in (*ENDS.values(), "with\u00a0trees", "about\u00a0it"):
        assert end in word, end
        assert end in epub, end
    assert (word.count("of\u00a0it"), epub.count("of\u00a0it")) == (2, 2)


def test_the_last_words_of_a_title_that_a_telephone_has_no_room_for_are_not_tied() -> None:
    """Words that are tied and wider than a line would be broken: "Channel crossing" and "s"."""
    front = (
        "---\ntitle: UK and France agree a joint plan to stop dangerous Channel crossings\nlang: en-GB\n---\n\nWords.\n"
    )
    with ZipFile(BytesIO(made(read(front).document, "standard", Format.EPUB))) as book:
        text = book.read("EPUB/text.xhtml").decode()
    assert "dangerous Channel crossings</h1>" in text
