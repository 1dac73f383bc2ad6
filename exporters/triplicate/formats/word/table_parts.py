"""What every table in Word is made of: its own properties, and its cells."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from triplicate.document.model import Cell
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.markup import W, sub, twips
from triplicate.formats.word.paragraphs import indent_of
from triplicate.formats.word.styles import TABLE_STYLE
from triplicate.theme.tables import is_banded


def begin(
    writer: LineWriter,
    around: Around,
    widths: Sequence[float],
    padding: float,
    *,
    header_row: bool = True,
    header_column: bool = False,
    total_row: bool = False,
) -> Element:
    """Append a table without rows; ``widths`` are those of its columns with the ``padding`` at their sides."""
    table = sub(writer.flow.parent, "tbl")
    properties = sub(table, "tblPr")
    sub(properties, "tblStyle", val=TABLE_STYLE)
    if around.rtl or (writer.shared.rtl and around.lang is None):
        sub(properties, "bidiVisual")
    sub(properties, "tblW", w=twips(sum(widths)), type="dxa")
    if around.left:
        sub(properties, "tblInd", w=twips(around.left), type="dxa")
    if padding != writer.shared.theme.spacing.cell_side:
        margins = sub(properties, "tblCellMar")
        sub(margins, "left", w=twips(padding), type="dxa")
        sub(margins, "right", w=twips(padding), type="dxa")
    plain = not is_banded(len(widths))
    sub(
        properties,
        "tblLook",
        val=f"{0x400 | 0x20 * header_row | 0x40 * total_row | 0x80 * header_column | 0x200 * plain:04X}",
        firstRow=str(int(header_row)),
        lastRow=str(int(total_row)),
        firstColumn=str(int(header_column)),
        lastColumn="0",
        noHBand=str(int(plain)),
        noVBand="1",
    )
    grid = sub(table, "tblGrid")
    for width in widths:
        sub(grid, "gridCol", w=twips(width))
    return table


def begin_row(table: Element, *, header: bool, divided: bool = False) -> Element:
    """Append a row without cells; a ``header`` is repeated on each page, a ``divided`` row may go on on the next."""
    row = sub(table, "tr")
    properties = sub(row, "trPr")
    if not divided:
        sub(properties, "cantSplit")
    if header:
        sub(properties, "tblHeader")
    return row


def write_cell(
    writer: LineWriter,
    row: Element,
    cell: Cell,
    around: Around,
    width: float,
    padding: float,
    style: str,
    *,
    space: float = 0.0,
    header: bool,
    keep_next: bool,
) -> None:
    """Append a cell with its words; it is ``width`` wide with the ``padding`` at its sides.

    The ``space`` on the right of a number brings its decimal sign below the others. Word does so by a tab in a cell
    too, for which other programs leave no room.
    """
    element = sub(row, "tc")
    properties = sub(element, "tcPr")
    sub(properties, "tcW", w=twips(width), type="dxa")
    if header:
        sub(properties, "vAlign", val="bottom")
    writer.flow.parent = element
    paragraph = writer.flow.paragraph(style, around, keep_next=keep_next, left=0.0)
    if space:
        # In a paragraph from right to left, its sides change places (17.3.1.12).
        indent_of(paragraph).set(f"{{{W}}}{'left' if around.rtl else 'right'}", twips(space))
    room = width - 2 * padding - space
    writer.inlines.write(paragraph, cell.children, writer.look(around, style), room)
    writer.flow.finish(paragraph)
