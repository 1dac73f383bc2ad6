"""The exceptions that stop Triplicate, and the exit code that each means.

TriplicateError           1   anything that stops Triplicate; also a file whose claims would not be true
├── FindingsError         1   findings stop an export: in the source, in a template, in what a format can carry
├── UnreadableError       2   a file cannot be read, or is not what its name says
├── UnwritableError       2   a file cannot be written: no room, no permission, no such folder
├── UsageError            2   the call itself is wrong: an unknown format, a style with a mistake
├── MissingToolError      2   this machine lacks a library or fonts
├── UnprovenError         1   files would not say what their text says
├── InvalidError          1   a validator finds that files break a standard
├── NoVerdictError        2   a validator that was asked came to no verdict
├── NoMemoryError         2   a text needs more memory than there is
├── LostError             2   the process that worked on a text died
└── InternalError         2   a fault in Triplicate itself

Every message is for a person: it says what is wrong and what to do. A FindingsError carries all findings as values,
in ``findings``; its message has one line for each. All can be pickled, and so travel between processes.
"""

import traceback
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from triplicate.rules.finding import Finding


class TriplicateError(Exception):
    """Anything that stops Triplicate with a message for a person."""

    exit_code: ClassVar[int] = 1

    def __reduce__(self) -> tuple[Any, ...]:
        """Be pickled by what it says and carries, for not all are made from their message."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[TriplicateError], said: tuple[Any, ...], carried: Mapping[str, Any]) -> TriplicateError:
    error = kind.__new__(kind, *said)
    error.__dict__.update(carried)
    return error


class FindingsError(TriplicateError):
    """There are findings that stop an export.

    ``findings`` are all that there are, also warnings and advice: first those of the source, in its order, or those
    of one format after the other.
    """

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UnreadableError(TriplicateError):
    """A file cannot be read, or is damaged, or is not of the kind its name says."""

    exit_code = 2


class UnwritableError(TriplicateError):
    """A file cannot be written: there is no room for it, or no permission, or its name cannot be one."""

    exit_code = 2


class UsageError(TriplicateError):
    """The call itself is wrong: an unknown format or option, or a style or template that cannot be used."""

    exit_code = 2


class MissingToolError(TriplicateError):
    """This machine lacks a library or fonts; the message holds the command that mends it."""

    exit_code = 2


class UnprovenError(TriplicateError):
    """Files, read back, would not say what their text says; they have not appeared."""


class InvalidError(TriplicateError):
    """A validator finds that files break a standard; they have not appeared."""


class NoVerdictError(TriplicateError):
    """A validator stopped half-way, took too long or gave an answer of an unknown form; the files have not appeared."""

    exit_code = 2


class NoMemoryError(TriplicateError):
    """A text needs more memory than there is; the other texts are not touched by that."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("the text needs more memory than this machine gives; split it into several")


class LostError(TriplicateError):
    """The process that worked on a text died before it was done; the other texts are not touched by that."""

    exit_code = 2


class InternalError(TriplicateError):
    """A fault in Triplicate itself, met with one text; the exception behind it is its cause.

    The message asks for a report and says what to put into it; ``trace`` says where it happened, as Python prints it.
    """

    exit_code = 2

    def __init__(self, fault: BaseException) -> None:
        super().__init__(
            f"internal error: {type(fault).__name__}: {fault}\n"
            "This is a fault in Triplicate. Please report it, with the source if you can; "
            "TRIPLICATE_DEBUG=1 shows where it happened."
        )
        self.__cause__ = fault
        self.trace = "".join(traceback.format_exception(fault))
