"""Sets of files that appear together or not at all, whatever stops the program, the disk or the machine."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from triplicate.errors import UnwritableError
from triplicate.jobs.journal import Move, Names, begin, identity, locked, recover, remove, sync_folder, write_synced
from triplicate.system.signals import signals_wait

_NEW_FILE = 0o666  # what a program asks for; the umask takes away from it
_REMEDIES = {
    errno.ENOSPC: "make room on that disk, or choose another folder",
    errno.EDQUOT: "make room on that disk, or choose another folder",
    errno.EFBIG: "files may not be as large here; choose another folder",
    errno.ENAMETOOLONG: "give the text a shorter name",
}
_REMEDY = "choose another folder"


def publish(contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Let all files appear, or none; a stop in between is made good by the next run, see :func:`finish_earlier`.

    Return the files of an earlier run that have appeared by that: such a run may have been stopped a moment ago.

    A file that stands there already keeps its permissions, and its owner where the system lets us; one that is reached
    by a symbolic link is written where the link leads. Contents and names are on the disk when this returns.

    Raises UnwritableError, which names the file, if a folder or a file cannot be written.
    """
    made: list[Path] = []
    finished: tuple[Path, ...] = ()
    try:
        targets = _targets(contents, made)
        folders = {target.parent for target in targets}
        with locked(folders) as held:
            if held:
                with contextlib.suppress(OSError):
                    finished = recover(folders)
            _appear(targets)
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    return finished


def finish_earlier(folders: Collection[Path]) -> tuple[Path, ...]:
    """End what a run that was stopped began in these folders; return the files that have appeared by that."""
    real = {Path(os.path.realpath(folder)) for folder in folders if folder.is_dir()}
    with locked(real) as held, contextlib.suppress(OSError):
        return recover(real) if held else ()
    return ()


def _targets(contents: Mapping[Path, bytes], made: list[Path]) -> dict[Path, bytes]:
    """Return the contents by the files they are written to, links followed; make folders, and name them in ``made``."""
    targets: dict[Path, bytes] = {}
    for path, data in contents.items():
        with _telling(path):
            target = Path(os.path.realpath(path))
            _make(target.parent, made)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder has this name")
            if target.exists() and not target.is_file():
                raise OSError(errno.EINVAL, "it is there already, and is no ordinary file")
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, "it is there already, and is protected from writing")
        targets[target] = data
    return targets


def _make(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        if folder.parent != folder:
            _make(folder.parent, made)
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            made.append(folder)


def _appear(targets: Mapping[Path, bytes]) -> None:
    names = Names()
    moves: list[Move] = []
    journal = names.journal(next(iter(targets)).parent)
    try:
        for number, (target, data) in enumerate(targets.items()):
            with _telling(target):
                moves.append(Move(names.part(target.parent, number), target, identity(target)))
                write_synced(moves[-1].part, data)
                _liken(moves[-1].part, target)
                _keep_old(moves[-1])
        with signals_wait():
            if len(moves) > 1:  # one file appears in one step
                with _telling(journal):
                    begin(journal, moves)
            _rename(moves)
    finally:
        # What cannot be removed now, the next run removes.
        with contextlib.suppress(OSError):
            waiting = (one for move in moves for one in (move.part, move.old))
            remove((journal, journal.with_suffix(".journal.new"), *waiting))


def _rename(moves: Sequence[Move]) -> None:
    """Give all files their names; if one cannot have it, take all names back."""
    done: list[Move] = []
    try:
        for move in moves:
            with _telling(move.target):
                move.part.replace(move.target)
            done.append(move)
        for folder in {move.target.parent for move in moves}:
            sync_folder(folder)
    except UnwritableError:
        for move in reversed(done):
            # Each step leaves the part where it is, so that a stop here still has a whole set to finish.
            os.link(move.target, move.part)
            if move.before is None:
                move.target.unlink()
            else:
                move.old.replace(move.target)
        raise


def _liken(part: Path, target: Path) -> None:
    """Give a new file the owner and the permissions of the one whose place it takes."""
    try:
        found = target.stat()
    except FileNotFoundError:
        part.chmod(_NEW_FILE & ~_umask())
        return
    own = part.stat()
    if (own.st_uid, own.st_gid) != (found.st_uid, found.st_gid):
        # Only root may give files away; the group alone may be one of ours.
        with contextlib.suppress(OSError):
            os.chown(part, -1, found.st_gid)
            os.chown(part, found.st_uid, -1)
    part.chmod(stat.S_IMODE(found.st_mode))


def _keep_old(move: Move) -> None:
    """Give the file that stands there a second name, from which it can come back."""
    if move.before is not None:
        try:
            os.link(move.target, move.old)
        except OSError:  # file systems without hard links, and files that others own
            shutil.copy2(move.target, move.old)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Name the file in what is said of a fault of the disk, and the remedy."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a null character in a path
        number = error.errno if isinstance(error, OSError) else None
        said = (error.strerror if isinstance(error, OSError) else None) or error
        remedy = _REMEDIES.get(number or 0, _REMEDY)
        raise UnwritableError(f"cannot write {path}: {said}; {remedy}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
