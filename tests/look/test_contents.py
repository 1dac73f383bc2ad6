"""Contents fill the pages that they have: none holds a few entries alone, as PDFium finds them."""

from itertools import pairwise

import pypdfium2
import pytest

from tests.look.texts import made
from triplicate.formats.product import Format
from triplicate.reading import read

FRONT = "---\ntitle: Title\nlang: en-GB\nkind: report\ntoc: true\n---\n\n"


def entries(sections: int, style: str) -> list[int]:
    """Return how many entries each page of the contents of a report has: each fifth section has four parts."""
    text = FRONT + "".join(f"{'###' if one % 5 else '##'} Section {one}\n\nWords.\n\n" for one in range(sections))
    pages = pypdfium2.PdfDocument(made(read(text).document, style, Format.PDF))
    words = [page.get_textpage().get_text_bounded() for page in pages]
    return [count for one in words if (count := sum(". . ." in line for line in one.splitlines()))]


@pytest.mark.parametrize("sections", [36, 40])
def test_a_few_entries_more_than_a_page_holds_are_set_closer(sections: int) -> None:
    assert entries(sections, "standard") == [sections]


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_what_needs_two_pages_has_more_than_a_few_on_the_second(style: str) -> None:
    first, second = entries(45, style) if style == "standard" else entries(30, style)
    assert first >= 20
    assert second >= 5


def test_a_part_of_many_sections_begins_where_there_is_room_and_leaves_none_alone() -> None:
    """It would else begin a page, as each after it, with much of each page empty."""
    for before in (3, 6):  # of four numbers, the two with which a part would end and begin alone
        text = FRONT + "".join(f"## Part {one}\n\nWords.\n\n" for one in range(before))
        text += "".join(f"## Of many {part}\n\n" + "### Section\n\nWords.\n\n" * 44 for part in range(2))
        pages = pypdfium2.PdfDocument(made(read(text).document, "standard", Format.PDF))
        lines = [page.get_textpage().get_text_bounded().splitlines() for page in pages]
        contents = [found for one in lines if (found := [line.split()[0] for line in one if ". . ." in line])]
        assert min(len(one) for one in contents[:-1]) >= 34, contents
        for names, following in pairwise(contents):
            assert names[-2:] == ["Section", "Section"] or "Of" not in names[-2:], names
            assert following[0] == "Of" or following[:2] == ["Section", "Section"], following


def test_the_dots_of_a_line_are_one_text() -> None:
    """And not one each: a program that goes from text to text would meet sixty between an entry and its page."""
    text = FRONT + "".join(f"## Section {one}\n\nWords.\n\n" for one in range(30))
    (page,) = (
        page
        for page in pypdfium2.PdfDocument(made(read(text).document, "standard", Format.PDF))
        if ". . ." in page.get_textpage().get_text_bounded()
    )
    texts = [*page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
    assert 3 * 30 < len(texts) < 5 * 30
