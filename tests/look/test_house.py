"""House themes: a house's own file, and all that can be wrong with it."""

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from tests import judges
from tests.look import pages
from tests.look.texts import MOMENT
from tests.samples import SOURCE
from triplicate import api, cli, reading, theme
from triplicate.errors import UsageError
from triplicate.formats.product import Format
from triplicate.jobs.production import produce
from triplicate.theme.fonts import families

TEXT = """---
title: A text of the house
lang: en-GB
publisher: The House
date: 2026-01-02
---

Words of the text, and enough of them.

\\newpage

The second page.
"""

HOUSE = """
extends = "standard"
description = "The look of the house"

[[font]]
name = "House Sans"
face = [
    { file = "fonts/House.ttf" },
    { file = "fonts/House-Bold.ttf", weight = 700 },
]

[fonts]
body = "House Sans"
heading = "House Sans"

[colours]
accent = "#7a1f5c"
heading = "#4d0f38"

[running]
header = "{publisher}: {title}"
footer = "Printed {date}"

[logo]
file = "logo.png"
alt = "The House: a lamp in a window"
width = 120

[cover]
file = "logo.png"
alt = "A lamp"
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a house theme beside its fonts and its logo."""
    (tmp_path / "fonts").mkdir()
    faces = families()["Atkinson Hyperlegible"].faces
    for name, face in (("House.ttf", faces[0]), ("House-Bold.ttf", faces[2])):
        _renamed(face.path, tmp_path / "fonts" / name, licence=0)
    Image.new("RGB", (300, 100), "#7a1f5c").save(tmp_path / "logo.png")
    path = tmp_path / "house.toml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def _renamed(source: Path, target: Path, licence: int) -> None:
    font = TTFont(source)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "House-Sans" if record.nameID == 6 else "House Sans"
    font["OS/2"].fsType = licence
    font.save(target)


def _made(path: Path, format_: Format) -> bytes:
    document = reading.read(TEXT, name="text.md").document
    return produce(theme.edition_of(document, theme.load(str(path))), (format_,), moment=MOMENT, name="text")[
        format_
    ].data


def test_the_pdf_wears_the_house(house: Path, tmp_path: Path) -> None:
    data = _made(house, Format.PDF)
    first, second = pages.text(data)[:2]
    assert "The House: A text of the house" in second
    assert "The House: A text of the house" not in first
    assert "Printed 2 January 2026" in first
    assert "#4d0f38" in {letter.colour for letter in pages.letters(data)}
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["The House: a lamp in a window"]
    assert all("+House" in font for font in fonts), fonts
    file = tmp_path / "house.pdf"
    file.write_bytes(data)
    assert not judges.verapdf([file], ["ua1", "2a"])[file]


def test_word_wears_the_house(house: Path) -> None:
    with zipfile.ZipFile(BytesIO(_made(house, Format.DOCX))) as parts:
        document = parts.read("word/document.xml").decode()
        header = parts.read("word/header1.xml").decode()
        footer = parts.read("word/footer1.xml").decode()
        styles = parts.read("word/styles.xml").decode()
    assert 'descr="The House: a lamp in a window"' in document
    assert document.index("a lamp in a window") < document.index("A text of the house")
    assert "The House: A text of the house" in header
    assert "Printed 2 January 2026" in footer
    assert "House Sans" in styles
    assert "4D0F38" in styles


def test_the_epub_wears_the_house(house: Path) -> None:
    with zipfile.ZipFile(BytesIO(_made(house, Format.EPUB))) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xhtml", ".css"))}
    assert any('alt="The House: a lamp in a window"' in text for text in texts.values())
    assert any('alt="A lamp"' in text for text in texts.values())
    # The accent, mixed with white until it shows on a dark ground too.
    assert any("border-top: 0.25em solid #9a5583" in text for text in texts.values())


def test_a_house_may_extend_a_house(house: Path) -> None:
    large = house.parent / "inner" / "large.toml"
    large.parent.mkdir()
    large.write_text('extends = "../house.toml"\n[type]\nbody = 13\n[logo]\nalt = "Another"\n', encoding="utf-8")
    made = theme.load(str(large))
    assert (made.name, made.type.body, made.colours.accent, made.logo and made.logo.alt) == (
        "large",
        13,
        "#7a1f5c",
        "Another",
    )


