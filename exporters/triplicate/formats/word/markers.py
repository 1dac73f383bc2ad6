"""Where the markers of a list stand: wide numbers get the room they need, and stand digit under digit."""

from triplicate.document.letters import ALPHABET
from triplicate.document.model import BulletList, Numbering, OrderedList
from triplicate.theme import Theme
from triplicate.theme.labels import last_number, widest_label

_GAP = 0.5
"""The space after a number, in em."""

_HAIR = 1.0
"""How far in key figures stand, in points: what follows them and begins farther out is none of them."""


def is_task_list(block: BulletList) -> bool:
    """Tell whether every item has a check box."""
    return bool(block.items) and all(item.checked is not None for item in block.items)


def begins_letters(block: OrderedList, place: int) -> bool:
    """Tell whether other letters stand before the last one of an item's label than of the item before it: aa, ba."""
    number = block.start + place
    lettered = block.numbering in (Numbering.LOWER_ALPHA, Numbering.UPPER_ALPHA)
    return lettered and number > ALPHABET and (place == 0 or number % ALPHABET == 1)


def in_column(block: BulletList | OrderedList) -> bool:
    """Tell whether a list's numbers have different numbers of digits: they then stand one under another."""
    if not isinstance(block, OrderedList) or block.numbering is not Numbering.DECIMAL:
        return False
    return len(str(block.start)) != len(str(last_number(block)))


def marker_room(block: BulletList | OrderedList, theme: Theme, lang: str) -> float:
    """Return how far in points the text of items in a language stands from the edge: the widest marker has room."""
    indent = theme.spacing.indent
    if isinstance(block, BulletList) and block.key_figures:
        return _HAIR
    if not isinstance(block, OrderedList):
        return indent
    return max(indent, widest_label(block, theme, lang) + marker_gap(theme))


def marker_gap(theme: Theme) -> float:
    """Return the space in points between a number that is aligned at its end and the text."""
    return _GAP * theme.type.body
