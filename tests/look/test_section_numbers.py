"""Numbers of sections hang in a column beside the text, where the margin has room for it."""

from functools import cache

import pytest

from tests import judges
from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate import theme
from triplicate.document.model import Document
from triplicate.formats.product import Format
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

TEXT = "Words.\n\n## Uses\n\nWords.\n\n### Hours\n\nWords.\n\n## Plan {.annex}\n\nWords.\n\n## Last {.unnumbered}\n\nWords.\n"


@cache
def document() -> Document:
    return clean(TEXT, "number-sections: true\n")


def starts(data: bytes) -> dict[str, float]:
    """Return where the numbers and the words of the headings begin, in points from the left."""
    letters = [one for one in pages.letters(data) if one.tag != "Artifact"]
    words = "".join(one.character for one in letters)
    known = {
        "1": "1Uses",
        "Uses": "Uses",
        "1.1": "1.1Hours",
        "Hours": "Hours",
        "A": "APlan",
        "Plan": "Plan",
        "Last": "Last",
    }
    return {name: letters[words.index(found)].box[0] for name, found in known.items()}


def columns(found: dict[str, float]) -> tuple[list[float], list[float]]:
    return [found[name] for name in ("1", "1.1", "A")], [found[name] for name in ("Uses", "Hours", "Plan", "Last")]


def test_numbers_begin_in_the_margin_and_headings_where_the_text_does(tmp_path) -> None:
    edge = theme.load().page.left
    file = tmp_path / "text.docx"
    file.write_bytes(made(document(), "standard", Format.DOCX))
    judges.libreoffice_pdf(file, tmp_path / "word.pdf")
    for data in (made(document(), "standard", Format.PDF), (tmp_path / "word.pdf").read_bytes()):
        numbers, words = columns(starts(data))
        assert numbers == pytest.approx([edge - 45] * 3, abs=3)
        assert words == pytest.approx([edge] * 4, abs=3)


def test_where_the_margin_is_narrow_they_stand_in_the_line() -> None:
    numbers, words = columns(starts(made(document(), "large-print", Format.PDF)))
    edge = theme.load("large-print").page.left
    assert numbers == pytest.approx([edge] * 3, abs=4)
    assert all(one > edge + 5 for one in words[:3])


@pytest.mark.parametrize("format_", list(Format))
def test_they_are_read_with_their_headings(format_: Format) -> None:
    assert verify(outline_of(document()), read_back(made(document(), "standard", format_))) == ()
