"""Languages as Word keeps them: one for Latin text, one for East Asian, one for complex scripts (17.3.2.20)."""

from functools import lru_cache

from lxml.etree import _Element as Element

from triplicate.document.language import script_of
from triplicate.formats.word.markup import sub

_EAST_ASIAN = frozenset({"Hans", "Hant", "Hani", "Jpan", "Kore", "Hira", "Kana", "Hang", "Bopo"})
_COMPLEX = frozenset(
    {
        *("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"),
        *("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"),
        *("Thai", "Laoo", "Tibt", "Mymr", "Khmr"),
    }
)


def is_complex(lang: str) -> bool:
    """Tell whether Word takes the letters of a language for those of a complex script, which has a font of its own."""
    return script_of(lang) in _COMPLEX


def set_language(properties: Element, lang: str, text: str = "") -> None:
    """Append the language of a run, for the script it is written in and for Latin words in it.

    Where the ``text`` around is in an East Asian language, such letters in the run would be in that.
    """
    values = language_attributes(lang)
    if text and script_of(text) in _EAST_ASIAN:
        values = {"eastAsia": lang, **values}
    sub(properties, "lang", **values)


@lru_cache(maxsize=1000)
def language_attributes(lang: str) -> dict[str, str]:
    """Return the attributes that name a BCP 47 tag in ``w:lang`` and its like."""
    script = script_of(lang)
    values = {"val": lang}
    if script in _EAST_ASIAN:
        values["eastAsia"] = lang
    elif script in _COMPLEX:
        values["bidi"] = lang
    return values
