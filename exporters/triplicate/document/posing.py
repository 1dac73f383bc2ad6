"""Paragraphs that lead to the block after them: those that introduce it, and bold words that pose as its heading."""

from triplicate.document.model import (
    Block,
    BulletList,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Heading,
    Inlines,
    MathBlock,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from triplicate.document.walk import text_of

_LONGEST = 12
"""Words; a longer bold paragraph is more likely a statement than a heading."""

INTRODUCED = (BulletList, OrderedList, DefinitionList, Table, Quotation, CodeBlock, MathBlock)
"""What a paragraph with a colon at its end introduces."""


def introduces(block: Paragraph, follower: Block | None) -> bool:
    """Tell whether a paragraph introduces the next block by a colon at its end."""
    return isinstance(follower, INTRODUCED) and text_of(block.children).rstrip().endswith((":", "："))


def heads(block: Block, follower: Block | None) -> bool:
    """Tell whether a block poses as the heading of the next one, which is no heading itself."""
    is_headed = not isinstance(follower, Heading | PageBreak | ThematicBreak | None) and not poses_as_heading(follower)
    return is_headed and poses_as_heading(block)


def poses_as_heading(block: Block | None) -> bool:
    """Tell whether a block is a paragraph of a few words, all bold, that does not end as a sentence does."""
    if not isinstance(block, Paragraph) or not _is_bold(block.children):
        return False
    said = text_of(block.children).strip()
    return bool(said) and not said.endswith((".", "!", "…", ",", ";")) and len(said.split()) <= _LONGEST


def _is_bold(inlines: Inlines) -> bool:
    """Tell whether all words are bold; they may be italic too."""
    inlines = tuple(node for node in inlines if not (isinstance(node, Text) and not node.text.strip()))
    match inlines:
        case (Strong(),):
            return True
        case (Emphasis() as emphasis,):
            return _is_bold(emphasis.children)
        case _:
            return False
