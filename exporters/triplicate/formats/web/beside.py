"""Files that stand beside a page, where it does not hold them itself."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from triplicate.pictures.suffixes import SUFFIXES

_SUFFIXES = {**SUFFIXES, "text/css": (".css",)}


class Shelf:
    """Files in a folder, whose path is seen from the page: each has a name that another of its contents never has."""

    def __init__(self, folder: str) -> None:
        self._folder = PurePosixPath(folder)
        self._files: dict[str, bytes] = {}

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files by their paths, seen from the page."""
        return self._files

    def put(self, name: str, media_type: str, data: bytes) -> PurePosixPath:
        """Take a file in, and return its path; a server tells its type by the suffix."""
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePosixPath(name).stem).strip("-") or "picture"
        path = self._folder / f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{_SUFFIXES[media_type][0]}"
        self._files[str(path)] = data
        return path


def address_of(path: PurePosixPath) -> str:
    """Return the address of a path, seen from the page."""
    return quote(str(path))
