"""A finding: which rule is broken, where, what is said of it, and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING

from triplicate.document.model import NOWHERE, Place

if TYPE_CHECKING:
    from triplicate.rules.rule import Rule


class Severity(StrEnum):
    """How much a finding matters: an error stops an export, a warning does so under ``--strict``, advice never."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Quote(str):
    """Words of the text itself that a message repeats: they are in the language of the text, not in English."""

    __slots__ = ()


Argument = str | int | float
"""What a message is filled with. A :class:`Quote` is of the text; any other string is a name, a key or English."""

_FORMATTER = Formatter()


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    ``sentence`` is the message with the names of its ``arguments`` in braces, as :meth:`str.format` has them.
    ``place`` is in the source, whose name is ``source``, as the person gave it. ``hint`` is the remedy. ``raised`` is
    the severity that a project gives the rule, None for the rule's own.
    """

    rule: "Rule"
    sentence: str
    place: Place = NOWHERE
    hint: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict, hash=False)
    source: str = ""
    raised: Severity | None = None

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How much it matters here."""
        return self.raised or self.rule.severity

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        return "".join(self.parts())

    def parts(self) -> Iterator[str]:
        """Yield the message in parts; those that are words of the text are each a :class:`Quote`."""
        for literal, name, form, _ in _FORMATTER.parse(self.sentence):
            yield literal
            if name is not None:
                value = self.arguments[name]
                yield value if isinstance(value, Quote) else format(value, form or "")

    @property
    def where(self) -> str:
        """The place as compilers print it: ``source:line:column``."""
        return f"{self.source or '<text>'}:{self.place.line}:{self.place.column}"

    def __str__(self) -> str:
        """Return ``source:line:column CODE severity message``, as compilers print it."""
        return f"{self.where} {self.code} {self.severity} {self.message}"
