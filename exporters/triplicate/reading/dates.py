"""Days as people write them in front matter."""

import datetime as dt

from triplicate.document.language import locale_of
from triplicate.later import regex

_YEAR_FIRST = regex(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ].*)?")
_PARTS = regex(r"[^\W\d_]+|\d+")
_DAY = regex(r"\d\d?")
_YEAR = regex(r"\d{4}")


def day_of(written: str, lang: str) -> dt.date | None:
    """Return the day that is written, where it can be read in one way alone, else None.

    It begins with the year, or names its month in the language of the text or in English: "2019-01-25", "25 January
    2019", "Friday, January 25th, 2019", "25-Jan-2019".
    """
    try:
        if found := _YEAR_FIRST.fullmatch(written):
            return dt.date(*map(int, found.groups()))
        return _with_a_name(written, lang) or dt.date.fromisoformat(written)
    except ValueError:
        return None


def _with_a_name(written: str, lang: str) -> dt.date | None:
    """Return the day of a year, the name of a month and a number; raises ValueError if the month has no such day."""
    parts = _PARTS.findall(written.casefold())
    years, days = ([part for part in parts if kind.fullmatch(part)] for kind in (_YEAR, _DAY))
    names = _months(lang)
    months = {names[part] for part in parts if part in names}
    if len(years) == len(days) == len(months) == 1:
        return dt.date(int(years[0]), months.pop(), int(days[0]))
    return None


def _months(lang: str) -> dict[str, int]:
    """Return the numbers of months by their names, long and short, in small letters."""
    return {
        name.casefold().rstrip("."): number
        for locale in filter(None, (locale_of("en"), locale_of(lang)))
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[context][width].items()
    }
