"""A draft on the disk for the time of a call: its text, its pictures where the text looks for them, and no more.

The folder has a configuration of its own, so that none of the machine's holds, and it bounds what the text may reach.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from triplicate.formats.product import Format
from triplicate.jobs.config import FILE_NAME, Choices
from triplicate.jobs.making import examine_source
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.texts import Checked as Read
from triplicate.jobs.texts import Request, read_source
from triplicate.later import dataclass, regex
from triplicate.reading.rules import PICTURE_MISSING, PICTURE_OUTSIDE
from triplicate.rules.finding import Finding
from triplicate.serving.drafts import Draft

_LONGEST_NAME = 100  # characters; file systems allow 255 bytes, and files of editions have longer names
_SUFFIXES = (".md", ".markdown", ".txt")
_OUTER = regex(r"^(?:\.{0,2}/)+")


def safe_name(name: str) -> str:
    """Return the name of a text as that of a file in no folder: as it is, as far as that is possible."""
    words = re.sub(r"[^\w .()+-]", "", name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]).strip(" .")
    stem, suffix = Path(words).stem[:_LONGEST_NAME].strip(" ."), Path(words).suffix.lower()
    return f"{stem or 'text'}{suffix if suffix in _SUFFIXES else '.md'}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a draft lies: its folder and its source, and what is asked of it."""

    folder: Path
    source: Path
    request: Request

    @property
    def made(self) -> Path:
        """The folder for the files that are made."""
        return self.folder / "made"

    def examine(self) -> tuple[Outcome, Read | None]:
        """Check the draft; return what it was read as too."""
        return examine_source(self.source, self.request)

    def read_and_check(self, text: str) -> Read:
        """Read and check another text in the place of the draft's."""
        return read_source(self.source, self.request, text)

    def without_folder(self, value: Any) -> Any:
        """Return plain values in which files are named without this folder, which is nobody's business."""
        match value:
            case str():
                return value.replace(f"{self.made}/", "").replace(f"{self.folder}/", "")
            case list():
                return [self.without_folder(one) for one in value]
            case dict():
                return {key: self.without_folder(one) for key, one in value.items()}
        return value


@contextmanager
def laid_out(draft: Draft, choices: Choices | None = None) -> Iterator[Workspace]:
    """Lay a draft out in a folder that lasts as long as the context.

    Answers stand in the place of front matter, which plain text lacks; Markdown has them written into it.
    """
    answers = draft.answers
    request = Request(
        choices or Choices(formats=tuple(map(Format, answers.formats))),
        title=answers.title or None,
        lang=answers.lang or None,
        values={key: value for key in ("date", "publisher") if (value := getattr(answers, key))},
    )
    with tempfile.TemporaryDirectory(prefix="draft-") as name:
        folder = Path(name).resolve()
        source = folder / safe_name(draft.name)
        (folder / FILE_NAME).write_bytes(b"")
        for path, data in draft.pictures.items():
            _lay(folder, path, data)
        source.write_text(draft.text, encoding="utf-8", errors="replace", newline="")
        space = Workspace(folder, source, request)
        if draft.pictures:
            _lay_by_last_name(space, draft)
        yield space


def _lay(folder: Path, name: str, data: bytes) -> None:
    """Write a file below the folder, if its name is one that can be there."""
    file = folder / name
    with suppress(OSError, ValueError):  # a name too long, a null character, a folder in the way
        if file.resolve().is_relative_to(folder) and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def _lay_by_last_name(space: Workspace, draft: Draft) -> None:
    """Lay pictures also where the text looks for them: a person drops files, and these come without their folders."""
    named: dict[str, list[bytes]] = {}
    for path, data in draft.pictures.items():
        named.setdefault(PurePosixPath(path).name.casefold(), []).append(data)
    for wanted in missing_pictures(space.read_and_check(draft.text).verdict.findings):
        called = named.get(PurePosixPath(wanted).name.casefold(), [])
        if len(called) == 1:
            _lay(space.folder, _OUTER.sub("", wanted), called[0])


def missing_pictures(findings: tuple[Finding, ...]) -> Mapping[str, Finding]:
    """Return the pictures that a text names and whose files are not there, each with the finding that says so."""
    rules = (PICTURE_MISSING, PICTURE_OUTSIDE)
    return {str(one.arguments["image"]): one for one in findings if one.rule in rules and "image" in one.arguments}
