"""Files that appear whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from triplicate.errors import UnreadableError


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none: each is written beside its place first, then all are renamed.

    Raises UnreadableError if a folder cannot be made or a file cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            if path.is_dir():
                raise IsADirectoryError(21, "a folder has this name", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            waiting.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            waiting[-1][0].chmod(0o666 & ~_umask())
        while waiting:
            temporary_path, path = waiting[0]
            temporary_path.replace(path)
            waiting.pop(0)
    except OSError as error:
        place = error.filename2 or error.filename or ""
        raise UnreadableError(f"cannot write {place}: {error.strerror or error}; choose another folder") from error
    finally:
        for left_over, _ in waiting:
            with contextlib.suppress(OSError):
                left_over.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
