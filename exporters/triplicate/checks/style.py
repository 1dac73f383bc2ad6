"""Style: what makes words harder to read or to hear; most of it is the house style of GOV.UK, for English."""

import re
from collections.abc import Iterator
from functools import partial

from triplicate.checks.runs import Run, RunKind
from triplicate.checks.sentences import count_words, sentences
from triplicate.checks.view import View
from triplicate.document.abbreviations import whole_words
from triplicate.document.model import Emphasis
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

LONGEST_SENTENCE = 25  # words (GOV.UK, content design: writing for GOV.UK)
LONGEST_PARAGRAPH = 5  # sentences
_LONGEST_NAME = 60  # characters looked at before an ampersand
_LONGEST_ITALICS = 20  # words; more than the title of a book or an aside

_rule = partial(Rule, family=Family.STYLE, phase=Phase.CHECKING)

ITALICS = _rule(
    "S051",
    Severity.WARNING,
    "italics are for a word or a phrase",
    "Slanted letters are hard to read for people with low vision or dyslexia; a phrase can be borne, a passage not.",
    "UK Association for Accessible Formats, G003 clear print; British Dyslexia Association style guide",
    bad="*" + "All of these words are slanted and so " * 3 + "hard.*",
    good="These words stand upright, and *only these* are slanted.",
)
SENTENCE = _rule(
    "S053",
    Severity.ADVICE,
    "a sentence has 25 words or fewer",
    "People with low literacy or little time lose the thread of a long sentence.",
    "GOV.UK content design: sentences of 25 words or fewer",
    bad="The plan " + "and the plan after that " * 6 + "is long.",
    good="The plan is short. The one after that is short too.",
    house_style="gov.uk",
)
PARAGRAPH = _rule(
    "S054",
    Severity.ADVICE,
    "a paragraph has 5 sentences or fewer",
    "A wall of words gives no place to rest or to find one's way back.",
    "GOV.UK content design: paragraphs of no more than 5 sentences",
    bad="It is. " * 6,
    good="It is. " * 3,
    house_style="gov.uk",
)
LATIN = _rule(
    "S055",
    Severity.ADVICE,
    "“eg”, “ie” and “etc” are written out",
    "Many readers do not know them, and screen readers read “eg” as a word.",
    "GOV.UK style guide: eg, etc and ie",
    bad="Bring a document, eg a passport.",
    good="Bring a document, for example a passport.",
    house_style="gov.uk",
)
AMPERSAND = _rule(
    "S056",
    Severity.ADVICE,
    "“and” is written out",
    "“And” is easier to read and to skim; people with low literacy may not know the sign.",
    "GOV.UK style guide: ampersand",
    bad="Bring a pen & paper.",
    good="Bring a pen and paper.",
    house_style="gov.uk",
)
HOUSE_WORD = _rule(
    "S057",
    Severity.ADVICE,
    "the words of the house are used",
    "One thing has one name through all texts of a house.",
    "“words” in triplicate.toml",
    bad='words = { "e-mail" = "email" } in triplicate.toml, and: Send an e-mail.',
    good='words = { "e-mail" = "email" } in triplicate.toml, and: Send an email.',
)
RULES = (ITALICS, SENTENCE, PARAGRAPH, LATIN, AMPERSAND, HOUSE_WORD)

_INSTEAD = {"eg": "for example", "ie": "that is", "etc": "and so on"}
_LATIN = regex(r"\b(?:(?P<eg>e\.\s?g\.?|eg\.?)|(?P<ie>i\.\s?e\.?|ie\.?)|(?P<etc>etc)\b\.?)(?![\w-])")
_AMPERSAND = regex(r"(?<=[\w)]\s)&\s+(?P<after>[\w(])")


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family, except on capitals and acronyms (see :mod:`triplicate.checks.capitals`)."""
    yield from _italics(view)
    house_words = _house_words(view)
    for run in view.runs:
        if house_words is not None and not run.quoted:
            for found in house_words.finditer(run.words):
                instead = view.settings.house_words.get(found.group()) or next(
                    good for bad, good in view.settings.house_words.items() if bad.lower() == found.group().lower()
                )
                yield HOUSE_WORD.finding(
                    "The house does not use “{words}”.",
                    view.place_in(run, found.start()),
                    f"Use “{instead}”." if instead else "Use another word.",
                    words=Quote(found.group()),
                )
        if run.english and not run.quoted:
            yield from _length(view, run)
            yield from _short_forms(view, run)


def _italics(view: View) -> Iterator[Finding]:
    for node in view.nodes:
        if isinstance(node, Emphasis):
            count = count_words(text_of(node.children))
            if count > _LONGEST_ITALICS:
                yield ITALICS.finding(
                    "{count} words stand in italics.",
                    node.place,
                    "Use italics for a word or a phrase; set a passage apart as a quotation or a callout.",
                    count=count,
                )


def _length(view: View, run: Run) -> Iterator[Finding]:
    if run.kind not in {RunKind.PARAGRAPH, RunKind.ITEM}:
        return
    found = list(sentences(run.words))
    for offset, sentence in found:
        count = count_words(sentence)
        if count > LONGEST_SENTENCE:
            yield SENTENCE.finding(
                "The sentence has {count} words.", view.place_in(run, offset), "Make two of it, or a list.", count=count
            )
    if len(found) > LONGEST_PARAGRAPH and "\n" not in run.words:
        yield PARAGRAPH.finding(
            "The paragraph has {count} sentences.",
            view.place_in(run, 0),
            f"Use {LONGEST_PARAGRAPH} or fewer; begin a new paragraph where the thought turns.",
            count=len(found),
        )


def _short_forms(view: View, run: Run) -> Iterator[Finding]:
    for found in _LATIN.finditer(run.words):
        instead = _INSTEAD[str(found.lastgroup)]
        yield LATIN.finding(
            "“{words}” stands for “{instead}”.",
            view.place_in(run, found.start()),
            f"Write “{instead}”, or “such as” before examples.",
            words=Quote(found.group()),
            instead=instead,
        )
    for found in _AMPERSAND.finditer(run.words):
        # Between two capitals it is likely to be part of a name (Marks & Spencer), which keeps it.
        before = run.words[max(found.start() - _LONGEST_NAME, 0) : found.start()].split()[-1]
        if not (before[0].isupper() and found["after"].isupper()):
            yield AMPERSAND.finding(
                "“&” stands for “and”.",
                view.place_in(run, found.start()),
                "Write “and”; a name keeps its “&”.",
            )


def _house_words(view: View) -> re.Pattern[str] | None:
    return whole_words(view.settings.house_words, re.IGNORECASE)
