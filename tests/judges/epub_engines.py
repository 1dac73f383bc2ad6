"""foliate-js and epub.js: an EPUB as reading systems see it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judges.tools import existing, in_chromium, remembered


@dataclass(frozen=True, slots=True)
class TocEntry:
    """An entry of the table of contents, with those below it."""

    label: str
    href: str
    children: tuple["TocEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A content document of the spine: its headings as (level, words) and all its text, white space made one space."""

    id: str
    title: str
    lang: str
    headings: tuple[tuple[int, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class EngineReading:
    """What one engine makes of a book; `problem` is why it could not open it ("" if it could)."""

    title: str = ""
    lang: str = ""
    toc: tuple[TocEntry, ...] = ()
    sections: tuple[Section, ...] = ()
    problem: str = ""


@remembered
def epub_readers(file: Path) -> dict[str, EngineReading]:
    """Open an EPUB in both engines; the keys are "foliate-js" and "epub.js"."""
    (path,) = existing([file])
    read = in_chromium("epub_readers.mjs", {"file": str(path)})
    return {engine: _reading(one) for engine, one in read.items()}


def _reading(read: dict[str, Any]) -> EngineReading:
    if "problem" in read:
        return EngineReading(problem=read["problem"])
    sections = tuple(
        Section(
            one["id"], one["title"], one["lang"], tuple((level, text) for level, text in one["headings"]), one["text"]
        )
        for one in read["sections"]
    )
    return EngineReading(read["title"], read["lang"], _toc(read["toc"]), sections)


def _toc(read: list[dict[str, Any]]) -> tuple[TocEntry, ...]:
    return tuple(TocEntry(one["label"], one["href"], _toc(one["children"])) for one in read)
