"""Each kind of callout has a sign of its own, beside its title, for eyes alone."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree

from tests import judges
from tests.look.texts import made
from tests.reading.helpers import clean
from triplicate import theme
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


def test_word_has_the_signs_of_callouts_for_eyes_alone(tmp_path) -> None:
    kinds = ("note", "tip", "important", "warning", "caution")
    hebrew = "::: {lang=he}\n\n> [!TIP]\n> שלום\n\n:::\n"
    text = "".join(f"> [!{kind.upper()}]\n> Words.\n\n" for kind in (*kinds, "tip")) + hebrew
    file = tmp_path / "signs.docx"
    file.write_bytes(made(clean(text), "standard", Format.DOCX))
    with ZipFile(file) as package:
        part = etree.fromstring(package.read("word/document.xml"))
        drawn = [package.read(name) for name in package.namelist() if name.endswith(".svg")]
    titles = part.xpath("//*[local-name()='p'][.//*[local-name()='pStyle'][contains(@*, 'Title')]]")
    shown = ["".join(title.xpath(".//*[local-name()='t']/text()")) for title in titles]
    assert shown[-7:] == ["Note", "Tip", "Important", "Warning", "Caution", "Tip", "עצה"]
    assert [len(title.xpath(".//*[local-name()='decorative'][@val='1']")) for title in titles[-7:]] == [1] * 7
    assert len(set(drawn)) == len(drawn) == 6, "one file a kind, and one whose room is on the other side"
    assert judges.openxml_sdk([file]) == {file: []}
    (page,) = pypdfium2.PdfDocument(made_by_libreoffice(file))
    places = [one.get_bounds() for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    words = page.get_textpage()
    assert len(places) == 7
    for left, bottom, right, top in places:
        # Each stands in the line of its title, and over none of its letters.
        line = [words.get_charbox(at) for at in range(words.count_chars()) if words.get_text_range(at, 1).strip()]
        beside = [box for box in line if box[1] < top and box[3] > bottom]
        assert beside
        assert not [box for box in beside if box[0] < right - 1 and box[2] > left + 1]


def made_by_libreoffice(file):
    assert judges.libreoffice_pdf(file, file.with_suffix(".pdf")) == []
    return file.with_suffix(".pdf")


def test_a_book_keeps_the_names_of_options_whole() -> None:
    text = "```sh\nvisits --from 2025-01-06 --skip-closed -q a--b --an-option-that-is-very-long-indeed\n```\n"
    with ZipFile(BytesIO(made(clean(text), "standard", Format.EPUB))) as book:
        html = book.read("EPUB/text.xhtml").decode()
    assert [piece.partition("<")[0] for piece in html.split('<span class="option">')[1:]] == [
        "--from",
        "--skip-closed",
        "-q",
    ]


def test_the_tint_of_a_callout_in_word_is_as_wide_as_the_text(tmp_path) -> None:
    file = tmp_path / "callout.docx"
    file.write_bytes(made(clean("> [!NOTE]\n> Words.\n>\n> - an item\n"), "standard", Format.DOCX))
    page = theme.load().page
    tint = theme.load().colours.note_background
    (sheet,) = pypdfium2.PdfDocument(made_by_libreoffice(file))
    image = sheet.render(scale=2).to_pil().convert("RGB")
    # One row of the picture goes through the words of each line: the tint reaches from the bar to the edge of the text.
    rows = {}
    for y in range(image.height):
        shades = ["#" + bytes(image.getpixel((x, y))).hex() for x in range(image.width)]
        if tint in shades:
            rows[y] = (image.width - shades[::-1].index(tint)) / 2
    assert len(rows) > 40
    assert {round(right - page.left - page.measure) for right in rows.values()} <= {-1, 0, 1}
