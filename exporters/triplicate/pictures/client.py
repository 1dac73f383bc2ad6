"""The side of the program: the worker is started at its first use, asked one thing after the other, and renewed."""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from signal import SIGXCPU
from typing import Any, TypeAlias

from triplicate.errors import UnreadableError
from triplicate.pictures.frames import HEAD, LARGEST_ANSWER, LARGEST_FIELDS, framed

MEGABYTES = 1024
SECONDS = 15
"""What one call may take: of memory the whole process, of time its processor."""
_PATIENCE = 8 * SECONDS
"""Seconds by the clock after which a call that takes no processor time is given up: a busy machine is slow."""

_SECONDS_TO_DIE = 5
"""Seconds that a worker which answers no more has to end, so that it is known what it died of."""

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from triplicate.pictures.child import serve; serve()"

Answer: TypeAlias = tuple[bytes, dict[str, Any]]


class WorkError(Exception):
    """A call did not end well; the text says why, as the end of a sentence: "it takes more than 15 seconds".

    ``stopped`` tells that it was ended in the middle, by its bounds or by its death; else the function raised an error.
    """

    def __init__(self, message: str, *, stopped: bool) -> None:
        self.stopped = stopped
        super().__init__(message)


def work(function: Callable[..., Answer], data: bytes, **arguments: str | float | list[str] | None) -> Answer:
    """Return what a function makes of the bytes in the worker.

    The function stands at the top of a module of the program; its keyword arguments and the fields beside the bytes
    that it returns are values of JSON. Raises :class:`WorkError` if it raises anything, takes too long or too much
    memory, or the worker dies of it; UnreadableError if no process can be started.
    """
    call = {"module": function.__module__, "function": function.__qualname__, "arguments": arguments}
    return _workers(os.getpid()).ask(call, data)


@cache
def _workers(process: int) -> "_Workers":
    """Return the workers of this process: one that was forked from it has its own."""
    workers = _Workers()
    atexit.register(workers.end, process)
    return workers


class _Workers:
    """The worker that runs, and after its death the next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, call: dict[str, Any], data: bytes) -> Answer:
        with self._lock:
            worker = self._running = self._running or _start()
            try:
                answer, made = _ask(worker, framed(call, data))
            except BaseException as error:  # of a signal as well: an answer that nobody took would be the next one's
                self._running = None
                if isinstance(error, _EndedError) and not str(error):
                    with suppress(subprocess.TimeoutExpired):
                        worker.wait(_SECONDS_TO_DIE)
                worker.kill()
                code = worker.wait()
                if isinstance(error, _EndedError):
                    raise WorkError(_cause(code, error), stopped=True) from error
                raise
        if "problem" in answer:
            raise WorkError(answer["problem"], stopped=answer["stopped"])
        return made, answer

    def end(self, process: int) -> None:
        if self._running and os.getpid() == process:
            self._running.kill()
            self._running.wait()


class _EndedError(Exception):
    """The worker answers no more; the text is empty if it died by itself."""


def _start() -> "subprocess.Popen[bytes]":
    # Isolated: no variables of Python, none of the user's own packages; and nothing of what the environment holds.
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    path = json.dumps([str(Path(folder).absolute()) for folder in sys.path])
    try:
        return subprocess.Popen(  # noqa: S603  no word of it comes from a text
            [sys.executable, "-I", "-S", "-c", _START, path, str(MEGABYTES), str(SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept,
            start_new_session=True,  # Ctrl-C is for the program, which ends its worker
        )
    except OSError as error:
        raise UnreadableError(
            f"the process that decodes pictures cannot be started: {error.strerror}; end other programs, and try again"
        ) from error


def _ask(worker: "subprocess.Popen[bytes]", asked: bytes) -> tuple[dict[str, Any], bytes]:
    end = time.monotonic() + _PATIENCE
    try:
        assert worker.stdin
        worker.stdin.write(asked)
        worker.stdin.flush()
    except BrokenPipeError as error:
        raise _EndedError from error
    fields, size = HEAD.unpack(_received(worker, HEAD.size, end))
    if fields > LARGEST_FIELDS or size > LARGEST_ANSWER:
        raise _EndedError("it is answered by a program that is not ours")
    return json.loads(_received(worker, fields, end)), _received(worker, size, end)


def _received(worker: "subprocess.Popen[bytes]", size: int, end: float) -> bytes:
    assert worker.stdout
    data = bytearray()
    number = worker.stdout.fileno()
    waiting = select.poll()
    waiting.register(number, select.POLLIN)
    while len(data) < size:
        if not waiting.poll(max(0, end - time.monotonic()) * 1000):
            raise _EndedError(_too_long(_PATIENCE))
        piece = os.read(number, size - len(data))
        if not piece:
            raise _EndedError
        data += piece
    return bytes(data)


def _cause(code: int, error: _EndedError) -> str:
    if said := str(error):
        return said
    if code == -SIGXCPU:
        return _too_long(SECONDS)
    return f"the program that shows it stops ({f'signal {-code}' if code < 0 else f'exit code {code}'})"


def _too_long(seconds: int) -> str:
    return f"it takes more than {seconds} second{'' if seconds == 1 else 's'}"
