"""Fonts that travel in Word files (ECMA-376, Part 1, 17.8.1)."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from tests.judges import libreoffice_pdf, openxml_audit, openxml_sdk
from tests.word import texts
from tests.word.texts import document, paragraph, part, xpath
from triplicate import reading, theme
from triplicate.document.model import CodeBlock
from triplicate.formats import word
from triplicate.theme.fonts import Face, Family, families

ATKINSON = families()["Atkinson Hyperlegible"]


def faces(data: bytes) -> dict[str, TTFont]:
    """Return the embedded fonts by family and use, unscrambled as the standard says."""
    table = part(data, "word/fontTable.xml")
    rels = part(data, "word/_rels/fontTable.xml.rels") if xpath(table, "//@w:fontKey") else ()
    targets = {relation.get("Id"): relation.get("Target") for relation in rels}
    found = {}
    for element in xpath(table, "//*[@w:fontKey]"):
        with ZipFile(BytesIO(data)) as archive:
            scrambled = archive.read(f"word/{targets[xpath(element, 'string(@r:id)')]}")
        key = bytes.fromhex(element.get(f"{texts.W}fontKey").strip("{}").replace("-", ""))[::-1]
        font = bytes(byte ^ key[index % 16] if index < 32 else byte for index, byte in enumerate(scrambled))
        name = element.getparent().get(f"{texts.W}name"), element.tag.rpartition("}")[2]
        found[" ".join(name)] = TTFont(BytesIO(font))
    return found


def made(family: Family, *said: str) -> bytes:
    """Return a document in a family."""
    standard = theme.load()
    style = replace(standard, fonts=replace(standard.fonts, body=family, heading=family))
    return word.export(document(*map(paragraph, said)), style, moment=texts.MOMENT).data


def changed(folder: Path, source: Path, **values: int) -> Family:
    """Return a family of one face, its OS/2 table changed."""
    font = TTFont(source)
    for name, value in values.items():
        setattr(font["OS/2"], name, value)
    font.save(folder / "Changed.ttf")
    return Family("Changed", "changed", (Face(folder / "Changed.ttf", "400", italic=False),))


def letters(font: TTFont) -> set[str]:
    return set(map(chr, font.getBestCmap()))


def test_body_and_headings_come_with_four_faces_and_all_their_letters():
    found = faces(made(ATKINSON, "Hello"))
    uses = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
    assert list(found) == [f"Atkinson Hyperlegible {use}" for use in uses]
    for use, weight, italic in zip(uses, ("400", "700") * 2, (False, False, True, True), strict=True):
        (face,) = [face for face in ATKINSON.faces if (face.weight, face.italic) == (weight, italic)]
        assert letters(found[f"Atkinson Hyperlegible {use}"]) == letters(TTFont(face.path))


def test_the_font_of_code_comes_where_there_is_code():
    found = faces(texts.export(document(CodeBlock("x = 1"))).data)
    assert [name for name in found if "Mono" in name] == ["IBM Plex Mono embedRegular"]


def test_word_keeps_the_fonts_when_it_saves_the_file():
    settings = part(texts.export(document()).data, "word/settings.xml")
    assert len(xpath(settings, "w:embedTrueTypeFonts")) == 1
    # "Only the characters used" would leave a person without letters to write on with.
    assert xpath(settings, "w:saveSubsetFonts") == []


def test_a_big_font_keeps_what_a_text_may_need(tmp_path):
    arabic = families()["IBM Plex Sans Arabic"]
    found = faces(made(arabic, "Hello"))["IBM Plex Sans Arabic embedRegular"]
    assert set("Helo éł “–”") <= letters(found)
    assert "ب" not in letters(found)
    found = faces(made(arabic, "مرحبا"))["IBM Plex Sans Arabic embedRegular"]
    assert set("ثخذضظغ ABC") <= letters(found)
    # A family stays one: a person who has it installed meets no second one.
    assert found["name"].getDebugName(1) == "IBM Plex Sans Arabic"
    path = tmp_path / "arabic.docx"
    path.write_bytes(made(arabic, "مرحبا"))
    assert openxml_sdk([path]) == {path: []}
    assert openxml_audit(path) == []


@pytest.mark.parametrize(
    ("licence", "embeds"),
    [(0x0000, True), (0x0008, True), (0x0004, False), (0x0002, False)],
    ids=["installable", "editable", "to be read and printed", "restricted"],
)
def test_licences_are_respected(tmp_path, licence, embeds):
    data = made(changed(tmp_path, ATKINSON.faces[0].path, fsType=licence), "Hello")
    assert bool(faces(data)) == embeds
    assert bool(xpath(part(data, "word/settings.xml"), "w:embedTrueTypeFonts")) == embeds


def test_of_a_variable_font_come_the_weights_that_word_knows():
    found = faces(made(families()["IBM Plex Sans"], "Hello"))
    uses = {"embedRegular": 400, "embedBold": 600, "embedItalic": 400, "embedBoldItalic": 600}
    assert list(found) == [f"IBM Plex Sans {use}" for use in uses]
    for use, weight in uses.items():
        font = found[f"IBM Plex Sans {use}"]
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == weight
        assert font["name"].getDebugName(1) == "IBM Plex Sans"
        # Bold, italic (OpenType 1.9, head, macStyle).
        assert font["head"].macStyle == ("Bold" in use) + 2 * ("Italic" in use)
        assert set("Helo éł “–”") <= letters(font)
    widths = [found[f"IBM Plex Sans {use}"]["hmtx"]["m"][0] for use in ("embedRegular", "embedBold")]
    assert widths[0] < widths[1]


def test_a_program_without_the_fonts_gets_like_ones():
    table = part(texts.export(document()).data, "word/fontTable.xml")
    names = {font.get(f"{texts.W}name"): xpath(font, "string(w:altName/@w:val)") for font in xpath(table, "w:font")}
    assert names == {"IBM Plex Sans": "Tahoma,Arial", "IBM Plex Mono": "Consolas,Courier New"}


def test_libreoffice_shows_fonts_that_are_not_installed(tmp_path):
    file = texts.saved(document(paragraph("Hello"), CodeBlock("x = 1")), tmp_path / "fonts.docx")
    assert libreoffice_pdf(file, tmp_path / "fonts.pdf", alone=True) == []
    with pikepdf.open(tmp_path / "fonts.pdf") as pdf:
        shown = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert shown == {"IBMPlexSansBold", "IBMPlexSansRegular", "IBMPlexMono-Regular"}


def test_languages_in_other_scripts_come_in_the_fonts_they_have_in_the_pdf(tmp_path):
    """LibreOffice showed them in the next best font of the machine, and there lost a full stop."""
    words = "English words enough of them to be most. " * 40
    marked = "[مرحبا بالعالم. لا]{lang=ar} [नमस्ते दुनिया]{lang=hi} [Καλημέρα]{lang=el}"
    source = reading.read(f"---\ntitle: A\nlang: en\n---\n\n{words}\n\n{marked} and `code`.").document
    edition = theme.edition_of(source, theme.load())
    file = tmp_path / "scripts.docx"
    file.write_bytes(word.export(edition.document, edition.theme, moment=texts.MOMENT).data)
    assert openxml_sdk([file]) == {file: []}
    assert libreoffice_pdf(file, tmp_path / "scripts.pdf", alone=True) == []
    with pikepdf.open(tmp_path / "scripts.pdf") as pdf:
        shown = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    expected = {"IBMPlexSansArabic-Regular", "NotoSansRegular"}
    assert shown == {"IBMPlexSansBold", "IBMPlexSansRegular", "IBMPlexMono-Regular"} | expected
    # The styles know one font of complex scripts; words in another such script have theirs themselves.
    own = xpath(part(file.read_bytes()), "//w:r[w:rPr/w:rFonts]/w:t/text()")
    assert own == ["नमस्ते दुनिया"]
