"""Processes that call functions for a service, one call each at a time, with limits; the death of one stops nothing.

They are forked as those of a batch are (:mod:`triplicate.system.workers`). A call may take so much memory and so long;
a process that takes more is ended, and whoever waits is told. Each process has a folder of its own for temporary files,
which this side makes and removes, so that nothing is left of a call whose process was killed.
"""

import contextvars
import os
import resource
import shutil
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from triplicate.later import dataclass
from triplicate.system.memory import give_back, resident
from triplicate.system.workers import Death, forked, settle_in

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MOST_CALLS = 300
_LARGEST_SHARE = 0.25
"""After how many calls, and at which share of the memory that it may have, a process is renewed."""

_GROWN = 50_000_000
"""Bytes by which a process may grow before it looks what it can give back."""

_HEARTBEAT = 0.2
"""Seconds between two looks at whether a call is to be stopped."""

_starting = threading.Lock()
"""A process is started with the environment of this one changed for a moment."""

_telling: contextvars.ContextVar[Callable[[object], None] | None] = contextvars.ContextVar("telling", default=None)


def tell(what: object) -> None:
    """Tell who waits for the call in which this is said how far it is; nothing happens outside of one."""
    if (telling := _telling.get()) is not None:
        telling(what)


@contextmanager
def telling(listener: Callable[[object], None] | None) -> Iterator[None]:
    """While this context lasts, let what is told be heard by a listener."""
    before = _telling.set(listener)
    try:
        yield
    finally:
        _telling.reset(before)


class FullError(Exception):
    """As many calls wait as may."""


class EndedError(Exception):
    """The process that worked on a call ended early; ``death`` says of what."""

    def __init__(self, death: Death) -> None:
        super().__init__(f"the process that worked on it ended: {death}")
        self.death = death


class TooLongError(Exception):
    """A call took longer than it may, and was ended."""


class StoppedError(Exception):
    """A call was stopped, or the pool was."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: ``seconds`` by the clock, ``memory`` bytes of data, files of ``file`` bytes."""

    seconds: float
    memory: int
    file: int = 1_000_000_000


class Call(Future[Any]):
    """A call that waits, is worked on, or is done.

    ``whose`` it is decides how soon it is begun; ``told`` are the things that it told with :func:`tell`.
    """

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...], whose: str = "") -> None:
        super().__init__()
        self.whose = whose
        self.function = function
        self.arguments = arguments
        self.told: list[object] = []
        self.stopped = False

    def stop(self) -> None:
        """End the call; who waits for it is told :class:`StoppedError`."""
        self.stopped = True


