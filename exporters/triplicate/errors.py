"""The exception tree, and the exit code each exception means.

TriplicateError              1
├── FindingsError            1   the source has findings that stop an export
├── UnreadableError          2   a file cannot be read, or is not what its name says
├── UsageError               2   the call itself is wrong
└── MissingToolError         2   this machine lacks something; says the command that mends it
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from triplicate.rules.finding import Finding


class TriplicateError(Exception):
    """Anything that stops Triplicate with a message for a person."""

    exit_code: ClassVar[int] = 1


class FindingsError(TriplicateError):
    """The source has findings that stop an export; ``findings`` are all of them, in the order of the source."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UnreadableError(TriplicateError):
    """A file cannot be read, or is damaged, or is not of the kind its name says."""

    exit_code = 2


class UsageError(TriplicateError):
    """The call itself is wrong: an unknown format, style or option."""

    exit_code = 2


class MissingToolError(TriplicateError):
    """This machine lacks a library or fonts; the message holds the command that mends it."""

    exit_code = 2
