"""Many sources, worked on side by side; one bad file stops nothing.

Each worker reads, makes, proves and publishes a text by the same code as the first process would, and sends back what
came of it, which is small. That workers publish has a reason: a set of files appears by a journal and under the lock of
its folder, which hold between any two processes (:mod:`triplicate.jobs.publishing`); so the files need not travel, and
no worker waits for the disk of another folder. If a worker is killed while it publishes, the first process at once ends
what the journal has begun.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from triplicate.errors import LostError
from triplicate.formats.product import USUAL, Format
from triplicate.jobs.kept import Kept, key_of
from triplicate.jobs.making import check_source, export_source
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.outputs import Job, folders_of, settle
from triplicate.jobs.production import TODAY, today
from triplicate.jobs.publishing import finish_earlier
from triplicate.jobs.texts import Request
from triplicate.reading.project_files import ProjectFiles
from triplicate.reading.traces import Question, note_answer, tracing
from triplicate.system.workers import Death, Workers

if TYPE_CHECKING:
    from triplicate.jobs.cluster import Cluster

_READING = ("triplicate.jobs.making", "triplicate.reading.syntax_blocks", "triplicate.reading.syntax_inlines", "yaml")
EXPORTING = (
    *_READING,
    *("triplicate.formats.word.package", "triplicate.formats.epub.book", "triplicate.formats.web.page", "docx"),
    *(f"triplicate.proof.readback.{format_}" for format_ in ("pdf", "word", "epub", "html")),
    "triplicate.proof.compare.comparison",
)
_LAYOUT = "triplicate.jobs.preloaded"
"""The modules that workers need, imported once for all of them; the last for a PDF alone."""

_TOGETHER = "texts of the call"
"""The question that is noted where the other texts of the call are asked for."""

Thing = TypeVar("Thing")


def together(sources: Iterable[Path], request: Request) -> Request:
    """Return a request that knows all texts of the call: links from one to another lead to its files.

    What is asked about the files of a project is looked up once for all of them.
    """
    real = cache(lambda: frozenset(Path(os.path.realpath(source)) for source in sources))
    digest = cache(
        lambda: hashlib.sha256(repr(sorted(map(str, real()))).encode("utf-8", "surrogateescape")).hexdigest()
    )

    def noted() -> frozenset[Path]:
        note_answer(digest(), _TOGETHER)
        return real()

    return replace(request, together=noted, project_files=cache(ProjectFiles))


def export_sources(
    sources: Sequence[Path],
    request: Request,
    *,
    processes: int = 1,
    each: int = 1,
    done: Callable[[], None] = lambda: None,
    kept: Kept | None = None,
    cluster: "Cluster | None" = None,
) -> Iterator[Outcome]:
    """Export the sources and yield what came of each, in their order.

    First all that would be written is settled: sources whose files would have one name are refused. ``processes`` is
    how many are worked on at once, of 1 all in this process, and ``each`` how many processes a long one of them may
    have; ``done`` is called whenever one is done. ``kept`` knows what earlier runs made: where nothing has changed
    since, nothing is made. With a ``cluster`` that makes what this process reads and publishes.
    """
    formats = request.choices.formats or USUAL
    request = replace(request, traced=kept is not None and not request.validate)
    earlier = _Earlier(kept, tuple(sources), request) if kept and request.traced else None
    known = earlier.outcome if earlier else _nothing_known
    if cluster:
        outcomes = cluster.outcomes(settle(sources, request), together(sources, request), known=known, done=done)
        return map(earlier.keep, outcomes) if earlier else outcomes
    outcomes = _worked_on(
        settle(sources, request),
        partial(_exporter, tuple(sources), request, each),
        processes,
        known=known,
        lost=lambda job, death: _lost(job.source, death, finish_earlier(folders_of(job, request))),
        done=done,
        preload=(*EXPORTING, *((_LAYOUT,) if Format.PDF in formats else ())),
    )
    return map(earlier.keep, outcomes) if earlier else outcomes


def check_sources(
    sources: Sequence[Path], request: Request, *, processes: int = 1, done: Callable[[], None] = lambda: None
) -> Iterator[Outcome]:
    """Check the sources and yield what was found in each, as :func:`export_sources` does."""
    return _worked_on(
        sources,
        partial(_checker, tuple(sources), request),
        processes,
        known=_nothing_known,
        lost=_lost,
        done=done,
        preload=_READING,
    )


def _worked_on(
    things: Sequence[Thing],
    prepare: Callable[[], Callable[[Thing], Outcome]],
    processes: int,
    *,
    known: Callable[[Thing], Outcome | None],
    lost: Callable[[Thing, Death], Outcome],
    done: Callable[[], None],
    preload: Sequence[str],
) -> Iterator[Outcome]:
    processes = min(processes, len(things))
    if processes > 1:
        yield from Workers(prepare, processes, known=known, lost=lost, done=done, preload=preload).results(things)
        return
    work = prepare()
    for thing in things:
        outcome = known(thing) or work(thing)
        done()
        yield outcome


class _Earlier:
    """What earlier runs made of the texts of a call."""

    def __init__(self, kept: Kept, sources: Sequence[Path], request: Request) -> None:
        self._kept = kept
        self._request = together(sources, request)
        self._keys: dict[Path, str] = {}
        self._ended: set[Path] = set()
        self._finished: dict[Path, tuple[Path, ...]] = {}

    def outcome(self, job: Job) -> Outcome | None:
        """Return what came of a text, if all is as it was then; what a run that was stopped began is ended first."""
        if job.error or job.source in self._request.given:
            return None
        folders = folders_of(job, self._request) - self._ended
        self._ended |= folders
        self._finished[job.source] = finish_earlier(folders)
        key = key_of(job, self._request)
        found = self._kept.find(key)
        if found and found.traces:
            files = dict(found.traces.files)
            if found.traces.hold(self._answer):
                if files != found.traces.files:
                    self._kept.keep(key, found)
                return replace(found, unchanged=True)
        self._keys[job.source] = key
        return None

    def keep(self, outcome: Outcome) -> Outcome:
        """Keep what came of a text that was made, and add to it what was ended before."""
        if key := self._keys.pop(outcome.source, None):
            self._kept.keep(key, replace(outcome, finished=()))
        return replace(outcome, finished=(*self._finished.get(outcome.source, ()), *outcome.finished))

    def _answer(self, question: Question) -> str:
        match question:
            case (name,) if name == TODAY:
                return today().isoformat()
            case (name,) if name == _TOGETHER:
                with tracing() as traces:
                    self._request.together()
                return traces.answers[question]
        return self._request.project_files(Path(question[1])).answer(question)


def _nothing_known(_: object) -> None:
    """Know nothing of any text."""


def _exporter(sources: Sequence[Path], request: Request, each: int) -> Callable[[Job], Outcome]:
    return partial(export_source, request=together(sources, request), processes=each)


def _checker(sources: Sequence[Path], request: Request) -> Callable[[Path], Outcome]:
    return partial(check_source, request=together(sources, request))


def _lost(source: Path, death: Death, finished: tuple[Path, ...] = ()) -> Outcome:
    said = f"the process that worked on this text died ({death}), and what it began is cleared away or finished"
    remedy = "export this text alone, or use --jobs 1, which leaves it more memory"
    return Outcome(source, error=LostError(f"{said}; {remedy}"), finished=finished)
