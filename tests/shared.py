"""What costs much to make is made once in a run, however many workers run the tests."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

_FOLDER = "TRIPLICATE_TESTS"
"""The variable that names the folder of this run; workers have it from the process that begins the run."""


def once(name: str, make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` makes; where another worker makes the same at this time, wait for it.

    ``name`` says what it is made of, all of it. What fails is not kept.
    """
    kept = Path(os.environ[_FOLDER], hashlib.sha256(name.encode()).hexdigest())
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            data = make()
            part = kept.with_suffix(".part")
            part.write_bytes(data)
            part.replace(kept)
        return kept.read_bytes()


def begin(config: pytest.Config) -> None:
    """Make the folder of a run, in the process that begins it."""
    if not hasattr(config, "workerinput"):
        os.environ[_FOLDER] = tempfile.mkdtemp(prefix="triplicate-tests-")


def end(config: pytest.Config) -> None:
    """Remove the folder of a run, in the process that began it, when its workers have ended."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(_FOLDER), ignore_errors=True)