class Pool:
    """So many processes, which call functions that can be pickled.

    ``preload`` names the modules that are imported before processes are forked; only that of the first pool of a
    program has an effect. ``scratch`` is the folder in which processes have theirs. Up to ``waiting`` calls may wait.
    """

    def __init__(self, processes: int, limits: Limits, *, preload: Sequence[str], scratch: Path, waiting: int) -> None:
        self.processes = processes
        self._limits = limits
        self._preload = preload
        self._scratch = scratch
        self._waiting = waiting
        self._calls: deque[Call] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._busy = 0
        self._worked_on: Counter[str] = Counter()
        self._first: tuple[Callable[..., Any], tuple[Any, ...]] | None = None
        self._threads = [threading.Thread(target=self._drive, daemon=True) for _ in range(processes)]
        for thread in self._threads:
            thread.start()

    @property
    def busy(self) -> int:
        """How many calls are worked on."""
        return self._busy

    @property
    def waiting(self) -> int:
        """How many calls wait."""
        return len(self._calls)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Call:
        """Return a call that will be worked on. Raises FullError if too many wait already."""
        return self.submit_for("", function, *arguments)

    def submit_for(self, whose: str, function: Callable[..., Any], *arguments: Any) -> Call:
        """Return a call of somebody, as :meth:`submit` does; while others wait, nobody has two processes."""
        call = Call(function, arguments, whose)
        with self._changed:
            if self._closed or len(self._calls) >= self._waiting + self.processes - self._busy:
                raise FullError
            self._calls.append(call)
            self._changed.notify()
        return call

    def place(self, call: Call) -> int:
        """Return how many calls are begun before a call is, and it: 1 for the next, 0 if it waits no more."""
        with self._changed:
            return self._calls.index(call) + 1 if call in self._calls else 0

    def close(self) -> None:
        """End all processes, and all calls with StoppedError."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        while self._calls:
            self._calls.popleft().set_exception(StoppedError())

    def warm(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Start all processes now, and have each call a function while nothing else is to be done.

        So will those that take their places.
        """
        with self._changed:
            self._first = function, arguments
            self._changed.notify_all()

    def _next(self, *, cold: bool) -> Call | None:
        """Wait for the next call; a process that is ``cold`` has one to be warmed by."""
        with self._changed:
            while not self._calls and not self._closed and not (cold and self._first):
                self._changed.wait()
            if self._closed:
                return None
            if self._calls:
                call = next((one for one in self._calls if not self._worked_on[one.whose]), self._calls[0])
                self._calls.remove(call)
            else:
                assert self._first
                call = Call(*self._first)
            self._busy += 1
            self._worked_on[call.whose] += bool(call.whose)
            return call

    def _drive(self) -> None:
        """Hand one call after the other to a process, which is renewed when it has ended."""
        process: _Process | None = None
        while (call := self._next(cold=process is None)) is not None:
            process = self._done(process, call)
            if process is None and self._first and call.function == self._first[0]:
                self._first = None  # what kills processes does not warm them
            del call  # what it holds may be large, and the next one may be long in coming
        if process:
            process.ended()

    def _done(self, process: "_Process | None", call: Call) -> "_Process | None":
        """Have a call done by a process, a new one if there is none; return the process if it goes on."""
        try:
            if not call.set_running_or_notify_cancel():
                return process
            if process and not process.process.is_alive():  # it was killed while it had nothing to do
                process.ended()
                process = None
            process = process or _Process(self._preload, self._limits, self._scratch)
            return self._work(process, call)
        except BaseException as error:  # noqa: BLE001  whoever waits is told, and the next call is worked on
            if process:
                process.ended()
            call.set_exception(error)
            return None
        finally:
            with self._changed:
                self._busy -= 1
                self._worked_on[call.whose] -= bool(call.whose)
                self._worked_on += Counter()  # forgets those that have none

    def _work(self, process: "_Process", call: Call) -> "_Process | None":
        """Have a process do a call; return the process if it goes on."""
        end = monotonic() + self._limits.seconds
        with suppress(OSError):  # that it is dead is seen when its answer is taken
            process.wire.send((call.function, call.arguments))
        while True:
            while not process.wire.poll(_HEARTBEAT):
                if call.stopped or self._closed:
                    raise StoppedError
                if monotonic() > end:
                    raise TooLongError
            try:
                kind, value = process.wire.recv()
            except (EOFError, OSError) as error:
                raise EndedError(Death(process.code())) from error
            if kind == "told":
                call.told.append(value)
                continue
            leaves, result = value
            if leaves:
                process.ended()
            if kind == "raised":
                call.set_exception(result)
            else:
                call.set_result(result)
            return None if leaves else process


class _Process:
    """A process that waits for calls, the wire to it, and its folder."""

    def __init__(self, preload: Sequence[str], limits: Limits, scratch: Path) -> None:
        # It lasts as long as the process: WeasyPrint 70 keeps the fonts of a page in a temporary folder for the next.
        self.folder = Path(tempfile.mkdtemp(dir=scratch))
        with _starting:
            self.process, self.wire = forked(_serve, preload, limits, str(self.folder))

    def ended(self) -> None:
        """End it."""
        self.wire.close()
        self.process.kill()
        self.process.join()
        shutil.rmtree(self.folder, ignore_errors=True)

    def code(self) -> int:
        """Return the exit code of a process that answers no more."""
        self.process.join(_HEARTBEAT)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        return int(self.process.exitcode)


def _serve(wire: "Connection", environment: Mapping[str, str], limits: Limits, folder: str) -> None:
    settle_in(environment, folder)
    _limit(limits)
    held = 0
    for number in count(1):
        if not _has_more(wire, limits, last=number == _MOST_CALLS):
            return
        if resident() > held + _GROWN:
            give_back()
            held = resident()


def _has_more(wire: "Connection", limits: Limits, *, last: bool) -> bool:
    """Wait for a call, do it, and tell whether there may be another one; nothing is kept of it until then."""
    try:
        function, arguments = wire.recv()
    except EOFError:
        return False
    with telling(lambda what: wire.send(("told", what))):
        try:
            answer = "done", function(*arguments)
        except Exception as error:  # noqa: BLE001  whoever called is to know
            # Where it was raised does not travel, and would hold all that was worked on there.
            answer = "raised", error.with_traceback(None)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # Linux counts kilobytes
    leaves = last or peak > limits.memory * _LARGEST_SHARE
    try:
        wire.send((answer[0], (leaves, answer[1])))
    except OSError:  # nobody waits for it any more
        return False
    except Exception as error:  # noqa: BLE001  an exception that cannot be pickled
        wire.send(("raised", (leaves, RuntimeError(f"{type(error).__name__}: {error}"))))
    return not leaves


def _limit(limits: Limits) -> None:
    """Bound what this process may take: memory, the size of a file; no images of its memory on the disk."""
    for kind, most in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CORE, 0),
    ):
        _, allowed = resource.getrlimit(kind)
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (least, least))
    os.umask(0o077)
