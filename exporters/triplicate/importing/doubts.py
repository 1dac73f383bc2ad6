"""Doubts while a file is taken in: each about a node of the document that is made, or about the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from triplicate.document.model import NOWHERE, Place
from triplicate.rules.finding import Argument, Finding, Rule


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding whose place is that of a node, which is known once the source is written; ``serial`` names the node."""

    finding: Finding
    serial: int | None = None


@dataclass(slots=True)
class Doubts:
    """The doubts so far."""

    found: list[Doubt] = field(default_factory=list)

    def add(
        self, rule: Rule, sentence: str, hint: str, serial: int | None = None, where: str = "", **arguments: Argument
    ) -> None:
        """Keep a doubt; ``where`` is the place in the original, for a person."""
        if where:
            sentence = f"{sentence.rstrip('.')} ({{where}})."
            arguments["where"] = where
        self.found.append(Doubt(rule.finding(sentence, NOWHERE, hint, **arguments), serial))

    def placed(self, places: Mapping[int, Place]) -> tuple[Finding, ...]:
        """Return all as findings in the order of their places."""
        placed = (replace(one.finding, place=places.get(one.serial or 0, NOWHERE)) for one in self.found)
        return tuple(sorted(placed, key=lambda finding: (finding.place, finding.code)))
