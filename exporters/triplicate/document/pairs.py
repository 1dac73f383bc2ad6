"""Lists of pairs that are read line by line: contacts, dates, places. Each term has one short description."""

from triplicate.document import walk
from triplicate.document.model import DefinitionList, NoteReference, Paragraph

_TERM, _DESCRIPTION = 24, 80
"""Letters that have room beside one another, in a line or two."""


def are_pairs(block: DefinitionList) -> bool:
    """Tell whether the terms of a list may stand beside their descriptions."""
    return len(block.items) > 1 and all(
        len(item.terms) == len(item.descriptions) == 1
        and len(walk.text_of(item.terms[0])) <= _TERM
        and len(paragraphs := item.descriptions[0]) == 1
        and isinstance(only := paragraphs[0], Paragraph)
        and len(walk.text_of(only.children)) <= _DESCRIPTION
        and not any(isinstance(inner, NoteReference) for inner in walk.descend(item))
        for item in block.items
    )
