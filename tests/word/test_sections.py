"""Tables that are too wide for an upright page have pages of their own, turned sideways."""

import subprocess

import pikepdf
import pytest

from tests.judges import libreoffice_pdf, openxml_audit, openxml_sdk
from tests.word import texts
from tests.word.texts import document, export, paragraph, part, text, words, xpath
from triplicate.document.model import Align, BulletList, Callout, CalloutKind, Cell, Heading, Table
from triplicate.proof import compare, outline
from triplicate.proof.readback import read_back

COLUMNS = 7


def table(word: str, caption: str = "", columns: int = COLUMNS) -> Table:
    row = tuple(Cell(text(word)) for _ in range(columns))
    return Table(row, (row, row), (Align.START,) * columns, text(caption) if caption else (), 1 if caption else None)


WIDE = table("Responsibilities")
NARROW = table("Sum")


def sections(source, style: str = "standard") -> list[tuple[bool, list[str]]]:
    """Return, for each section, whether it lies sideways, and the words of what is in it, "|" for a table."""
    found: list[tuple[bool, list[str]]] = []
    held: list[str] = []
    for child in part(export(source, style).data)[-1]:
        ends = xpath(child, "w:pPr/w:sectPr") or ([child] if child.tag == f"{texts.W}sectPr" else [])
        if child.tag == f"{texts.W}tbl":
            held.append("|")
        elif child.tag == f"{texts.W}p":
            held.append(words(child))
        for end in ends:
            found.append((bool(xpath(end, "w:pgSz[@w:orient='landscape']")), held))
            held = []
    return found


def test_a_wide_table_lies_sideways_with_its_heading_and_the_paragraph_after_it():
    source = document(paragraph("Before."), Heading(2, text("Wide")), WIDE, paragraph("After."), paragraph("End."))
    assert sections(source) == [
        (False, ["A title", "Before."]),
        (True, ["Wide", "|", "After."]),
        (False, ["End."]),
    ]


def test_what_cannot_stand_under_a_wide_table_begins_an_upright_page():
    source = document(paragraph("Before."), WIDE, Heading(2, text("Next")), paragraph("After."))
    assert sections(source) == [
        (False, ["A title", "Before."]),
        (True, ["|", ""]),
        (False, ["Next", "After."]),
    ]


def test_neighbours_that_are_wide_share_their_section():
    source = document(WIDE, WIDE, Heading(2, text("Next")), table("Responsibilities", "Again"), NARROW, WIDE)
    assert sections(source) == [
        (False, ["A title"]),
        (True, ["|", "", "|", "Next", "Table 1: Again", "|", ""]),
        (False, ["|", ""]),
        (True, ["|", ""]),
    ]


def test_tables_that_fit_and_tables_in_other_blocks_stay_upright():
    in_list = BulletList((texts.item(paragraph("Item"), WIDE),))
    source = document(NARROW, in_list, Callout(CalloutKind.NOTE, text("Mind"), (WIDE,)), paragraph("End."))
    assert [sideways for sideways, _ in sections(source)] == [False]


def test_the_look_decides_what_is_wide():
    source = document(table("Consideration", columns=4), paragraph("End."))
    assert [sideways for sideways, _ in sections(source)] == [False]
    assert [sideways for sideways, _ in sections(source, "large-print")] == [False, True, False]


def test_sections_share_header_footer_and_the_count_of_pages():
    body = part(export(document(paragraph("Before."), WIDE, paragraph("After."), paragraph("End."))).data)
    first, *others = xpath(body, "//w:sectPr")
    assert len(others) == 2
    assert len(xpath(first, "w:titlePg")) == 1
    for each in others:
        assert xpath(each, "w:titlePg | w:pgNumType") == []
        same = "w:headerReference[@w:type='default']/@r:id", "w:footerReference[@w:type='default']/@r:id"
        assert [xpath(each, path) for path in same] == [xpath(first, path) for path in same]


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_pages_turn_and_none_is_blank(style, tmp_path):
    wide = WIDE if style == "standard" else table("Responsibilities", columns=4)
    source = document(
        paragraph("Before."), wide, Heading(2, text("Next")), wide, paragraph("After."), paragraph("End."), wide
    )
    file = texts.saved(source, tmp_path / "wide.docx", style)
    pages = tmp_path / "wide.pdf"
    assert libreoffice_pdf(file, pages) == []
    with pikepdf.open(pages) as pdf:
        sideways = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert (sideways[0], sideways[-1]) == (False, True)
    said = subprocess.run(["pdftotext", "-layout", pages, "-"], capture_output=True, text=True, check=True).stdout
    bodies = [page.split("Page ")[0] for page in said.split("\f")[:-1]]
    assert all(any(word in body for word in ("Resp", "Before", "After", "End")) for body in bodies)
    assert compare.verify(outline.outline_of(source), read_back(file)) == ()
    assert openxml_sdk([file]) == {file: []}
    assert openxml_audit(file) == []
