"""A source's file: read whole, decoded, or refused with a message that says what to do."""

import hashlib
import os
import stat
from pathlib import Path

from triplicate.errors import UnreadableError
from triplicate.later import dataclass
from triplicate.reading.traces import note_file, note_place, note_unread

SUFFIXES = (".md", ".markdown", ".txt")
"""By which a text is known among the files of a folder."""

MAX_BYTES = 50_000_000
"""The most that a text may have."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's text with line ends made one, and the SHA-256 of its bytes in hexadecimal."""

    text: str
    sha256: str


def shipped(name: str) -> Path:
    """Return a folder that comes with the program: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def is_plain(path: Path) -> bool:
    """Tell whether a file holds plain text; any other is Markdown."""
    return path.suffix.lower() == ".txt"


def file_within(path: Path, folder: Path) -> Path | None:
    """Return the file that a path leads to, links followed; None if there is none, or if it lies outside a folder."""
    note_place(path)
    try:
        file = path.resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError, RuntimeError):  # a name too long, a null character, a loop of links
        return None


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file.

    Raises :class:`UnreadableError` if it cannot be opened, is a folder, a device or a pipe, which may have no end, or
    is larger than ``most`` bytes.
    """
    try:
        if path.is_dir():
            raise UnreadableError(f"{path} is a folder. Name a file in it.")
        # Without waiting: a pipe that nobody writes to is opened at once, and refused.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(f"{path} is no ordinary file but a device or a pipe. Save it as a file.")
            data = file.read(most + 1)
    except FileNotFoundError as error:
        note_place(path)
        raise UnreadableError(f"{path} does not exist. Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        note_unread(path)
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"{path} cannot be read: {reason}. Check that you may read it.") from error
    note_file(path, data, status)
    if len(data) > most:
        raise UnreadableError(f"{path} is larger than {most // 1_000_000} MB. Use a smaller file, or several.")
    return data


def read_file(path: Path) -> SourceText:
    """Return the text of a file.

    Raises :class:`UnreadableError` if it cannot be opened, is not UTF-8, holds null characters or is larger than
    50 MB.
    """
    data = read_bytes(path, MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"{path} is not UTF-8: byte {error.start + 1}, on line {line}. Save it as UTF-8 in your editor."
        ) from error
    return SourceText(_settled(text, str(path)), hashlib.sha256(data).hexdigest())


def read_string(text: str, name: str) -> SourceText:
    """Return a text given as a string; raises :class:`UnreadableError` as :func:`read_file` does."""
    data = text.encode("utf-8", errors="surrogatepass")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name or 'The text'} is larger than 50 MB. Split it into several texts.")
    return SourceText(_settled(text.removeprefix("\ufeff"), name or "The text"), hashlib.sha256(data).hexdigest())


def _settled(text: str, name: str) -> str:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableError(f"{name} holds a null character on line {line}: it is no text file. Save it as text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
