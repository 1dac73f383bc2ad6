"""Signals that stop a program, and the time in which they wait."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let signals that stop the program wait until the block is done; then they act as they always do.

    Only the main thread can have that (Python's ``signal``); in any other the block runs as it would without.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {one: signal.signal(one, lambda number, _: came.append(number)) for one in STOPPING}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


@contextmanager
def signals_noted(wake: Callable[[], object]) -> Iterator[list[int]]:
    """Note signals that stop the program in the list that is yielded; they act when the block is done.

    ``wake`` is called when the first one comes. The second one acts at once. In another thread than the main one
    nothing is noted, as with :func:`signals_wait`.
    """
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield came
        return

    def note(number: int, _: object) -> None:
        came.append(number)
        if len(came) > 1:
            signal.signal(number, before[signal.Signals(number)])
            signal.raise_signal(number)
        wake()

    # nohup has SIGHUP ignored, and so it stays
    heard = [one for one in STOPPING if signal.getsignal(one) not in {signal.SIG_IGN, None}]
    before = {one: signal.getsignal(one) for one in heard}
    for one in heard:
        signal.signal(one, note)
    try:
        yield came
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    for number in dict.fromkeys(came):
        signal.raise_signal(number)
