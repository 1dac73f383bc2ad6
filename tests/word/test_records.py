"""A table that fits on no page is stacked: each row a table of labels and values, read as the one table that it is."""

import pytest

from tests.judges import libreoffice_pdf, openxml_audit, openxml_sdk
from tests.look.tables import FRONT, STACKED, on_one_line
from tests.look.tables import words as words_of_pages
from tests.word import texts
from tests.word.texts import document, export, paragraph, part, text, words, xpath
from triplicate import reading
from triplicate.document.model import Align, BulletList, Cell, Note, NoteReference, Strong, Table
from triplicate.proof import compare, outline
from triplicate.proof.readback import read_back

COLUMNS = 12


def table(*, headed: bool, rows: int = 2) -> Table:
    header = [Cell(text(f"Responsibility {number}")) for number in range(1, COLUMNS)]
    header.append(Cell((*text("Remarks"), NoteReference(1))))
    row = tuple(Cell(text(f"Administration {number}"), header=headed and number == 1) for number in range(1, COLUMNS))
    last = Cell((Strong(text("None")), *text(" so far")))
    return Table(tuple(header), ((*row, last),) * rows, (Align.START,) * COLUMNS, text("Who does what"), 1)


def source(*, headed: bool = True):
    return document(
        paragraph("Before."),
        table(headed=headed),
        table(headed=headed, rows=1),
        BulletList((texts.item(paragraph("Item"), table(headed=headed)),)),
        notes=(Note(1, (paragraph("Or none."),)),),
    )


@pytest.mark.parametrize("headed", [True, False])
def test_each_record_is_a_table_of_labels_and_values(headed):
    body = part(export(source(headed=headed)).data)
    records = xpath(body, "//w:sdt[w:sdtPr/w:tag/@w:val='records']")
    assert [len(xpath(control, "w:sdtContent/w:tbl")) for control in records] == [2, 1, 2]
    for record in xpath(records[0], ".//w:tbl"):
        rows = [[words(cell) for cell in xpath(row, "w:tc")] for row in xpath(record, "w:tr")]
        assert [label for label, _ in rows] == [f"Responsibility {number}" for number in range(1, COLUMNS)] + [
            "Remarks"
        ]
        assert rows[1] == ["Responsibility 2", "Administration 2"]
        # The row header heads the record on each of its pages; the labels are the header cells of their rows.
        assert len(xpath(record, "w:tr/w:trPr/w:tblHeader")) == headed
        assert len(xpath(record, "w:tr[1]/w:trPr/w:tblHeader")) == headed
        assert xpath(record, "w:tblPr/w:tblLook/@w:firstColumn") == ["1"]
        assert xpath(record, "w:tblPr/w:tblLook/@w:firstRow") == [str(int(headed))]
        calls = xpath(record, ".//w:footnoteReference | .//w:instrText")
        assert bool(calls) == (record.getprevious() is None), "the note of a header is called once"


@pytest.mark.parametrize("headed", [True, False])
def test_records_are_read_as_the_rows_of_one_table(headed, tmp_path):
    file = texts.saved(source(headed=headed), tmp_path / "records.docx")
    assert compare.verify(outline.outline_of(source(headed=headed)), read_back(file)) == ()
    assert openxml_sdk([file]) == {file: []}
    assert openxml_audit(file) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda xml: _replaced(xml, "Responsibility 3<", "Responsibility 4<", 2), "table-split"),
        (lambda xml: _replaced(xml, "Administration 3<", "Administration 4<", 2), "words-changed"),
        (lambda xml: xml.replace("<w:tblHeader/>", "", 1), "headers-changed"),
    ],
)
def test_what_is_wrong_with_a_record_is_found(change, found):
    whole = document(table(headed=True), notes=(Note(1, (paragraph("Or none."),)),))
    data = texts.rewritten(export(whole).data, "word/document.xml", change)
    kinds = {each.kind for each in compare.verify(outline.outline_of(whole), read_back(data))}
    assert found in kinds


def _replaced(xml: str, old: str, new: str, number: int) -> str:
    """Return a text with the second and later occurrences counted from 1 of some words replaced."""
    parts = xml.split(old)
    assert len(parts) > number
    return old.join(parts[:number]) + new + old.join(parts[number:])


def test_no_label_and_no_value_is_broken(tmp_path):
    content = STACKED["names and texts"]
    made = reading.read(FRONT + content, name="vessels.md").document
    file = texts.saved(made, tmp_path / "vessels.docx", "large-print")
    assert libreoffice_pdf(file, tmp_path / "vessels.pdf") == []
    found = words_of_pages(tmp_path / "vessels.pdf")
    header, _, first, *_ = (
        [cell.strip("# ") for cell in line.strip("| ").split(" | ")] for line in content.splitlines()
    )
    for token in (*header, *first[:-1]):
        assert on_one_line(found, token) >= 1, token
