"""Where the markers of a list stand: wide numbers get the room they need, and stand digit under digit."""

from triplicate.document.model import BulletList, Numbering, OrderedList
from triplicate.theme import Theme
from triplicate.theme.measure import Letters, measure_of

_GAP = 0.5
"""The space after a number, in em."""

ALPHABET = 26

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


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
    return len(str(block.start)) != len(str(_last(block)))


def marker_room(block: BulletList | OrderedList, theme: Theme) -> float:
    """Return how far in points the items' text stands from the edge, so that the widest marker has room."""
    indent = theme.spacing.indent
    if not isinstance(block, OrderedList):
        return indent
    return max(indent, _widest(block, theme) + marker_gap(theme))


def marker_gap(theme: Theme) -> float:
    """Return the space in points between a number that is aligned at its end and the text."""
    return _GAP * theme.type.body


def first_letters(number: int) -> str:
    """Return the letters before the last one in a label of letters: "" up to z, then "a" for aa to az."""
    letters = ""
    number = (number - 1) // ALPHABET
    while number > 0:
        number, letter = divmod(number - 1, ALPHABET)
        letters = chr(ord("a") + letter) + letters
    return letters


def _last(block: OrderedList) -> int:
    return block.start + max(len(block.items) - 1, 0)


def _widest(block: OrderedList, theme: Theme) -> float:
    """Return the width of a list's widest number with its full stop, in points."""
    letters = Letters(theme.type.body, tabular=block.numbering is Numbering.DECIMAL)
    measure = measure_of(theme)
    numbers = range(block.start, _last(block) + 1)
    return max(measure.width(f"{_number(number, block.numbering)}.", letters) for number in numbers)


def _number(number: int, numbering: Numbering) -> str:
    """Return a number as it is written in all formats."""
    match numbering:
        case Numbering.DECIMAL:
            return str(number)
        case Numbering.LOWER_ALPHA | Numbering.UPPER_ALPHA:
            written = first_letters(number) + chr(ord("a") + (number - 1) % ALPHABET)
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN:
            written = ""
            for value, sign in _ROMAN:
                times, number = divmod(number, value)
                written += sign * times
    return written.upper() if numbering in (Numbering.UPPER_ALPHA, Numbering.UPPER_ROMAN) else written
