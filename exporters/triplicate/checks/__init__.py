"""Checks on a text: what keeps it from being met by every reader, found where a person can mend it.

Each family of rules has its room: headings, lists, images, links, tables, language, characters, style and
capitals. What can be told while reading alone (front matter, markup, files) is found by the reader, and what is
wrong with a configuration by its reader; what a format cannot carry shows when a file is made. The rules of all are
gathered here.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from triplicate.checks import capitals, characters, headings, images, language, links, lists, style, tables
from triplicate.checks.settings import DEFAULT, SETTINGS_RULES, Settings, Verdict, judge, sound_ignores, unused
from triplicate.checks.view import View
from triplicate.document.model import Document
from triplicate.errors import UsageError
from triplicate.reading import Ignored
from triplicate.reading import rules as reading_rules
from triplicate.rules.exporting import RULES as LIMITS
from triplicate.rules.finding import Finding
from triplicate.rules.rule import Rule

__all__ = ["DEFAULT", "RULES", "Settings", "Verdict", "check", "explain", "review"]

_FAMILIES = (headings, lists, images, links, tables, language, characters, style, capitals)
_ALL = (
    *reading_rules.RULES,
    *SETTINGS_RULES,
    *LIMITS,
    *(rule for family in _FAMILIES for rule in family.RULES),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""Every rule by its code, in the order of the codes."""

_HOUSE_STYLE = frozenset(rule.code for rule in _ALL if rule.house_style)


def check(document: Document, text: str | None = None, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """Return what the checks find in a document, judged by the settings; what the reader found is not among it.

    ``text`` is the source: with it places are exact to the word, and rules that need the source's lines apply.
    Ignores that stand in the text's own front matter hold only in :func:`review`.
    """
    return review(document, (), text, settings).findings


def review(
    document: Document | None,
    found: Iterable[Finding],
    text: str | None = None,
    settings: Settings = DEFAULT,
    *,
    name: str = "",
    ignored: Iterable[Ignored] = (),
) -> Verdict:
    """Check a document and judge all findings together: those ``found`` by the reader and those of the checks.

    ``ignored`` are the codes that the text's own front matter wants ignored, as the reader found them. ``document``
    is None when the text could not be read; ``name`` is the source's name for the findings that have none.
    """
    own, wrong = sound_ignores(ignored, RULES)
    findings = [*found, *wrong]
    if document is not None:
        name = name or (str(document.path) if document.path else "")
        view = View(document, text or "", settings)
        findings.extend(finding for family in _FAMILIES for finding in family.find(view))
    findings.extend(unused(own, findings))
    named = [finding if finding.source else replace(finding, source=name) for finding in findings]
    reasons = {ignore.code: ignore.reason for ignore in own}
    return judge(named, settings.with_ignores(reasons), _HOUSE_STYLE)


def explain(code: str) -> str:
    """Return what the rule of the code is, whom it serves, its source, and examples.

    Raises UsageError for an unknown code, naming the nearest.
    """
    rule = RULES.get(code.strip().upper())
    if rule is None:
        near = difflib.get_close_matches(code.upper(), RULES, n=1, cutoff=0.5)
        raise UsageError(f"there is no rule {code}" + (f"; did you mean {near[0]}?" if near else ""))
    family = " (house style, can be switched off)" if rule.house_style else ""
    parts = [
        f"{rule.code} {rule.severity}{family}",
        f"{rule.name[:1].upper()}{rule.name[1:]}.",
        f"Why: {rule.why}",
        f"Source: {rule.authority}",
    ]
    parts += [
        f"{word}:\n\n{_indented(example)}" for word, example in (("Bad", rule.bad), ("Good", rule.good)) if example
    ]
    return "\n\n".join(parts) + "\n"


def _indented(example: str) -> str:
    """Return the example set in; characters that cannot be seen are named, and none reaches the terminal."""
    lines = ("".join(_visible(character) for character in line) for line in example.split("\n"))
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Co"}
    return f"<U+{ord(character):04X}>" if hidden else character
