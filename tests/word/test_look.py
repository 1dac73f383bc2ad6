"""What a page of a Word file looks like, measured in LibreOffice's PDF of it, and what the editions promise."""

from pathlib import Path

import pytest

from tests.judges import libreoffice_pdf
from tests.look import pages
from tests.word import texts
from tests.word.texts import paragraph, part, text, words, xpath
from triplicate import compare, outline, theme
from triplicate.model import (
    Align,
    Cell,
    Document,
    Link,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from triplicate.readback import read_back

ADDRESS = "https://example.org/page"


def shown(source: Document, folder: Path, style: str = "standard") -> list[pages.Letter]:
    """Return the letters on the pages of a document in an edition."""
    file = texts.saved(source, folder / "look.docx", style)
    assert libreoffice_pdf(file, folder / "look.pdf") == []
    return pages.letters((folder / "look.pdf").read_bytes())


def table(*columns: str, rows: int = 1) -> Table:
    cells = tuple(Cell((Text(words),)) for words in columns)
    return Table(cells, (tuple(Cell(text("a")) for _ in columns),) * rows, (Align.START,) * len(columns))


def linked(words_: str, target: str) -> Document:
    return texts.document(Paragraph((Text("See "), Link(text(words_), target), Text("."))))


# Addresses of links, for paper


@pytest.mark.parametrize(
    ("words_", "target", "printed"),
    [
        ("a page", ADDRESS, f"See a page ({ADDRESS})."),
        ("the editors", "mailto:formats@example.org", "See the editors (formats@example.org)."),
        (ADDRESS, ADDRESS, f"See {ADDRESS}."),
        ("the title", "#title", "See the title."),
    ],
    ids=["a page", "a mailbox", "an address in words", "a place in the text"],
)
def test_print_shows_where_a_link_leads(words_, target, printed):
    data = texts.export(linked(words_, target), "print").data
    assert words(xpath(part(data), "//w:p[w:r/w:t='See ']")[0]) == printed
    # The link says it already: a reader of the file meets nothing new.
    assert compare.verify(outline.outline_of(linked(words_, target)), read_back(data)) == ()
    assert ADDRESS not in words(part(texts.export(linked("a page", ADDRESS)).data))


def test_a_wrong_printed_address_is_found_out(tmp_path):
    source = linked("a page", ADDRESS)
    data = texts.export(source, "print").data
    changed = texts.rewritten(
        data, "word/document.xml", lambda said: said.replace(f"({ADDRESS})", "(https://other.org)")
    )
    assert [each.kind for each in compare.verify(outline.outline_of(source), read_back(changed))] == ["words-changed"]


# Pages


def test_print_has_page_numbers_at_the_outer_edge(tmp_path):
    source = texts.document(*(block for number in range(4) for block in (paragraph(f"Page {number}"), PageBreak())))
    letters = shown(source, tmp_path, "print")
    style = theme.load("print")
    for page in (2, 3):
        foot = [letter.box for letter in letters if letter.page == page and letter.box[1] < style.page.bottom]
        head = [letter.box for letter in letters if letter.page == page and letter.box[3] > style.page.height - 60]
        assert head
        if page % 2:
            assert min(box[0] for box in foot) > style.page.width / 2
        else:
            assert max(box[2] for box in foot) < style.page.width / 2


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_a_long_header_keeps_its_distance(tmp_path, style):
    source = texts.document(
        paragraph("First."), PageBreak(), paragraph("Second."), title=("A title of many words " * 12).strip()
    )
    letters = [letter for letter in shown(source, tmp_path, style) if letter.page == 2]
    said = "".join(letter.character for letter in letters)
    first = letters[said.index("Second")]
    lowest = min(letter.box[1] for letter in letters if letter.box[1] > first.box[3])
    assert lowest - first.box[3] > theme.load(style).type.small * 0.8
