"""Language: words in a script that their language is not written in, and languages the project does not use."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from triplicate.checks.runs import Run
from triplicate.checks.view import View
from triplicate.document.language import direction, script_of, subtag
from triplicate.document.model import Place
from triplicate.document.phrases import language_of_phrases
from triplicate.later import regex
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

# Words; an address or a mailbox is a name in itself, in whatever script, and none of its parts is a word.
_LETTERS = regex(r"(?P<address>https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+)|[^\W\d_]+")
_LATIN_NAMES = 3  # Latin words in a row that stand unmarked in other scripts: names and terms (WCAG 3.1.2 exempts them)

_rule = partial(Rule, family=Family.LANGUAGE, phase=Phase.CHECKING)

SCRIPT = _rule(
    "G050",
    Severity.WARNING,
    "words are in the script of their language",
    "A voice made for one language says nothing, or spells signs, when it meets the script of another.",
    "WCAG 2.2, 3.1.2; ISO 14289-1:2014, 7.2",
    bad="The port is called Одеса.",
    good="The port is called [Одеса]{lang=uk}.",
)
UNEXPECTED = _rule(
    "G052",
    Severity.ADVICE,
    "a language is among those that the project lists",
    "A slip of the finger (cs for cy) makes a voice read Welsh as Czech.",
    "WCAG 2.2, 3.1.2; “languages” in triplicate.toml",
    bad='languages = ["en-GB", "cy"] in triplicate.toml, and: [Croeso]{lang=cs}',
    good='languages = ["en-GB", "cy"] in triplicate.toml, and: [Croeso]{lang=cy}',
)
WORDLESS = _rule(
    "G053",
    Severity.WARNING,
    "the words that Triplicate adds are in the language of the text",
    "A voice says “Table 1” or “Contents” in English in the middle of a text in another language.",
    "WCAG 2.2, 3.1.2",
    bad="---\ntitle: Afiŝo\nlang: eo\n---\n\nLa pordo estas malfermita.\n",
    good="---\ntitle: Oppslag\nlang: nb\n---\n\nDøra er åpen.\n",
)
TRAVELLING = _rule(
    "G054",
    Severity.ERROR,
    "a number stands where it is read",
    "In a line from left to right, a number after unmarked words from right to left is drawn before them: it is seen, "
    "copied and read out in another order than it is written in.",
    "Unicode Standard Annex #9, rules W2 to N1; WCAG 2.2, 1.3.2",
    bad="The meal is called ארוחה 19.",
    good="The meal is called [ארוחה]{lang=he} 19.",
)
RULES = (SCRIPT, UNEXPECTED, WORDLESS, TRAVELLING)

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_PIECES = regex(
    rf"(?<![{_DIGITS}])(?P<number>[{_DIGITS}]++(?:[.,:/–-][{_DIGITS}]++)*+)(?![^\W_])|(?P<words>[{_RIGHT_TO_LEFT}]+)|(?P<other>\w)"
)
"""What decides which way a line runs: words from right to left, numbers, and all else that is no sign."""


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    for tag, place in _tags(view):
        yield from _tag(view, tag, place)
    yield from _scripts(view)
    yield from _travelling(view)
    yield from _own_words(view)


def _own_words(view: View) -> Iterator[Finding]:
    """Yield that Triplicate has no words of its own in the language of the text."""
    lang, place = next(_tags(view))
    if language_of_phrases(lang) != lang:
        yield WORDLESS.finding(
            "Triplicate has no words of its own in the language {lang}: “Table 1”, “Contents” and others are English.",
            place,
            "They are marked as English. Give callouts titles of their own, to have fewer of them.",
            lang=lang,
        )


def _scripts(view: View) -> Iterator[Finding]:
    """Yield the words in a script that is not that of their language; where most are, the language is wrong: once."""
    main = view.document.metadata.lang
    found: list[Finding] = []
    foreign: list[Finding] = []
    strange = 0
    for run in view.runs:
        for piece in run.pieces:
            scripts, text = scripts_of(piece.lang), piece.node.text
            if not scripts or (text.isascii() and "Latn" in scripts):
                continue
            for said, finding in _foreign(view, run, text, piece.start, scripts, piece.lang):
                (foreign if piece.lang == main else found).append(finding)
                strange += sum(map(str.isalpha, said)) if piece.lang == main else 0
    if len(foreign) > 1 and strange * 2 > _letters(view, main):
        yield SCRIPT.finding(
            "Most of the text is not in a script that the language {language} is written in.",
            foreign[0].place,
            "Write the text's own language: “lang: …” in the front matter, or --lang.",
            language=main,
        )
        foreign = []
    yield from (*foreign, *found)


def _letters(view: View, lang: str) -> int:
    """Return how many letters of a text are in a language."""
    texts = (piece.node.text for run in view.runs for piece in run.pieces if piece.lang == lang)
    return sum(sum(map(str.isalpha, text)) for text in texts)


def _travelling(view: View) -> Iterator[Finding]:
    """Yield the numbers that are drawn on the other side of the words before them."""
    for run in view.runs:
        if run.words.isascii() or direction(run.lang) == "rtl":
            continue
        start = end = -1
        for piece in _PIECES.finditer(run.words):
            if piece["words"]:
                start, end = piece.start() if start < 0 else start, piece.end()
                continue
            if piece["number"] and start >= 0:
                words = run.words[start:end]
                yield TRAVELLING.finding(
                    "“{number}” is drawn before “{words}”, after which it is written.",
                    view.place_in(run, start),
                    f"Mark the language of the words, with the number if it is theirs: [{words}]{{lang=…}}",
                    number=Quote(piece["number"]),
                    words=Quote(words),
                )
            start = -1


def _tags(view: View) -> Iterator[tuple[str, Place]]:
    numbered = enumerate(view.lines, start=1)
    front = next((Place(number) for number, line in numbered if line.startswith("lang:")), Place(1))
    yield view.document.metadata.lang, front
    for node in view.nodes:
        tag = getattr(node, "lang", None)
        if tag:
            yield tag, node.place


def _tag(view: View, tag: str, place: Place) -> Iterator[Finding]:
    listed = view.settings.languages
    if listed and subtag(tag) not in {subtag(known) for known in listed}:
        yield UNEXPECTED.finding(
            "The language {tag} is not among those of triplicate.toml: {known}.",
            place,
            "Correct the tag, or add it to “languages”.",
            tag=tag,
            known=", ".join(listed),
        )


def _foreign(
    view: View, run: Run, text: str, start: int, scripts: frozenset[str], lang: str
) -> Iterator[tuple[str, Finding]]:
    """Yield words in other scripts, each with its finding."""
    in_row: list[re.Match[str]] = []
    for word in (*(found for found in _LETTERS.finditer(text) if not found["address"]), None):
        script = _script(word.group()) if word else None
        if word and script and script not in scripts and (not in_row or script == _script(in_row[0].group())):
            in_row.append(word)
            continue
        if in_row and _worth_marking(in_row):
            said = text[in_row[0].start() : _end_of_letter(text, in_row[-1].end())]
            yield (
                said,
                SCRIPT.finding(
                    "“{words}” is not in a script that the language {language} is written in.",
                    view.place_in(run, start + in_row[0].start()),
                    f"Mark its language: [{said}]{{lang=…}}",
                    words=Quote(said),
                    language=lang,
                ),
            )
        in_row = [word] if word and script and script not in scripts else []


def _end_of_letter(text: str, end: int) -> int:
    """Return where a letter ends with its vowel signs and accents, which no pattern of words takes in."""
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _worth_marking(in_row: list[re.Match[str]]) -> bool:
    """Return whether the words are more than a symbol (Δ, µ) or, in Latin letters, more than a name."""
    if _script(in_row[0].group()) == "Latn":
        return len(in_row) > _LATIN_NAMES and any(word.group().islower() for word in in_row)
    scripts = Counter(_script(letter) for word in in_row for letter in word.group())
    return scripts[_script(in_row[0].group())] > 1


@lru_cache(maxsize=1000)
def scripts_of(lang: str) -> frozenset[str]:
    """Return the scripts (ISO 15924) that a language is written in, by its BCP 47 tag; none if it is not known."""
    if not (script := script_of(lang)):
        return frozenset()
    return _SETS.get(script, frozenset({script}))


# A writing system that is made of several scripts.
_SETS = {
    "Jpan": frozenset({"Hira", "Kana", "Hani"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Zyyy": frozenset[str](),
    # CLDR's likely script of Ancient Greek (grc) is that of Cyprus.
    "Cprt": frozenset({"Cprt", "Grek"}),
}


def _script(word: str) -> str | None:
    """Return the script of a word's first letter that has one of its own."""
    for letter in word:
        script = _script_of_letter(letter)
        if script not in {"Zyyy", "Zinh", "Zzzz"}:
            return script
    return None


@cache
def _script_of_letter(letter: str) -> str:
    if letter.isascii():
        return "Latn"
    from fontTools.unicodedata import script

    return str(script(letter))
