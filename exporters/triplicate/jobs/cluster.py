"""Many sources, made and proved by a cluster of Dask that exists; this process alone reads and writes files.

A text is read and checked here. What is to be made of it travels as an :class:`triplicate.jobs.order.Order`, pictures
included, and what was made travels back and is published here, once, by the same code as without a cluster. Dask hands
the orders of a worker that died to others (dask.distributed, "Resilience").
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from triplicate.errors import LostError, MissingToolError, TriplicateError, UsageError
from triplicate.jobs.making import Export
from triplicate.jobs.order import Delivery, deliver
from triplicate.jobs.outcome import Outcome, Progress, whatever_happens
from triplicate.jobs.outputs import Job
from triplicate.jobs.texts import Request
from triplicate.jobs.travel import packed, unpacked
from triplicate.system.fingerprint import versions
from triplicate.system.signals import signals_noted

_SECONDS = 10
"""What a cluster has to show a worker. How long it has to answer is a setting of Dask's."""

_AHEAD = 2
"""Orders at once for each worker: the next one is there when it is done with one."""

_ONE_AT_A_TIME = threading.Lock()
"""The libraries that make a PDF are not made for threads, of which a worker may have several."""

_WOKEN = -1
"""No order's number: a signal has come."""

Differing = dict[str, tuple[str, str]]
"""What has other versions: that of this machine, and the other."""


class Cluster:
    """A connection to a cluster, for the time of a context."""

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at an address, such as "tcp://10.0.0.1:8786".

        Raises UsageError if none answers there, if it has no workers, or if one of them has other versions of the
        program or what it is built on; MissingToolError if Dask is not installed.
        """
        try:
            import distributed
        except ImportError as error:
            raise MissingToolError("--dask needs Dask; get it with: pip install 'triplicate[dask]'") from error
        self._address = address
        self._gone = OSError, RuntimeError, distributed.client.ClosedClientError
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # each text says what befell it
        try:
            # A client of Dask 2026.8 that finds this out itself leaves a traceback behind when it is cleared away.
            distributed.comm.get_address_host_port(address)
            self._client: Any = distributed.Client(address, set_as_default=False, name="triplicate")
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"--dask: no scheduler of Dask answers at {address}: {error or 'it is silent'}") from error
        self._others: set[str] = set()
        try:
            self._require_workers()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def _require_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError as error:
            raise UsageError(f"--dask: the cluster at {self._address} has no workers") from error
        try:
            found = self._client.run(versions)
        except ModuleNotFoundError as error:
            raise UsageError(
                f"--dask: the workers of {self._address} have no {error.name}; install there what is installed here"
            ) from error
        for worker, known in found.items():
            if differing := _differing(versions(), known):
                raise UsageError(_told(worker, differing))

    def outcomes(
        self,
        jobs: Sequence[Job],
        request: Request,
        *,
        known: Callable[[Job], Outcome | None],
        done: Callable[[], None],
    ) -> Iterator[Outcome]:
        """Export the sources and yield what came of each, in their order.

        ``known`` returns what came of a text that needs no work, or None; ``done`` is called whenever one is done. A
        signal to stop ends the work, as it does that of :class:`triplicate.system.workers.Workers`.
        """
        work = _Work(self, request, known, done)
        left = enumerate(jobs)
        with signals_noted(lambda: work.answered.put(_WOKEN)) as came:
            try:
                for told in count():
                    while told not in work.results and not came:
                        if work.has_room() and (task := next(left, None)):
                            work.begin(*task)
                        elif not work.orders:
                            return
                        else:
                            work.take(work.answered.get())
                    if came:
                        break
                    yield work.results.pop(told)
                yield from (work.results[number] for number in sorted(work.results))
            finally:
                work.stop()

    @property
    def workers(self) -> list[str]:
        """The addresses of the workers that there are now; none if the scheduler does not say."""
        # AttributeError: a client of Dask 2026.8 that has lost its scheduler holds None in its place.
        with suppress(*self._gone, AttributeError):
            return list(self._client.nthreads())
        return []

    def send(self, data: bytes) -> Any:
        """Have an order that was packed made by any worker that is like this machine; return Dask's future of it.

        Raises LostError if the cluster is gone.
        """
        among = [one for one in self.workers if one not in self._others] if self._others else []
        try:
            return self._client.submit(_make, data, versions(), pure=False, workers=among or None)
        except self._gone as error:
            raise self.lost(error) from error

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Any:
        """Have any worker call a function; return Dask's future of it. Raises LostError if the cluster is gone."""
        try:
            return self._client.submit(_alone, function, *arguments, pure=False)
        except self._gone as error:
            raise self.lost(error) from error

    def shun(self, worker: str) -> None:
        """Send no more orders to a worker, which has other versions than this machine."""
        self._others.add(worker)

    def cancel(self, futures: list[Any]) -> None:
        """Have the cluster forget orders."""
        with suppress(*self._gone):
            self._client.cancel(futures, force=True)

    def lost(self, error: Exception) -> LostError:
        """Return that a text was not made, for what the cluster met."""
        return LostError(
            f"the cluster at {self._address} did not make this text ({type(error).__name__}: {error}); "
            "look at what its workers say, or export this text without --dask"
        )


