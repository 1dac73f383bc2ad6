"""What must stand in one line: dates, times, ranges, amounts, and numbers with their unit or label.

A plain word is whole by itself. Here is what layout would part: "10:00–18:00" after its dash, "15 mm" at its space.
"""

import re
from functools import lru_cache

from triplicate.document.language import locale_of
from triplicate.document.phrases import phrases_for
from triplicate.later import regex

_UNITS = (
    *("mm", "cm", "dm", "m", "km", "ft", "yd", "mi", "m²", "m³", "km²", "ha", "ml", "cl", "dl", "l"),
    *("mg", "g", "kg", "lb", "oz", "°C", "°F", "K", "kPa", "bar", "V", "W", "kW", "kWh", "MWh", "dB", "lx"),
    *("h", "min", "s", "ms", "Hz", "kHz", "MHz", "GHz", "km/h", "mph", "kB", "MB", "GB", "TB", "px", "pt", "em"),
    *("%", "‰", "€", "£", "$", "¥", "EUR", "GBP", "USD", "CHF", "kr", "zł", "Kč"),
    *("am", "pm", "a.m.", "p.m.", "Uhr"),
)
"""Abbreviations of units, currencies and parts of the day that follow a number."""

_SIGNS = ("§", "§§", "№", "N°", "n°", "Nº", "nº", "No.", "Nr.", "Art.", "art.", "Abs.", "p.", "pp.")
"""What stands before the number of a section, a page or the like, with a space: "§ 6a"."""

_CURRENCIES = ("€", "£", "$", "¥", "EUR", "GBP", "USD", "CHF")
"""What stands before an amount, with a space."""

_NUMBER = r"[+−±<>≤≥~≈-]?[£$€¥]?\d(?:[\d.,:/’'–−-]*\d)?(?: \d{3}(?!\d))*(?:[%‰€$£¥]|°[CF]?)?"
_DIGIT = regex(r"\d")
_PARTED = regex(r"[ –−/-]")
"""Where layout may end a line within a number."""

_WORD = regex(r"(?:\S|\u00a0)+")
"""A word with what is tied to it."""

_DASHED = regex(r"\d[–−]\d")
"""Numbers on both sides of a dash, after which layout would end a line."""

_LONGEST = 40
"""Characters of a range that every line has room for."""


def unbreakable(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Return where in a text stands what layout might part though it must not: (start, end) of each, in order."""
    if not (_DIGIT.search(text) and _PARTED.search(text)):
        return ()
    return tuple(found.span() for found in _pattern(lang).finditer(text) if _PARTED.search(found[0], 1))


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return where ranges stand that layout would part after their dash: (start, end) of each, in order.

    Spaces in such are tied already (:mod:`triplicate.document.ties`); what is very long may have to be parted.
    """
    if not _DASHED.search(text):
        return ()
    words = (found for found in _WORD.finditer(text) if found.end() - found.start() <= _LONGEST)
    return tuple(found.span() for found in words if _DASHED.search(found[0]))


@lru_cache(maxsize=100)
def _pattern(lang: str) -> re.Pattern[str]:
    phrases = phrases_for(lang)
    labels = "|".join(map(re.escape, (phrases.table, phrases.figure, *_CURRENCIES)))
    after = "|".join(re.escape(word) for word in sorted((*_UNITS, *_months(lang)), key=len, reverse=True))
    signs = "|".join(map(re.escape, _SIGNS))
    numbered = rf"(?<!\w)(?:{signs}) \d+(?:[.,–-]\d+)*[a-z]?(?!\w)"
    measured = rf"(?<!\w)(?:(?:{labels}) )?{_NUMBER}(?: ?[–−-] ?{_NUMBER})?(?:\.? (?:{after}))?(?!\w)"
    return re.compile(f"{numbered}|{measured}")


def _months(lang: str) -> tuple[str, ...]:
    locale = locale_of(lang)
    months = [locale.months["format"][width] for width in ("wide", "abbreviated")] if locale else []
    return tuple(name for names in months for name in names.values())
