"""Raised figures side by side: "12" must not be read where notes 1 and 2 are called, nor "21" for m² and note 1.

A lowered figure before a call is heard as one too: "H23" for H₂ and note 3.
"""

from triplicate.document.model import (
    Emphasis,
    Inline,
    Link,
    NoteReference,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from triplicate.document.walk import NO_BREAK_SPACE

BETWEEN_RAISED = NO_BREAK_SPACE
"""What is put between two: NO-BREAK SPACE is seen and heard, is in every font, and keeps calls on one line."""

_SMALL_LETTERS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹ⁱⁿ₀₁₂₃₄₅₆₇₈₉")


def ends_small(node: Inline) -> bool:
    """Tell whether the last thing in a node is raised or lowered: the call of a note, a superscript or a subscript."""
    match node:
        case NoteReference() | Superscript() | Subscript():
            return True
        case Text():
            return node.text[-1:] in _SMALL_LETTERS
        case Emphasis() | Strong() | Strikethrough() | Passage() | Link():
            return bool(node.children) and ends_small(node.children[-1])
        case _:
            return False


def begins_with_call(node: Inline) -> bool:
    """Tell whether the first thing in a node is the call of a note."""
    match node:
        case NoteReference():
            return True
        case Emphasis() | Strong() | Strikethrough() | Passage() | Link():
            return bool(node.children) and begins_with_call(node.children[0])
        case _:
            return False
