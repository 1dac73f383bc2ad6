"""What an export depends on besides its text: this program, Python, its packages, the libraries of the system."""

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from triplicate.system.machine import library_versions
from triplicate.system.version import installed_version


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


@cache
def versions() -> dict[str, str]:
    """Return the versions of what files depend on, by names that people know: machines that agree make the same files.

    The program's own holds a digest of its code. Of packages those count that are installed.
    """
    from importlib.metadata import PackageNotFoundError, requires, version

    pango, harfbuzz = library_versions()
    found = {
        "Triplicate": f"{installed_version()} ({_digest()})",
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "Pango": pango,
        "HarfBuzz": harfbuzz,
    }
    with suppress(PackageNotFoundError):  # a checkout that is not installed
        for wanted in requires("triplicate") or []:
            name, extra = re.split(r"[^\w.-]", wanted, maxsplit=1)[0], wanted.partition("extra ==")[2]
            if not extra or "scripts" in extra:
                with suppress(PackageNotFoundError):
                    found[name] = version(name)
    return found


def _digest() -> str:
    """Return a short digest of the program's own code."""
    folder = Path(__file__).parents[1]
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        whole.update(f"{file.relative_to(folder)}\n".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


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
