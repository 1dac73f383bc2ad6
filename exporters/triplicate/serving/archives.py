"""ZIP archives that come from anybody: how many files, how large they may grow, where their names may lead."""

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from triplicate.serving.drafts import Upload
from triplicate.serving.errors import RefusedError

MOST_FILES = 300
LARGEST = 100_000_000
"""How many files an archive may hold, and how many bytes they may come to."""

_ENCRYPTED = 0x1  # APPNOTE 6.3.10, 4.4.4: bit 0
_BESIDE = ("__MACOSX", "Thumbs.db", "desktop.ini")


def unpacked(archive: Upload) -> Iterator[Upload]:
    """Yield the files of an archive, without those that systems add for themselves.

    Sizes are counted while unpacking; what the archive says of itself is not believed. Raises RefusedError.
    """
    name = archive.name
    try:
        with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
            entries = [entry for entry in opened.infolist() if entry.filename and not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise RefusedError(
                    413,
                    "too-many",
                    f"{name} has {len(entries)} files. The most is {MOST_FILES}.",
                    name=name,
                    size=len(entries),
                    most=MOST_FILES,
                )
            left = LARGEST
            for entry in entries:
                path = _inside(entry, name)
                if any(part in _BESIDE or part.startswith(".") for part in path.parts):
                    continue
                data = _read(opened, entry, left, name)
                left -= len(data)
                yield Upload(str(path), data)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        lzma.LZMAError,
        zlib.error,
    ) as error:
        raise RefusedError(422, "damaged", f"{name} is damaged: {error}. Make it anew.", name=name) from error


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, name: str) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise RefusedError(422, "damaged", f"{name} is encrypted. Make it anew without a password.", name=name)
    with opened.open(entry) as file:
        data = file.read(left + 1)
    if len(data) > left:
        raise RefusedError(
            413,
            "too-large",
            f"{name} unpacks to more than {LARGEST // 1_000_000} MB.",
            name=name,
            size=LARGEST + 1,
            most=LARGEST,
        )
    return data


def _inside(entry: zipfile.ZipInfo, name: str) -> PurePosixPath:
    """Return the name of a file in the archive. Raises RefusedError for one that leads out of it, and for a link."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    within = path.parts and not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0]
    if not within or "\0" in entry.filename or stat.S_ISLNK(entry.external_attr >> 16):
        said = f"{name} holds a name that leads out of it: {entry.filename[:80]}. Make it anew of one folder."
        raise RefusedError(422, "outside", said, name=name)
    return path
