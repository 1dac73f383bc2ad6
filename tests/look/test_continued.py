"""Over the rows of a table on later pages stands which table it is: for eyes alone, since its caption is read once."""

from functools import cache

import pytest

from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate import theme
from triplicate.document.model import Document
from triplicate.formats.product import Format
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

ROWS = "\n".join(f"| Pool {row} | {row * 7} |" for row in range(1, 46))
TEXT = f"## One\n\nWords.\n\n| Pool | Visits |\n|---|---:|\n{ROWS}\n\n: Visits to each pool\n\nAfter.\n\n\\newpage\n\nLast.\n"


@cache
def document(lang: str, more: str = "") -> Document:
    return clean(TEXT, f"lang: {lang}\n{more}".replace("lang: en-GB\n", ""))


def heads(data: bytes) -> list[str]:
    """Return what stands at the head of each page as an artifact, without spaces."""
    letters = pages.letters(data)
    return [
        "".join(one.character for one in letters if one.page == page and one.tag == "Artifact" and one.box[1] > 770)
        for page in range(1, len(pages.text(data)) + 1)
    ]


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_a_page_on_which_a_table_goes_on_says_so(style: str) -> None:
    data = made(document("en-GB"), style, Format.PDF)
    said = heads(data)
    going_on = ["Table1(continued)" in head for head in said]
    assert going_on == [False, *[True] * (len(said) - 2), False]
    assert len(said) > 2
    assert verify(outline_of(document("en-GB")), read_back(data)) == ()


def test_the_words_do_not_touch_the_head() -> None:
    data = made(document("en-GB"), "standard", Format.PDF)
    letters = [one for one in pages.letters(data) if one.page == 2 and one.tag == "Artifact" and one.box[1] > 770]
    accent = theme.load().colours.accent
    head = [one for one in letters if one.colour != accent]
    words = [one for one in letters if one.colour == accent]
    assert "".join(one.character for one in words) == "Table1(continued)"
    assert min(one.box[1] for one in head) - max(one.box[3] for one in words) > 2
