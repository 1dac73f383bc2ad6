"""Doubts while a file is taken in: each about a node of the document that is made, or about the whole."""

from collections.abc import Mapping
from dataclasses import field, replace

from triplicate.document.model import NOWHERE, Place
from triplicate.later import dataclass
from triplicate.rules.finding import Argument, Finding, Rule


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding whose place is that of a node, which is known once the source is written; ``serial`` names the node.

    ``is_local`` tells that the node is not made yet: it is the one that is being made.
    """

    finding: Finding
    serial: int | None = None
    is_local: bool = False


@dataclass(slots=True)
class Doubts:
    """The doubts so far."""

    found: list[Doubt] = field(default_factory=list)

    def add(
        self,
        rule: Rule,
        sentence: str,
        hint: str,
        serial: int | None = None,
        where: str = "",
        *,
        is_local: bool = False,
        **arguments: Argument,
    ) -> None:
        """Keep a doubt; ``where`` is the place in the original, for a person."""
        finding = _seen_at(rule.finding(sentence, NOWHERE, hint, **arguments), where)
        self.found.append(Doubt(finding, serial, is_local))

    def settle(self, start: int, serial: int, where: str) -> None:
        """Give the doubts from a number on that are of what is being made their node and their place."""
        for index in range(start, len(self.found)):
            doubt = self.found[index]
            if doubt.is_local:
                self.found[index] = Doubt(_seen_at(doubt.finding, where), serial)

    def placed(self, places: Mapping[int, Place]) -> tuple[Finding, ...]:
        """Return all as findings in the order of their places."""
        placed = (replace(one.finding, place=places.get(one.serial or 0, NOWHERE)) for one in self.found)
        return tuple(sorted(placed, key=lambda finding: (finding.place, finding.code)))


def _seen_at(finding: Finding, where: str) -> Finding:
    if not where:
        return finding
    arguments = {**finding.arguments, "where": where}
    return replace(finding, sentence=f"{finding.sentence.rstrip('.')} ({{where}}).", arguments=arguments)
