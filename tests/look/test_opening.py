"""How a text opens: with a masthead, with a cover, or with its title alone."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document as WordFile
from PIL import Image as Drawing

from tests import judges
from tests.look import pages
from tests.look.texts import made
from tests.reading.helpers import clean
from tests.reading.helpers import reading as read_text
from triplicate import reading, theme
from triplicate.document.model import Document
from triplicate.formats.product import Format
from triplicate.proof.compare import compare as compare_outlines
from triplicate.proof.outline import Role, flatten, outline_of
from triplicate.proof.readback import read_back
from triplicate.theme.cover import GROUND, TITLE_ENDS
from triplicate.theme.edition import edition_of

FRONT = """---
title: {title}
subtitle: Six things that residents asked for
lang: en-GB
publisher: Tarrow Vale District Council
date: 2026-03-12
description: What will change, and when.
{more}
---

Words of the text.

## A section

More words.
"""
LEAFLET = Path(__file__).with_name("samples") / "leaflet.md"
DARK = theme.load().colours.cover_background


@cache
def text(more: str, title: str = "Pools for everyone") -> Document:
    return reading.read(FRONT.format(title=title, more=more), name="text.md").document


def pdf(more: str, title: str = "Pools for everyone", style: str = "standard") -> bytes:
    return made(text(more, title), style, Format.PDF)


def colour_at(data: bytes, page: int, x: float, y: float) -> str:
    """Return the colour of a page at a place, in shares of its width and height from the upper left."""
    image = pypdfium2.PdfDocument(data)[page].render(scale=0.5).to_pil().convert("RGB")
    return "#" + bytes(image.getpixel((round(x * (image.width - 1)), round(y * (image.height - 1))))).hex()


def opening(words: str, count: int) -> list[str]:
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()][:count]


def test_a_release_opens_with_who_publishes_it_what_it_is_and_when(tmp_path) -> None:
    document = text("kind: release")
    said = ["Tarrow Vale District Council", "News release | 12 March 2026", "Pools for everyone"]
    letters = pages.letters(made(document, "standard", Format.PDF))
    first = "".join(letter.character for letter in letters if letter.tag != "Artifact")
    assert first.startswith("".join(said).replace(" ", ""))
    # On one line, at the two ends of it.
    publisher, kind = letters[0], letters[len("TarrowValeDistrictCouncil")]
    assert publisher.box[1] == pytest.approx(kind.box[1], abs=3)
    assert kind.box[0] - publisher.box[0] > 200
    for suffix, format_ in (("docx", Format.DOCX), ("epub", Format.EPUB)):
        file = tmp_path / f"release.{suffix}"
        file.write_bytes(made(document, "standard", format_))
        if suffix == "docx":
            assert [one.text for one in WordFile(file).paragraphs[:3]] == said
            assert opening(judges.libreoffice_text(file).text, 3) == said
        else:
            with ZipFile(file) as book:
                page = next(book.read(name).decode() for name in book.namelist() if name.endswith("text.xhtml"))
            assert page.index(said[0]) < page.index(said[1]) < page.index("<h1")


def test_what_a_text_does_not_call_itself_is_not_said() -> None:
    said = "".join(letter.character for letter in pages.letters(pdf("toc: false")))
    assert said.startswith("TarrowValeDistrictCouncil12March2026Poolsforeveryone")


def test_a_text_that_says_nothing_of_itself_opens_with_its_title() -> None:
    document = reading.read("---\ntitle: A letter\nlang: en-GB\n---\n\nWords.\n", name="text.md").document
    assert opening(pages.text(made(document, "standard", Format.PDF))[0], 2) == ["A letter", "Words."]


def test_the_kind_is_said_in_the_language_of_the_text() -> None:
    source = "---\ntitle: Bassins\nlang: fr\nkind: release\ndate: 2026-03-12\n---\n\nTexte.\n"
    document = reading.read(source, name="text.md").document
    assert "Communiqué de presse | 12 mars 2026" in pages.text(made(document, "standard", Format.PDF))[0]


@pytest.mark.parametrize("more", ["kind: report", "toc: true"])
def test_a_report_has_a_cover(more: str) -> None:
    data = pdf(more)
    first, second = pages.text(data)[:2]
    assert "Pools for everyone" in first
    assert "Tarrow Vale District Council" in first
    assert "Words of the text." not in first
    assert "What will change, and when." in second
    assert colour_at(data, 0, 0, 0) == colour_at(data, 0, 1, 0.3) == DARK
    assert colour_at(data, 0, 0.02, 0.98) == "#ffffff"
    title = next(letter for letter in pages.letters(data) if letter.character == "P" and letter.size > 30)
    assert title.colour == theme.load().colours.cover_text
    # No number and no running words on it.
    assert not [letter for letter in pages.letters(data) if letter.page == 1 and letter.tag == "Artifact"]


@pytest.mark.parametrize("style", theme.names())
def test_a_title_that_just_fills_its_line_stands_where_all_titles_do(style: str) -> None:
    """The space after its last word needs no room: taken for another line, the title stood a line too high."""
    page = theme.load(style).page
    ends = []
    for title in ("A", "A specimen of this style"):
        text = f"---\ntitle: {title}\nsubtitle: Every kind of text\nlang: en-GB\nkind: report\n---\n\nWords.\n"
        letters = [one for one in pages.letters(made(reading.read(text).document, style, Format.PDF)) if one.page == 1]
        ends.append(page.height - min(one.box[1] for one in letters if one.box[1] > page.height / 2))
    assert ends == [pytest.approx(TITLE_ENDS * page.height, abs=8)] * 2


def test_links_and_code_on_the_dark_ground_are_as_light_as_the_words_around_them() -> None:
    source = FRONT.replace("{title}", "On `xmllint` and [the web](https://example.org/)").replace(
        "Six things that residents asked for", "With `code`, a [link](https://example.org/page) and <kbd>Enter</kbd>"
    )
    document = reading.read(source.format(more="kind: report"), name="text.md").document
    data = made(document, "standard", Format.PDF)
    colours = theme.load().colours
    dark = [letter for letter in pages.letters(data) if letter.page == 1 and letter.box[1] > 842 * (1 - GROUND)]
    assert "code,alink" in "".join(letter.character for letter in dark)
    assert {letter.colour for letter in dark} == {colours.cover_text, colours.cover_muted}
    image = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")
    # What is over the low letters of the code is the ground.
    first = next(letter for letter in dark if letter.character == "c" and letter.size < 20)
    over = image.getpixel((round(first.box[0] + first.box[2]), round(2 * (842 - first.box[3] - 2.5))))
    assert "#" + bytes(over).hex() == DARK


def test_a_cover_of_nobody_has_no_rule_for_who_published_it(tmp_path) -> None:
    document = reading.read("---\ntitle: Pools\nlang: en-GB\nkind: report\n---\n\nWords.\n", name="text.md").document
    word = tmp_path / "report.docx"
    word.write_bytes(made(document, "standard", Format.DOCX))
    assert judges.libreoffice_pdf(word, tmp_path / "report.pdf") == []
    for data in (made(document, "standard", Format.PDF), (tmp_path / "report.pdf").read_bytes()):
        image = pypdfium2.PdfDocument(data)[0].render(scale=0.5).to_pil().convert("RGB")
        foot = image.crop((0, round(image.height * (GROUND + 0.01)), image.width, image.height))
        assert foot.getcolors() == [(foot.width * foot.height, (255, 255, 255))]


def test_a_cover_on_paper_takes_no_ink() -> None:
    data = pdf("kind: report", style="print")
    assert colour_at(data, 0, 0, 0) == "#ffffff"
    assert "Pools for everyone" in pages.text(data)[0]


def test_a_title_that_finds_no_room_on_a_cover_has_none() -> None:
    data = pdf("kind: report", title="Pools, " * 60 + "and more")
    assert colour_at(data, 0, 0, 0) == "#ffffff"
    assert "Words of the text." in "".join(pages.text(data))


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_whatever_stands_on_a_cover_stays_on_the_page(style: str) -> None:
    many = "author: [" + ", ".join(f"Somebody of the {number}th Office" for number in range(1, 12)) + "]"
    for more, title in (("kind: report\n" + many, "Pools"), ("kind: report", "Pools and baths for everyone " * 4)):
        data = pdf(more, title, style)
        least = theme.load(style).page.bottom
        assert min(letter.box[1] for letter in pages.letters(data) if letter.tag != "Artifact") >= least - 1
        said = "".join("".join(pages.text(data)[:2]).split())
        assert "12March2026" in said
        assert title.strip().replace(" ", "") in said


def test_a_report_in_word_has_a_cover_and_one_heading_of_level_1(tmp_path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(made(text("kind: report"), "standard", Format.DOCX))
    assert judges.openxml_sdk([file]) == {file: []}
    assert judges.openxml_audit(file) == []
    styles = [one.style.name for one in WordFile(file).paragraphs]
    assert styles.count("Heading 1") == 1
    assert judges.libreoffice_pdf(file, tmp_path / "report.pdf") == []
    data = (tmp_path / "report.pdf").read_bytes()
    assert colour_at(data, 0, 0, 0) == colour_at(data, 0, 1, 0.3) == DARK
    first, second = pages.text(data)[:2]
    assert "Report" in first
    assert "Pools for everyone" in first
    assert "Tarrow Vale District Council" in first
    assert "What will change, and when." in second


def test_a_kind_that_is_nearly_one_of_ours_is_asked_about() -> None:
    (found,) = read_text("Words.\n", front="kind: reprot\n").findings
    assert (found.code, found.place.line) == ("M006", 4)
    assert "release, report, leaflet, guidance" in found.hint


def test_a_kind_of_another_program_says_nothing_here() -> None:
    assert clean("Words.\n", front="kind: Deployment\n").metadata.kind is None


def test_the_parts_of_a_word_cover_are_no_words_for_readers() -> None:
    with ZipFile(BytesIO(made(text("kind: report"), "standard", Format.DOCX))) as parts:
        headers = [parts.read(name).decode() for name in parts.namelist() if "header" in name and "rels" not in name]
    (band,) = [one for one in headers if "wps:wsp" in one]
    assert "<w:t" not in band
    assert "adec:decorative" in band


def test_the_head_of_a_page_names_the_section_in_which_it_begins() -> None:
    names = ("one", "two")
    body = "\n\n".join(f"## Section {name}\n\n" + "Words of a line, and more of them. " * 220 for name in names)
    heads: dict[int, str] = {}
    for letter in pages.letters(made(clean(body, front="toc: true\n"), "standard", Format.PDF)):
        if letter.tag == "Artifact" and letter.box[1] > 842 * 0.9:
            heads[letter.page] = heads.get(letter.page, "") + letter.character
    assert next(iter(heads.values())) == "Title", "the cover has no head, the contents are in no section"
    sections = [head.removeprefix("Title") for head in heads.values()][1:]
    assert set(sections) == {"Sectionone", "Sectiontwo"}
    assert sections == sorted(sections)


def test_a_short_text_keeps_no_room_at_its_foot_for_pages_it_has_not() -> None:
    leaflet = reading.read(LEAFLET.read_text(encoding="utf-8"), name=LEAFLET.name).document
    feet = [page.rstrip().splitlines()[-1] for page in pages.text(made(leaflet, "large-print", Format.PDF))]
    assert feet[0] == f"Oddern Borough Council, 2 November 2026 Page 1 of {len(feet)}"


def test_the_title_and_the_parts_of_a_leaflet_stand_on_tints(tmp_path) -> None:
    leaflet = reading.read(LEAFLET.read_text(encoding="utf-8"), name=LEAFLET.name).document
    tint = theme.load().colours.code_background
    file = tmp_path / "leaflet.docx"
    file.write_bytes(made(leaflet, "standard", Format.DOCX))
    assert judges.libreoffice_pdf(file, tmp_path / "leaflet.pdf") == []
    for data in (made(leaflet, "standard", Format.PDF), (tmp_path / "leaflet.pdf").read_bytes()):
        image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
        edges = set()
        for y in range(image.height):
            shades = ["#" + bytes(image.getpixel((x, y))).hex() for x in range(image.width)]
            if shades.count(tint) > image.width // 4:
                edges.add((shades.index(tint), image.width - shades[::-1].index(tint)))
        (left, right), *others = edges
        assert max(abs(one - left) + abs(other - right) for one, other in (*others, (left, right))) <= 2
        page = theme.load().page
        assert (left, right) == (pytest.approx(page.left, abs=2), pytest.approx(page.width - page.right, abs=2))
    with ZipFile(BytesIO(made(leaflet, "standard", Format.EPUB))) as book:
        sheet = book.read("EPUB/style.css").decode()
    assert re.search(r"^h1 \{[^}]*background", sheet, re.MULTILINE)
    with ZipFile(BytesIO(made(text("kind: release"), "standard", Format.EPUB))) as book:
        assert not re.search(r"^h1 \{[^}]*background", book.read("EPUB/style.css").decode(), re.MULTILINE)


# A picture on the cover

PICTURE = "#c0392b"
DECORATIVE = " {.decorative}"
ALT = "A pool seen from its edge."
SHAPES = {"landscape.png": (60, 48), "panorama.png": (90, 20), "portrait.png": (40, 60)}


@cache
def with_picture(name: str, more: str = f"\ncover-alt: {ALT}") -> Document:
    """Return a report with a picture of one colour on its cover."""
    with TemporaryDirectory() as folder:
        Drawing.new("RGB", SHAPES[name], PICTURE).save(Path(folder, name))
        front = f"kind: report\ntitle: Pools for everyone\npublisher: Tarrow Vale\ncover-image: {name}"
        source = f"---\n{front}{more}\nlang: en-GB\n---\n\nWords of the text.\n"
        return reading.read(source, name="text.md", folder=Path(folder)).document


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("style", ["standard", "large-print", "print"])
def test_a_picture_on_the_cover_stands_between_title_and_foot(name: str, style: str) -> None:
    data = made(with_picture(name), style, Format.PDF)
    page = pypdfium2.PdfDocument(data)[0]
    image = page.render(scale=1).to_pil().convert("RGB")
    rows = [y for y in range(image.height) if image.getpixel((image.width // 4, y)) == (0xC0, 0x39, 0x2B)]
    letters = {letter.character: letter for letter in pages.letters(data) if letter.page == 1}
    assert image.height - letters["P"].box[1] < rows[0], "the title stands over the picture"
    assert rows[-1] < image.height - letters["w"].box[3], "and its foot under it"
    assert rows == list(range(rows[0], rows[-1] + 1))
    across = [x for x in range(image.width) if image.getpixel((x, rows[len(rows) // 2])) == (0xC0, 0x39, 0x2B)]
    wide = name != "portrait.png"
    assert (len(across) >= image.width - 1) == wide
    if not wide:
        assert len(across) / len(rows) == pytest.approx(SHAPES[name][0] / SHAPES[name][1], rel=0.02), "it is whole"


@pytest.mark.parametrize("name", ["landscape.png", "portrait.png"])
def test_every_reader_meets_the_picture_on_a_cover(tmp_path, name: str) -> None:
    document = with_picture(name)
    edition = edition_of(document, theme.load())
    for format_ in Format:
        file = tmp_path / f"report.{format_.value}"
        file.write_bytes(made(document, "standard", format_))
        outline = read_back(file)
        assert compare_outlines(outline_of(edition.document), outline) == ()
        figures = [one.alt for one in flatten(outline.entries) if one.role is Role.FIGURE]
        assert [alt for alt in figures if ALT in alt] == [ALT], "once"
    whole = outline_of(edition.document)
    lost = replace(whole, entries=tuple(one for one in whole.entries if one.role is not Role.FIGURE))
    assert [one.kind for one in compare_outlines(whole, lost)] == ["figure-missing"]


def test_a_picture_on_the_cover_that_tells_nothing_is_passed_over(tmp_path) -> None:
    document = with_picture("landscape.png", DECORATIVE)
    for format_ in Format:
        file = tmp_path / f"report.{format_.value}"
        file.write_bytes(made(document, "standard", format_))
        outline = read_back(file)
        met = [entry for entry in outline.entries if entry.role is not Role.COVER]
        assert not [entry for entry in flatten(met) if entry.role is Role.FIGURE]
    assert colour_at(made(document, "standard", Format.PDF), 0, 0.25, 0.6) == PICTURE


def test_a_picture_on_the_cover_in_word_stands_where_it_does_in_the_pdf(tmp_path) -> None:
    document = with_picture("panorama.png")
    file = tmp_path / "report.docx"
    file.write_bytes(made(document, "standard", Format.DOCX))
    assert judges.openxml_sdk([file]) == {file: []}
    assert judges.libreoffice_pdf(file, tmp_path / "report.pdf") == []
    places = []
    for data in (made(document, "standard", Format.PDF), (tmp_path / "report.pdf").read_bytes()):
        image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
        rows = [y for y in range(image.height) if image.getpixel((200, y)) == (0xC0, 0x39, 0x2B)]
        places.append((rows[0], len(rows)))
        assert "Words of the text." in pages.text(data)[1]
    assert places[0] == pytest.approx(places[1], abs=3)


def test_a_book_has_a_cover_with_the_title_on_it_though_its_picture_is_broad(tmp_path) -> None:
    for name, count in (("landscape.png", 2), ("portrait.png", 1)):
        book = BytesIO(made(with_picture(name), "standard", Format.EPUB))
        with ZipFile(book) as parts:
            files = {
                one.removeprefix("EPUB/pictures/"): parts.read(one) for one in parts.namelist() if "pictures" in one
            }
        assert len(files) == count
        if count == 2:
            drawn = Drawing.open(BytesIO(files["cover.png"])).convert("RGB")
            assert drawn.size == (1000, 1500)
            assert drawn.getpixel((300, 800)) == (0xC0, 0x39, 0x2B)
            assert "#" + bytes(drawn.getpixel((5, 5))).hex() == DARK
