"""Many sources, made and proved by a cluster of Dask that exists; this process alone reads and writes files.

A text is read and checked here. What is to be made of it travels as an :class:`triplicate.jobs.order.Order`, pictures
included, and what was made travels back and is published here, once, by the same code as without a cluster. Dask hands
the orders of a worker that died to others (dask.distributed, "Resilience").
"""

import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from triplicate.errors import LostError, MissingToolError, TriplicateError, UsageError
from triplicate.jobs.making import Export
from triplicate.jobs.order import Delivery, deliver
from triplicate.jobs.outcome import Outcome, as_told
from triplicate.jobs.outputs import Job
from triplicate.jobs.texts import Request
from triplicate.jobs.travel import packed, unpacked
from triplicate.system.collector import collector_paused
from triplicate.system.fingerprint import versions
from triplicate.system.in_order import InOrder
from triplicate.system.pool import Call, StoppedError, telling

_SECONDS = 10
"""What a cluster has to show a worker. How long it has to answer is a setting of Dask's."""

_AHEAD = 2
"""Orders at once for each worker: the next one is there when it is done with one."""

_ONE_AT_A_TIME = threading.Lock()
"""The libraries that make a PDF are not made for threads, of which a worker may have several."""

_WOKEN = -1
"""No order's number: a signal has come."""

