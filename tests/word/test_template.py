"""A Word template as the source of styles: what it lends, what stays the text's, and what is refused."""

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pypandoc
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import judges
from tests.profiles import examples
from tests.word import templates
from triplicate import api, cli, reading, theme
from triplicate.errors import FindingsError, UsageError
from triplicate.formats import word
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

SOURCE = Path(__file__).parents[2] / "source"
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)
EDITIONS = ("standard", "clear-print", "large-print", "dyslexia", "print")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

TEXT = """---
title: A text of the house
lang: fr
---

Des mots, et une liste :

- un élément
- un autre

## Une partie

1. un
2. deux

> Des mots de quelqu'un, et du `code`.
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return templates.saved(templates.house(), tmp_path / "house.docx")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "text.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def everything():
    path = SOURCE / "everything.md"
    return reading.read(path, name=str(path), folder=SOURCE).document


def made(template: Path, style: str = "standard", document=None) -> bytes:
    document = document or reading.read(TEXT, name="text.md").document
    return word.export(document, theme.load(style, template), moment=MOMENT).data


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return etree.fromstring(parts.read(name))


def read(data: bytes):
    return docx.Document(BytesIO(data))


# What it lends


def test_headings_and_text_look_as_in_the_template(house: Path) -> None:
    copy = read(made(house))
    heading = next(paragraph for paragraph in copy.paragraphs if paragraph.text == "Une partie")
    assert heading.style.name == "Heading 2"
    assert (heading.style.font.name, heading.style.font.size, str(heading.style.font.color.rgb)) == (
        "Georgia",
        Pt(20),
        templates.GREEN,
    )
    assert copy.styles["Normal"].font.size == Pt(11.5)


def test_the_page_and_its_header_and_footer_are_the_templates(house: Path) -> None:
    section = read(made(house)).sections[0]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (35, 25)
    (picture,) = section.header._element.iter(qn("wp:docPr"))
    assert picture.get("descr") == "The Arlow Valley Trust"
    (image,) = (rel.target_part for rel in section.header.part.rels.values())
    assert image.blob.startswith(b"\x89PNG")
    assert section.footer.paragraphs[0].text.startswith("Arlow Valley Trust")
    assert "PAGE" in etree.tostring(section.footer._element, encoding="unicode")
    assert not section.different_first_page_header_footer


def test_a_page_of_any_size_is_taken(tmp_path: Path) -> None:
    template = templates.house()
    template.sections[0].page_width, template.sections[0].page_height = Pt(500), Pt(700)
    section = read(made(templates.saved(template, tmp_path / "small.docx"))).sections[0]
    assert (section.page_width, section.page_height) == (Pt(500), Pt(700))


def test_bullets_are_the_templates(tmp_path: Path) -> None:
    template = templates.house()
    templates.set_bullet(template, "–")
    file, pages = tmp_path / "made.docx", tmp_path / "made.pdf"
    file.write_bytes(made(templates.saved(template, tmp_path / "house.docx")))
    assert judges.libreoffice_pdf(file, pages) == []
    (page,) = pypdfium2.PdfDocument(pages)
    assert re.search(r"–\s+un élément\s+–\s+un autre", page.get_textpage().get_text_bounded())


def test_styles_of_the_house_alone_stay_for_those_who_edit(tmp_path: Path) -> None:
    template = templates.house()
    template.styles.add_style("Press contact", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    assert "Press contact" in {
        style.name for style in read(made(templates.saved(template, tmp_path / "house.docx"))).styles
    }


# What stays the text's, and the edition's


@pytest.mark.parametrize("style", ["standard", "large-print", "dyslexia"])
def test_the_outline_is_the_texts_in_every_edition(house: Path, style: str) -> None:
    document = everything()
    assert list(verify(outline_of(document), read_back(made(house, style, document), name="made.docx"))) == []


def test_the_language_is_the_texts(house: Path) -> None:
    languages = {element.get(f"{W}val") for element in part(made(house), "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"fr"}


def test_what_an_edition_is_made_for_stands_before_the_template(house: Path) -> None:
    document = everything()
    file = made(house, "large-print", document)
    sizes = [
        int(element.get(f"{W}val")) / 2
        for name in ("word/styles.xml", "word/document.xml", "word/footnotes.xml")
        for element in part(file, name).iter(f"{W}sz")
    ]
    used = {style.name for style in (paragraph.style for paragraph in read(file).paragraphs)}
    for name in used:
        style = read(file).styles[name]
        while style is not None and style.font.size is None:
            style = style.base_style
        assert style is None or style.font.size >= Pt(18), name
    assert max(sizes) >= 34
    assert read(file).styles["Heading 2"].font.name == "Georgia", "all else is the template's"
    spread = part(made(house, "dyslexia"), "word/styles.xml").find(f"{W}style[@{W}styleId='BodyText']")
    assert spread.find(f"{W}rPr/{W}spacing") is not None


def test_headings_are_numbered_where_the_text_says_so(tmp_path: Path) -> None:
    template = templates.house()
    templates.numbered_headings(template)
    path = templates.saved(template, tmp_path / "numbered.docx")
    product = word.export(reading.read(TEXT, name="text.md").document, theme.load("standard", path), moment=MOMENT)
    assert [finding.code for finding in product.findings if finding.code == "W014"] == ["W014"]
    file = tmp_path / "made.docx"
    file.write_bytes(product.data)
    assert "\nUne partie" in judges.libreoffice_text(file).text


def test_numbers_that_the_text_asks_for_are_the_texts(tmp_path: Path) -> None:
    template = templates.house()
    templates.numbered_headings(template)
    path = templates.saved(template, tmp_path / "numbered.docx")
    document = reading.read(TEXT.replace("lang: fr", "lang: fr\nnumber-sections: true"), name="text.md").document
    product = word.export(document, theme.load("standard", path), moment=MOMENT)
    assert "W014" not in {finding.code for finding in product.findings}
    file = tmp_path / "made.docx"
    file.write_bytes(product.data)
    assert re.search(r"^ *1\s+Une partie$", judges.libreoffice_text(file).text, re.MULTILINE)
    assert list(verify(outline_of(document), read_back(file))) == []


# Sound files


def libreoffice_template(folder: Path) -> Path:
    """Return a template that LibreOffice has saved."""
    own = templates.saved(templates.house(), folder / "own.docx")
    saved = folder / "saved"
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "docx", "--outdir", str(saved), str(own),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return saved / "own.docx"


def as_dotx(folder: Path) -> Path:
    """Return the house's template with the content type of a Word template."""
    own, target = templates.saved(templates.house(), folder / "own.docx"), folder / "own.dotx"
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "[Content_Types].xml":
                data = data.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
            after.writestr(entry, data)
    return target


