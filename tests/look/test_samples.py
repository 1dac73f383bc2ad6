"""A leaflet, a release and long contents as a designer would set them: full pages, pairs in lines, looks of their own."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.look import pages
from tests.look.holes import fills
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate import reading, theme
from triplicate.document.model import Document
from triplicate.formats.product import Format
from triplicate.theme import role

SAMPLES = Path(__file__).with_name("samples")


def sample(name: str) -> Document:
    found = reading.read(SAMPLES / name)
    assert found.findings == ()
    return found.document


def test_a_leaflet_in_large_print_leaves_no_page_half_empty() -> None:
    found = fills(made(sample("leaflet.md"), "large-print", Format.PDF), theme.load("large-print"))
    assert [page.number for page in found[:-1] if page.share < 0.8] == []
    assert len(found) == 3


def test_long_contents_leave_no_entry_for_another_page() -> None:
    sections = "\n\n".join(
        f"## Section {part}\n\nWords.\n\n### Inner {part}a\n\n### Inner {part}b" for part in range(9)
    )
    said = pages.text(made(clean(sections, "toc: true\nkind: report\n"), "clear-print", Format.PDF))
    assert "Section 0" in said[1]
    assert "Inner 8b" in said[1], "twenty-seven entries stand on one page"


@pytest.mark.parametrize("lines", [21, 22])
def test_the_end_of_a_text_has_no_page_for_two_lines(lines: int) -> None:
    text = "\n\n".join(["Words."] * lines)
    assert len(pages.text(made(clean(text, "contact: a@example.org\nrights: Ours\n"), "standard", Format.PDF))) == 1


def test_the_pairs_of_a_contact_stand_in_lines() -> None:
    release = sample("release.md")
    letters = [one for one in pages.letters(made(release, "standard", Format.PDF)) if one.page == 2]
    words = "".join(one.character for one in letters)
    lines = {letters[words.index(part)].box[1] for part in ("Pressdesk", "esk")}
    assert max(lines) - letters[words.index("+441632960210")].box[1] < 1
    assert letters[words.index("Outofhours")].box[1] - letters[words.index("+441632960211")].box[1] < 1
    with ZipFile(BytesIO(made(release, "standard", Format.EPUB))) as book:
        assert '<dl class="pairs">' in book.read("EPUB/text.xhtml").decode()


@pytest.mark.parametrize(
    ("item", "pairs"),
    [
        ("Press desk\n: Ring us.\n\nHome\n: Write to us.", 1),
        ("Press desk\n: Ring us.", 0),
        ("Press desk\n: Ring us.\n\nHome\n: Write to us.\n: Or come.", 0),
        (f"Press desk\n: Ring us.\n\nHome\n: {'Write to us. ' * 9}", 0),
    ],
)
def test_long_terms_and_descriptions_stand_one_over_the_other(item: str, pairs: int) -> None:
    with ZipFile(BytesIO(made(clean(item), "standard", Format.EPUB))) as book:
        assert book.read("EPUB/text.xhtml").decode().count('class="pairs"') == pairs


def test_each_kind_of_text_has_a_look_of_its_own(tmp_path: Path) -> None:
    def h2(kind: str, style: str = "standard") -> theme.Role:
        document = clean("Words.", f"kind: {kind}\n")
        return role(theme.edition_of(document, theme.load(style)).style, "h2", "pdf")

    report, release, leaflet, guidance = map(h2, ("report", "release", "leaflet", "guidance"))
    assert release.size == theme.load().type.h3 < report.size == leaflet.size == guidance.size
    assert (report.top, leaflet.tint, guidance.bottom) != (None, None, None)
    assert (report.bottom, report.tint, guidance.top, guidance.tint, release.top, release.bottom) == (None,) * 6
    house = tmp_path / "house.toml"
    house.write_text('extends = "standard"\n[role.h2]\nsize = "title"\n', encoding="utf-8")
    assert h2("release", str(house)).size == theme.load().type.title, "a style that says it itself is heard"
