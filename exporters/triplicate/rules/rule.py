"""What a rule is: each code a finding may have, what it asks, and on whose authority."""

from dataclasses import dataclass

from triplicate.document.model import NOWHERE, Place
from triplicate.rules.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``why`` says whom it serves, ``authority`` is the clause it comes from.

    ``bad`` and ``good`` are examples. Codes are a family's letter and three digits: M metadata, X markup that is
    not understood, H headings, L lists, I images, K links, T tables, N notes, G language, C characters, S style,
    P guesses made of plain text, W what Word cannot carry and what a template lacks. The families' rooms hold their
    rules; :mod:`triplicate.checks` gathers them.
    """

    code: str
    severity: Severity
    name: str
    why: str
    authority: str
    bad: str = ""
    good: str = ""
    house_style: bool = False

    def finding(self, message: str, place: Place = NOWHERE, hint: str = "") -> Finding:
        """Return a finding against this rule."""
        return Finding(self.code, self.severity, place, message, hint)
