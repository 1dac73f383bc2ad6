"""Each kind of callout has a sign of its own, beside its title, for eyes alone."""

from io import BytesIO
from zipfile import ZipFile

from tests import judges
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate.formats.product import Format


def test_a_book_has_the_signs_of_its_callouts(tmp_path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(made(clean("> [!TIP]\n> Save it.\n\n> [!NOTE]\n> Read it.\n"), "standard", Format.EPUB))
    with ZipFile(file) as book:
        signs = sorted(name for name in book.namelist() if "signs/" in name)
        sheet = book.read("EPUB/style.css").decode()
    assert signs == ["EPUB/signs/note.svg", "EPUB/signs/tip.svg"]
    assert [f"url({name.removeprefix('EPUB/')})" in sheet for name in signs] == [True, True]
    assert {severity: messages for severity, messages in judges.epubcheck(file).items() if messages} == {}
    with ZipFile(BytesIO(made(clean("Words.\n"), "standard", Format.EPUB))) as book:
        assert not [name for name in book.namelist() if "signs/" in name]


def test_a_book_keeps_the_names_of_options_whole() -> None:
    text = "```sh\nvisits --from 2025-01-06 --skip-closed -q a--b --an-option-that-is-very-long-indeed\n```\n"
    with ZipFile(BytesIO(made(clean(text), "standard", Format.EPUB))) as book:
        html = book.read("EPUB/text.xhtml").decode()
    assert [piece.partition("<")[0] for piece in html.split('<span class="option">')[1:]] == [
        "--from",
        "--skip-closed",
        "-q",
    ]
