"""Blocks in blocks and beside one another: what stands before their lines, and what keeps them apart."""

from collections.abc import Sequence
from itertools import pairwise

from triplicate.document.model import (
    Block,
    BulletList,
    CodeBlock,
    DefinitionList,
    Figure,
    Numbering,
    OrderedList,
    Paragraph,
)


def can_be_tight(block: BulletList | OrderedList) -> bool:
    """Return whether the items can be written without empty lines between and in them."""
    return all(_is_short(item.children) for item in block.items)


def _is_short(blocks: Sequence[Block]) -> bool:
    """Return whether each block but the first can stand right below the one before it."""
    return all(_follows(before, block) for before, block in pairwise(blocks))


def _follows(before: Block, block: Block) -> bool:
    match before, block:
        case (
            (Paragraph() | CodeBlock()),
            (
                BulletList(id=None, lang=None, key_figures=False)
                | OrderedList(id=None, lang=None, start=1, numbering=Numbering.DECIMAL)
                | CodeBlock(id=None, lang=None)
            ),
        ):
            return True
        case CodeBlock(), Paragraph(id=None, lang=None):
            return True
        case (
            (BulletList() | OrderedList()),
            (
                BulletList(id=None, lang=None, key_figures=False)
                | OrderedList(id=None, lang=None, start=1, numbering=Numbering.DECIMAL)
                | CodeBlock(id=None, lang=None)
            ),
        ):
            return not (isinstance(before, BulletList) and before.key_figures)
        case _:
            return False


def would_be_one(block: Block, following: Block) -> bool:
    """Return whether terms and captions of two blocks would be read as one list of terms."""
    match block, following:
        case Figure(caption=(_, *_)), Figure(caption=(_, *_)):
            return False
        case (
            (DefinitionList() | Figure(caption=(_, *_))),
            (DefinitionList(id=None, lang=None) | Figure(caption=(_, *_))),
        ):
            return True
        case _:
            return False


def hung(first: str, lines: str, others: str) -> str:
    """Return lines with something before the first and before the others; no spaces end an empty one."""
    head, *rest = lines.split("\n")
    return "\n".join(((first + head) if head else first.rstrip(), *(_under(others, line) for line in rest)))


def _under(before: str, line: str) -> str:
    return before + line if line else before.rstrip()
