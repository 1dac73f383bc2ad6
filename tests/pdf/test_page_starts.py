"""Where in the text each page begins, for the page list of the EPUB."""

import pytest

from tests.pdf.documents import CROSSING, LONG, MOMENT, SENTENCE, document, heading, para, table
from tests.pdf.files import DOCUMENTS, file, page_starts, read
from tests.pdf.reader import File
from triplicate import theme
from triplicate.document import walk
from triplicate.document.model import Cell, Document, Heading, PageBreak, Text
from triplicate.formats import pdf
from triplicate.formats.product import PageStart, Region


def starts(source: Document) -> tuple[tuple[PageStart, ...], File]:
    product = pdf.export(source, theme.load(), moment=MOMENT)
    return product.page_starts, read(product.data)


def test_a_page_may_begin_within_a_text() -> None:
    source = document(para("Before. ", LONG))
    found, made = starts(source)
    text = source.blocks[0].children[1]
    paragraph = made.tree.one("P")
    assert [start.label for start in found] == ["1", "2", "3"][: len(made.pdf.pages)]
    assert found[0].node in (source.title, *source.title.children)
    assert all(start.node is text for start in found[1:])
    shown = 0
    for page, start in enumerate(found[1:], start=2):
        first = next(made.content[place] for place in paragraph.places if place[0] == page)
        assert text.text[start.offset :].startswith(first.strip())
        assert start.offset > shown
        shown = start.offset


def test_soft_hyphens_count() -> None:
    source = document(para("elec\u00adtro\u00adencephalograph " * 260))
    found, _ = starts(source)
    text = source.blocks[0].children[0]
    assert len(found) > 1
    for start in found[1:]:
        before, after = text.text[start.offset - 1], text.text[start.offset]
        assert (before, after) == (" ", "e") or before == "\u00ad"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_page_begins_at_a_node_of_the_document(name: str) -> None:
    found = page_starts(name)
    assert None not in [node for _, node in found]
    assert [label for label, _ in found] == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) == len(file(name).pdf.pages)


def test_a_repeated_header_is_not_where_a_page_begins() -> None:
    source = document(table(60))
    found, _ = starts(source)
    cells = [cell for row in source.blocks[0].rows for cell in row]
    assert len(found) > 2
    for start in found[1:]:
        node = start.node
        assert any(node is cell or node in cell.children for cell in cells if isinstance(cell, Cell))


def test_pages_of_contents_alone_begin_at_an_entry() -> None:
    _, source = CROSSING["contents"]
    found, made = starts(source)
    contents = made.tree.one("TOC").pages
    assert len(contents) > 2
    assert [start.label for start in found] == [str(page) for page in range(1, len(made.pdf.pages) + 1)]
    alone = [start for start in found if start.region is Region.CONTENTS]
    assert {int(start.label) for start in alone} == contents - {1} - made.tree.all("H2")[1].pages
    for start in alone:
        first = next(made.content[place] for place in sorted(made.content) if place[0] == int(start.label))
        assert walk.text_of(start.node.children).startswith(first.strip())


def test_a_page_of_the_last_lines_alone_begins_with_them() -> None:
    source = document(para(SENTENCE), PageBreak(), rights="All rights kept.")
    found, made = starts(source)
    assert len(made.pdf.pages) == 2
    assert [(start.label, start.region) for start in found] == [("1", Region.TEXT), ("2", Region.END)]


def test_a_page_may_begin_at_a_heading() -> None:
    source = document(para(SENTENCE * 30), heading(2, "Next"), *(para(SENTENCE * 4) for _ in range(9)))
    found, _ = starts(source)
    assert isinstance(found[0].node, Heading | Text)