def pandocs(folder: Path) -> Path:
    """Return the template that pandoc uses, with links that can be read."""
    path = folder / "pandoc.docx"
    subprocess.run(
        [pypandoc.get_pandoc_path(), "-o", str(path), "--print-default-data-file", "reference.docx"], check=True
    )
    template = docx.Document(str(path))
    template.styles["Hyperlink"].font.color.rgb = docx.shared.RGBColor(0x0B, 0x4A, 0x99)
    return templates.saved(template, path)


def our_own(folder: Path) -> Path:
    path = folder / "ours.docx"
    path.write_bytes(word.export(everything(), theme.load(), moment=MOMENT).data)
    return path


@pytest.mark.parametrize("template", [libreoffice_template, as_dotx])
def test_files_are_sound_whoever_made_the_template(tmp_path: Path, template) -> None:
    document, path = everything(), template(tmp_path)
    files = []
    for style in ("standard", "large-print"):
        file = tmp_path / f"made-{style}.docx"
        file.write_bytes(made(path, style, document))
        assert list(verify(outline_of(document), read_back(file))) == []
        files.append(file)
    assert judges.openxml_audit(files[0]) == []
    assert all(errors == [] for errors in judges.openxml_sdk(files).values())


def test_a_file_of_ours_lacks_nothing_as_a_template(tmp_path: Path) -> None:
    product = word.export(everything(), theme.load("standard", our_own(tmp_path)), moment=MOMENT)
    assert product.findings == word.export(everything(), theme.load(), moment=MOMENT).findings


def test_the_same_bytes_come_of_the_same_template(house: Path) -> None:
    assert made(house) == made(house)


# The front door


def test_the_command_line_the_configuration_and_a_house_theme_take_it(house: Path, source: Path, capsys) -> None:
    folder = source.parent
    assert cli.run(["export", str(source), "--formats", "docx", "--reference-docx", str(house)]) == 0
    told = capsys.readouterr().err
    assert "W010 advice The template has no style for: Code Character." in told
    by_hand = (folder / "text.docx").read_bytes()
    (folder / "triplicate.toml").write_text('reference-docx = "house.docx"\n', encoding="utf-8")
    assert cli.run(["export", str(source), "--formats", "docx"]) == 0
    assert (folder / "text.docx").read_bytes() == by_hand
    (folder / "triplicate.toml").unlink()
    (folder / "look.toml").write_text('extends = "standard"\n[word]\ntemplate = "house.docx"\n', encoding="utf-8")
    assert cli.run(["export", str(source), "--formats", "docx", "--style", str(folder / "look.toml")]) == 0
    assert (folder / "text.docx").read_bytes() == by_hand
    document = api.read(source)
    assert api.export(document, "docx", reference_docx=house) != api.export(document, "docx")


