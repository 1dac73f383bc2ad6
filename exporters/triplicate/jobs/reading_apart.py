"""Reading a long text in a process of its own.

Parsing takes several times the memory of the document that comes of it, and leaves it in pieces that the system does
not get back. All processes that are forked later would have that from the start.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from triplicate.document.model import Block
from triplicate.errors import LostError
from triplicate.formats.product import USUAL, Format
from triplicate.jobs.outcome import as_told
from triplicate.jobs.project import Project
from triplicate.jobs.texts import Checked, Request, read_source
from triplicate.reading.traces import note_again, tracing
from triplicate.system.ahead import Ahead
from triplicate.system.workers import Death

_WORTH_IT = 300_000
"""From how many bytes on a text is read by itself: what comes of it takes some of the time that it takes to read it."""

_TOGETHER = 500
"""How many blocks travel together."""


def read_long(source: Path, request: Request, project: Project | None, processes: int) -> Checked:
    """Read and check a source as :func:`read_source` does, apart if it is long and there may be several processes."""
    if processes == 1 or _size(source, request) < _WORTH_IT:
        return read_source(source, request, project=project)
    with Ahead(processes, told=as_told, lost=_lost) as ahead:
        reading = ahead.values(_noting(source, request, project))
        if ahead.processes > 1 and Format.PDF in (request.choices.formats or USUAL):
            # While it is read there is time for it, and all processes that are forked later have it.
            from triplicate.jobs import preloaded  # noqa: F401
        read: Checked
        read, traces = next(reading)
        blocks: tuple[Block, ...] = tuple(chain.from_iterable(reading))
    note_again(traces)
    return replace(read, document=replace(read.document, blocks=blocks))


def _noting(source: Path, request: Request, project: Project | None) -> Iterator[Any]:
    """Yield what a source is read as, without the blocks of the document, and then these.

    They travel some at a time: whoever unpickles something holds as much again until it is whole.
    """
    with tracing() as traces:
        checked = read_source(source, request, project=project)
    yield replace(checked, document=replace(checked.document, blocks=())), traces
    blocks = checked.document.blocks
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
