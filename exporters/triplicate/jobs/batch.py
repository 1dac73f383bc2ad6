"""Many sources, worked on side by side; one bad file stops nothing.

Each worker reads, makes, proves and publishes a text by the same code as the first process would, and sends back what
came of it, which is small. That workers publish has a reason: a set of files appears by a journal and under the lock of
its folder, which hold between any two processes (:mod:`triplicate.jobs.publishing`); so the files need not travel, and
no worker waits for the disk of another folder. If a worker is killed while it publishes, the first process at once ends
what the journal has begun.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from triplicate.errors import LostError
from triplicate.formats.product import Format
from triplicate.jobs.making import Outcome, check_source, export_source
from triplicate.jobs.outputs import Job, folders_of, settle
from triplicate.jobs.publishing import finish_earlier
from triplicate.jobs.texts import Request
from triplicate.reading.project_files import ProjectFiles
from triplicate.system.workers import Death, Workers

_READING = ("triplicate.jobs.making", "triplicate.reading.syntax_blocks", "triplicate.reading.syntax_inlines", "yaml")
_EXPORTING = (
    *_READING,
    *("triplicate.formats.word.package", "triplicate.formats.epub.book", "docx"),
    *(f"triplicate.proof.readback.{format_}" for format_ in ("pdf", "word", "epub")),
    "triplicate.proof.compare.comparison",
)
_LAYOUT = "triplicate.jobs.preloaded"
"""The modules that workers need, imported once for all of them; the last for a PDF alone."""

Thing = TypeVar("Thing")


def together(sources: Iterable[Path], request: Request) -> Request:
    """Return a request that knows all texts of the call: links from one to another lead to its files.

    What is asked about the files of a project is looked up once for all of them.
    """
    real = cache(lambda: frozenset(Path(os.path.realpath(source)) for source in sources))
    return replace(request, together=real, project_files=cache(ProjectFiles))


def export_sources(
    sources: Sequence[Path], request: Request, *, processes: int = 1, done: Callable[[], None] = lambda: None
) -> Iterator[Outcome]:
    """Export the sources and yield what came of each, in their order.

    First all that would be written is settled: sources whose files would have one name are refused. ``processes`` is
    how many are worked on at once, of 1 all in this process; ``done`` is called whenever one is.
    """
    formats = request.choices.formats or tuple(Format)
    return _worked_on(
        settle(sources, request),
        partial(_exporter, tuple(sources), request if processes == 1 else replace(request, themes={})),
        processes,
        lost=lambda job, death: _lost(job.source, death, finish_earlier(folders_of(job, request))),
        done=done,
        preload=(*_EXPORTING, *((_LAYOUT,) if Format.PDF in formats else ())),
    )


def check_sources(
    sources: Sequence[Path], request: Request, *, processes: int = 1, done: Callable[[], None] = lambda: None
) -> Iterator[Outcome]:
    """Check the sources and yield what was found in each, as :func:`export_sources` does."""
    return _worked_on(
        sources, partial(_checker, tuple(sources), request), processes, lost=_lost, done=done, preload=_READING
    )


def _worked_on(
    things: Sequence[Thing],
    prepare: Callable[[], Callable[[Thing], Outcome]],
    processes: int,
    *,
    lost: Callable[[Thing, Death], Outcome],
    done: Callable[[], None],
    preload: Sequence[str],
) -> Iterator[Outcome]:
    processes = min(processes, len(things))
    if processes > 1:
        yield from Workers(prepare, processes, lost=lost, done=done, preload=preload).results(things)
        return
    work = prepare()
    for thing in things:
        outcome = work(thing)
        done()
        yield outcome


def _exporter(sources: Sequence[Path], request: Request) -> Callable[[Job], Outcome]:
    return partial(export_source, request=together(sources, request))


def _checker(sources: Sequence[Path], request: Request) -> Callable[[Path], Outcome]:
    return partial(check_source, request=together(sources, request))


def _lost(source: Path, death: Death, finished: tuple[Path, ...] = ()) -> Outcome:
    said = f"the process that worked on this text died ({death}), and what it began is cleared away or finished"
    remedy = "export this text alone, or use --jobs 1, which leaves it more memory"
    return Outcome(source, error=LostError(f"{said}; {remedy}"), finished=finished)
