"""Tables: a header row that Word repeats and announces, whole rows, widths that fit."""

from collections.abc import Sequence
from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.document import walk
from triplicate.document.model import Align, Image, Row, Table
from triplicate.formats.word import captions, pictures, records
from triplicate.formats.word.around import Around
from triplicate.formats.word.lines import LineWriter
from triplicate.formats.word.looks import cell_style
from triplicate.formats.word.table_parts import begin, begin_row, write_cell
from triplicate.theme.tables import (
    Setting,
    grown,
    heights,
    is_high,
    is_kept_whole,
    is_tall,
    set_table,
    too_wide,
)


def write(writer: LineWriter, block: Table, around: Around) -> None:
    """Append a table, its caption above it."""
    flow, theme, shared = writer.flow, writer.shared.theme, writer.shared
    lang = around.lang or shared.document.metadata.lang
    setting = set_table(block, theme, lang, room=writer.room(around), alone=around.style == "BodyText")
    if not setting.fixed and not setting.stacked:
        setting = _with_pictures(writer, block, around, setting)
    high = heights(block, theme, lang, setting)
    shared.findings += too_wide(block, theme, lang, setting, "Word")
    if setting.turned:
        flow.turn()
    if block.caption:
        captions.write(writer, block, around)
    flow.before_table(around)
    if setting.stacked:
        records.write(writer, block, replace(around, box=None, shading=None), setting)
        return
    size = "Small" if setting.size < theme.type.body else ""
    around = replace(around, box=None, shading=None)
    outside = flow.parent
    header_column = any(row[0].header for row in block.rows)
    table = begin(writer, around, setting.widths, setting.side, header_column=header_column, total_row=block.total)
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
            spaces=setting.spaces[number - 1],
            header=False,
            keep_next=keep_next,
            divided=is_tall(high[number], theme),
        )
    flow.parent = outside
    flow.after_table()


def _with_pictures(writer: LineWriter, block: Table, around: Around, setting: Setting) -> Setting:
    """Return a setting whose columns have room for the pictures in them, as far as the page has."""
    shared = writer.shared
    room = shared.theme.page.sideways if setting.turned else writer.room(around)
    wanted = list(setting.widths)
    for row in (block.header, *block.rows):
        for column, cell in enumerate(row):
            for image in walk.descend(cell):
                # A part of the room is one of the cell's.
                if isinstance(image, Image) and not (image.width and image.width.unit == "%"):
                    width, _ = pictures.size(image, shared.document.pictures[image.source], shared.theme, room)
                    wanted[column] = max(wanted[column], width + 2 * setting.side)
    return replace(setting, widths=tuple(grown(list(setting.widths), wanted, room)))


def _row(
    writer: LineWriter,
    table: Element,
    cells: Row,
    block: Table,
    around: Around,
    setting: Setting,
    size: str,
    *,
    spaces: Sequence[float] = (),
    header: bool,
    keep_next: bool,
    divided: bool = False,
) -> None:
    row = begin_row(table, header=header, divided=divided)
    for cell, width, side, space in zip(cells, setting.widths, block.align, spaces or (0.0,) * len(cells), strict=True):
        kind = "TableHeading" if header else "TableRowHeading" if cell.header else "TableText"
        style = cell_style(f"{kind}{size}", _side(side, rtl=around.rtl))
        # A row stays with the next one if its first cell does; that of the header says so by its style.
        write_cell(
            writer,
            row,
            cell,
            around,
            width,
            setting.side,
            style,
            space=space,
            header=header,
            keep_next=keep_next and cell is cells[0],
        )


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
