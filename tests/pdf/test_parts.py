"""A PDF that is laid out in parts is the same as in one piece, for whoever reads or sees it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from unittest.mock import patch

import pikepdf
import pypdfium2
import pytest
from hypothesis import assume, given, settings
from hypothesis.strategies import sampled_from

from tests.judges.pdf_rules import verapdf
from tests.judges.tools import command, run
from tests.pdf.documents import MOMENT
from tests.pdf.files import STANDARDS
from tests.profiles import examples
from tests.strategies import documents
from triplicate import cli, read_text, theme
from triplicate.document.chapters import chapters_on_new_pages
from triplicate.document.model import Document, Heading
from triplicate.formats import pdf
from triplicate.formats.pdf import boxes, page_references
from triplicate.formats.pdf.parts import closing, split
from triplicate.formats.pdf.parts.rounds import Rounds
from triplicate.formats.product import Product, Region
from triplicate.jobs.promises import promise_of
from triplicate.proof.proving import Witness

TEXT = (Path(__file__).parent / "chapters.md").read_text(encoding="utf-8")


@contextmanager
def in_parts() -> Iterator[None]:
    """Have short documents laid out in parts, each of one chapter."""
    with patch.object(split, "LONG", 0), patch.object(split, "PART", 1):
        yield


def exported(document: Document, style: str = "standard", standard: str = "ua-1", processes: int = 1) -> Product:
    edition = theme.edition_of(document, theme.load(style))
    return pdf.export(edition.document, edition.theme, moment=MOMENT, standard=standard, processes=processes)


def what_is_met(data: bytes) -> dict[str, Any]:
    """Return all that a reader of a file meets, without the numbers of its objects."""
    with pikepdf.open(BytesIO(data)) as file:
        pages = {page.objgen: number for number, page in enumerate(file.pages)}

        def plain(value: Any) -> Any:
            if isinstance(value, pikepdf.Array):
                return [plain(one) for one in value]
            if isinstance(value, pikepdf.Dictionary):
                if value.get("/Type") == "/Page":
                    return pages[value.objgen]
                if value.get("/Type") == "/StructElem":
                    return str(value.S), pages.get(value.Pg.objgen) if "/Pg" in value else None, str(value.get("/ID"))
                return {key: plain(one) for key, one in value.items() if key not in ("/P", "/Parent", "/StructParent")}
            return str(value)

        def tree(kid: Any) -> Any:
            if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") in ("/MCR", "/OBJR"):
                return plain(kid)
            inner = kid.get("/K", [])
            kids = [tree(one) for one in (inner if isinstance(inner, pikepdf.Array) else [inner])]
            return plain(kid), {key: plain(one) for key, one in kid.items() if key not in ("/P", "/K")}, kids

        def bookmarks(item: Any) -> list[Any]:
            found = []
            while item is not None:
                inner = bookmarks(item.get("/First"))
                found.append(
                    (str(item.Title), plain(item.get("/Dest")), plain(item.get("/A")), item.get("/Count"), inner)
                )
                item = item.get("/Next")
            return found

        root = file.Root.StructTreeRoot
        parents = pikepdf.NumberTree(root.ParentTree)
        dests = file.Root.get("/Names", {}).get("/Dests", pikepdf.Dictionary(Names=[])).Names
        fonts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0"]
        return {
            "tree": tree(root.K[0]),
            "parents": [plain(parents[int(page.StructParents)]) for page in file.pages if "/StructParents" in page],
            "annotations": [
                [(plain(one), plain(parents[int(one.StructParent)])) for one in page.get("/Annots", [])]
                for page in file.pages
            ],
            "ids": sorted(str(one) for one in root.get("/IDTree", pikepdf.Dictionary(Names=[])).Names[::2]),
            "names": [(str(dests[at]), plain(dests[at + 1])) for at in range(0, len(dests), 2)],
            "bookmarks": bookmarks(file.Root.Outlines.get("/First")),
            "pages": [(plain(page.MediaBox), plain(page.TrimBox), page.label) for page in file.pages],
            "metadata": (file.Root.Metadata.read_bytes(), plain(file.docinfo)),
            "catalog": {key: plain(file.Root.get(key)) for key in ("/Lang", "/MarkInfo", "/ViewerPreferences")},
            "fonts": sorted(str(font.BaseFont) for font in fonts),
        }


def pictures(data: bytes) -> list[bytes]:
    """Return the pixels of each page as PDFium draws it."""
    return [page.render(scale=0.7, grayscale=True).to_pil().tobytes() for page in pypdfium2.PdfDocument(data)]


def by_poppler(name: str, data: bytes, *options: str) -> str:
    """Return what a program of poppler's says of a file."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = run([command(name, "poppler-utils"), *options, file.name, *(["-"] if name == "pdftotext" else [])])
    assert done.returncode == 0, done.stderr
    return done.stdout


