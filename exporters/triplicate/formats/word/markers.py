"""Where the markers of a list stand: wide numbers get the room they need, and stand digit under digit."""

from triplicate.document.model import BulletList, Numbering, OrderedList
from triplicate.theme import Theme

_GAP, _STOP = 0.5, 0.3
"""The space after a number, and the width of its full stop, in em."""

_LETTER = {
    Numbering.DECIMAL: 0.62,
    Numbering.LOWER_ALPHA: 0.6,
    Numbering.UPPER_ALPHA: 0.72,
    Numbering.LOWER_ROMAN: 0.42,
    Numbering.UPPER_ROMAN: 0.52,
}
"""The width of a digit or letter of a number in em, about; of Roman numbers the mean of a long one."""

_ROMAN_LETTERS = (0, 1, 2, 3, 2, 1, 2, 3, 4, 2)
"""How many letters a Roman number has for each digit."""


def is_task_list(block: BulletList) -> bool:
    """Tell whether every item has a check box."""
    return bool(block.items) and all(item.checked is not None for item in block.items)


def in_column(block: BulletList | OrderedList) -> bool:
    """Tell whether a list's numbers have different numbers of digits: they then stand one under another."""
    if not isinstance(block, OrderedList) or block.numbering is not Numbering.DECIMAL:
        return False
    return len(str(block.start)) != len(str(_last(block)))


def marker_room(block: BulletList | OrderedList, theme: Theme) -> float:
    """Return how far in points the items' text stands from the edge, so that the widest marker has room."""
    indent = theme.spacing.indent
    if not isinstance(block, OrderedList):
        return indent
    return max(indent, _longest(block) * theme.type.body + marker_gap(theme))


def marker_gap(theme: Theme) -> float:
    """Return the space in points between a number that is aligned at its end and the text."""
    return _GAP * theme.type.body


def _last(block: OrderedList) -> int:
    return block.start + max(len(block.items) - 1, 0)


def _longest(block: OrderedList) -> float:
    """Return the width of a list's widest number in em, at most."""
    numbers = range(block.start, _last(block) + 1)
    match block.numbering:
        case Numbering.DECIMAL:
            letters = len(str(_last(block)))
        case Numbering.LOWER_ALPHA | Numbering.UPPER_ALPHA:
            # After z Word repeats the letter (17.18.59).
            letters = 1 + (_last(block) - 1) // 26
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN:
            letters = max(sum(_ROMAN_LETTERS[int(digit)] for digit in str(number)) for number in numbers)
    return _STOP + letters * _LETTER[block.numbering]
