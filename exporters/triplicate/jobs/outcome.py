"""What came of the work on one text, whatever stopped it."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TypeVar

from triplicate.downloads import Offer
from triplicate.errors import InternalError, NoMemoryError, TriplicateError, UnreadableError
from triplicate.jobs.texts import Checked
from triplicate.later import dataclass
from triplicate.proof.proving import Proof
from triplicate.reading.traces import Traces
from triplicate.rules.finding import Finding
from triplicate.system.collector import collector_paused
from triplicate.validators import Verdict

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: the files that appeared, the findings, and what stopped it, if anything did.

    ``texts`` are those of the source and of what it includes that findings are in, by the names that these give them.
    ``ignored`` are findings with the reason why; ``proofs`` are what reading each file back showed, before it appeared,
    without the outlines unless they were asked for; ``verdicts`` what validators said of them, if they were asked;
    ``report`` is the page of the evidence, if one was written; ``faulty`` are files that do not say what the text says,
    or that validators find faults in, kept as that was asked; ``finished`` are those of an earlier run that was
    stopped, which have appeared now; ``unused_keys`` those of the front matter that are of other programs.

    ``offered`` is what its download page offers, if one was made.
    ``traces`` are of all that it depends on, the files themselves too, if that was asked.
    ``unchanged``: nothing was made, for all is as it was when an earlier run made the files.
    ``in_one_piece`` says of each long PDF that was not laid out in parts why.

    It travels between processes and is kept for later runs, so it is small.
    """

    source: Path
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    ignored: tuple[tuple[Finding, str], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    error: TriplicateError | None = None
    proofs: tuple[Proof, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    report: Path | None = None
    faulty: tuple[Path, ...] = ()
    finished: tuple[Path, ...] = ()
    unused_keys: tuple[str, ...] = ()
    offered: Offer | None = None
    traces: Traces | None = None
    unchanged: bool = False
    in_one_piece: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 done, 1 findings or differences, 2 cannot read or write, wrong usage, a fault in Triplicate."""
        return self.error.exit_code if self.error else 0


@dataclass(slots=True)
class Progress:
    """How far the work on a text has come: what an outcome can tell of it if it stops here."""

    source: Path
    checked: Checked | None = None
    late: list[Finding] = field(default_factory=list)
    finished: tuple[Path, ...] = ()

    def outcome(self, error: TriplicateError | None = None) -> Outcome:
        """Return what there is to tell; ``error`` is what stopped the work."""
        checked = self.checked
        if checked is None:
            return Outcome(self.source, error=error, finished=self.finished)
        own = checked.origins.settle(one for one in self.late if not one.source)
        late = [*(one if one.source else replace(one, source=str(self.source)) for one in own)]
        late += (one for one in self.late if one.source)
        found = tuple(dict.fromkeys((*checked.verdict.findings, *late)))
        return Outcome(
            self.source,
            findings=found,
            ignored=checked.verdict.ignored,
            texts={name: text for name, text in checked.texts.items() if name in {one.source for one in found}},
            unused_keys=checked.unused_keys,
            error=error,
            finished=self.finished,
        )


def whatever_happens(progress: Progress, work: Callable[[], Found]) -> Found | Outcome:
    """Return what work on one text finds; whatever stops it is the outcome of that text alone."""
    with collector_paused():
        try:
            return work()
        except Exception as error:  # noqa: BLE001  the other texts go on
            return progress.outcome(as_told(error))


def as_told(error: Exception) -> TriplicateError:
    """Return what a person is told of whatever stopped the work on a text; it can be pickled."""
    match error:
        case TriplicateError():
            return error
        case RecursionError():
            return UnreadableError("the text is nested too deeply")
        case MemoryError():
            return NoMemoryError()
        case _:
            return InternalError(error)  # a fault of ours, told as such
