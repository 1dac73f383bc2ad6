"""Every rule by its code: those of the reader, of the checks, of the exporters and of the configuration."""

import difflib
from collections.abc import Mapping

from triplicate.checks import capitals, characters, headings, images, language, links, lists, style, tables, word
from triplicate.errors import UsageError
from triplicate.reading import rules as reading
from triplicate.rules import configuring, exporting, importing
from triplicate.rules.explaining import explained
from triplicate.rules.finding import Family, Rule

FAMILIES = (headings, lists, images, links, tables, language, characters, style, capitals, word)
"""The modules of the checks, in the order in which they look at a text. Each has ``RULES`` and ``find``."""

_ALL = (
    *reading.RULES,
    *configuring.RULES,
    *exporting.RULES,
    *importing.RULES,
    *(rule for family in FAMILIES for rule in family.RULES),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""Every rule by its code, in the order of the codes."""

HOUSE_STYLES = tuple(dict.fromkeys(rule.house_style for rule in _ALL if rule.house_style))
"""The names of the house styles that rules are of."""


def listed() -> str:
    """Return all rules, a line each, by what they are about."""
    parts = []
    for family in Family:
        rules = [rule for rule in RULES.values() if rule.code.startswith(family.value)]
        lines = [f"  {rule.code}  {rule.severity:7}  {rule.name[:1].upper()}{rule.name[1:]}" for rule in rules]
        parts.append("\n".join((family.name.capitalize(), *lines)))
    return "\n\n".join(parts) + "\n"


def explain(code: str) -> str:
    """Return what the rule of the code is, whom it serves, its source, and examples.

    Raises UsageError for an unknown code, naming the nearest.
    """
    rule = RULES.get(code.strip().upper())
    if rule is None:
        near = difflib.get_close_matches(code.upper(), RULES, n=1, cutoff=0.5)
        raise UsageError(f"there is no rule {code}" + (f"; did you mean {near[0]}?" if near else ""))
    return explained(rule)
