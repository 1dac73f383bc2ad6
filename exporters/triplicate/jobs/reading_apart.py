"""Reading a long text in a process of its own, and checking it in another.

Parsing takes several times the memory of the document that comes of it, and leaves it in pieces that the system does
not get back. All processes that are forked later would have that from the start. While it is checked, there is time
for what comes next.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from triplicate.checks import Verdict
from triplicate.document.model import Block
from triplicate.errors import LostError, TriplicateError
from triplicate.formats.product import USUAL, Format
from triplicate.jobs.outcome import as_told
from triplicate.jobs.project import Project
from triplicate.jobs.texts import Read, Request, read_text
from triplicate.reading.traces import note_again, tracing
from triplicate.rules.finding import Severity
from triplicate.system.ahead import Ahead
from triplicate.system.workers import Death

Made = TypeVar("Made")

_WORTH_IT = 300_000
"""From how many bytes on a text is read by itself: what comes of it takes some of the time that it takes to read it."""

_TOGETHER = 500
"""How many blocks travel together."""


def read_long(source: Path, request: Request, project: Project | None, processes: int) -> Read:
    """Read a source as :func:`read_text` does, apart if it is long and there may be several processes."""
    if processes == 1 or _size(source, request) < _WORTH_IT:
        return read_text(source, request, project=project)
    with Ahead(processes, told=as_told, lost=_lost) as ahead:
        reading = ahead.values(_noting(source, request, project))
        if ahead.processes > 1 and Format.PDF in (request.choices.formats or USUAL):
            # While it is read there is time for it, and all processes that are forked later have it.
            from triplicate.jobs import preloaded  # noqa: F401
        read: Read
        read, traces = next(reading)
        blocks: tuple[Block, ...] = tuple(chain.from_iterable(reading))
    note_again(traces)
    return replace(read, document=replace(read.document, blocks=blocks))


def reviewed(read: Read, processes: int, meanwhile: Callable[[], Made]) -> tuple[Verdict, Callable[[], Made]]:
    """Return how a text is judged, and what returns what ``meanwhile`` makes of it, or raises what it raised.

    It is made while another process checks the text, if this is long and nothing that was found yet stops it; else
    when it is asked for.
    """
    sound = all(finding.severity is not Severity.ERROR for finding in read.findings)
    is_long = len(read.text) >= _WORTH_IT
    with Ahead(processes if sound and is_long else 1, told=as_told, lost=_lost) as ahead:
        review = ahead.values(map(Read.review, [read]))
        make = _at_once(meanwhile) if ahead.processes > 1 else meanwhile
        return next(review), make


def _at_once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Make something now; return what returns it, or raises what making it raised."""
    try:
        made = make()
    except TriplicateError as error:
        raised = error

        def fail() -> Made:
            raise raised

        return fail
    return lambda: made


def _noting(source: Path, request: Request, project: Project | None) -> Iterator[Any]:
    """Yield what a source is read as, without the blocks of the document, and then these.

    They travel some at a time: whoever unpickles something holds as much again until it is whole.
    """
    with tracing() as traces:
        read = read_text(source, request, project=project)
    yield replace(read, document=replace(read.document, blocks=())), traces
    blocks = read.document.blocks
    yield from (blocks[at : at + _TOGETHER] for at in range(0, len(blocks), _TOGETHER))


def _size(source: Path, request: Request) -> int:
    if (text := request.given.get(source)) is not None:
        return len(text)
    try:
        return source.stat().st_size
    except (OSError, ValueError):  # what is wrong with it is told where it is read
        return 0


def _lost(death: Death) -> LostError:
    return LostError(f"a process that read this text died ({death}), and nothing was written")
