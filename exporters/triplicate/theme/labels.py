"""How wide the labels of ordered lists are: all formats give them the room they need."""

from triplicate.document.letters import letters
from triplicate.document.model import Numbering, OrderedList
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme

_LARGEST_ROMAN = 3999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def last_number(block: OrderedList) -> int:
    """Return the number of the last item of a list."""
    return block.start + max(len(block.items) - 1, 0)


def widest_label(block: OrderedList, theme: Theme, lang: str) -> float:
    """Return the width of the widest number of a list in a language, with its full stop, in points."""
    style = Letters(theme.type.body, bold=True, tabular=block.numbering is Numbering.DECIMAL, lang=lang)
    measure = measure_of(theme)
    numbers = range(block.start, last_number(block) + 1)
    return max(measure.width(f"{_label(number, block.numbering)}.", style) for number in numbers)


def _label(number: int, numbering: Numbering) -> str:
    match numbering:
        case Numbering.LOWER_ALPHA | Numbering.UPPER_ALPHA if number > 0:
            label = letters(number)
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN if 0 < number <= _LARGEST_ROMAN:
            label = ""
            for value, sign in _ROMAN:
                times, number = divmod(number, value)
                label += sign * times
        case _:
            return str(number)
    return label.upper() if numbering in (Numbering.UPPER_ALPHA, Numbering.UPPER_ROMAN) else label
