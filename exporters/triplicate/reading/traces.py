"""What was looked at on this machine while something was made of a text: by it one knows later if all is as it was.

Files are noted with the SHA-256 of what they held, names of files with where they led, and other questions with their
answers. Whatever reads for a text, here and in the theme, notes it; what is read once for several texts is noted for
each of them (:func:`note_again`). Nothing is noted while nobody wants to know.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from triplicate.later import dataclass

_UNSURE = 2 * 10**9
"""Nanoseconds in which a file may be changed twice and have one time: file systems count in steps."""

Stamp = tuple[int, int, int, int]
"""Size, time of change of the contents and of the file's record in nanoseconds, inode."""

Question = tuple[str, ...]
"""What is asked, and of what."""


@dataclass(slots=True, eq=False)
class Traces:
    """``files`` by their paths: SHA-256 in hexadecimal, and stamp; ``places``: where a path led, "" for nowhere.

    ``answers`` are those to questions.
    """

    files: dict[str, tuple[str, Stamp | None]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    answers: dict[Question, str] = field(default_factory=dict)

    def add(self, other: "Traces") -> None:
        """Add what other traces hold."""
        self.files.update(other.files)
        self.places.update(other.places)
        self.answers.update(other.answers)

    def settle(self) -> None:
        """Forget the stamps of files that were changed a moment ago: they could be changed again and keep them."""
        sure = time.time_ns() - _UNSURE
        for path, (digest, stamp) in self.files.items():
            if stamp is not None and stamp[2] > sure:
                self.files[path] = digest, None

    def hold(self, ask: Callable[[Question], str]) -> bool:
        """Tell whether all is as it was; ``ask`` answers questions.

        A file whose stamp is the same is trusted to hold what it held: the time in its record is the system's, and no
        program sets it. Any other is read, and takes the new stamp if it holds the same.
        """
        return (
            all(_leads(path, found) for path, found in self.places.items())
            and all(self._holds(path) for path in self.files)
            and all(ask(question) == answer for question, answer in self.answers.items())
        )

    def _holds(self, path: str) -> bool:
        digest, known = self.files[path]
        try:
            stamp = stamp_of(os.stat(path))  # noqa: PTH116  this is asked for very many files
            if stamp == known:
                return True
            if known is not None and stamp[0] != known[0]:
                return False
            with open(path, "rb") as file:  # noqa: PTH123
                same = hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            return False
        if same:
            self.files[path] = digest, stamp
        return same


_WANTED: list[Traces] = []


@contextmanager
def tracing() -> Iterator[Traces]:
    """Yield traces to which is added what is noted in the block."""
    traces = Traces()
    _WANTED.append(traces)
    try:
        yield traces
    finally:
        _WANTED.remove(traces)


@contextmanager
def unnoted() -> Iterator[None]:
    """Let nothing be noted in the block: whoever asks for what comes of it notes that instead."""
    wanted = _WANTED[:]
    _WANTED.clear()
    try:
        yield
    finally:
        _WANTED[:] = wanted


def note_file(path: Path, data: bytes, status: os.stat_result | None = None) -> None:
    """Note what a file holds; ``status`` is what was known of it before it was read, None if it was written."""
    if _WANTED:
        digest = hashlib.sha256(data).hexdigest()
        for traces in _WANTED:
            traces.files[str(path)] = digest, stamp_of(status) if status else None


def note_unread(path: Path) -> None:
    """Note that a file could not be read: nothing that depends on that is ever as it was."""
    for traces in _WANTED:
        traces.files[str(path)] = "", None


def note_contents(path: Path) -> None:
    """Note what a file holds that another library reads."""
    if _WANTED:
        note_file(path, path.read_bytes(), path.stat())


def note_place(path: Path) -> None:
    """Note where a path leads."""
    if _WANTED:
        found = _led(str(path))
        for traces in _WANTED:
            traces.places[str(path)] = found


def note_answer(answer: str, *question: str) -> None:
    """Note the answer to a question; whoever asks :meth:`Traces.hold` can answer it again."""
    for traces in _WANTED:
        traces.answers[question] = answer


def note_again(noted: Traces) -> None:
    """Note what was noted when something was read that is not read a second time."""
    for traces in _WANTED:
        traces.add(noted)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return by what a file is known to be as it was."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _leads(path: str, found: str) -> bool:
    if not found and not os.path.lexists(path):
        return True
    return _led(path) == found


def _led(path: str) -> str:
    """Return where a path leads, links followed; "" if there is nothing."""
    try:
        return os.path.realpath(path, strict=True)
    except (OSError, ValueError):  # ValueError: a null character
        return ""
