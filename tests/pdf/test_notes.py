"""Notes: where their calls stand in the line, and that every word of every note is on a page."""

import io
import re
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.judges import libreoffice_text, pdf_texts
from tests.pdf.documents import MOMENT, SENTENCE, document, item, para
from tests.profiles import examples
from tests.strategies import PNG
from triplicate import cli, reading, theme
from triplicate.document.model import (
    Align,
    Block,
    BulletList,
    Cell,
    Document,
    Image,
    Note,
    NoteReference,
    PageBreak,
    Picture,
    Table,
    Text,
)
from triplicate.formats import pdf
from triplicate.jobs.promises import promise_of
from triplicate.proof.proving import prove

HOUSE = """extends = "{edition}"
description = "A house's own page"
[page]
size = "{size}"
top = {margin}
right = {margin}
bottom = {margin}
left = {margin}
"""
PROSE = (
    "the council of a long valley keeps its own record and anyone who asks about flood or fire may read it, since "
    "residents. publish plain answers twice"
)
WORDS = PROSE.split()


def narrowed(style: str, points: float) -> theme.Theme:
    """Return an edition whose lines are shorter by some points."""
    loaded = theme.load(style)
    return replace(loaded, page=replace(loaded.page, right=loaded.page.right + points))


def differences(source: Document, look: theme.Theme, folder: Path) -> list[str]:
    path = folder / "text.pdf"
    path.write_bytes(pdf.export(source, look, moment=MOMENT).data)
    return [str(difference) for difference in prove(source, {path: path.read_bytes()})[0].differences]


def notes(*texts: str) -> tuple[Note, ...]:
    return tuple(Note(number, (para(text),)) for number, text in enumerate(texts, start=1))


def words_off_the_page(data: bytes) -> list[str]:
    """Return the characters that stand outside their page's margins, with some room for what hangs over."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if left < 0 or bottom < 0 or right > page.get_width() or top > page.get_height():
                found.append(text.get_text_range(index, 1))
    return found


def read_words(data: bytes) -> str:
    """Return the words of a file as PDFium reads them."""
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@st.composite
def prose(draw: st.DrawFn) -> Document:
    """Paragraphs with calls behind words here and there, as a text about anything has them."""
    paragraphs, number = [], 0
    for start in draw(st.lists(st.integers(0, len(WORDS) - 1), min_size=2, max_size=4)):
        parts: list[object] = []
        for position, word in enumerate(islice(cycle(WORDS), start, start + 60)):
            parts.append(f"{'' if position == 0 else ' '}{word}")
            if draw(st.booleans()) and position % 5 == start % 5:
                number += 1
                parts.append(NoteReference(number))
        paragraphs.append(para(*parts, " and so on."))
    return document(*paragraphs, notes=tuple(Note(one, (para("A note."),)) for one in range(1, number + 1)))


def called_in_table() -> Table:
    """Return a table that calls a note: it stands after the table, among the text."""
    return Table((Cell((Text("Head"),)),), ((Cell((Text("Cell"), NoteReference(1))),),), (Align.START,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notes")


@settings(max_examples=examples(20), deadline=None, phases=(Phase.explicit, Phase.generate))
@given(source=prose(), points=st.floats(0, 250))
def test_prose_with_many_notes_is_read_as_written_at_every_width(source: Document, points: float, folder: Path) -> None:
    assert differences(source, narrowed("standard", points), folder) == []


@pytest.mark.parametrize("break_", ["\\\n", "\n"], ids=["of its own", "for want of room"])
def test_a_space_after_a_call_belongs_to_what_follows(break_: str, folder: Path) -> None:
    begin = "The council will publish its plan for the new library in the spring and residents."
    text = f"---\ntitle: T\nlang: en\n---\n\n{begin}[^1]{break_}Then *work* begins.\n\n[^1]: Note.\n"
    source = reading.read(text).document
    data = pdf.export(source, theme.load("standard"), moment=MOMENT).data
    assert "residents.1 Then work begins." in read_words(data)
    assert differences(source, theme.load("standard"), folder) == []
    # The glyphs say it: MuPDF moves the letters of a line by one where a text beside them has a space more.
    with pikepdf.open(io.BytesIO(data)) as file:
        marks = [
            operands for operands, operator in pikepdf.parse_content_stream(file.pages[0]) if str(operator) == "BDC"
        ]
    assert [one for _, one in marks if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one] == []


SIDE_BY_SIDE = """---
title: T
lang: en
---