class _Work:
    """What a cluster has been asked, and what came of it; texts by their numbers.

    ``answered`` gives the numbers of orders that there is an answer to, and of none if a signal came.
    """

    def __init__(
        self, cluster: Cluster, request: Request, known: Callable[[Job], Outcome | None], done: Callable[[], None]
    ) -> None:
        self.answered: SimpleQueue[int] = SimpleQueue()
        self.orders: dict[int, tuple[Export, bytes, Any]] = {}
        self.results: dict[int, Outcome] = {}
        self._cluster = cluster
        self._request = request
        self._known = known
        self._done = done

    def has_room(self) -> bool:
        return len(self.orders) < _AHEAD * max(1, len(self._cluster.workers))

    def begin(self, number: int, job: Job) -> None:
        if outcome := self._known(job):
            self._have(number, outcome)
            return
        export = Export(job, self._request)
        order = export.begin()
        if isinstance(order, Outcome):
            self._have(number, order)
        else:
            self._send(number, export, packed(order))

    def take(self, number: int) -> None:
        """Publish what was made of a text, or send it to another worker if the one that had it is not like the rest."""
        if number == _WOKEN:
            return
        export, data, future = self.orders.pop(number)
        try:
            found: Delivery | TriplicateError | str = future.result()
        except Exception as error:  # noqa: BLE001  whatever the cluster met: this text is not made, others may be
            found = self._cluster.lost(error)
        future.release()
        if isinstance(found, str):
            self._cluster.shun(found)
            self._send(number, export, data)
        else:
            self._have(number, export.end(partial(_said, found)))

    def stop(self) -> None:
        self._cluster.cancel([future for _, _, future in self.orders.values()])

    def _send(self, number: int, export: Export, data: bytes) -> None:
        try:
            future = self._cluster.send(data)
        except LostError as error:
            self._have(number, export.end(partial(_said, error)))
            return
        self.orders[number] = export, data, future
        future.add_done_callback(lambda _: self.answered.put(number))

    def _have(self, number: int, outcome: Outcome) -> None:
        self.results[number] = outcome
        self._done()


def _said(found: Delivery | TriplicateError) -> Delivery:
    if isinstance(found, TriplicateError):
        raise found
    return found


def _make(data: bytes, wanted: dict[str, str]) -> Delivery | TriplicateError | str:
    """Make what an order asks, in a worker; return the worker's address if it has other versions than are wanted."""
    if _differing(wanted, versions()):
        from distributed import get_worker

        return str(get_worker().address)
    with _ONE_AT_A_TIME:
        found = whatever_happens(Progress(Path()), lambda: deliver(unpacked(data)))
    if isinstance(found, Outcome):
        assert found.error
        return found.error
    return found


def _alone(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function while no other one is called in this worker."""
    with _ONE_AT_A_TIME:
        return function(*arguments)


def _differing(wanted: dict[str, str], known: dict[str, str]) -> Differing:
    names = sorted({*wanted, *known})
    return {
        one: (wanted.get(one, "none"), known.get(one, "none")) for one in names if wanted.get(one) != known.get(one)
    }


def _told(worker: str, differing: Differing) -> str:
    said = ", ".join(f"{name} {other} where here is {own}" for name, (own, other) in differing.items())
    return f"--dask: the worker {worker} would make other files than this machine, for it has {said}; make them alike"