_TOPIC = "triplicate"
"""Under which workers tell what they do, each call by its key."""

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
        self._sent: dict[str, _Sent] = {}
        self._listens = False
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

        ``known``, ``done`` and signals are as for :class:`triplicate.system.in_order.InOrder`.
        """
        return _Work(self, request, known, done).results(jobs)

    @property
    def workers(self) -> list[str]:
        """The addresses of the workers that there are now; none if the scheduler does not say."""
        # AttributeError: a client of Dask 2026.8 that has lost its scheduler holds None in its place.
        with suppress(*self._gone, AttributeError):
            return list(self._client.nthreads())
        return []

    def ask(self, function: Callable[..., Any], /, *arguments: Any, key: str = "") -> Any:
        """Have a worker call a function; return Dask's future of what :meth:`answer` understands.

        What the function tells (:func:`triplicate.system.pool.tell`) is told under ``key``, if there is one. Raises
        LostError if the cluster is gone, or if no worker is like this machine any more.
        """
        there = self.workers
        alike = [one for one in there if one not in self._others]
        if there and not alike:
            raise LostError(f"all workers of the cluster at {self._address} have other versions than this machine")
        # None: any, also one that is yet to come.
        among = alike if self._others and alike else None
        try:
            return self._client.submit(_called, versions(), key, function, *arguments, pure=False, workers=among)
        except self._gone as error:
            raise self.lost(error) from error

    def answer(self, future: Any) -> tuple[bool, Any]:
        """Return whether a function was called, and its result; what it raised is raised.

        A worker that has other versions than this machine, and so calls nothing, is asked no more. Raises LostError for
        whatever the cluster met.
        """
        try:
            other, found, fault = future.result()
        except Exception as error:
            raise self.lost(error) from error
        finally:
            future.release()
        if other:
            self._others.add(other)
        if fault:
            raise fault
        return not other, found

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Call:
        """Have a function called by a worker that is like this machine. Raises LostError if the cluster is gone."""
        if not self._listens:
            self._client.subscribe_topic(_TOPIC, self._hear)
            self._listens = True
        call = _Sent(self, function, arguments)
        call.send()
        self._sent[call.key] = call
        call.add_done_callback(lambda _: self._sent.pop(call.key))
        return call

    def _hear(self, event: tuple[float, tuple[str, object]]) -> None:
        """Take what a worker tells of a call."""
        _, (key, what) = event
        if call := self._sent.get(key):
            call.told.append(what)

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


class _Sent(Call):
    """A call that a worker does; if that is not like this machine, another one."""

    def __init__(self, cluster: Cluster, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        super().__init__(function, arguments)
        self.key = secrets.token_hex(8)
        self._cluster = cluster
        self._future: Any = None
        self.set_running_or_notify_cancel()

    def send(self) -> None:
        """Send it to a worker. Raises LostError as :meth:`Cluster.ask` does."""
        self._future = self._cluster.ask(self.function, *self.arguments, key=self.key)
        self._future.add_done_callback(self._answered)

    def stop(self) -> None:
        """End the call."""
        super().stop()
        self._cluster.cancel([self._future])

    def _answered(self, future: Any) -> None:
        if self.stopped:
            self.set_exception(StoppedError())
            return
        try:
            was_called, found = self._cluster.answer(future)
            if was_called:
                self.set_result(found)
            else:
                self.send()
        except Exception as error:  # noqa: BLE001  whoever waits is told
            self.set_exception(error)


class _Work(InOrder[Job, Outcome]):
    """What a cluster has been asked of texts, and what came of it.

    ``_answered`` gives the numbers of orders that there is an answer to, and of none if a signal came.
    """

    def __init__(
        self, cluster: Cluster, request: Request, known: Callable[[Job], Outcome | None], done: Callable[[], None]
    ) -> None:
        super().__init__(known, done)
        self._cluster = cluster
        self._request = request
        self._answered: SimpleQueue[int] = SimpleQueue()
        self._orders: dict[int, tuple[Export, bytes, Any]] = {}

    def _has_room(self) -> bool:
        return len(self._orders) < _AHEAD * max(1, len(self._cluster.workers))

    def _is_busy(self) -> bool:
        return bool(self._orders)

    def _begin(self, number: int, thing: Job) -> None:
        export = Export(thing, self._request)
        order = export.begin()
        if isinstance(order, Outcome):
            self._have(number, order)
        else:
            self._send(number, export, packed(order))

    def _take(self) -> None:
        """Publish what was made of a text, or send it to another worker if the one that had it is not like the rest."""
        if (number := self._answered.get()) == _WOKEN:
            return
        export, data, future = self._orders.pop(number)
        try:
            was_made, found = self._cluster.answer(future)
        except LostError as error:
            was_made, found = True, error
        if was_made:
            self._have(number, export.end(partial(_said, found)))
        else:
            self._send(number, export, data)

    def _wake(self) -> None:
        self._answered.put(_WOKEN)

    def _stop(self) -> None:
        self._cluster.cancel([future for _, _, future in self._orders.values()])

    def _send(self, number: int, export: Export, data: bytes) -> None:
        try:
            future = self._cluster.ask(_made, data)
        except LostError as error:
            self._have(number, export.end(partial(_said, error)))
            return
        self._orders[number] = export, data, future
        future.add_done_callback(lambda _: self._answered.put(number))


def _said(found: Delivery | TriplicateError) -> Delivery:
    if isinstance(found, TriplicateError):
        raise found
    return found


def _called(
    wanted: dict[str, str], key: str, function: Callable[..., Any], *arguments: Any
) -> tuple[str, Any, Exception | None]:
    """Call a function in a worker, in which no other one is called meanwhile; return its result, or what it raised.

    If the worker has other versions than wanted its address is returned, and nothing is called.
    """
    from distributed import get_worker

    worker = get_worker()
    if _differing(wanted, versions()):
        return str(worker.address), None, None
    told = partial(_tell, worker, key) if key else None
    with _ONE_AT_A_TIME, telling(told):
        try:
            return "", function(*arguments), None
        except Exception as error:  # noqa: BLE001  whoever called is to know
            return "", None, error


def _tell(worker: Any, key: str, what: object) -> None:
    worker.log_event(_TOPIC, (key, what))


def _made(data: bytes) -> Delivery | TriplicateError:
    """Return what an order asks to be made, in a worker, or what stopped it."""
    with collector_paused():
        try:
            return deliver(unpacked(data))
        except Exception as error:  # noqa: BLE001  whoever ordered is to know
            return as_told(error)


def _differing(wanted: dict[str, str], known: dict[str, str]) -> Differing:
    names = sorted({*wanted, *known})
    return {
        one: (wanted.get(one, "none"), known.get(one, "none")) for one in names if wanted.get(one) != known.get(one)
    }


def _told(worker: str, differing: Differing) -> str:
    said = ", ".join(f"{name} {other} where here is {own}" for name, (own, other) in differing.items())
    return f"--dask: the worker {worker} would make other files than this machine, for it has {said}; make them alike"
