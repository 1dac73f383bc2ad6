"""What stays together where a page ends: short blocks whole, and what belongs to a table that is turned sideways.

Heights are estimates: they only decide what is tried, and nothing is lost where they are wrong.
"""

from collections.abc import Mapping
from itertools import takewhile
from math import ceil
from xml.etree.ElementTree import Element

from triplicate.document import walk
from triplicate.document.model import (
    Block,
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Heading,
    OrderedList,
    Paragraph,
    Quotation,
    Table,
)
from triplicate.theme import Role, Theme, role
from triplicate.theme.labels import widest_label
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tables import heights, set_table
from triplicate.theme.term_columns import term_column

IN_TEXT = "note in-text"
"""The class of a note that stands in the text."""

CHAPTER = "chapter"
"""The class of the heading of a chapter that begins a page."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SHORT = 0.3
"""Of the height of a page: a block no higher is kept whole, since the hole that it may leave is no larger."""

_TOGETHER = 0.38
"""Of the height of a page: what is kept whole is no higher with the headings and the lead-in that go to its page."""

CODE_LINE = 1.4
"""The line height of code, in em."""


def is_short(block: Block, theme: Theme, lang: str, *, lead: float = 0.0) -> bool:
    """Tell whether a callout, a quotation or a piece of code is short enough to be kept on one page.

    ``lead`` is the height in points of what goes to its page with it.
    """
    parts = (node for node in walk.descend(block) if isinstance(node, Paragraph | CodeBlock | Table))
    height = sum(_height(part, theme, lang) for part in parts)
    return height <= _SHORT * theme.page.depth and fits_with(lead, height, theme)


def fits_with(lead: float, height: float, theme: Theme) -> bool:
    """Tell whether a block of a height that is kept whole leaves no large hole, with what leads to it."""
    return lead + height <= _TOGETHER * theme.page.depth


def lead_height(parent: Element, nodes: Mapping[Element, object], theme: Theme, lang: str) -> float:
    """Return about how high the headings and the lead-in right before the last child are, in points."""
    before = (parent[at] for at in range(len(parent) - 2, -1, -1))
    leading = (nodes.get(one) for one in takewhile(leads, before))
    return sum(_height(node, theme, lang) for node in leading if isinstance(node, Heading | Paragraph))


ORDERED = 1.15
"""From the edge to the text of an ordered list's items as the style sheet has it, in indents."""

NOTE = 1.6
"""From the edge to the text of a note as the style sheet has it, in em."""

_AFTER_LABEL = 0.6
"""The space after the number of an item, in em."""


def inset(block: Block, theme: Theme, lang: str) -> float:
    """Return by how much narrower than a block in a language itself that is which stands in it, in points."""
    spacing = theme.spacing
    match block:
        case OrderedList():
            return max(ORDERED * spacing.indent, widest_label(block, theme, lang) + _AFTER_LABEL * theme.type.body)
        case BulletList(key_figures=True):
            return 0.0
        case BulletList():
            return spacing.indent
        case DefinitionList():
            return term_column(block, theme, lang) or spacing.indent
        case Quotation():
            return _sides(role(theme, "quote", "pdf"))
        case Callout():
            return _sides(role(theme, f"callout-{block.kind.value}", "pdf"))
        case _:
            return 0.0


def _sides(look: Role) -> float:
    """Return how much room a box takes at both sides of what stands in it, in points."""
    padding = look.padding or (0.0, 0.0, 0.0, 0.0)
    rules = (look.bar.width if look.bar else 0.0) + (2 * look.frame.width if look.frame else 0.0)
    return (look.start or 0.0) + (look.end or 0.0) + padding[1] + padding[3] + rules


def _height(block: Heading | Paragraph | CodeBlock | Table, theme: Theme, lang: str) -> float:
    """Return about how high a block is, in points."""
    kind, spacing, room, measure = theme.type, theme.spacing, theme.page.measure, measure_of(theme)
    match block:
        case Heading():
            look = role(theme, "title" if block.level == 1 else f"h{block.level}", "pdf")
            letters = Letters(look.size or kind.body, bold=look.bold, heading=look.font == "heading", lang=lang)
            over, end, under, start = look.padding or (0.0, 0.0, 0.0, 0.0)
            lines = _lines(measure.inlines(block.children, letters), room - start - end)
            words = lines * letters.size * (look.line or spacing.heading_line)
            return (look.before or 0.0) + over + words + under + (look.after or 0.0)
        case Paragraph():
            lines = _lines(measure.inlines(block.children, Letters(kind.body, lang=lang)), room)
            return lines * kind.body * spacing.line + spacing.paragraph
        case CodeBlock():
            code = Letters(kind.code, code=True, spaced=False)
            lines = sum(_lines(measure.width(line, code), room) for line in block.text.split("\n"))
            return lines * kind.code * CODE_LINE + 3 * spacing.paragraph
        case Table():
            return sum(heights(block, theme, lang, set_table(block, theme, lang, alone=False)))


def _lines(width: float, room: float) -> int:
    """Return how many lines a width takes where a line has so much room."""
    return max(1, ceil(width / max(room, 1.0)))


def turn(body: Element) -> None:
    """Turn sideways with a wide table what belongs to it: headings and a lead-in before it, notes after it.

    The last block that is turned ends its page: WeasyPrint 70 goes to a named page by itself, but not back.
    """
    blocks = list(body)
    turned = [False] * (len(blocks) + 1)
    for position, table in enumerate(blocks):
        if "wide" in table.get("class", "").split():
            before = takewhile(lambda at: leads(blocks[at]), range(position - 1, -1, -1))
            after = takewhile(lambda at: blocks[at].get("class") == IN_TEXT, range(position + 1, len(blocks)))
            for at in (*before, position, *after):
                turned[at] = True
    for position, block in enumerate(blocks):
        if turned[position]:
            add_class(block, "turned" if turned[position + 1] else "turned turned-last")


def leads(block: Element) -> bool:
    """Tell whether a block always stands on the page of the next one."""
    return block.tag in HEADINGS or block.get("class") == "lead-in"


def begins_chapter(block: Element) -> bool:
    """Tell whether a block is the heading of a chapter that begins a page."""
    return CHAPTER in block.get("class", "").split()


def add_class(element: Element, names: str) -> None:
    """Add classes to those that an element has."""
    element.set("class", f"{element.get('class', '')} {names}".strip())
