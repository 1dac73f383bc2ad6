"""Blocks in blocks and beside one another: what stands before their lines, and what keeps them apart."""

from collections.abc import Sequence

from triplicate.document.model import Block, BulletList, DefinitionList, Figure, Numbering, OrderedList, Paragraph


def can_be_tight(block: BulletList | OrderedList) -> bool:
    """Return whether the items can be written without empty lines between and in them."""
    return all(_is_short(item.children) for item in block.items)


def _is_short(blocks: Sequence[Block]) -> bool:
    match blocks:
        case (Paragraph(),):
            return True
        case (Paragraph(), BulletList(id=None, lang=None, key_figures=False)):
            return True
        case (Paragraph(), OrderedList(id=None, lang=None, start=1, numbering=Numbering.DECIMAL)):
            return True
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
