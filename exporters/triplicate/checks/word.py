"""What of a text Word cannot show as it stands: said before there is a file."""

from collections.abc import Iterator

from triplicate.checks.view import View
from triplicate.rules.finding import Finding, Rule
from triplicate.rules.word_lists import word_lists

RULES: tuple[Rule, ...] = ()
"""None of its own: exports find the same (:mod:`triplicate.rules.exporting`)."""


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    yield from word_lists(view.document)
