"""Rows of totals: the last row of a table that sums up those above it, as its numbers tell in any language."""

from collections.abc import Sequence
from decimal import Decimal

from triplicate.document.model import Row
from triplicate.document.numbers import decimal_sign, number_of
from triplicate.document.walk import text_of

_LEAST = 3
"""Two rows and their sum may be a chance: 1, 2, 3."""


def ends_in_total(rows: Sequence[Row], lang: str) -> bool:
    """Return whether the last of a table's body rows holds, in each column of numbers, the sum of those above it.

    A column in which a cell is no number is not asked; at least one must be. A number is read as the language writes
    it: "1.200,5" in German, "1,200.5" in English. Sums may be rounded: each number by half of its last place.
    """
    if len(rows) <= _LEAST:
        return False
    comma = decimal_sign(lang)
    asked = 0
    for column in zip(*rows, strict=True):
        numbers = [number_of(text_of(cell.children), comma) for cell in column]
        *parts, total = numbers
        known = [part for part in parts if part is not None]
        if total is None or len(known) < len(parts):
            continue
        places = max(-_exponent(number) for number in (*known, total))
        if abs(sum(known) - total) > Decimal(len(known) + 1) / 2 * Decimal(10) ** -places * (places > 0):
            return False
        asked += any(known)
    return asked > 0


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