def require_same(document: Document, style: str, parts: Product, one: Product) -> None:
    """Require that a file in parts is met and seen as that in one piece, and is what the document says."""
    assert parts.data != one.data, "nothing was laid out in parts"
    found, expected = what_is_met(parts.data), what_is_met(one.data)
    for what, value in expected.items():
        assert found[what] == value, what
    words, expected_words = (by_poppler("pdftotext", file.data, "-bbox") for file in (parts, one))
    assert words == expected_words, "words or their places"
    assert pictures(parts.data) == pictures(one.data)
    assert starts(parts) == starts(one)
    assert set(parts.findings) == set(one.findings)
    witness = Witness(document, promise_of(theme.load(style)))
    assert [one.message for one in witness.prove(Path("a.pdf"), parts.data).differences] == []


def starts(product: Product) -> list[tuple[str, int, int, Region]]:
    # A line that is made of the metadata is made anew each time: its serial is below 0.
    return [(one.label, max(one.node.serial, 0), one.offset, one.region) for one in product.page_starts]


EDITIONS = [("ua-1", "standard"), ("ua-2", "large-print"), ("ua-1", "print"), ("ua-2", "print")]
in_editions = pytest.mark.parametrize(("standard", "style"), EDITIONS)


@cache
def of_text(standard: str, style: str, *, parts: bool) -> Product:
    with in_parts() if parts else nullcontext():
        return exported(read_text(TEXT), style, standard)


@in_editions
def test_a_document_in_parts_is_the_same_as_in_one_piece(standard: str, style: str) -> None:
    parts, one = of_text(standard, style, parts=True), of_text(standard, style, parts=False)
    require_same(read_text(TEXT), style, parts, one)
    assert len(pypdfium2.PdfDocument(parts.data)) > 8


def test_what_shows_where_to_cut_is_drawn_once(tmp_path: Path) -> None:
    house = tmp_path / "cut.toml"
    house.write_text('extends = "print"\ndescription = "to be cut"\n[page]\ncrop-marks = true\n', encoding="utf-8")
    document = read_text(linked(SOME_LINKS))
    with in_parts():
        parts = exported(document, str(house))
    require_same(document, str(house), parts, exported(document, str(house)))


def test_a_note_tells_of_its_calls_in_all_parts() -> None:
    """In PDF/UA-2 it does, and so does each call of the note."""
    with pikepdf.open(BytesIO(of_text("ua-2", "large-print", parts=True).data)) as file:
        elements = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") is not None]
        notes = {one.objgen: [call.objgen for call in one.Ref] for one in elements if one.S == "/FENote"}
        calls = {one.objgen: one.Ref[0].objgen for one in elements if one.S == "/Reference" and "/Ref" in one}
    assert sorted(map(len, notes.values())) == [1, 2, 2]
    assert {call: note for note, those in notes.items() for call in those} == calls


@in_editions
def test_a_document_in_parts_is_valid(tmp_path: Path, standard: str, style: str) -> None:
    file = tmp_path / "parts.pdf"
    file.write_bytes(of_text(standard, style, parts=True).data)
    assert verapdf([file], STANDARDS[standard]) == {file: []}


@pytest.mark.parametrize("style", ["standard", "print"])
def test_the_number_of_processes_changes_no_byte(style: str) -> None:
    with in_parts():
        assert exported(read_text(TEXT), style, processes=2).data == of_text("ua-1", style, parts=True).data


SOME_LINKS, MANY_LINKS = 3, 240
"""Links in a chapter: with many, it has fewer pages when they say page 4 than when they say page 88."""


def linked(links: int) -> str:
    """Return a text of four chapters, the first of which has so many links."""
    chapters = (" ".join(["[it](#c1)"] * links), "Nothing but words.", "Back to [it](#c2).[^n]", "It ends.")
    text = "".join(f"## Chapter {n} {{#c{n}}}\n\n{words}\n\n" for n, words in enumerate(chapters, start=1))
    front = "title: Of links\nlang: en-GB\ndate: 2026-03-01\ntoc: true\nchapters: new-page"
    return f"---\n{front}\n---\n\nBefore, see [all](#c3).\n\n{text}\n[^n]: In a note, [it](#c4), too.\n"


