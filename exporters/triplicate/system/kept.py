"""What is slow to make and always the same: kept in the user's cache folder from one run to the next."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

_DIGEST = hashlib.sha256().digest_size


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the bytes that are kept under a name, else those that ``make`` returns, which are then kept.

    ``name`` holds all that the bytes depend on. A file that is damaged is made anew; where nothing can be kept (a
    home folder that is not there, a full disk), nothing is.
    """
    path = user_cache_path("triplicate") / hashlib.sha256(name.encode()).hexdigest()
    with suppress(OSError):
        stored = path.read_bytes()
        digest, data = stored[:_DIGEST], stored[_DIGEST:]
        if digest == hashlib.sha256(data).digest():
            return data
    data = make()
    with suppress(OSError):
        _keep(path, hashlib.sha256(data).digest() + data)
    return data


def _keep(path: Path, stored: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(stored)
        # Whole or not at all: another run may read it at this moment.
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
