"""The rules of Microsoft's accessibility checker, and what a screen reader needs besides, over the file itself."""

import itertools
import re
from io import BytesIO

import pytest

from tests.word import texts
from tests.word.texts import W, words, xpath
from triplicate import theme
from triplicate.theme import contrast

DECORATIVE = ".//adec:decorative[@val='1']"
VAGUE = re.compile(r"(click )?here|more|read more|link|https?://\S{0,60}", re.IGNORECASE)


@pytest.fixture(scope="module", params=[*texts.SAMPLES, "nodes"], ids=str)
def data(request) -> bytes:
    source = texts.every_node() if request.param == "nodes" else texts.read(request.param)
    return texts.export(source).data


@pytest.fixture(scope="module", params=texts.SAMPLES, ids=lambda path: path.name)
def sample(request) -> bytes:
    return texts.export(texts.read(request.param)).data


def both(data: bytes, path: str) -> list:
    """Return what the text and the notes hold."""
    return [
        found for name in ("word/document.xml", "word/footnotes.xml") for found in xpath(texts.part(data, name), path)
    ]


def test_every_picture_has_words_or_is_decorative(data):
    for properties in both(data, "//wp:docPr"):
        decorative = bool(xpath(properties, DECORATIVE))
        assert bool(properties.get("descr")) is not decorative
        assert properties.get("title") == (None if decorative else properties.get("descr"))


def test_no_picture_tells_a_file_name(data):
    for name in both(data, "//wp:docPr/@name | //pic:cNvPr/@name"):
        assert re.fullmatch(r"Picture \d+", name)
    assert b"holiday" not in texts.export(texts.every_node()).data


def test_pictures_stand_in_line(data):
    assert both(data, "//wp:anchor | //w:pict | //w:txbxContent | //w:framePr") == []


def test_drawings_have_numbers_of_their_own(data):
    numbers = both(data, "//wp:docPr/@id")
    assert len(numbers) == len(set(numbers))


def test_every_table_has_one_repeated_header_row(data):
    for table in both(data, "//w:tbl"):
        rows = xpath(table, "w:tr")
        flagged = [bool(xpath(row, "w:trPr/w:tblHeader")) for row in rows]
        if xpath(table, "ancestor::w:sdt/w:sdtPr/w:tag[@w:val='records']") and not any(flagged):
            # A record of a table without row headers: its labels are the first cells of its rows.
            assert xpath(table, "w:tblPr/w:tblLook/@w:firstColumn") == ["1"]
            continue
        assert flagged == [True, *[False] * (len(rows) - 1)]
        # A row that takes a good part of a page may be divided; no header is.
        assert xpath(rows[0], "w:trPr/w:cantSplit")
        assert sum(not xpath(row, "w:trPr/w:cantSplit") for row in rows) <= 1
        assert xpath(table, "w:tblPr/w:tblLook/@w:firstRow") == ["1"]


def test_cells_are_neither_merged_nor_split_nor_nested(data):
    assert both(data, "//w:gridSpan | //w:vMerge | //w:hMerge | //w:tc//w:tbl") == []
    for table in both(data, "//w:tbl"):
        assert len({len(xpath(row, "w:tc")) for row in xpath(table, "w:tr")}) == 1


def test_a_first_column_of_headers_is_said_to_be_one(data):
    for table in both(data, "//w:tbl"):
        styles = xpath(table, "w:tr[position() > 1]/w:tc[1]/w:p/w:pPr/w:pStyle/@w:val")
        assert xpath(table, "string(w:tblPr/w:tblLook/@w:firstColumn)") == str(
            int(any(style.startswith("TableRowHeading") for style in styles))
        )


def test_no_row_or_column_of_a_table_is_blank(sample):
    for table in both(sample, "//w:tbl"):
        rows = [[words(cell) for cell in xpath(row, "w:tc")] for row in xpath(table, "w:tr")]
        assert all(any(row) for row in rows)
        assert all(any(column) for column in zip(*rows, strict=True))