def test_faint_text_is_refused_with_its_figure(tmp_path: Path, source: Path, capsys) -> None:
    template = templates.house()
    template.styles["Heading 2"].font.color.rgb = docx.shared.RGBColor(0xAA, 0xAA, 0xAA)
    path = templates.saved(template, tmp_path / "faint.docx")
    assert cli.run(["export", str(source), "--reference-docx", str(path)]) == 1
    assert "W011 error The contrast is 2.06:1 (#aaaaaa on #fdeeee): Heading 2, headings" in capsys.readouterr().err
    assert not list(tmp_path.glob("text.*[!d]"))


NUMBERED_BY_NAME = (
    b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:num w:numId="first"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def linked_picture(template: docx.document.Document) -> None:
    header = template.sections[0].header
    header.part.relate_to(
        "http://example.org/logo.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.write_text("no zip"), "is not a Word document that can be read"),
        (lambda path: path.write_bytes(b""), "is not a Word document that can be read"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "is not a Word document that can be read"),
        (
            lambda path: path.write_bytes(templates_of("document.xml", b"<w:document")),
            "is not a Word document that can",
        ),
        (lambda path: path.write_bytes(templates_of("document.xml", b"<document/>")), "not as “Strict Open XML”"),
        (
            lambda path: path.write_bytes(templates_of("numbering.xml", NUMBERED_BY_NAME)),
            "a list has the number “first”",
        ),
        (lambda path: path.mkdir(), "is a folder"),
        (
            lambda path: (linked_picture(template := templates.house()), template.save(str(path))),
            "links to http://example.org/logo.png",
        ),
    ],
)
def test_what_is_no_template_is_said(tmp_path: Path, source: Path, capsys, make, message: str) -> None:
    path = tmp_path / "other.docx"
    make(path)
    assert cli.run(["export", str(source), "--formats", "docx", "--reference-docx", str(path)]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "other.docx" in told
    assert not (tmp_path / "text.docx").exists()


def templates_of(name: str, data: bytes) -> bytes:
    """Return the house's template with other bytes in one of its parts."""
    own, output = BytesIO(), BytesIO()
    templates.house().save(own)
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(output, "w") as after:
        for entry in before.infolist():
            after.writestr(entry, data if entry.filename == f"word/{name}" else before.read(entry))
    return output.getvalue()


@settings(max_examples=examples(30), deadline=None)
@given(
    part_name=st.sampled_from(["styles.xml", "numbering.xml", "document.xml", "header1.xml", "settings.xml"]),
    place=st.integers(min_value=0),
    value=st.sampled_from(["", "x", "-1", "99999999999", "1.5", "auto", "Heading1", "12pt", "NaN", "inf", "١"]),
)
def test_a_damaged_template_is_used_or_refused(part_name: str, place: int, value: str) -> None:
    """Never a traceback, and never a file that cannot be read back."""
    own = BytesIO()
    templates.house().save(own)
    with zipfile.ZipFile(own) as parts:
        text = parts.read(f"word/{part_name}").decode()
    values = list(re.finditer(r'="([^"]*)"', text))
    found = values[place % len(values)]
    damaged = f"{text[: found.start(1)]}{value}{text[found.end(1) :]}".encode()
    style = replace(theme.load(), template=theme.Template("house.docx", templates_of(part_name, damaged)))
    try:
        product = word.export(reading.read(TEXT, name="text.md").document, style, moment=MOMENT)
    except (UsageError, FindingsError) as error:
        assert "house.docx" in str(error)
    else:
        assert read_back(product.data, name="made.docx").entries


def test_a_house_theme_names_a_template_that_is_there(tmp_path: Path) -> None:
    style = tmp_path / "look.toml"
    style.write_text('extends = "standard"\n[word]\ntemplate = "lost.docx"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"lost\.docx does not exist"):
        theme.load(str(style))
    style.write_text('extends = "standard"\n[word]\ntemplat = "lost.docx"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="'templat' is not a token; did you mean 'template'"):
        theme.load(str(style))


def test_a_template_changes_nothing_but_the_word_document(house: Path) -> None:
    document = reading.read(TEXT, name="text.md").document
    plain, housed = theme.load(), theme.load("standard", house)
    assert replace(housed, template=None) == plain
    assert api.export(document, "epub") == api.export(document, "epub", reference_docx=house)
