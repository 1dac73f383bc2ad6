"""Languages, sizes and dates as people write them."""

from datetime import date

from triplicate.document.language import locale_of
from triplicate.document.model import Metadata
from triplicate.document.title_block import date_in_words

_KILO, _MEGA = 1000, 1000**2
_WHOLE = 10
"""From so many of a unit on, no decimals are told."""


def name_of(lang: str, within: str) -> str:
    """Return the name of a language in another: the tag itself where that is not known."""
    locale, around = locale_of(lang), locale_of(within)
    name = locale.get_display_name(around) if locale and around else None
    return f"{name[:1].upper()}{name[1:]}" if name else lang


def as_size(size: int, lang: str) -> str:
    """Return a size, which is in bytes, as a language writes it: "276 kB", "1.2 MB"."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    locale = locale_of(lang) or "en"
    number, unit = (size / _MEGA, "megabyte") if size >= _MEGA else (max(size / _KILO, 0.1), "kilobyte")
    digits = "0" if number >= _WHOLE else "0.#"
    return str(format_unit(format_decimal(number, digits, locale), f"digital-{unit}", length="short", locale=locale))


def written_date(day: str, lang: str) -> str:
    """Return a date, which is in the form of ISO 8601, as a language writes it."""
    return date_in_words(Metadata("", lang, date=date.fromisoformat(day))) or day
