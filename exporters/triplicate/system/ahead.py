"""Iterators whose values are worked out ahead of who asks for them, by processes forked from this one.

A forked process begins with all that is in memory here, so that nothing travels to it and nothing is imported anew;
its values travel back. Nothing is left of it when the work is done, whatever ends that.
"""

import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar

from triplicate.later import dataclass
from triplicate.system.signals import signals_wait
from triplicate.system.workers import Death, settle_in

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Value = TypeVar("Value")

_PDEATHSIG = 1
"""The number by which Linux's ``prctl`` knows the signal that a process gets when its parent ends."""


@dataclass(slots=True, eq=False)
class _Work(Generic[Value]):
    """An iterator, and what has come of it so far: values, at last what it raised or that it has no more."""

    values: Iterator[Value]
    came: deque[tuple[str, Any]] = field(default_factory=deque)


class Ahead:
    """So many processes, for the time of a context.

    Of one process, all is worked out here, when it is asked for; so it is where no process can be forked. ``told``
    makes of what an iterator raised what is raised here, which can be pickled; ``lost`` makes that of the death of a
    process.
    """

    def __init__(
        self, processes: int, *, told: Callable[[Exception], Exception], lost: Callable[[Death], Exception]
    ) -> None:
        # Of several threads one alone goes on in a forked process, and what the others have locked stays locked there.
        self.processes = processes if threading.active_count() == 1 else 1
        self._told = told
        self._lost = lost
        self._waiting: deque[_Work[Any]] = deque()
        self._busy: dict[Connection, tuple[int, _Work[Any]]] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End all that is still worked on."""
        self._waiting.clear()
        for process, _ in self._busy.values():
            os.kill(process, signal.SIGKILL)
        for wire in [*self._busy]:
            self._end(wire)
        if self._folder:
            self._folder.cleanup()

    def values(self, values: Iterator[Value]) -> Iterator[Value]:
        """Return the values of an iterator, which are worked out as soon as one of the processes has time for it."""
        if self.processes == 1:
            return values
        work = _Work(values)
        self._waiting.append(work)
        self._begin()
        return self._coming(work)

    def _coming(self, work: _Work[Value]) -> Iterator[Value]:
        while True:
            while not work.came:
                if not self._busy:  # no process could be forked
                    self._waiting.remove(work)
                    yield from work.values
                    return
                self._take()
            kind, value = work.came.popleft()
            if kind == "raised":
                raise value
            if kind == "ended":
                return
            yield value

    def _begin(self) -> None:
        """Begin as much of what waits as there are processes for, and can be."""
        with suppress(OSError):
            while self._waiting and len(self._busy) < self.processes:
                self._folder = self._folder or tempfile.TemporaryDirectory(prefix="triplicate-")
                self._fork(self._waiting[0], self._folder.name)
                self._waiting.popleft()

    def _fork(self, work: _Work[Any], folder: str) -> None:
        from multiprocessing import Pipe

        wire, other = Pipe(duplex=False)
        first = os.getpid()
        with other, signals_wait():
            try:
                process = os.fork()
            except OSError:
                wire.close()
                raise
            if not process:
                for one in (wire, *self._busy):
                    one.close()  # or the end of the first process would not be seen
                _end_with(first)
                _work_out(work.values, other, self._told, folder)
            self._busy[wire] = process, work

    def _take(self) -> None:
        """Wait until something has come, and take it."""
        from multiprocessing import connection

        ready = connection.wait([*self._busy])
        for wire in [one for one in self._busy if one in ready]:
            _, work = self._busy[wire]
            try:
                came: tuple[str, Any] = wire.recv()
            except (EOFError, OSError):
                came = "raised", self._lost(self._end(wire))
            else:
                if came[0] != "yielded":
                    self._end(wire)
            work.came.append(came)
        self._begin()

    def _end(self, wire: "Connection") -> Death:
        """Wait until a process has ended that has no more to say, and return how it did."""
        wire.close()
        process, _ = self._busy.pop(wire)
        _, status = os.waitpid(process, 0)
        return Death(os.waitstatus_to_exitcode(status))


def _end_with(parent: int) -> None:
    """Have this process end as soon as the one that has forked it does, even if that is killed.

    Else it would go on for nobody, and hold the wires of processes further up: they would wait for it.
    """
    import ctypes

    with suppress(OSError, AttributeError, TypeError):  # another system than Linux
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _work_out(
    values: Iterator[Any], wire: "Connection", told: Callable[[Exception], Exception], folder: str
) -> NoReturn:
    """Send all values, in a forked process, and end it."""
    try:
        settle_in(os.environ.copy(), folder)
        try:
            for value in values:
                wire.send(("yielded", value))
        except Exception as error:  # noqa: BLE001  who asks for the values is to know
            wire.send(("raised", told(error)))
        else:
            wire.send(("ended", None))
        os._exit(0)
    finally:
        os._exit(1)  # whatever it is, what the first process has begun is not ended here too
