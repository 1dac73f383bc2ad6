"""Reading a long text in a process of its own.

Parsing takes several times the memory of the document that comes of it, and leaves it in pieces that the system does
not get back. All processes that are forked later would have that from the start.
"""

from collections.abc import Iterator
from pathlib import Path

from triplicate.errors import LostError
from triplicate.formats.product import USUAL, Format
from triplicate.jobs.outcome import as_told
from triplicate.jobs.project import Project
from triplicate.jobs.texts import Checked, Request, read_source
from triplicate.reading.traces import Traces, note_again, tracing
from triplicate.system.ahead import Ahead
from triplicate.system.workers import Death

_WORTH_IT = 500_000
"""From how many bytes on a text is read by itself: what comes of it takes some of the time that it takes to read it."""


def read_long(source: Path, request: Request, project: Project | None, processes: int) -> Checked:
    """Read and check a source as :func:`read_source` does, apart if it is long and there may be several processes."""
    if processes == 1 or _size(source, request) < _WORTH_IT:
        return read_source(source, request, project=project)
    with Ahead(processes, told=as_told, lost=_lost) as ahead:
        reading = ahead.values(_noting(source, request, project))
        if ahead.processes > 1 and Format.PDF in (request.choices.formats or USUAL):
            # While it is read there is time for it, and all processes that are forked later have it.
            from triplicate.jobs import preloaded  # noqa: F401
        checked, traces = next(reading)
    note_again(traces)
    return checked


def _noting(source: Path, request: Request, project: Project | None) -> Iterator[tuple[Checked, Traces]]:
    with tracing() as traces:
        checked = read_source(source, request, project=project)
    yield checked, traces


def _size(source: Path, request: Request) -> int:
    if (text := request.given.get(source)) is not None:
        return len(text)
    try:
        return source.stat().st_size
    except (OSError, ValueError):  # what is wrong with it is told where it is read
        return 0


def _lost(death: Death) -> LostError:
    return LostError(f"a process that read this text died ({death}), and nothing was written")
