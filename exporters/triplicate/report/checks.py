"""Which checks a machine made in this run, and the result of each: on the source, on every file, on the style."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from triplicate import theme
from triplicate.checks import RULES
from triplicate.checks.language import UNEXPECTED
from triplicate.checks.style import HOUSE_WORD
from triplicate.later import dataclass
from triplicate.proof.outline.entry import Entry, Outline, Role, Scope, flatten
from triplicate.proof.proving import Proof
from triplicate.report.criteria import criteria_of
from triplicate.report.evidence import Evidence
from triplicate.rules.finding import Rule, Severity


class Result(StrEnum):
    """The result of a check; ``passed`` says that it was made and found nothing, no more."""

    FAILED = "failed"
    ADVICE = "advice"
    IGNORED = "ignored"
    PASSED = "passed"
    NOTHING = "nothing to check"
    NOT_MADE = "not made"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: ``subject`` is "source", a file's name or a style; ``count`` how many things it found.

    ``criteria`` are numbers of success criteria that it serves, ``note`` adds what the result does not say.
    """

    id: str
    subject: str
    what: str
    authority: str
    criteria: tuple[str, ...]
    result: Result
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that a file is compared for; ``kinds`` of differences that break it, or the stems they begin with."""

    id: str
    what: str
    criteria: tuple[str, ...]
    kinds: tuple[str, ...]


# The first that fits a kind of difference takes it; the last takes the rest.
COMPARISONS = (
    Comparison("title", "The file has the title of the text", ("2.4.2",), ("title-changed",)),
    Comparison("language", "The file has the language of the text", ("3.1.1",), ("document-language-changed",)),
    Comparison(
        "languages", "Passages in other languages are marked", ("3.1.2",), ("language-lost", "language-changed")
    ),
    Comparison("tags", "All text is met through the structure", ("1.3.1", "1.3.2"), ("text-untagged",)),
    Comparison("order", "Everything comes in the order of the text", ("1.3.2",), ("order-changed",)),
    Comparison("headings", "Headings are headings, of their level", ("1.3.1", "2.4.6"), ("heading-", "level-changed")),
    Comparison(
        "lists",
        "Lists are lists, with their items, depth and numbers",
        ("1.3.1",),
        ("list-", "item-", "term-", "description-", "depth-changed", "number-changed", "task-changed"),
    ),
    Comparison(
        "tables",
        "Tables have their rows, header cells and scopes",
        ("1.3.1",),
        ("table-", "row-", "cell-", "header-", "headers-changed", "span-changed"),
    ),
    Comparison(
        "alternatives",
        "Pictures and formulas are there, with the alternative text of the source",
        ("1.1.1",),
        ("alt-", "picture-", "figure-", "formula-"),
    ),
    Comparison("links", "Links are links, to the target of the source", ("2.4.4",), ("link-",)),
    Comparison("notes", "Notes and their calls belong together", ("1.3.1",), ("note-", "call-")),
    Comparison("abbreviations", "Abbreviations are explained", ("3.1.4",), ("expansion-lost",)),
    Comparison(
        "navigation",
        "Bookmarks and contents name headings of the text, in their order",
        (),
        ("navigation-changed", "contents-"),
    ),
    Comparison("emphasis", "Stress and other marks are kept", ("1.3.1",), ("emphasis-", "mark-")),
    Comparison(
        "words",
        "The words are those of the text: none missing, added or changed",
        (),
        (
            *(
                "words-changed",
                "marker-in-words",
                "spaces-changed",
                "content-missing",
                "text-unread",
                "character-unknown",
                "text-hidden",
                "changes-accepted",
            ),
            *("paragraph-missing", "paragraph-added"),
        ),
    ),
    Comparison(
        "pages",
        "Every word is seen on its page: inside the column, under no other, whole, not too small; no page is empty",
        (),
        ("page-",),
    ),
    Comparison("structure", "Quotations, captions, code and callouts are what they are in the text", ("1.3.1",), ("",)),
)


def comparison_of(kind: str) -> Comparison:
    """Return what a kind of difference breaks."""
    return next(
        one
        for one in COMPARISONS
        if any(kind == name or (name.endswith("-") and kind.startswith(name)) or not name for name in one.kinds)
    )


def checks_of(evidence: Evidence) -> tuple[Check, ...]:
    """Return every check: on the source in the order of the codes, on each file, on each style."""
    made = [_of_rule(rule, evidence) for rule in RULES.values()]
    expected = _present(evidence)
    for proof in evidence.proofs:
        made += _of_file(proof, expected)
    made += (_of_style(name) for name in evidence.styles)
    return tuple(made)


# The source

_EXPORTED = {"pdf": "a PDF", "docx": "a Word document"}


def _of_rule(rule: Rule, evidence: Evidence) -> Check:
    standing = [finding for finding in evidence.findings if finding.rule == rule]
    reasons = [reason for finding, reason in evidence.ignored if finding.rule == rule]
    note = ""
    if standing:
        only_advice = all(finding.severity is Severity.ADVICE for finding in standing)
        result = Result.ADVICE if only_advice else Result.FAILED
    elif reasons:
        result, note = Result.IGNORED, reasons[0]
    elif note := _why_not_made(rule, evidence):
        result = Result.NOT_MADE
    else:
        result = Result.PASSED
    what = f"{rule.name[:1].upper()}{rule.name[1:]}"
    count = len(standing) or len(reasons)
    return Check(rule.code, "source", what, rule.authority, criteria_of(rule.authority), result, count, note)


def _why_not_made(rule: Rule, evidence: Evidence) -> str:
    """Return why a check that found nothing was not made at all, empty if it was."""
    settings = evidence.settings
    if rule.house_style not in {"", settings.house_style}:
        return f'It is advice on style, which house-style = "{rule.house_style}" asks for.'
    if rule.kind == "plain" and not evidence.plain:
        return "It is on plain text; this text is Markdown."
    if rule.kind == "markdown" and evidence.plain:
        return "It is on Markdown; this text is plain."
    if rule == UNEXPECTED and not settings.languages:
        return "The project lists no languages."
    if rule == HOUSE_WORD and not settings.house_words:
        return "The project lists no words."
    exported = {proof.outline.kind for proof in evidence.proofs} if evidence.styles else set()
    if rule.format and rule.format not in exported:
        return f"It is made while {_EXPORTED[rule.format]} is exported."
    return ""


# The files


def _of_file(proof: Proof, expected: frozenset[str]) -> Iterator[Check]:
    name = proof.file.name
    found: dict[str, int] = {}
    for difference in proof.differences:
        broken = comparison_of(difference.kind).id
        found[broken] = found.get(broken, 0) + 1
    for one in COMPARISONS:
        count = found.get(one.id, 0)
        result, note = (Result.FAILED if count else Result.PASSED), ""
        if not count and one.id in _DEPENDENT and one.id not in expected | _things(proof.outline):
            result, note = Result.NOTHING, "Neither the text nor the file has any."
        elif not count and one.id == "tags" and proof.outline.kind != "pdf":
            result, note = Result.NOTHING, "Only a PDF can hold text outside its structure."
        elif not count and one.id == "pages" and proof.outline.kind != "pdf":
            result, note = (
                Result.NOTHING,
                "Only a PDF has pages of its own; others get theirs where they are read.",
            )
        yield Check(f"file-{one.id}", name, one.what, "Comparison with the source", one.criteria, result, count, note)
    known = {True: Result.PASSED, False: Result.FAILED, None: Result.NOTHING}[proof.same_source]
    yield Check(
        "file-fingerprint",
        name,
        "The file names this very text as its source, by SHA-256",
        "Metadata of the file",
        (),
        known,
        int(known is Result.FAILED),
        "The file names no source." if known is Result.NOTHING else "",
    )


_DEPENDENT = frozenset(
    {"headings", "lists", "tables", "alternatives", "links", "notes", "abbreviations", "languages", "emphasis"}
)
"""Comparisons of things that a text may be without."""

_THINGS = {
    Role.HEADING: "headings",
    Role.LIST: "lists",
    Role.TABLE: "tables",
    Role.FIGURE: "alternatives",
    Role.FORMULA: "alternatives",
    Role.NOTE: "notes",
}


def _present(evidence: Evidence) -> frozenset[str]:
    from triplicate.proof.outline import outline_of

    return _things(outline_of(evidence.document))


def _things(outline: Outline) -> frozenset[str]:
    return frozenset(thing for entry in flatten(outline.entries) for thing in _things_in(entry, outline.lang))


def _things_in(entry: Entry, lang: str) -> Iterable[str]:
    if entry.role in _THINGS:
        yield _THINGS[entry.role]
    if entry.scope is not Scope.NONE:
        yield "tables"
    for span in entry.spans:
        if span.target:
            yield "links"
        if span.expansion:
            yield "abbreviations"
        if span.marks:
            yield "emphasis"
        if span.kind in {"picture", "formula"}:
            yield "alternatives"
        if span.kind == "note call":
            yield "notes"
        if span.lang.casefold() != lang.casefold():
            yield "languages"


# The style


def _of_style(name: str) -> Check:
    style = theme.load(name)
    pairs = theme.pairs(style.colours)
    failing = sum(pair.ratio < theme.AA for pair in pairs)
    least = min(pairs, key=lambda pair: pair.ratio)
    return Check(
        "style-contrast",
        f"style {style.name}",
        f"Text and background differ by 4.5 to 1 or more in all {len(pairs)} pairs of colours",
        "WCAG 2.2, 1.4.3",
        ("1.4.3",),
        Result.FAILED if failing else Result.PASSED,
        failing,
        f"The least is {least.ratio:.1f} to 1 ({least.what}). Colours inside pictures were not looked at.",
    )
