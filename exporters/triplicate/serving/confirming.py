"""Mends that a rule words exactly and that change more than marks: a person confirms them."""

from collections.abc import Iterator, Sequence

from triplicate.checks.headings import POSING
from triplicate.later import regex
from triplicate.rules.finding import Finding
from triplicate.serving.drafts import Mend

_HEADING = regex(r": (?P<line>#{1,6} .+)$")
_BOLD = regex(r"\s*(?:\*\*|__|\*\*\*|___).*(?:\*\*|__)\s*")


def confirmed(lines: Sequence[str], findings: Sequence[Finding]) -> Iterator[Mend]:
    """Yield the changes of lines that the remedies of findings word exactly."""
    for finding in findings:
        line = finding.place.line
        worded = _HEADING.search(finding.hint) if finding.rule == POSING else None
        alone = worded and _BOLD.fullmatch(lines[line - 1]) and not _words(lines, line)
        if worded and alone:
            yield Mend(line, (lines[line - 1],), (worded["line"],), sure=False)


def _words(lines: Sequence[str], line: int) -> bool:
    """Tell whether a paragraph goes on after a line."""
    return line < len(lines) and bool(lines[line].strip())
