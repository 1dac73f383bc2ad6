"""A finding as a value: what is wrong, where, how badly, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from triplicate.document.model import Place


class Severity(StrEnum):
    """How much a finding matters: an error stops an export, a warning does so under ``--strict``, advice never."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    ``code`` names the rule (see :mod:`triplicate.rules.rule`), ``place`` is in the source, ``hint`` is the remedy;
    ``source`` is the source's name as the person gave it.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    source: str = ""

    def __str__(self) -> str:
        """Return ``source:line:column CODE severity message``, as compilers print it."""
        where = f"{self.source or '<text>'}:{self.place.line}:{self.place.column}"
        return f"{where} {self.code} {self.severity} {self.message}"
