"""What stays together where a page ends: short blocks whole, and what belongs to a table that is turned sideways.

Heights are estimates: they only decide what is tried, and nothing is lost where they are wrong.
"""

from itertools import takewhile
from math import ceil
from xml.etree.ElementTree import Element

from triplicate.document import walk
from triplicate.document.model import Block, CodeBlock, Paragraph, Table
from triplicate.theme import Theme

IN_TEXT = "note in-text"
"""The class of a note that stands in the text."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SHORT_TABLE, _SHORT_BOX = 0.2, 0.3
"""Of the height of a page: a block no higher is kept whole, since the hole that it may leave is no larger.

A table that is divided repeats its header; a box that is divided shows its frame around nothing.
"""

CODE_LETTER, CODE_LINE = 0.6, 1.4
"""Width and line height of a character of code, in em."""

_LETTER = 0.5
"""Width in em of a character, on average."""


def is_short(block: Block, theme: Theme) -> bool:
    """Tell whether a table, a callout, a quotation or a piece of code is short enough to be kept on one page."""
    page = theme.page
    parts = (node for node in walk.descend(block) if isinstance(node, Paragraph | CodeBlock | Table))
    share = _SHORT_TABLE if isinstance(block, Table) else _SHORT_BOX
    return sum(_height(part, theme) for part in parts) <= share * (page.height - page.top - page.bottom)


def _height(block: Paragraph | CodeBlock | Table, theme: Theme) -> float:
    """Return about how high a block is, in points."""
    kind, spacing, measure = theme.type, theme.spacing, theme.page.measure
    match block:
        case Paragraph():
            lines = _lines(len(walk.text_of(block.children)) * _LETTER, kind.body, measure)
            return lines * kind.body * spacing.line + spacing.paragraph
        case CodeBlock():
            lines = sum(_lines(len(line) * CODE_LETTER, kind.code, measure) for line in block.text.split("\n"))
            return lines * kind.code * CODE_LINE + 3 * spacing.paragraph
        case Table():
            column = measure / len(block.align)
            rows = (
                max(_lines(len(walk.text_of(cell.children)) * _LETTER, kind.body, column) for cell in row)
                for row in (block.header, *block.rows)
            )
            return sum(lines * kind.body * spacing.line + 2 * spacing.cell for lines in rows)


def _lines(width: float, size: float, measure: float) -> int:
    """Return how many lines a width in em takes in type of a size."""
    return max(1, ceil(width * size / measure))


def turn(body: Element) -> None:
    """Turn sideways with a wide table what belongs to it: headings and a lead-in before it, notes after it.

    The last block that is turned ends its page: WeasyPrint 70 goes to a named page by itself, but not back.
    """
    blocks = list(body)
    turned = [False] * (len(blocks) + 1)
    for position, table in enumerate(blocks):
        if "wide" in table.get("class", "").split():
            before = takewhile(lambda at: _leads(blocks[at]), range(position - 1, -1, -1))
            after = takewhile(lambda at: blocks[at].get("class") == IN_TEXT, range(position + 1, len(blocks)))
            for at in (*before, position, *after):
                turned[at] = True
    for position, block in enumerate(blocks):
        if turned[position]:
            add_class(block, "turned" if turned[position + 1] else "turned turned-last")


def _leads(block: Element) -> bool:
    """Tell whether a block always stands on the page of the next one."""
    return block.tag in HEADINGS or block.get("class") == "lead-in"


def add_class(element: Element, names: str) -> None:
    """Add classes to those that an element has."""
    element.set("class", f"{element.get('class', '')} {names}".strip())
