"""How wide the labels of ordered lists are: all formats give them the room they need."""

from triplicate.document.letters import LARGEST_ROMAN, letters, roman
from triplicate.document.model import Numbering, OrderedList
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme


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
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN if 0 < number <= LARGEST_ROMAN:
            label = roman(number)
        case _:
            return str(number)
    return label.upper() if numbering in (Numbering.UPPER_ALPHA, Numbering.UPPER_ROMAN) else label
