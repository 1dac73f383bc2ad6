"""What a text that does not say its language is likely written in: a help for the writer, never taken for granted.

Letters tell most languages, the small words that stand in every sentence the others.
"""

import re
from collections import Counter
from collections.abc import Sequence

from triplicate.later import regex

_LETTERS = (
    ("ja", regex("[\u3041-\u30ff]")),
    ("ko", regex("[\uac00-\ud7a3]")),
    ("zh", regex("[\u4e00-\u9fff]")),
    ("el", regex("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", regex("[\u05d0-\u05ea]")),
    ("ur", regex("[ٹڈڑںے]")),
    ("fa", regex("[پچژگ]")),
    ("ar", regex("[\u0621-\u064a]")),
    ("be", regex("[ўЎ]")),
    ("uk", regex("[іїєґІЇЄҐ]")),
    ("ru", regex("[ыэёЫЭЁ]")),
    ("hi", regex("[\u0904-\u0939]")),
    ("bn", regex("[\u0985-\u09b9]")),
    ("ta", regex("[\u0b85-\u0bb9]")),
    ("th", regex("[\u0e01-\u0e2e]")),
    ("ka", regex("[\u10d0-\u10fa]")),
    ("hy", regex("[\u0561-\u0586]")),
)
"""Letters that only one of the languages has among those that come after it."""
_WORDS = {
    "en": "the of and to in is for that with are be this on by from you or not",
    "de": "der die das und ist nicht ein eine zu den dem mit für auf von sich im werden",
    "fr": "le la les des et est une dans pour que qui sur pas du au avec l d",
    "es": "el los las del que para una con por es se como y no al lo su en",
    "it": "il gli le della di che per una con sono è nel i non del la da e",
    "pt": "o os as dos que para uma com não é em da do na no à às ao",
    "nl": "het een van de en voor niet met zijn op dat is aan om te wordt",
    "pl": "i w na się nie jest do oraz dla przez które od są że to z jak",
    "cs": "a na se je ve pro není nebo které jako od s v že by do po jsou",
    "sv": "och att det som en är för på inte av med till den ett om kan",
    "da": "og at det som en er for på ikke af med til den et om kan",
    "nb": "og at det som en er for på ikke av med til den et om kan",
    "fi": "ja on ei että se ovat tai voi kun myös jos ole niin joka",
    "cy": "y yr yn ac mae i ar o a am gan eu cyn",
    "ga": "an na agus is ar i le do go a tá ag sa",
    "tr": "ve bir bu için ile da de olan olarak daha gibi çok ne",
    "hu": "és az egy nem hogy a is meg vagy ez van",
    "ro": "și în la de cu pentru este o un nu sau din care",
    "id": "yang dan di untuk dengan dari ini pada tidak adalah ke",
    "vi": "và của là có được cho các một không trong những với",
}
_KNOWN = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}
_WORD = regex(r"[^\W\d_]+")
_LEFT_OUT = regex(r"^(?:```|~~~)[\s\S]*?^(?:```|~~~)|`[^`\n]*`|<[^<>]*>|\]\([^()\s]*\)|https?://\S+", re.MULTILINE)
_MOST = 400
"""Lines that are looked at."""
_LEAST_SHARE, _LEAST_KINDS = 0.15, 4
"""How much of the words small words of the language must be, and how many of them must be there."""
_AHEAD = 1.3
"""How many times as many as of the next language."""


def likely_language(lines: Sequence[str]) -> str | None:
    """Return the tag of the language that the words of Markdown look like; None if they tell none."""
    words = _WORD.findall(_LEFT_OUT.sub(" ", "\n".join(lines[:_MOST])).lower())
    letters = "".join(words)
    if not letters:
        return None
    foreign = [letter for letter in letters if letter > "\u036f" and not "\u1e00" <= letter <= "\u1eff"]
    if len(foreign) * 2 > len(letters):
        return next((lang for lang, own in _LETTERS if own.search("".join(foreign))), None)
    counted = Counter(words)
    small = {lang: [counted[one] for one in known if one in counted] for lang, known in _KNOWN.items()}
    lang, second = sorted(small, key=lambda one: sum(small[one]), reverse=True)[:2]
    enough = len(small[lang]) >= _LEAST_KINDS and sum(small[lang]) >= _LEAST_SHARE * len(words)
    return lang if enough and sum(small[lang]) > _AHEAD * sum(small[second]) else None
