"""Several processes that work on many things side by side; the death of one stops nothing.

They are forked from a process that has imported what they need and does nothing else (multiprocessing's forkserver), so
that each starts in milliseconds. Each works on one thing at a time. It is renewed after some hundreds of them, and when
it has grown large: libraries leak, and memory that one large thing needed is seldom given back.
"""

import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from triplicate.later import dataclass
from triplicate.system.in_order import InOrder, Result, Thing

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MOST_THINGS = 300
_MOST_MEMORY = 500_000  # kilobytes, as Linux counts ru_maxrss
"""After how many things, and at which size, a worker is renewed."""

_SECONDS_TO_END = 10
"""What workers have to end what they do, once they are asked to stop."""

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def usable_cores() -> int:
    """Return how many processes can run at once: the cores that this process may use, bounded by a container's quota.

    The quota is the one of Linux's cgroup v2, ``cpu.max``: microseconds of processor time in a period, and the period.
    """
    cores = len(os.sched_getaffinity(0))
    with suppress(OSError, ValueError):
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        cores = min(cores, max(1, int(quota) // int(period)))  # "max" is no number: there is no quota
    return cores


@dataclass(frozen=True, slots=True)
class Death:
    """A worker ended before it was done with a thing; ``code`` is its exit code, for a signal its number below 0."""

    code: int

    def __str__(self) -> str:
        """Return what it died of, as the end of a sentence."""
        if self.code == -signal.SIGKILL:
            return "signal SIGKILL, which the system sends when memory runs out"
        known = {-one.value: one.name for one in signal.Signals}
        return f"signal {known[self.code]}" if self.code in known else f"exit code {self.code}"


@dataclass(slots=True)
class _Worker:
    """A process, the wire to it, and the number of the thing that it works on."""

    process: Any
    wire: "Connection"
    number: int


class Workers(InOrder[Thing, Result]):
    """Processes that do one work on many things.

    ``prepare`` returns the function that makes a result of a thing; each worker calls it once. It, the things and the
    results travel between processes, so all of them can be pickled. ``lost`` makes the result of a thing whose worker
    died. ``preload`` names the modules that are imported once, before workers are forked. Where no process can be
    started, the work is done in this one.
    """

    def __init__(
        self,
        prepare: Callable[[], Callable[[Thing], Result]],
        processes: int,
        *,
        known: Callable[[Thing], Result | None],
        lost: Callable[[Thing, Death], Result],
        done: Callable[[], None],
        preload: Sequence[str],
    ) -> None:
        super().__init__(known, done)
        self._prepare = prepare
        self._processes = processes
        self._lost = lost
        self._preload = list(preload)
        self._busy: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._things: dict[int, Thing] = {}

    def results(self, things: Iterable[Thing]) -> Iterator[Result]:
        """Yield the results in the order of the things; a signal to stop ends the work."""
        self._woken, self._waker = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            # What a worker keeps while it lives is to go with it, also where it is killed.
            with tempfile.TemporaryDirectory(prefix="triplicate-", ignore_cleanup_errors=True) as self._folder:
                yield from super().results(things)
        finally:
            os.close(self._woken)
            os.close(self._waker)

    def _has_room(self) -> bool:
        return len(self._busy) < self._processes

    def _is_busy(self) -> bool:
        return bool(self._busy)

    def _wake(self) -> None:
        os.write(self._waker, b"!")

    def _begin(self, number: int, thing: Thing) -> None:
        try:
            worker = self._idle.pop() if self._idle else _start(self._prepare, self._preload, self._folder)
        except (OSError, EOFError):  # EOFError: the process that workers are forked from has died
            self._have(number, self._prepare()(thing))
            return
        self._things[number] = thing
        worker.number = number
        self._busy.append(worker)
        with suppress(OSError):  # that it is dead is seen when its answer is taken
            worker.wire.send(thing)

    def _take(self, seconds: float | None = None) -> None:
        """Wait for answers and take them; ``seconds`` bound the waiting once workers were asked to stop."""
        from multiprocessing import connection

        wires = [worker.wire for worker in self._busy]
        ready = connection.wait([self._woken, *wires] if seconds is None else wires, seconds)
        for worker in [one for one in self._busy if one.wire in ready]:
            self._busy.remove(worker)
            try:
                result, leaves = worker.wire.recv()
            except (EOFError, OSError):
                death = Death(_end(worker))
                if seconds is None:
                    self._have(worker.number, self._lost(self._things[worker.number], death))
                continue
            self._have(worker.number, result)
            if leaves:
                _end(worker)
            else:
                self._idle.append(worker)

    def _have(self, number: int, result: Result) -> None:
        self._things.pop(number, None)
        super()._have(number, result)

    def _stop(self) -> None:
        """Have all workers clear away what they have begun, and take the answers of those that are done before."""
        for worker in self._busy:
            worker.process.terminate()
        latest = monotonic() + _SECONDS_TO_END
        while self._busy and (seconds := latest - monotonic()) > 0:
            self._take(seconds)
        for worker in (*self._busy, *self._idle):
            worker.process.kill()
            _end(worker)
        self._busy, self._idle = [], []


def _start(prepare: Callable[[], Any], preload: list[str], folder: str) -> _Worker:
    """Return a worker that waits for its first thing. Raises OSError or EOFError if there can be none."""
    return _Worker(*forked(_serve, preload, prepare, folder), -1)


def forked(target: Callable[..., None], preload: Sequence[str], *arguments: object) -> tuple[Any, "Connection"]:
    """Return a new process and the wire to it, forked from one in which the modules of ``preload`` are imported.

    ``target`` is called in it with its end of the wire, the environment of this process, and the arguments.
    Raises OSError or EOFError if there can be none.
    """
    from multiprocessing import forkserver, get_context

    context = get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    # Python before 3.14 tells this process's import path to the workers, but not to the process that preloads for them.
    environment = dict(os.environ)
    os.environ["PYTHONPATH"] = os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(environment)
    wire, other = context.Pipe()
    with other:
        process = context.Process(target=target, args=(other, environment, *arguments), daemon=True)
        process.start()
    return process, wire


def _end(worker: _Worker) -> int:
    """Wait until a worker that has nothing to do any more has ended, and return its exit code."""
    worker.wire.close()
    worker.process.join(_SECONDS_TO_END)
    worker.process.kill()
    worker.process.join()
    return int(worker.process.exitcode)


def settle_in(environment: Mapping[str, str], folder: str) -> None:
    """Make a forked process one that the first process rules, with that one's environment.

    ``folder`` is where its temporary files are.
    """
    # Ctrl-C and the end of the terminal reach all processes; what is to be done then, the first one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = folder


def _serve(wire: "Connection", environment: Mapping[str, str], prepare: Callable[[], Any], folder: str) -> None:
    """Work on one thing after the other, in a worker, until there are no more or it is to be renewed.

    ``folder`` is where its temporary files are.
    """
    settle_in(environment, folder)
    work = prepare()
    for number in count(1):
        try:
            thing = wire.recv()
        except EOFError:
            return
        result = work(thing)
        leaves = number == _MOST_THINGS or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _MOST_MEMORY
        try:
            wire.send((result, leaves))
        except OSError:  # nobody waits for it any more
            return
        if leaves:
            return
