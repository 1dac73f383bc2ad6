"""How narrow a page may be before a table no longer fits on it."""

import math
from xml.etree.ElementTree import Element

from triplicate.document.model import Cell, Table
from triplicate.document.numbers import missing_decimals
from triplicate.document.walk import text_of
from triplicate.theme import ORDINARY, Theme
from triplicate.theme.tables import cell_lines, columns

_FITS_ANYWHERE = 10
"""Width of the narrowest page, in em of the reader's text: a telephone with the text at twice its size."""

_WIDEST, _STEP = 42, 3
"""The style sheet has a rule for every third em up to the width of its pages; what needs more is wider than any."""

FITS_TELEPHONES = frozenset({"fits-12", "fits-15", "fits-18"})
"""Classes of boxes that are too narrow only where the text is very large: the Tab key does not stop at them."""

_BROKEN = 5
"""Room in em for a word that may be broken, such as an address."""

_OTHER_FONT, _WIDE_FONT, _LONG = 1.08, 1.15, 15
"""How much wider than the theme's a reader's font mostly is and may be; and rows from which a box costs more."""


SHORT_CELL = 14
"""Characters of a cell that stands in one line: a time, a date or an amount with what belongs to it."""


def is_short(cell: Cell) -> bool:
    """Tell whether a cell is so short a time, date or amount that it is never broken over lines."""
    words = text_of(cell.children)
    return len(words) <= SHORT_CELL and any(map(str.isdigit, words))


def box_class(table: Table, theme: Theme, lang: str) -> str:
    """Return the class of the box of a table that is stacked, or scrolls, on pages too narrow for it, "" for none.

    ``fits-21`` fits on pages of 21 em and a margin, ``wide`` needs a page wider than all of those.
    """
    size = theme.type.body
    asked = [column.token for column in columns(table, theme, size, lang, broken=_BROKEN, text=0.0)]
    for row in table.rows:
        for at, cell in enumerate(row):
            if is_short(cell):
                lines = cell_lines(cell, theme, size, lang, bold=cell.header)
                asked[at] = max(asked[at], *(line.width for line in lines))
    words = sum(asked)
    wide = _WIDE_FONT if len(table.rows) <= _LONG else _OTHER_FONT
    needed = (words * wide + 2 * len(table.align) * theme.spacing.cell_close) / ORDINARY
    if needed <= _FITS_ANYWHERE:
        return ""
    step = _STEP * math.ceil(needed / _STEP)
    return f"fits-{step}" if step <= _WIDEST else "wide"


def align_decimals(element: Element, table: Table, lang: str) -> None:
    """Bring the decimal signs of each column into one line: what a number lacks is left free after it.

    In "ch", which is the width of a digit; a decimal sign has about half of it.
    """
    lacks = missing_decimals(table.rows, table.align, lang)
    for row, own in zip(element.iterfind("tbody/tr"), lacks, strict=True):
        for cell, digits in zip(row, own, strict=True):
            if digits:
                cell.set("style", f"--decimals: {digits.count('0') + 0.5 * (digits[0] != '0'):g}ch")


def label_values(element: Element, table: Table) -> None:
    """Give each value of a table the label that stands beside it in a record."""
    labels = [text_of(cell.children) for cell in table.header]
    for row in element.iterfind("tbody/tr"):
        for cell, label in zip(row, labels, strict=True):
            if cell.tag == "td":
                cell.set("data-label", label)


def free_corner(element: Element) -> None:
    """Let a cell of the header row that has no words be no header: it would announce nothing (HTML, 4.9.10)."""
    for cell in element.iterfind("thead/tr/th"):
        if not len(cell) and not cell.text:
            cell.tag = "td"
            del cell.attrib["scope"]


def say_roles(element: Element) -> None:
    """Say what the parts of a table are: some reading systems forget it where they are not laid out as a table."""
    element.set("role", "table")
    for part in element:
        if part.tag in ("thead", "tbody"):
            part.set("role", "rowgroup")
    for row in element.iter("tr"):
        row.set("role", "row")
        for cell in row:
            if cell.tag == "td":
                cell.set("role", "cell")
            else:
                cell.set("role", "columnheader" if cell.get("scope") == "col" else "rowheader")
