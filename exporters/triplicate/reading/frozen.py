"""What the cells of a text printed and drew when Quarto ran it last, where the project keeps it.

With ``freeze`` in its settings Quarto keeps, in the folder ``_freeze`` of a project, the Markdown that a text became,
and what it was made of as a checksum. If that is the text as it stands, the results are the text's own.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.reading.files import MAX_BYTES, file_within, read_bytes
from triplicate.reading.origins import Origins, Stretch

_KEPT = "_freeze"
_RESULTS = ("execute-results", "html.json")
_CELL = regex(r"^(?P<colons>:{3,}) \{\.cell[^{}\n]*\}", re.MULTILINE)  # only wraps what a cell showed
_FARTHEST = 200  # lines of the text, after the last one that was found again, that are looked through for a line
_TELLING = 4  # letters and digits of a line that is found again further on


def with_results(text: str, name: str, folder: Path, root: Path) -> tuple[str, Origins] | None:
    """Return a text with what its cells printed and drew, and where its lines come from; None if that is not kept.

    ``folder`` is the text's, ``root`` the project's, both real paths.
    """
    if "```{" not in text:
        return None
    file = Path(name)
    for project in (folder, *folder.parents):
        if not project.is_relative_to(root):
            return None
        beside = Path(_KEPT, folder.relative_to(project), file.stem)
        if results := file_within(project.joinpath(beside, *_RESULTS), root):
            made = _markdown(results, text)
            if made is None:
                return None
            made = _CELL.sub(r"\g<colons> {}", made.replace(f"{file.stem}_files/", f"/{beside.as_posix()}/"))
            stretches = _stretches(name, text.split("\n"), made.split("\n"))
            return made, Origins(tuple(stretches), {name: text})
    return None


def _markdown(results: Path, text: str) -> str | None:
    """Return what a text became, if it was the same text."""
    try:
        kept = json.loads(read_bytes(results, MAX_BYTES))
        made = kept["result"]["markdown"]
        sums = {hashlib.md5(one.encode(), usedforsecurity=False).hexdigest() for one in (text, text + "\n")}
    except (UnreadableError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return made if kept.get("hash") in sums and isinstance(made, str) else None


def _stretches(name: str, source: list[str], made: list[str]) -> Iterator[Stretch]:
    """Yield where lines come from: each from one like it in the text, a result from where its cell stands."""
    at, expected = 0, -1
    for number, line in enumerate(made, 1):
        found = _found(source, line, at)
        origin = at - 1 if found is None else found
        if found is None or origin != expected:
            yield Stretch(number, name, max(origin, 0) + 1)
        at = at if found is None else found + 1
        expected = origin + 1


def _found(source: list[str], line: str, at: int) -> int | None:
    if at < len(source) and source[at] == line:
        return at
    if sum(map(str.isalnum, line)) < _TELLING:
        return None
    return next((other for other in range(at, min(at + _FARTHEST, len(source))) if source[other] == line), None)