A cube of *10^3^*[^a] in water, H~2~[^c], of CO₂[^b] here.

**Three of them**[^a][^b][^c] and `code`[^a][^b], so.

| Hall | Seats |
|:--|--:|
| North[^a][^b] | 5 m^2^[^c] |
| South[^b][^c] | 50 |

> Said[^b][^a] and done.

[^a]: First.
[^b]: Second.
[^c]: Third.
"""
APART = ("103 1", "H2 2,", "CO₂ 3 here", "them1 3 2 and", "code1 3,", "North1 3", "m2 2", "South3 2", "Said3 1 and")


def test_figures_that_are_raised_or_lowered_stand_apart(folder: Path) -> None:
    path = folder / "apart.md"
    path.write_text(SIDE_BY_SIDE, encoding="utf-8")
    assert cli.run(["export", str(path), "--quiet"]) == 0
    read = {name: one.text for name, one in pdf_texts(folder / "apart.pdf").items()}
    read["Word"] = libreoffice_text(folder / "apart.docx").text
    for program, text in read.items():
        words = " ".join(text.replace("\u00a0", " ").split())
        if program == "pdf.js":  # which has each size on a line of its own
            words = words.replace("10 3", "103").replace("H 2", "H2").replace("m 2", "m2")
            words = re.sub(r"(?<=them|code|orth|outh|Said) (?=\d)| (?=,)", "", words)
        assert [one for one in APART if one not in words] == [], (program, words)


@pytest.mark.parametrize(
    ("edition", "size"),
    [("large-print", "A5"), ("dyslexia", "A5"), ("print", "A5"), ("standard", "Letter")],
)
def test_no_word_of_a_long_note_is_off_the_page(edition: str, size: str, tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text(HOUSE.format(edition=edition, size=size, margin=50 if size == "A5" else 70), encoding="utf-8")
    lengths = (9, 3, 9, 1, 40)
    texts = [
        " ".join(f"{mark}{number}{SENTENCE.strip()}" for number in range(most))
        for mark, most in zip("abcde", lengths, strict=True)
    ]
    calls = [part for number in range(1, len(texts) + 1) for part in (f" Text {number}.", NoteReference(number))]
    source = document(para(SENTENCE * 3), para(*calls), para("The end."), notes=notes(*texts))
    data = pdf.export(source, theme.load(str(house)), moment=MOMENT).data
    assert words_off_the_page(data) == []
    shown = read_words(data)
    assert [
        text for text in texts if any(f"{text[:1]}{number}When" not in shown for number in range(len(text) // 98))
    ] == []


def test_a_page_holds_more_than_the_notes_that_another_left_over() -> None:
    source = document(
        para("One.", NoteReference(1), " Two.", NoteReference(2)), notes=notes(SENTENCE * 14, SENTENCE * 14)
    )
    data = pdf.export(source, theme.load("standard"), moment=MOMENT).data
    last = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)][-1]
    assert "Two." in last or len(pypdfium2.PdfDocument(data)) == 1


@pytest.mark.parametrize(
    "call", [para("Words.", NoteReference(1)), called_in_table()], ids=["at the foot", "in the text"]
)
@pytest.mark.parametrize("picture", [(), (Image("dot.png", "a dot"),)], ids=["measured", "with a picture"])
def test_tables_and_code_in_a_note_stand_within_its_column(
    call: Block, picture: tuple[Image, ...], folder: Path
) -> None:
    """The note's text is indented, and a note at the foot is as wide as the page wherever its call stands."""
    cell = Cell(
        (Text("Cells of words that go on and on until they need all the room that there is in a line. "), *picture)
    )
    table = Table((Cell((Text("Column"),)),) * 2, ((cell, cell),), (Align.START,) * 2, (Text("A caption"),), 1)
    deep = BulletList((item(BulletList((item(call),))),))
    source = document(para("Text."), deep, notes=(Note(1, (para("See:"), table, para(SENTENCE))),))
    source = replace(source, pictures={"dot.png": Picture("dot.png", "image/png", PNG, 1, 1)})
    path = folder / "table.pdf"
    path.write_bytes(pdf.export(source, theme.load("clear-print"), moment=MOMENT).data)
    proof = prove(source, {path: path.read_bytes()}, promise_of(theme.load("clear-print")))[0]
    assert [str(difference) for difference in proof.differences] == []