def test_headings_begin_with_the_only_title_and_skip_no_level(sample):
    styles = both(sample, "//w:pStyle[starts-with(@w:val, 'Heading')]/@w:val")
    levels = [int(style.removeprefix("Heading")) for style in styles]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_no_paragraph_is_blank(sample):
    """Nor are words kept apart by blanks; a cell or a formula may have no words, and a rule has none."""
    for paragraph in both(sample, "//w:p[not(ancestor::w:tc)][not(w:pPr/w:pStyle/@w:val = 'HorizontalLine')]"):
        said = words(paragraph) or xpath(paragraph, ".//w:drawing | .//m:oMath | .//w:separator")
        assert said or xpath(paragraph, ".//w:continuationSeparator")
        if xpath(paragraph, "string(w:pPr/w:pStyle/@w:val)") != "Code":
            assert "   " not in words(paragraph)


def test_tabs_stand_after_check_boxes_alone(sample):
    """The box is a marker: Word has a tab after a marker as well."""
    tabs = "//w:tab[not(ancestor::w:pPr)]"
    assert both(sample, f"{tabs}[not(ancestor::w:r/preceding-sibling::*[1]/w:sdtPr/w14:checkbox)]") == []


def test_links_say_where_they_lead(sample):
    for link in both(sample, "//w:hyperlink"):
        said = words(link) or xpath(link, "string(.//wp:docPr/@descr)")
        assert said
        assert not VAGUE.fullmatch(said)


def test_inner_links_lead_to_bookmarks(data):
    names = both(data, "//w:bookmarkStart/@w:name")
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", name) for name in names)
    assert set(both(data, "//w:hyperlink/@w:anchor")) <= set(names)
    for instruction in both(data, "//w:instrText[contains(., 'REF ')]/text()"):
        assert instruction.split()[1] in names


def test_bookmarks_end_once_after_they_begin(data):
    for part in ("word/document.xml", "word/footnotes.xml"):
        begun: list[str] = []
        ended: list[str] = []
        for each in texts.part(data, part).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            (begun if each.tag.endswith("Start") else ended).append(each.get(f"{W}id"))
            assert set(ended) <= set(begun)
        assert sorted(begun) == sorted(ended)
        assert len(set(begun)) == len(begun)


def test_fields_begin_separate_and_end(data):
    for paragraph in both(data, "//w:p[not(w:pPr/w:pStyle[starts-with(@w:val, 'TOC')])]"):
        marks = xpath(paragraph, ".//w:fldChar/@w:fldCharType")
        assert marks == ["begin", "separate", "end"] * (len(marks) // 3)


def test_the_document_has_a_title_and_a_language_everywhere(sample):
    core = texts.part(sample, "docProps/core.xml")
    found = {child.tag.rpartition("}")[2]: child.text for child in core}
    assert found["title"]
    lang = found["language"]
    styles = texts.part(sample, "word/styles.xml")
    assert xpath(styles, "string(w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val)") == lang
    assert xpath(texts.part(sample, "word/settings.xml"), "string(w:themeFontLang/@w:val)") == lang


@pytest.mark.parametrize("style", theme.names())
def test_contrast_is_enough_in_every_style(style):
    part = texts.part(texts.export(texts.document(), style).data, "word/styles.xml")
    page = theme.load(style).colours.page_background
    default = f"#{xpath(part, 'string(w:docDefaults/w:rPrDefault/w:rPr/w:color/@w:val)')}"
    seen = 0
    for each in xpath(part, "w:style[@w:type='paragraph' or @w:type='character']"):
        front = xpath(each, "string(w:rPr/w:color/@w:val)")
        back = xpath(each, "string(w:pPr/w:shd/@w:fill)")
        assert contrast(f"#{front}" if front else default, f"#{back}" if back else page) >= 4.5
        seen += bool(front or back)
    assert seen > 10


def test_nothing_is_smaller_than_large_print_promises():
    large = theme.load("large-print")
    product = texts.export(texts.every_node(), "large-print")
    sizes = both(product.data, "//w:sz/@w:val")
    sizes += xpath(texts.part(product.data, "word/styles.xml"), "//w:sz/@w:val")
    assert min(int(size) for size in sizes) >= large.type.least * 2


def test_nothing_asks_the_person_who_opens_it(data):
    settings = texts.part(data, "word/settings.xml")
    assert xpath(settings, "//w:updateFields | //w:attachedTemplate | //w:documentProtection") == []


def test_python_docx_leaves_no_trace(data):
    assert "docProps/thumbnail.jpeg" not in texts.names(data)
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"python-docx" not in archive.read(name)
