"""A gate that processes wait at until another one opens it."""

import os
from types import TracebackType
from typing import Self


class Gate:
    """Closed at first; all processes that are forked in its context have it in common."""

    def __enter__(self) -> Self:
        self._outside, self._inside = os.pipe2(os.O_CLOEXEC)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._outside)
        os.close(self._inside)

    def open(self) -> None:
        """Let all pass, those that wait and those that come."""
        os.write(self._inside, b"!")

    def wait(self) -> None:
        """Wait until it is open."""
        from multiprocessing import connection

        connection.wait([self._outside])  # what was written stays there: nobody reads it