def test_a_note_has_nothing_of_the_look_of_the_words_that_call_it(folder: Path) -> None:
    text = (
        "---\ntitle: T\nlang: en\n---\n\n*Slanted[^1]* **bold[^2]** ~~struck *out[^3]*~~.\n\n## Heading[^4]\n\nText.\n\n"
        + "".join(f"[^{number}]: Plain words of note {number} and x^2^ beside.\n" for number in (1, 2, 3, 4))
    )
    source = reading.read(text).document
    assert differences(source, theme.load("standard"), folder) == []
    page = pymupdf.open(folder / "text.pdf")[0]
    spans = [
        span for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()) for span in line["spans"]
    ]
    notes = [span for span in spans if "words of note" in span["text"]]
    assert len(notes) == 4
    assert {(span["font"].split("+")[-1], span["size"], span["color"]) for span in notes} == {
        (notes[0]["font"].split("+")[-1], notes[0]["size"], notes[0]["color"])
    }
    assert not any(style in notes[0]["font"] for style in ("Italic", "Oblique", "Bold"))
    lines = [drawing["rect"] for drawing in page.get_drawings() if drawing["rect"].height < 1.5]
    assert not [rect for rect in lines for span in notes if rect.intersects(pymupdf.Rect(span["bbox"]))]


def test_notes_called_in_notes_and_page_breaks_in_notes_are_whole(folder: Path) -> None:
    inner = Note(2, (para("Within.", NoteReference(3)), para("And on.")))
    source = document(
        para("Words.", NoteReference(1), " More.", NoteReference(2), " Last.", NoteReference(4)),
        notes=(
            Note(1, (para("First."), PageBreak(), para("Still the first."))),
            inner,
            Note(3, (BulletList((item("Third."),)),)),
            Note(4, (para("Fourth."),)),
        ),
    )
    assert differences(source, theme.load("standard"), folder) == []


@pytest.mark.parametrize(("paragraphs", "items"), [(3, 21), (7, 16)])
def test_a_note_stands_on_the_page_of_its_call(paragraphs: int, items: int) -> None:
    """The page ends where one line of the last paragraph has room on it, or none has."""
    lines = BulletList(tuple(item(para("Item.")) for _ in range(items)))
    last = para("And more of these words are here. " * 14)
    source = document(
        para("First words.", NoteReference(1)), *[para("Words.")] * paragraphs, lines, last, notes=notes("Here it is.")
    )
    texts = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(pdf.export(source, theme.load("standard"), moment=MOMENT).data)
    ]
    assert ["Here it is." in text for text in texts] == [True, False]


@pytest.mark.parametrize(("sentences", "waits"), [(1, 0), (5, 1), (8, 0)], ids=["short", "long", "longer"])
def test_many_notes_stand_at_the_foot_of_the_pages_of_their_calls(sentences: int, waits: int) -> None:
    """A long one may wait for the next page, unless so many would that a page held nothing else."""
    many = 60
    paragraphs = [
        para(SENTENCE * (number % 4), f"Call {number} ends", NoteReference(number)) for number in range(1, many)
    ]
    texts = [f"Note {number} {SENTENCE * (sentences + number % 2)}" for number in range(1, many)]
    data = pdf.export(document(*paragraphs, notes=notes(*texts)), theme.load(), moment=MOMENT).data
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    late = 0
    for number in range(1, many):
        call, note = (
            next(at for at, text in enumerate(pages) if f"{word} {number} " in text) for word in ("Call", "Note")
        )
        assert 0 <= note - call <= waits, number
        late += note - call
    assert all(text.rfind("Call ") < text.find("Note ") for text in pages[:-1])
    assert late <= len(pages)


