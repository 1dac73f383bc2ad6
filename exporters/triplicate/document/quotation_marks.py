"""The marks that a language puts around a quotation."""

from triplicate.document.language import subtag

_MARKS = {
    "de": "„“", "da": "»«", "fr": "«»", "it": "«»", "es": "«»", "pt": "«»", "el": "«»", "ru": "«»", "uk": "«»",
    "no": "«»", "nb": "«»", "nn": "«»", "sv": "””", "fi": "””", "pl": "„”", "cs": "„“", "sk": "„“", "hu": "„”",
    "ro": "„”", "bg": "„“", "nl": "“”", "he": "””", "ja": "「」", "zh": "“”", "ar": "«»", "fa": "«»",
}  # fmt: skip


def quotation_marks(lang: str) -> tuple[str, str]:
    """Return the opening and the closing mark of a language (CLDR, delimiters); of English for one not listed.

    French sets a no-break space inside them.
    """
    language = subtag(lang)
    marks = _MARKS.get(language, "“”")
    inside = "\u00a0" if language == "fr" else ""
    return f"{marks[0]}{inside}", f"{inside}{marks[1]}"