@pytest.mark.parametrize(
    ("links", "most_tries", "rounds"), [(SOME_LINKS, 5, 2), (MANY_LINKS, 5, 3), (MANY_LINKS, 1, 3)]
)
def test_parts_are_made_again_until_their_links_say_the_right_pages(links: int, most_tries: int, rounds: int) -> None:
    """Or until they say none, where that comes to no end."""
    document = read_text(linked(links))
    with patch.object(page_references, "_MOST_TRIES", most_tries):
        one = exported(document, "print")
        with in_parts(), patch.object(Rounds, "end", autospec=True, side_effect=Rounds.end) as ended:
            parts = exported(document, "print")
    require_same(document, "print", parts, one)
    assert ended.call_count == rounds
    assert len(pages_said(parts.data)) == (links + 3 if most_tries > 1 else 0)


def pages_said(data: bytes) -> list[tuple[int, int]]:
    """Return of each link that says a page in words which page it leads to, and which it says, as poppler reads them."""
    found, target = [], 0
    for leads, says in re.findall(
        r'href="[^"]*#(\d+)"|\(page\s(\d+)\)', by_poppler("pdftohtml", data, "-xml", "-i", "-stdout")
    ):
        if says:
            found.append((target, int(says)))
        else:
            target = int(leads)
    return found


def test_links_in_parts_say_the_pages_that_they_lead_to() -> None:
    """Wherever they stand: before the first chapter, in a note and a table, too."""
    parts, one = (of_text("ua-1", "print", parts=parts).data for parts in (True, False))
    said = pages_said(parts)
    assert said == pages_said(one)
    assert len(said) == 6
    assert all(leads == says for leads, says in said)
    assert len({says for _, says in said}) == 3


def test_a_chapter_with_many_long_notes_is_the_same_in_parts() -> None:
    """Its lines go to the next pages with their notes, and those of the other chapters do not."""
    words = "The ferry waits at the pier until the last of those who called has come on board. "
    text = "---\ntitle: Of notes\nlang: en-GB\ndate: 2026-03-01\nchapters: new-page\n---\n"
    for chapter, (paragraphs, sentences) in enumerate(((6, 4), (14, 8), (3, 9)), start=1):
        calls = [(f"[^{chapter}-{one}-1]", f"[^{chapter}-{one}-2]") for one in range(paragraphs)]
        text += f"\n## Chapter {chapter}\n\n"
        text += "".join(f"{words}It ends.{first} So it does.{second}\n\n" for first, second in calls)
        text += "".join(f"{call}: {words * sentences}\n" for both in calls for call in both)
    document = read_text(text)
    with patch.object(boxes, "of_same_chapters", side_effect=boxes.of_same_chapters) as crowded:
        one = exported(document)
    assert any(asked.args[0] for asked in crowded.call_args_list)
    with in_parts():
        require_same(document, "standard", exported(document), one)


@settings(max_examples=examples(3), deadline=None)
@given(documents(), sampled_from(EDITIONS))
def test_any_document_in_parts_is_the_same(document: Document, edition: tuple[str, str]) -> None:
    standard, style = edition
    blocks = tuple(replace(one, level=2) if isinstance(one, Heading) else one for one in document.blocks)
    document = replace(document, blocks=blocks, metadata=replace(document.metadata, chapters_begin_pages=True))
    assume(len(chapters_on_new_pages(document)) > 1)
    with in_parts():
        parts = exported(document, style, standard)
    require_same(document, style, parts, exported(document, style, standard))


def test_chapters_begin_pages() -> None:
    document = read_text(TEXT)
    chapters = [block.id for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    pages = dict(what_is_met(of_text("ua-1", "standard", parts=False).data)["names"])
    tops = {name: float(pages[name][3]) for name in chapters}
    assert len({pages[name][0] for name in chapters}) == len(chapters)
    assert set(tops.values()) == {max(tops.values())}


def test_what_cannot_be_laid_out_in_parts_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    asked = ["export", str(tmp_path / "a.md"), "--formats", "pdf", "--to", str(tmp_path), "--no-verify"]
    with in_parts(), patch.object(closing, "_MOST_TRIES", 1):
        assert cli.run([*asked, "--verbose"]) == 0
        assert "a.pdf: laid out in one piece, since its contents do not come to say" in capsys.readouterr().out
    assert of_text("ua-1", "standard", parts=False).in_one_piece == ""