def test_no_call_stands_in_a_line_of_its_own() -> None:
    """Each paragraph is about a letter longer than the one before."""
    texts = [f"{'m' * length} and the words of a line that ends before or after its end." for length in range(4, 30)]
    source = document(*[para(text, NoteReference(1)) for text in texts], notes=notes("Here it is."))
    data = pdf.export(source, theme.load("standard"), moment=MOMENT).data
    lines = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)).split()
    assert lines.count("end.1") == len(texts)


def test_a_note_runs_as_the_text_is_said_to_run(tmp_path):
    """Azerbaijani is written in two scripts: the front matter says which way this text runs."""
    text = "---\ntitle: T\nlang: az\ndir: rtl\n---\n\nWords here[^1].\n\n[^1]: A note.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert cli.run(["export", str(tmp_path / "a.md"), "--formats", "pdf", "--quiet"]) == 0
    page = pymupdf.open(tmp_path / "a.pdf")[0]
    (words,), (note,) = page.search_for("Words here"), page.search_for("A note")
    assert min(words.x0, note.x0) > page.rect.width / 2


def test_a_note_runs_as_its_language_does_whatever_calls_it(tmp_path):
    called = "مرحبا بكم[^1] في المأوى.\n\n| عمود | آخر |\n|---|---|\n| نص[^2] | نص |\n| نص | نص |"
    notes = "[^1]: An English note, of 12 words.\n[^2]: Another (2026), in English.\n"
    text = f"---\ntitle: T\nlang: en\n---\n\n::: {{lang=ar}}\n\n{called}\n\n:::\n\n{notes}"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert cli.run(["export", str(tmp_path / "a.md"), "--formats", "pdf", "--quiet"]) == 0
    page = pymupdf.open(tmp_path / "a.pdf")[0]
    (title,) = page.search_for("T")[:1]
    for words in ("An English note, of 12 words.", "Another (2026), in English."):
        (found,) = page.search_for(words)
        assert found.x0 < title.x0 + 30


NESTED = """---
title: Notes
lang: en-GB
---

Text[^1]. *Slanted[^4]*, **[bold](https://example.org/)[^6]**, [said[^7]]{lang=cy}.

## Heading[^8]

[^1]: One, called by it two[^2] and three[^3].

[^2]: Two.

[^3]: Three.

[^4]: Four, with five[^5].

[^5]: Five.

[^6]: Six, with nine[^9].

[^7]: Seven, with ten[^10].

[^8]: Eight, with eleven[^11].

[^9]: Nine, with twelve[^12].

[^10]: Ten.

[^11]: Eleven.

[^12]: Twelve.
"""


def test_calls_of_notes_of_notes_stand_apart_in_word(folder: Path) -> None:
    """Word has no notes of notes: their calls stand beside that of the note, and two must not be one number."""
    path = folder / "nested.md"
    path.write_text(NESTED, encoding="utf-8")
    assert cli.run(["export", str(path), "--quiet", "--formats", "docx"]) == 0
    text = " ".join(libreoffice_text(folder / "nested.docx").text.replace("\u00a0", " ").split())
    first = text[text.index("Text") :][:12]
    assert re.match(r"Text1 \d+ \d+\.", first), first


def test_notes_of_a_table_have_one_rule_over_them_and_one_under_them() -> None:
    text = "| A[^1] | B[^2] |\n|---|---|\n| x[^3] | y |\n\nWords.\n\n[^1]: First.\n\n[^2]: Second.\n\n[^3]: Third.\n"
    source = reading.read(f"---\ntitle: T\nlang: en-GB\n---\n\n{text}").document
    page = pymupdf.open("pdf", pdf.export(source, theme.load(), moment=MOMENT).data)[0]
    first, third, after = (page.search_for(words)[0] for words in ("First", "Third", "Words"))
    seen = page.get_pixmap(dpi=144, colorspace="gray")
    rules = [y / 2 for y in range(seen.height) if seen.pixel(800, y)[0] < 200]
    assert [y for y in rules if first.y0 < y < third.y0] == []
    assert 0 < len([y for y in rules if third.y0 < y < after.y0]) < 4, "pixels of one rule"
    assert any(first.y0 - 12 < y < first.y0 for y in rules)
