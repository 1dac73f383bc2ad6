"""A table that is too wide for any page, stacked: each row a record, a table of its own of labels and values.

A row of Word has its cells side by side (17.4.78), whatever their room, so rows and columns change places. What a
reader is told of a value stays: the label before it is the header cell of its row, and the row header of the record,
if there is one, is the header row over it, repeated on each page that the record goes on to.
"""

from triplicate.document.model import Cell, Inline, Passage, Row, Table, Text
from triplicate.document.walk import text_by_language
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.looks import cell_style
from triplicate.formats.word.paragraphs import thin
from triplicate.formats.word.table_parts import begin, begin_row, write_cell
from triplicate.theme.tables import Setting, is_tall, value_heights

RECORDS = "records"
"""The tag of the content control around the records of a table."""


def write(writer: LineWriter, block: Table, around: Around, setting: Setting) -> None:
    """Append the records of a table."""
    flow = writer.flow
    with flow.within(RECORDS, around):
        labels: Row = block.header
        for number, row in enumerate(block.rows):
            if number:
                thin(flow.parent[-1])
            _record(writer, labels, row, around, setting)
            labels = tuple(map(_plain, block.header))
    flow.after_table()


def _record(writer: LineWriter, labels: Row, values: Row, around: Around, setting: Setting) -> None:
    flow, theme = writer.flow, writer.shared.theme
    outside, headed, last = flow.parent, values[0].header, len(values) - 1
    high = value_heights(values, theme, around.lang or writer.shared.document.metadata.lang, setting)
    table = begin(writer, around, setting.widths, setting.side, header_row=headed, header_column=True)
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        header = headed and not number
        row = begin_row(table, header=header, divided=is_tall(high[number], theme))
        # A record stands on one page; of a high one, no row stands alone on a page.
        keep_next = number < last and (not is_tall(sum(high), theme) or number in (0, 1, last - 1))
        for cell, kind, width in zip((label, value), ("RowHeading", "Text"), setting.widths, strict=True):
            style = cell_style(f"Table{'Heading' if header else kind}", "start")
            keeps = keep_next and cell is label
            write_cell(writer, row, cell, around, width, setting.side, style, header=header, keep_next=keeps)
    flow.parent = outside


def _plain(label: Cell) -> Cell:
    """Return a header cell in plain words: its notes and the places that links lead to are met once."""
    children: list[Inline] = []
    for words, lang in text_by_language(label.children):
        children.append(Passage((Text(words),), lang=lang) if lang else Text(words))
    return Cell(tuple(children))
