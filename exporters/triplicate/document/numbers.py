"""Numbers in the cells of tables: what they are worth, and how much of them stands after the decimal sign."""

from collections.abc import Sequence
from decimal import Decimal

from triplicate.document.language import locale_of
from triplicate.document.model import Align, Row
from triplicate.document.walk import text_of
from triplicate.later import regex

_NUMBER = regex(r"[+−-]?\d[\d.,’'\u00a0\u202f ]*(?:[.,]\d+)?")
_SIGNS = str.maketrans("−", "-", "+’'\u00a0\u202f ")
_CURRENCIES = str.maketrans("", "", "£$€¥")
_AMOUNT = regex(r"[+−-]?[£$€¥]?[+−-]?\d[\d.,’'\u00a0\u202f ]*")
_LONGEST = 4
"""Decimals of a column that is aligned on its decimal signs: more would push whole numbers far from their edge."""


def decimal_sign(lang: str) -> str:
    """Return the sign before decimals in a language; a full stop for one that is not known."""
    from babel.numbers import get_decimal_symbol

    locale = locale_of(lang)
    return get_decimal_symbol(locale) if locale else "."


def number_of(text: str, sign: str) -> Decimal | None:
    """Return what a number or an amount of money is worth whose decimal sign is known, or None for other words."""
    text = text.translate(_CURRENCIES).strip()
    if not _NUMBER.fullmatch(text):
        return None
    group = "." if sign == "," else ","
    text = text.translate(_SIGNS).replace(group, "").replace(sign, ".")
    return Decimal(text) if text.count(".") < 2 else None


def missing_decimals(rows: Sequence[Row], align: Sequence[Align], lang: str) -> tuple[tuple[str, ...], ...]:
    """Return for each cell of a table's rows what its number lacks so that all decimal signs stand in one line.

    That is "0" for 1.5 where the column has 2.25, and ".00" for 3. Only columns on the right are aligned, and only
    those of numbers of which some have decimals; words among them lack nothing.
    """
    sign = decimal_sign(lang)
    columns = [
        _missing([text_of(cell.children).strip() for cell in cells], sign)
        if side is Align.RIGHT
        else ("",) * len(cells)
        for cells, side in zip(zip(*rows, strict=True), align, strict=False)
    ]
    return tuple(zip(*columns, strict=True)) if columns else ()


def _missing(words: Sequence[str], sign: str) -> tuple[str, ...]:
    decimals = [len(one.partition(sign)[2]) if _AMOUNT.fullmatch(one) else None for one in words]
    most = max((count for count in decimals if count is not None), default=0)
    if not 0 < most <= _LONGEST:
        return ("",) * len(words)
    return tuple("" if count is None else "0" * (most - count) if count else sign + "0" * most for count in decimals)
