"""EPUBCheck: conformance to EPUB 3."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.judges.tools import existing, installed, java

SEVERITIES = ("FATAL", "ERROR", "WARNING", "INFO", "USAGE")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of EPUBCheck, e.g. RSC-007; line and column count from 1, -1 where there is none."""

    id: str
    text: str
    path: str
    line: int
    column: int


def epubcheck(file: Path) -> dict[str, list[Message]]:
    """Judge one EPUB; see `epubcheck_many`, which is far quicker for several."""
    return epubcheck_many([file])[Path(file)]


def epubcheck_many(files: Iterable[Path]) -> dict[Path, dict[str, list[Message]]]:
    """Judge EPUB files, all in one JVM; return each file's messages by severity.

    Every severity (FATAL, ERROR, WARNING, INFO, USAGE) is a key; a conforming file has none in the first two. EPUBCheck
    says nothing of a missing text alternative or a skipped heading level: ask `ace` and `axe`.
    """
    paths = {str(path): Path(file) for file in files for path in existing([file])}
    jar = installed("java", "epubcheck", "epubcheck.jar")
    verdicts: dict[Path, dict[str, list[Message]]] = {}
    for verdict in java("EpubcheckDriver", jar, [], [Path(path) for path in paths]):
        messages: dict[str, list[Message]] = {severity: [] for severity in SEVERITIES}
        for one in verdict["messages"]:
            if one["severity"] in messages:
                message = Message(one["id"], one["text"], one["path"], one["line"], one["column"])
                messages[one["severity"]].append(message)
        if "error" in verdict:
            messages["FATAL"].append(Message("unreadable", verdict["error"], "", -1, -1))
        verdicts[paths[verdict["file"]]] = messages
    return verdicts
