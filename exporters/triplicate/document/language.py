"""Languages: BCP 47 tags, and the direction they are written in."""

from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]

# The scripts of living languages that run from right to left (ISO 15924).
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})


def subtag(tag: str) -> str:
    """Return the language subtag of a BCP 47 tag, in lower case: "en" of "en-GB"."""
    return tag.partition("-")[0].lower()


@cache
def canonical(tag: str) -> str | None:
    """Return the BCP 47 tag in canonical case ("en-GB"), or None if it is not a valid tag."""
    import langcodes

    try:
        valid = langcodes.tag_is_valid(tag)
    except (ValueError, AttributeError):
        return None
    return str(langcodes.standardize_tag(tag)) if valid else None


@cache
def locale_of(tag: str) -> "Locale | None":
    """Return how the language writes numbers and dates, as CLDR has it; None for one that it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def direction(tag: str) -> Direction:
    """Return the direction in which the language is written; ``ltr`` for what is not known."""
    import langcodes

    try:
        script = langcodes.Language.get(tag).maximize().script
    except (ValueError, AttributeError):
        return "ltr"
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
