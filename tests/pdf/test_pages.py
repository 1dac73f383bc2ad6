"""Nothing is lost or doubled where a page ends."""

import pikepdf
import pypdfium2
import pytest

from tests.pdf.documents import CROSSING, SMALL, document, para, table
from tests.pdf.files import DOCUMENTS, STANDARDS, data, file, in_standards, made
from triplicate.document import walk
from triplicate.document.model import CodeBlock, Document, Text


@pytest.mark.parametrize(("name", "standard"), in_standards(f"{name} over pages" for name in CROSSING))
def test_what_crosses_a_page_is_one_element(name: str, standard: str) -> None:
    role, _ = CROSSING[name.removesuffix(" over pages")]
    tree = file(name, standard).tree
    widest = max(len(node.pages) for node in tree.walk() if node.role == role)
    crossing = [node for node in tree.walk() if node.role == role and len(node.pages) == widest]
    assert widest > 1
    assert len(crossing) == 1
    (parent,) = {node.parent for node in crossing}
    same = [node for node in parent.children if node.role == role and node.words == crossing[0].words]
    assert same == crossing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_that_is_painted_is_content_or_artifact(name: str) -> None:
    read = file(name)
    assert read.untagged == []
    assert read.orphans == []


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("name", "standard"), in_standards(DOCUMENTS))
def test_the_words_of_the_text_are_read_once_and_in_order(name: str, standard: str) -> None:
    text = squeezed(file(name, standard).tree.text.replace(walk.SOFT_HYPHEN, ""))
    position = 0
    for node in walk.descend(*DOCUMENTS[name].blocks):
        if isinstance(node, Text | CodeBlock):
            piece = squeezed(node.text.replace(walk.SOFT_HYPHEN, ""))
            found = text.find(piece, position)
            assert found >= 0, piece
            position = found + len(piece)


@pytest.mark.parametrize("name", ["paragraph", "emphasis", "link", "passage", "description", "right to left"])
def test_words_do_not_join_where_a_line_ends(name: str) -> None:
    role, source = CROSSING[name]
    text = " ".join(node.text for node in file(f"{name} over pages").tree.all(role))
    expected = [node.text for node in walk.descend(*source.blocks) if isinstance(node, Text)]
    assert max(expected, key=len).strip() in " ".join(text.split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_character_is_off_the_page(name: str) -> None:
    pages = pypdfium2.PdfDocument(data(name))
    for number, page in enumerate(pages, start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if right > left:
                assert left >= 0, (number, text.get_text_range(index, 20))
                assert right <= width, (number, text.get_text_range(index, 20))
                assert bottom >= 0, (number, text.get_text_range(index, 20))
                assert top <= height, (number, text.get_text_range(index, 20))


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", ["languages", "right to left", "right to left over pages", "inline"])
def test_glyphs_say_their_letters_themselves(name: str, standard: str) -> None:
    """Some readers do not heed ActualText, others turn it round in a line that runs from right to left."""
    for page in file(name, standard).pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                assert "/ActualText" not in operands[1]
    for node in file(name, standard).tree.walk():
        assert "\u200d" not in node.text


def test_a_repeated_table_header_is_an_artifact() -> None:
    read = file("table over pages")
    repeated = [artifact for artifact in read.artifacts if artifact[3].strip() == "Column 1"]
    assert len(read.tree.all("THead")) == 1
    assert [node.words for node in read.tree.one("THead").all("TH")] == ["Column 0", "Column 1", "Column 2"]
    assert len(repeated) == len(read.pdf.pages) - 1
    assert {kind for _, kind, _, _ in repeated} == {"Pagination"}


def test_running_title_and_page_numbers_are_pagination_artifacts() -> None:
    read = file("paragraph over pages")
    pages = len(read.pdf.pages)
    headers = [(page, text) for page, kind, sub, text in read.artifacts if (kind, sub) == ("Pagination", "Header")]
    footers = [(page, text) for page, kind, sub, text in read.artifacts if (kind, sub) == ("Pagination", "Footer")]
    assert headers == [(page, "A title") for page in range(2, pages + 1)]
    assert footers == [(page, f"Page {page} of {pages}") for page in range(1, pages + 1)]


def test_rules_borders_and_backgrounds_are_layout_artifacts() -> None:
    kinds = {(kind, sub) for _, kind, sub, text in file("blocks").artifacts if not text.strip()}
    assert kinds == {("Layout", "")}


@pytest.mark.parametrize("fill", [9, 16, 18])
def test_notes_at_the_foot_are_one_element_wherever_the_page_ends(fill: int) -> None:
    text = "A line of filling. " * 4
    notes = DOCUMENTS["notes"]
    filled = Document(
        notes.metadata, notes.title, (*(para(text) for _ in range(fill)), *notes.blocks), notes.notes, notes.pictures
    )
    tree = made(filled).tree
    assert [node.id for node in tree.all("FENote")] == [node.id for node in file("notes").tree.all("FENote")]


def test_a_table_row_stands_on_one_page() -> None:
    tree = made(document(para("Text. " * 40), table(60))).tree
    assert {len(row.pages) for row in tree.all("TR")} == {1}


def test_small_documents_are_small() -> None:
    assert {name for name in SMALL if len(file(name).pdf.pages) > 4} == set()
