"""Tables: a header row that Word repeats and announces, whole rows, widths that fit."""

from collections.abc import Sequence
from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.document.model import Align, Cell, Row, Table
from triplicate.formats.word import captions
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.looks import cell_style
from triplicate.formats.word.markup import sub, twips
from triplicate.formats.word.styles import TABLE_STYLE
from triplicate.theme.tables import Setting, heights, is_banded, is_high, is_kept_whole, is_tall, set_table, too_wide


def write(writer: LineWriter, block: Table, around: Around) -> None:
    """Append a table, its caption above it."""
    flow, theme, shared = writer.flow, writer.shared.theme, writer.shared
    lang = around.lang or shared.document.metadata.lang
    setting = set_table(block, theme, lang, room=writer.room(around), alone=around.style == "BodyText", stacking=False)
    high = heights(block, theme, lang, setting)
    if setting.broken:
        shared.findings.append(too_wide(block, "Word"))
    if setting.turned:
        flow.turn()
    if block.caption:
        captions.write(writer, writer.shared.phrases.table, block, around)
    flow.part_tables(around)
    size = "Small" if setting.size < theme.type.body else ""
    widths, padding = setting.widths, setting.side
    around = replace(around, box=None, shading=None)
    table = sub(flow.parent, "tbl")
    _properties(writer, table, block, around, widths, padding)
    grid = sub(table, "tblGrid")
    for width in widths:
        sub(grid, "gridCol", w=twips(width))
    outside = flow.parent
    _row(writer, table, block.header, block, around, setting, size, header=True, keep_next=True)
    whole = is_kept_whole(block, theme, high)
    for number, row in enumerate(block.rows, start=1):
        # No row stands alone on a page, under the header or without it; a short table stands on one.
        keep_next = number < len(block.rows) and (
            whole or (number in (1, len(block.rows) - 1) and not is_high(high[number], theme))
        )
        _row(
            writer,
            table,
            row,
            block,
            around,
            setting,
            size,
            header=False,
            keep_next=keep_next,
            divided=is_tall(high[number], theme),
        )
    flow.parent = outside
    flow.after_table()


def _properties(
    writer: LineWriter, table: Element, block: Table, around: Around, widths: Sequence[float], padding: float
) -> None:
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
    row_headers = any(row and row[0].header for row in block.rows)
    sub(
        properties,
        "tblLook",
        val=f"{0x0400 | 0x20 | (0x80 if row_headers else 0) | (0 if is_banded(block) else 0x200):04X}",
        firstRow="1",
        lastRow="0",
        firstColumn="1" if row_headers else "0",
        lastColumn="0",
        noHBand="0" if is_banded(block) else "1",
        noVBand="1",
    )


def _row(
    writer: LineWriter,
    table: Element,
    cells: Row,
    block: Table,
    around: Around,
    setting: Setting,
    size: str,
    *,
    header: bool,
    keep_next: bool,
    divided: bool = False,
) -> None:
    row = sub(table, "tr")
    properties = sub(row, "trPr")
    if not divided:
        sub(properties, "cantSplit")
    if header:
        sub(properties, "tblHeader")
    for cell, width, side in zip(cells, setting.widths, block.align, strict=True):
        kind = "TableHeading" if header else "TableRowHeading" if cell.header else "TableText"
        style = cell_style(f"{kind}{size}", _side(side, rtl=around.rtl))
        # A row stays with the next one if its first cell does; that of the header says so by its style.
        _cell(
            writer,
            row,
            cell,
            around,
            width,
            setting.side,
            style,
            header=header,
            keep_next=keep_next and cell is cells[0],
        )


def _cell(
    writer: LineWriter,
    row: Element,
    cell: Cell,
    around: Around,
    width: float,
    padding: float,
    style: str,
    *,
    header: bool,
    keep_next: bool,
) -> None:
    element = sub(row, "tc")
    properties = sub(element, "tcPr")
    sub(properties, "tcW", w=twips(width), type="dxa")
    if header:
        sub(properties, "vAlign", val="bottom")
    writer.flow.parent = element
    paragraph = writer.flow.paragraph(style, around, keep_next=keep_next, left=0.0)
    room = width - 2 * padding
    writer.inlines.write(paragraph, cell.children, writer.look(around, style), room)
    writer.flow.finish(paragraph)


def _side(side: Align, *, rtl: bool) -> str:
    """Return where the words of a cell stand: at the "start" or "end" of their lines, or in the "center"."""
    match side:
        case Align.CENTER:
            return "center"
        case Align.START:
            return "start"
        case Align.LEFT | Align.RIGHT:
            return "end" if (side is Align.RIGHT) is not rtl else "start"
        case _:
            return "end"
