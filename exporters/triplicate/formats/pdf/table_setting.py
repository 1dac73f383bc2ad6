"""Tables as :mod:`triplicate.theme.tables` sets them: classes, widths of columns, rows that are divided, labels."""

from xml.etree.ElementTree import Element

from triplicate.document.model import Table
from triplicate.document.walk import text_of
from triplicate.formats.pdf.keeping import add_class, fits_with
from triplicate.theme import Theme
from triplicate.theme.tables import (
    Setting,
    heights,
    is_high,
    is_kept_whole,
    is_tall,
    is_too_narrow,
    value_heights,
)


def set_element(element: Element, table: Table, setting: Setting, theme: Theme, lang: str, lead: float) -> None:
    """Set the element of a table: its classes, the widths of its columns, the rows that are divided.

    ``lead`` is the height in points of what goes to its page with it.
    """
    high = heights(table, theme, lang, setting)
    names = {
        "wide": setting.turned,
        "small": setting.size < theme.type.body,
        "close": setting.side < theme.spacing.cell_side,
        "stacked": setting.stacked,
        "short": is_kept_whole(table, theme, high) and fits_with(lead, sum(high), theme),
    }
    add_class(element, " ".join(name for name, holds in names.items() if holds))
    if setting.stacked:
        _stack(element, table, setting, theme, lang)
    elif setting.fixed:
        element.set("style", f"table-layout: fixed; width: {sum(setting.widths):.2f}pt")
        for cell, width in zip(element.iter("th"), setting.widths, strict=False):
            cell.set("style", f"width: {width - 2 * setting.side:.2f}pt")
    elif table.caption:
        # As much as it has room for: a share of the width of a note would count in the note's indent (WeasyPrint 70).
        element.set("style", f"width: {sum(setting.widths):.2f}pt")
    _align_decimals(element, setting)
    for row, cells, height in zip(element.iter("tr"), (table.header, *table.rows), high, strict=True):
        if is_high(height, theme):
            # WeasyPrint 70 leaves out the header where rows that are kept together are higher than a page.
            add_class(row, "high tall" if is_tall(height, theme) else "high")
        for column, (own, content) in enumerate(zip(row, cells, strict=True)):
            if is_too_narrow(content, theme, lang, setting, column, bold=cells is table.header):
                add_class(own, "broken")


def rooms_of_cells(table: Table, setting: Setting, across: float) -> dict[int, float]:
    """Return the width that each cell has for what is in it, in points, by its serial.

    ``across`` is the width of the page there. Where a table is narrower than that, a column that is not fixed may grow.
    """
    if setting.stacked:
        widths, spare = (setting.widths[1],) * len(table.header), 0.0
    else:
        widths, spare = setting.widths, 0.0 if setting.fixed else across - sum(setting.widths)
    return {
        cell.serial: width - 2 * setting.side + max(spare, 0.0)
        for row in (table.header, *table.rows)
        for cell, width in zip(row, widths, strict=True)
    }


def _align_decimals(element: Element, setting: Setting) -> None:
    """Bring the decimal signs of each column into one line: what a number lacks is left free after it."""
    for row, own in zip(element.iterfind("tbody/tr"), setting.spaces, strict=False):
        for cell, space in zip(row, own, strict=True):
            if space:
                cell.set("style", f"padding-right: {setting.side + space:.2f}pt")


def _stack(element: Element, table: Table, setting: Setting, theme: Theme, lang: str) -> None:
    """Let each value of a table stand beside the words of its column's header; the cells stay what they are."""
    labels = [text_of(cell.children) for cell in table.header]
    width = setting.widths[0] - setting.side
    for row, values in zip(element.iterfind("tbody/tr"), table.rows, strict=True):
        high = value_heights(values, theme, lang, setting)
        for cell, label, height in zip(row, labels, high, strict=True):
            if cell.tag == "td":
                cell.set("data-label", label)
                cell.set("style", f"--label: {width:.2f}pt")
            if is_tall(height, theme):
                add_class(cell, "tall")
