"""EPUBCheck: EPUB 3, of whichever version a book is.

Its jar is taken from the Python package epubcheck (seen: 5.3.0) where that is installed, else the program
``epubcheck``, as Debian and others bring it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from triplicate.validators.programs import JAVA_OPTIONS, TroubleError, in_package, program, run
from triplicate.validators.verdict import Problem, Verdict

NAME = "EPUBCheck"


def jar() -> Path | None:
    """Return the jar in the Python package, None if that is not installed."""
    return in_package("epubcheck", "epubcheck.jar")


def judge(file: Path) -> Iterator[Verdict]:
    """Yield its verdict. Raises TroubleError; what else it raises shows an answer of another form."""
    found, java, other = jar(), program("java"), program("epubcheck")
    if found and java is None:
        raise TroubleError("it needs Java")
    if not found and other is None:
        raise TroubleError("it is not installed")
    command = [java, *JAVA_OPTIONS, "-jar", found] if found else [other]
    # Of the file itself one means standard output by "-"; messages in English, whatever the machine speaks.
    answer = run([*(one for one in command if one), file, "--json", "-", "--locale", "en"])
    if not answer.out.lstrip().startswith("{"):
        raise TroubleError(answer.last_words)
    told = json.loads(answer.out)
    version = told["publication"].get("ePubVersion") or ""
    problems = tuple(problem for message in told["messages"] for problem in _of(message))
    yield Verdict(file, NAME, told["checker"]["checkerVersion"], f"EPUB {version}".rstrip(), problems)


def _of(message: dict[str, Any]) -> Iterator[Problem]:
    severity = message["severity"]
    if severity not in ("FATAL", "ERROR", "WARNING"):
        return
    place = (message["locations"] or [{}])[0]
    line, column = place.get("line", -1), place.get("column", -1)
    where = place.get("path") or ""
    where += f":{line}:{column}" if line > 0 else ""
    times = max(1, len(message["locations"]) + message.get("additionalLocations", 0))
    yield Problem(message["ID"], message["message"], where, grave=severity != "WARNING", times=times)
