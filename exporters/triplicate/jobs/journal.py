"""What is beside files while a set of them appears, and how the next run ends what an earlier one began.

A set is written under names of this room: each file's contents in a ``.part``, and a second name, ``.old``, for each
file that stands in its place already. Then the journal appears. From then on the set counts as published: whoever
finds the journal gives the parts their names. Before, it does not: whoever finds parts without a journal removes them.

A journal can come with a folder from anybody. It is believed only about plain names in folders that the call writes
to by itself, and never about a file that was changed since the journal was written.
"""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from triplicate.later import dataclass, regex

_OURS = regex(r"\.triplicate-[0-9a-f]{16}(-\d{1,6}\.(part|old)|\.journal(\.new)?)")
_LARGEST = 10_000_000  # bytes of a journal

Identity = tuple[int, int, int]
"""By which a file is known again: its inode, its size, when it was changed."""


@dataclass(frozen=True, slots=True)
class Move:
    """A file that waits under the name ``part`` for its own, ``target``, whose present file is also called ``old``.

    ``before`` tells which file stood there; None if none did.
    """

    part: Path
    target: Path
    before: Identity | None

    @property
    def old(self) -> Path:
        """The second name of the file that stands there."""
        return self.part.with_suffix(".old")


class Names:
    """Names for one set's files that wait; nobody else has them."""

    def __init__(self) -> None:
        self._stem = f".triplicate-{secrets.token_hex(8)}"

    def part(self, folder: Path, number: int) -> Path:
        """Return the name of the waiting file of this number."""
        return folder / f"{self._stem}-{number}.part"

    def journal(self, folder: Path) -> Path:
        """Return the name of the journal."""
        return folder / f"{self._stem}.journal"


def identity(path: Path) -> Identity | None:
    """Return by what a file is known again, None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def begin(journal: Path, moves: Iterable[Move]) -> None:
    """Write the journal: from now on the set is published, whatever happens. Raises OSError."""
    folder = journal.parent
    record = [[_seen_from(folder, move.part), _seen_from(folder, move.target), move.before] for move in moves]
    new = journal.with_suffix(".journal.new")
    write_synced(new, json.dumps(record).encode("utf-8"))
    new.replace(journal)
    sync_folder(journal.parent)


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and wait until the disk has it. Raises OSError."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder, where its file system can say so."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(folders: Collection[Path]) -> Iterator[bool]:
    """Keep other runs from writing to these folders meanwhile; yield whether the file systems can do that."""
    with contextlib.ExitStack() as stack:
        try:
            for folder in sorted(set(folders)):
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            held = False
        else:
            held = True
        yield held


def recover(folders: Collection[Path]) -> tuple[Path, ...]:
    """End what runs that were stopped began in these folders, and return the files that have appeared by that.

    The folders must be locked: what waits in them is then nobody's.
    """
    appeared = []
    left = [path for folder in folders for path in _ours(folder)]
    for journal in (path for path in left if path.suffix == ".journal"):
        for move in _moves(journal, folders):
            if move.part.is_file() and identity(move.target) == move.before:
                move.part.replace(move.target)
                appeared.append(move.target)
    for folder in folders:
        sync_folder(folder)
    remove(left)
    return tuple(appeared)


def remove(left: Iterable[Path]) -> None:
    """Remove files of ours, journals first: what is left without one belongs to no set. Raises OSError."""
    for path in sorted(left, key=lambda path: path.suffix != ".journal"):
        path.unlink(missing_ok=True)


def _seen_from(folder: Path, path: Path) -> str:
    return path.name if path.parent == folder else str(path)


def _ours(folder: Path) -> list[Path]:
    try:
        names = sorted(path.name for path in folder.iterdir() if _OURS.fullmatch(path.name))
    except OSError:
        return []
    return [path for path in (folder / name for name in names) if path.is_file() or path.is_symlink()]


def _moves(journal: Path, folders: Collection[Path]) -> Iterator[Move]:
    """Yield what a journal says, as far as it can be believed."""
    try:
        if journal.is_symlink() or journal.stat().st_size > _LARGEST:
            return
        record = json.loads(journal.read_bytes())
        moves = [
            Move(
                journal.parent / part,
                journal.parent / target,
                None if before is None else (int(before[0]), int(before[1]), int(before[2])),
            )
            for part, target, before in record
        ]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return
    stem = journal.name.removesuffix(".journal")
    for move in moves:
        known = move.part.parent == move.target.parent and move.part.parent in folders
        own = _OURS.fullmatch(move.part.name) and move.part.name.startswith(f"{stem}-") and move.part.suffix == ".part"
        if known and own and ".." not in move.target.parts and not move.part.is_symlink():
            yield move
