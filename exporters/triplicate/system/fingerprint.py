"""What an export depends on besides its text: this program, Python, its packages, the libraries of the system."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from triplicate.system.machine import library_versions


@cache
def fingerprint(styles: Path) -> str:
    """Return a digest of all that files depend on and texts do not name; ``styles`` is the folder of styles.

    Of the program's own files it looks at names, sizes and times of change; of packages at the names of their records,
    which hold the versions (Core metadata, "The .dist-info directory"), also of those that no export needs.
    """
    said = (
        sys.version,
        library_versions(),
        os.environ.get("SOURCE_DATE_EPOCH"),
        sorted(_files(str(Path(__file__).parents[1]))),
        sorted(_files(str(styles))),
        sorted(name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from () if entry.name == "__pycache__" else _files(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def _names(folder: str) -> list[str]:
    with suppress(OSError):  # a zip file, a folder that is not there
        return [path.name for path in Path(folder).iterdir()]
    return []
