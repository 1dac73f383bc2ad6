"""Many things worked on at once, whose results come in the order in which the things were given."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Generic, TypeVar

from triplicate.system.signals import signals_noted

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class InOrder(ABC, Generic[Thing, Result]):
    """Work on many things at once, by whatever does it; things are told apart by their numbers.

    ``known`` returns a result that needs no work, or None; ``done`` is called each time that there is a result, in
    whatever order.
    """

    def __init__(self, known: Callable[[Thing], Result | None], done: Callable[[], None]) -> None:
        self._known = known
        self._done = done
        self._results: dict[int, Result] = {}

    def results(self, things: Iterable[Thing]) -> Iterator[Result]:
        """Yield the results in the order of the things.

        A signal to stop ends the work: what is done by then is yielded, and then the signal acts as it always does; a
        second one acts at once.
        """
        left = enumerate(things)
        try:
            with signals_noted(self._wake) as came:
                for told in count():
                    while told not in self._results and not came:
                        if self._has_room() and (task := next(left, None)):
                            self._look_at(*task)
                        elif self._is_busy():
                            self._take()
                        else:
                            return
                    if came:
                        break
                    yield self._results.pop(told)
                self._stop()
                yield from (self._results[number] for number in sorted(self._results))
        finally:
            self._stop()

    def _look_at(self, number: int, thing: Thing) -> None:
        if (result := self._known(thing)) is None:
            self._begin(number, thing)
        else:
            self._have(number, result)

    def _have(self, number: int, result: Result) -> None:
        """Take the result of the thing that has a number."""
        self._results[number] = result
        self._done()

    @abstractmethod
    def _has_room(self) -> bool:
        """Tell whether one thing more can be worked on now."""

    @abstractmethod
    def _is_busy(self) -> bool:
        """Tell whether anything is worked on."""

    @abstractmethod
    def _begin(self, number: int, thing: Thing) -> None:
        """Begin to work on a thing, or have its result."""

    @abstractmethod
    def _take(self) -> None:
        """Wait until there are results, or until it is woken, and take them."""

    @abstractmethod
    def _wake(self) -> object:
        """End the waiting, from the handler of a signal."""

    @abstractmethod
    def _stop(self) -> None:
        """End the work, and take the results that there are; this may be asked twice."""