def test_the_command_line_and_the_configuration_take_a_path(house: Path, tmp_path: Path, capsys) -> None:
    source = tmp_path / "text.md"
    source.write_text(TEXT, encoding="utf-8")
    assert cli.run(["export", str(source), "--style", f"standard,{house}", "--formats", "epub"]) == 0
    assert {path.name for path in tmp_path.glob("*.epub")} == {"text.epub", "text-house.epub"}
    (tmp_path / "triplicate.toml").write_text('style = "house.toml"\nformats = ["docx"]\n', encoding="utf-8")
    assert cli.run(["export", str(source)]) == 0
    with zipfile.ZipFile(tmp_path / "text.docx") as parts:
        assert "House Sans" in parts.read("word/styles.xml").decode()
    capsys.readouterr()
    assert cli.run(["styles", str(house)]) == 0
    said = capsys.readouterr().out
    assert "The look of the house" in said
    assert "#4d0f38 on #ffffff" in said
    assert "AAA" in said


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('accent = "#7a1f5c"', 'text = "#888888"', r"\[role.text\] the contrast is 3\.54:1 \(#888888 on #ffffff\)"),
        ('accent = "#7a1f5c"', 'accent = "plum"', r'accent = \'plum\': wants a colour as "#rrggbb"'),
        ('accent = "#7a1f5c"', 'acent = "#7a1f5c"', "'acent' is not a token; did you mean 'accent'"),
        ("[colours]", "[colors]", "'colors' is not a token; did you mean 'colours'"),
        ('extends = "standard"', 'extends = "standart"', "extends 'standart', which is not there; the editions are"),
        ('extends = "standard"', 'extends = "house.toml"', "extends itself"),
        ('extends = "standard"', "", 'begin it with extends = "standard"'),
        ('body = "House Sans"', 'body = "Comic Sans"', "there is no family 'Comic Sans'"),
        ('body = "House Sans"', "body = 12", "there is no family 12"),
        ("fonts/House.ttf", "fonts/Home.ttf", "there is no file .*Home.ttf"),
        ("fonts/House.ttf", "logo.png", "not a font that can be read"),
        ('file = "logo.png"', 'file = "nologo.png"', "nologo.png"),
        ('file = "logo.png"', 'file = "../logo.png"', "lies outside"),
        ('alt = "The House: a lamp in a window"', 'alt = " "', "wants a text alternative"),
        ("width = 120", 'width = "wide"', "wants a width in points"),
        ("{publisher}", "{editor}", r"\{editor\} is not known; known are: \{title\}"),
        ("{publisher}", "{publisher", "write {{ and }}"),
        ("[running]", "[type]\nsmall = 6\n[running]", "small = 6 is smaller than least = 10.5"),
        ("[running]", "[type]\nbody = true\n[running]", "wants a number"),
        ("[running]", '[page]\nsize = "A9"\n[running]', "wants one of A4"),
        ("[running]", "[links]\naddresses = 1\n[running]", "wants true or false"),
        ("[running]", "[running", "this is not TOML"),
        ("[running]", "[page]\nmargin = 3\n[running]", "'margin' is not a token"),
        ("[[font]]", "[font]", r"begin each with \[\[font\]\]"),
        ('name = "House Sans"', "name = 5", "wants a text in quotation marks"),
        ("weight = 700", 'weight = "bold"', "wants a number like 400"),
        ('description = "The look of the house"', "spacing = 3", "wants a table"),
        ('description = "The look of the house"', "[description]\nx = 1", "wants a text in quotation marks"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(house: Path, before: str, after: str, message: str) -> None:
    text = HOUSE.replace(before, after, 1)
    assert text != HOUSE
    house.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as raised:
        theme.load(str(house))
    assert "house.toml" in str(raised.value) or "logo.png" in str(raised.value)


@pytest.mark.parametrize(
    ("licence", "message"),
    [
        (0x0002, "must not be embedded.*fsType 0x0002"),
        (0x0104, "may be embedded as a whole only"),
        (0x0200, "as bitmaps only"),
    ],
)
def test_a_font_whose_licence_forbids_it_is_refused(house: Path, licence: int, message: str) -> None:
    face = families()["Atkinson Hyperlegible"].faces[0].path
    _renamed(face, house.parent / "fonts" / "House.ttf", licence)
    with pytest.raises(UsageError, match=message):
        theme.load(str(house))


@pytest.mark.parametrize("licence", [0x0000, 0x0004, 0x0008])
def test_a_font_whose_licence_permits_it_is_taken(house: Path, licence: int) -> None:
    face = families()["Atkinson Hyperlegible"].faces[0].path
    _renamed(face, house.parent / "fonts" / "House.ttf", licence)
    assert theme.load(str(house)).fonts.body.name == "House Sans"


@pytest.mark.parametrize("name", ["nowhere.toml", "larg-print", ""])
def test_a_style_that_is_not_there_is_said(name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be read|there is no style"):
        theme.load(name)


def test_two_styles_of_one_name_are_refused(house: Path, tmp_path: Path, capsys) -> None:
    twin = tmp_path / "twin" / "house.toml"
    twin.parent.mkdir()
    twin.write_text('extends = "standard"\n', encoding="utf-8")
    source = tmp_path / "text.md"
    source.write_text(TEXT, encoding="utf-8")
    assert cli.run(["export", str(source), "--style", f"{house},{twin}", "--formats", "epub"]) == 2
    assert "two styles are called house" in capsys.readouterr().err


def test_the_specimen_is_exported(tmp_path: Path, capsys) -> None:
    assert cli.run(["styles", "print", "--sample", "--to", str(tmp_path)]) == 0
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == ["specimen-print.docx", "specimen-print.epub", "specimen-print.pdf"]
    assert capsys.readouterr().out.count("specimen-print") == 3
    assert not judges.verapdf([tmp_path / "specimen-print.pdf"], ["ua1", "2a"])[tmp_path / "specimen-print.pdf"]
    assert cli.run(["styles", "--sample"]) == 2


def test_files_that_wear_a_house_are_verified_in_its_style(house: Path, tmp_path: Path, capsys) -> None:
    source = tmp_path / "text.md"
    source.write_text(TEXT, encoding="utf-8")
    styles = f"standard,{house}"
    assert cli.run(["export", str(source), "--style", styles, "--formats", "docx,epub", "--no-verify"]) == 0
    capsys.readouterr()
    assert cli.run(["verify", str(source), "--style", styles]) == 0
    assert capsys.readouterr().out.count(": no differences") == 4
    assert cli.run(["verify", str(source)]) == 1
    assert "a lamp in a window" in capsys.readouterr().out
    assert cli.run(["verify", str(source), "--style", "no-such-style"]) == 2


def test_the_library_takes_a_house_theme(house: Path) -> None:
    document = api.read(SOURCE / "news-release.md")
    assert api.export(document, "epub", style=str(house)) != api.export(document, "epub")
