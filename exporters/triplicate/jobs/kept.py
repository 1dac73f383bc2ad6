"""What came of texts in earlier runs, kept so that a text of which nothing has changed is not made again.

It stands in one file of SQLite, which any number of runs use at once and a kill leaves whole (SQLite's WAL). What is
looked up is found by what a call asks of a text and with which program; what is found holds the traces of all that
the files depended on, the files themselves too (:mod:`triplicate.reading.traces`). Trusted is that files which have the
stamps they had hold what they held, and that versions of packages and of the system's libraries tell what these do.
"""

import hashlib
import os
import pickle
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from enum import Enum
from io import BytesIO
from pathlib import Path, PosixPath
from typing import Any

from triplicate.document.model import Place
from triplicate.downloads import Offer, OfferedEdition, OfferedFile
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.outputs import Job
from triplicate.jobs.texts import Request
from triplicate.proof.outline import Outline
from triplicate.proof.proving import Proof
from triplicate.proof.readback.fingerprint import Fingerprint
from triplicate.reading.traces import Traces
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity
from triplicate.system.fingerprint import fingerprint
from triplicate.theme.fonts import styles_folder

_NAME = "made.sqlite3"
_DAYS = 90
"""How long is kept what nobody asks for."""

_SECONDS = 5
"""How long another run is waited for."""

_TABLE = "CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, day INTEGER, outcome BLOB) WITHOUT ROWID"
_KINDS = {
    (kind.__module__, kind.__qualname__): kind
    for kind in (
        *(Outcome, Finding, Rule, Quote, Severity, Family, Phase, Place, Proof, Outline, Fingerprint, Traces),
        *(Offer, OfferedEdition, OfferedFile),
        PosixPath,
    )
}
_OF_THE_CALL = {"given", "traced", "begins", "outlines", "together", "project_files"}
"""Fields of a request that say nothing of one text."""


def default_folder() -> Path:
    """Return where a user's programs keep what they can make again (XDG Base Directory Specification 0.8)."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else Path.home() / ".cache") / "triplicate"


class Kept:
    """What is kept in a folder; where that cannot be read or written, nothing is known and nothing kept."""

    def __init__(self, folder: Path) -> None:
        self._today = int(time.time()) // 86400
        self._base: sqlite3.Connection | None = None
        file = folder / _NAME
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for _ in range(2):
                with suppress(sqlite3.OperationalError):
                    try:
                        self._base = _opened(file, self._today - _DAYS)
                    except sqlite3.DatabaseError as error:
                        if isinstance(error, sqlite3.OperationalError):
                            raise
                        file.unlink(missing_ok=True)  # it is damaged, or nothing of SQLite's
                        continue
                break

    def find(self, key: str) -> Outcome | None:
        """Return what came of a text when it was last made under this key."""
        with self._using() as base:
            found = base.execute("SELECT outcome, day FROM made WHERE key = ?", (key,)).fetchone() if base else None
            if base and found:
                if found[1] != self._today:
                    base.execute("UPDATE made SET day = ? WHERE key = ?", (self._today, key))
                return _unpacked(found[0])
        return None

    def keep(self, key: str, outcome: Outcome) -> None:
        """Keep what came of a text, if all went well; files that were changed a moment ago are looked at again then."""
        if outcome.traces is not None and outcome.error is None:
            outcome.traces.settle()
            with self._using() as base:
                if base:
                    base.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (key, self._today, _packed(outcome)))

    def close(self) -> None:
        """Close the file."""
        if self._base:
            self._base.close()
            self._base = None

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection | None]:
        try:
            yield self._base
        except sqlite3.Error:
            self._base = None


class Remembered(Kept):
    """What is kept in a folder, and what came of texts while this process runs, failures too."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._outcomes: dict[str, Outcome] = {}

    def find(self, key: str) -> Outcome | None:
        """Return what came of a text when it was last made under this key, or was to be made by this process."""
        return self._outcomes.get(key) or super().find(key)

    def keep(self, key: str, outcome: Outcome) -> None:
        """Remember what came of a text, and keep it if all went well."""
        super().keep(key, outcome)
        self._outcomes[key] = outcome


def key_of(job: Job, request: Request) -> str:
    """Return the key of what comes of a text: all that is asked of it, and of which program."""
    asked = [getattr(request, one.name) for one in fields(request) if one.name not in _OF_THE_CALL]
    said = (fingerprint(styles_folder()), str(Path.cwd()), str(job.source), job.project, asked)
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()


def _opened(file: Path, oldest: int) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=_SECONDS, isolation_level=None)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")
    base.execute(_TABLE)
    base.execute("DELETE FROM made WHERE day < ?", (oldest,))
    return base


def _packed(outcome: Outcome) -> bytes:
    written = BytesIO()
    _Pickler(written).dump(outcome)
    return zlib.compress(written.getvalue(), 1)


def _unpacked(packed: bytes) -> Outcome | None:
    """Return what was kept; None for what is none of ours."""
    try:
        found = _Unpickler(BytesIO(zlib.decompress(packed))).load()
    except Exception:  # noqa: BLE001  damaged bytes make pickle raise whatever they lead it to
        return None
    return found if isinstance(found, Outcome) else None


class _Pickler(pickle.Pickler):
    """Writes members of enumerations by their values, as most versions of Python do.

    Python 3.11.0 to 3.11.3, and so that of Debian 12, write that "getattr" is to be called, which is none of the kinds.
    """

    def reducer_override(self, value: Any) -> Any:
        """Return how a value is made again."""
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes values of the kinds that an outcome is built of, and of no other: damaged bytes can call nothing else."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        """Return one of the kinds."""
        if (module_name, global_name) not in _KINDS:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is not kept")
        return _KINDS[module_name, global_name]
