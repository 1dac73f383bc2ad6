"""What is kept for a while: each thing in a folder of its own, under a name that nobody can guess."""

import fcntl
import json
import logging
import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path

from triplicate.later import dataclass
from triplicate.serving.drafts import Answers, Draft
from triplicate.serving.errors import BusyError, GoneError, TooManyError

address: ContextVar[str] = ContextVar("address", default="")
"""The address that the request comes from which is answered."""

_SHARE = 4
"""One address may fill one part in so many of what is kept."""

_SECONDS = 60
"""After which to try again where the disk is full of what others keep."""

_DRAFT = "draft.json"

_PREFIX = "triplicate-served-"
_NEW = 60
"""Seconds in which a folder may have been made and not been locked yet."""

logger = logging.getLogger("triplicate.serving")


@dataclass(slots=True)
class _Held:
    """A thing that is kept: its folder, its size, of whom it is, and until when."""

    folder: Path
    size: int
    whose: str
    expires: float


class Store:
    """Folders by names that nobody can guess; all are gone when the store is closed."""

    def __init__(self, seconds: float, most: int, clock: Callable[[], float] = time.time) -> None:
        self.seconds = seconds
        self.clock = clock
        self._most = most
        _clear_away()
        self._root = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock_of_root = os.open(self._root, os.O_RDONLY)
        fcntl.flock(self._lock_of_root, fcntl.LOCK_EX)
        self._held: dict[str, _Held] = {}
        self._lock = threading.RLock()

    @property
    def scratch(self) -> Path:
        """A folder for what lasts as long as a call."""
        folder = self._root / "scratch"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def size(self) -> int:
        """The bytes of all that is kept."""
        return sum(one.size for one in self._held.values())

    def new(self) -> str:
        """Return the name of a new, empty folder."""
        self.sweep()
        name = secrets.token_urlsafe(16)
        folder = Path(tempfile.mkdtemp(dir=self._root))
        with self._lock:
            self._held[name] = _Held(folder, 0, address.get(), self.clock() + self.seconds)
        return name

    def folder(self, name: str) -> Path:
        """Return the folder of a name. Raises GoneError."""
        return self._find(name).folder

    def expires(self, name: str) -> float:
        """Return until when a thing is kept, in seconds since 1970. Raises GoneError."""
        return self._find(name).expires

    def _find(self, name: str) -> _Held:
        with self._lock:
            held = self._held.get(name)
            if held is None or held.expires <= self.clock():
                raise GoneError
            return held

    def write(self, name: str, contents: Mapping[str, bytes]) -> None:
        """Put files into a folder, in the place of all that is there, and keep it anew for the whole time.

        Raises GoneError; BusyError if there is no room, TooManyError if one address has filled its share of it.
        """
        held = self._find(name)
        size = sum(map(len, contents.values()))
        with self._lock:
            if self.size - held.size + size > self._most:
                raise BusyError(_SECONDS)
            own = sum(one.size for one in self._held.values() if one.whose == held.whose)
            if own - held.size + size > self._most // _SHARE:
                raise TooManyError(_SECONDS)
            held.size = size
            held.expires = self.clock() + self.seconds
        for file in held.folder.iterdir():
            file.unlink()
        for path, data in contents.items():
            (held.folder / path).write_bytes(data)

    def forget(self, name: str) -> None:
        """Remove a folder; nothing happens if there is none."""
        with self._lock:
            held = self._held.pop(name, None)
        if held:
            shutil.rmtree(held.folder, ignore_errors=True)

    def sweep(self) -> list[str]:
        """Remove what is no longer to be kept; return the names."""
        now = self.clock()
        with self._lock:
            gone = [name for name, held in self._held.items() if held.expires <= now]
        for name in gone:
            self.forget(name)
        return gone

    def close(self) -> None:
        """Remove everything; nothing happens if that is done."""
        shutil.rmtree(self._root, ignore_errors=True)
        with suppress(OSError):
            os.close(self._lock_of_root)
        self._lock_of_root = -1


def _clear_away() -> None:
    """Remove what services have left that were killed: their folders are there, and nobody has locked them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # it is another user's, is locked, or has just gone
            found = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                status = os.fstat(found)
                if status.st_uid == os.getuid() and time.time() - status.st_mtime > _NEW:
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(found)


def packed(draft: Draft) -> dict[str, bytes]:
    """Return a draft as files: no name of a picture becomes the name of a file."""
    told = {
        "text": draft.text,
        "name": draft.name,
        "answers": asdict(draft.answers),
        "doubts": draft.doubts,
        "pictures": list(draft.pictures),
    }
    pictures = {f"picture-{number}": data for number, data in enumerate(draft.pictures.values())}
    return {_DRAFT: json.dumps(told).encode("ascii"), **pictures}


def unpacked(folder: Path) -> Draft:
    """Return the draft whose files are in a folder. Raises GoneError if they are not."""
    try:
        told = json.loads((folder / _DRAFT).read_bytes())
        pictures = {name: (folder / f"picture-{number}").read_bytes() for number, name in enumerate(told["pictures"])}
    except OSError as error:
        raise GoneError from error
    answers = told["answers"]
    editions, formats = tuple(answers.pop("editions")), tuple(answers.pop("formats"))
    return Draft(
        told["text"],
        told["name"],
        pictures,
        Answers(**answers, editions=editions, formats=formats),
        tuple(told["doubts"]),
    )
