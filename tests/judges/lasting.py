"""Programs that are started once and then answer all that this process asks, since their start costs most."""

import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

PATIENCE = 600.0
"""Seconds after which a program that does not answer is stopped."""


class Lasting:
    """A program that answers lines with lines until its input ends: with this process, however that ends."""

    _running: dict[tuple[str, ...], "Lasting"] = {}  # noqa: RUF012 (of the class)

    def __init__(self, args: Sequence[str | Path]) -> None:
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 (as long as the program)
        self._process = subprocess.Popen(
            list(map(str, args)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._told,
            encoding="utf-8",
            bufsize=1,
        )

    @classmethod
    def of(cls, args: Sequence[str | Path]) -> "Lasting":
        """Return the program that was started with these arguments, or start it; one that has ended is started anew."""
        key = tuple(map(str, args))
        found = cls._running.get(key)
        if found is None or found._process.poll() is not None:
            found = cls._running[key] = cls(key)
        return found

    def answers(self, lines: Sequence[str], each: int = 1) -> Iterator[str]:
        """Give the program lines and yield what it answers, as many lines as ``each`` says for each of them.

        Raises `RuntimeError`, with what it wrote on standard error, if it ends before.
        """
        assert self._process.stdin
        assert self._process.stdout
        guard = threading.Timer(PATIENCE, self._process.kill)
        guard.start()
        try:
            for line in lines:
                self._process.stdin.write(f"{line}\n")
                self._process.stdin.flush()
                for _ in range(each):
                    answer = self._process.stdout.readline()
                    if not answer:
                        raise RuntimeError(self._why())
                    yield answer
        except BrokenPipeError as broken:
            raise RuntimeError(self._why()) from broken
        finally:
            guard.cancel()

    def end(self) -> None:
        """Let the program end, and wait for it."""
        self._process.communicate()

    def _why(self) -> str:
        code = self._process.wait()
        self._told.seek(0)
        return self._told.read().decode(errors="replace").strip()[-2000:] or f"exit code {code}"
