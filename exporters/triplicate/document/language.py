"""Languages: BCP 47 tags, and the direction they are written in."""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]

# The scripts of living languages that run from right to left (ISO 15924).
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})


@lru_cache(maxsize=1000)
def subtag(tag: str) -> str:
    """Return the language subtag of a BCP 47 tag, in lower case: "en" of "en-GB"."""
    return tag.partition("-")[0].lower()


# The tags that most texts have, with the script of their words: langcodes, which knows all, takes longer to load than
# a short text to check.
_USUAL = {
    "Latn": (
        "cs cy da de de-AT de-CH de-DE en en-AU en-CA en-GB en-IE en-NZ en-US es es-ES et fi fr fr-BE fr-CA fr-CH "
        "fr-FR ga hr hu is it it-IT lt lv mt nl nl-BE nl-NL no pl pl-PL pt pt-BR pt-PT ro sk sl so sv tr vi"
    ),
    "Grek": "el",
    "Cyrl": "bg ru uk",
    "Arab": "ar fa ur",
    "Hebr": "he",
    "Deva": "hi",
}
_SCRIPTS = {tag: script for script, tags in _USUAL.items() for tag in tags.split()}


@lru_cache(maxsize=1000)
def canonical(tag: str) -> str | None:
    """Return the BCP 47 tag in canonical case ("en-GB"), or None if it is not a valid tag."""
    if tag in _SCRIPTS:
        return tag
    import langcodes

    try:
        valid = langcodes.tag_is_valid(tag)
    except (ValueError, AttributeError):
        return None
    return str(langcodes.standardize_tag(tag)) if valid else None


@lru_cache(maxsize=1000)
def locale_of(tag: str) -> "Locale | None":
    """Return how the language writes numbers and dates, as CLDR has it; None for one that it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=1000)
def script_of(tag: str) -> str:
    """Return the script (ISO 15924) that a language is written in, by its BCP 47 tag; "" if it is not known."""
    if tag in _SCRIPTS:
        return _SCRIPTS[tag]
    import langcodes

    try:
        return langcodes.Language.get(tag).maximize().script or ""
    except (ValueError, AttributeError):
        return ""


def direction(tag: str) -> Direction:
    """Return the direction in which the language is written; ``ltr`` for what is not known."""
    return "rtl" if script_of(tag) in _RIGHT_TO_LEFT else "ltr"
