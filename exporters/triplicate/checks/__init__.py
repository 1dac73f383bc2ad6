"""Checks on a text: what shuts some readers out, each finding with its place in the source and a remedy.

There is a module for each family of rules: headings, lists, images, links, tables, language, characters, style and
capitals. Front matter, markup and files are checked by the reader, a configuration by its own reader, and what a
format cannot carry by the exporters. :mod:`triplicate.checks.registry` gathers the rules of all.
"""

from collections.abc import Iterable
from dataclasses import replace

from triplicate.checks.ignores import sound_ignores, unused
from triplicate.checks.registry import FAMILIES, HOUSE_STYLES, RULES, explain, listed
from triplicate.checks.settings import DEFAULT, Settings, Verdict, judge
from triplicate.checks.view import View
from triplicate.document.model import Document
from triplicate.reading import Ignored
from triplicate.rules.finding import Finding

__all__ = ["DEFAULT", "HOUSE_STYLES", "RULES", "Settings", "Verdict", "check", "explain", "listed", "review"]


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
    own, wrong = sound_ignores(ignored)
    findings = [*found, *wrong]
    if document is not None:
        name = name or (str(document.path) if document.path else "")
        view = View(document, text or "", settings)
        findings.extend(finding for family in FAMILIES for finding in family.find(view))
    findings.extend(unused(own, findings))
    named = [finding if finding.source else replace(finding, source=name) for finding in findings]
    reasons = {ignore.code: ignore.reason for ignore in own}
    return judge(named, settings.with_ignores(reasons))
