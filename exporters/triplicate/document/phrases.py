"""The few phrases Triplicate adds to a text of its own, in the text's language.

A language that ``phrases.toml`` does not list gets English phrases, which :func:`language_of_phrases` then names: they
are marked as English wherever they stand.
"""

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from triplicate.document.language import script_of, subtag
from triplicate.document.model import CalloutKind, Inlines, Kind, Passage, Place, Text
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Our phrases in one language. ``figure`` and ``table`` are followed by a number and a colon in captions."""

    lang: str
    contents: str
    figure: str
    table: str
    note: str
    tip: str
    important: str
    warning: str
    caution: str
    summary: str
    footnote: str
    notes: str
    back: str
    page: str
    page_of: str
    pages: str
    landmarks: str
    done: str
    to_do: str
    described_in: str
    cover: str
    start: str
    other_format: str
    left_out: str
    continued: str
    on_page: str
    release: str
    report: str
    leaflet: str
    guidance: str

    def callout(self, kind: CalloutKind) -> str:
        """Return the name of a callout's kind, which is its title if the writer gave none."""
        return str(getattr(self, kind.value))

    def kind(self, kind: Kind) -> str:
        """Return what a kind of text is called where it opens."""
        return str(getattr(self, kind.value))


@cache
def _phrases() -> dict[str, Phrases]:
    """Return the words of ``phrases.toml`` by language."""
    text = (Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8")
    return {
        lang: Phrases(lang, **{name: phrase for name, phrase in phrases.items() if name != "source"})
        for lang, phrases in tomllib.loads(text).items()
    }


@lru_cache(maxsize=100)
def phrases_for(lang: str) -> Phrases:
    """Return the words for a BCP 47 tag, by its language, and its script where there are several.

    English ones where they are missing.
    """
    known = _phrases()
    language = subtag(lang)
    if language in ("zh", "cmn", "yue"):
        language = f"zh-{script_of(lang)}"
    return known.get("nb" if language == "no" else language, known["en"])


def language_of_phrases(lang: str) -> str:
    """Return the language in which Triplicate's own words stand in a text of a language: the same, or English."""
    words = phrases_for(lang)
    return words.lang if words.lang == "en" and subtag(lang) != "en" else lang


def phrases_in(lang: str, document: str) -> tuple[Phrases, str]:
    """Return our phrases for a part of a document, by the languages of both, and the language that they are in.

    They are in the language of the part, or in that of the document where we have none for the part.
    """
    known = language_of_phrases(lang) == lang
    return phrases_for(lang if known else document), lang if known else language_of_phrases(document)


def in_own_words(text: str, lang: str, place: Place) -> Inlines:
    """Return words of Triplicate's own in a text of a language, marked as English where they are."""
    words = (Text(text, place=place),)
    own = language_of_phrases(lang)
    return words if own == lang else (Passage(words, own, place=place),)
