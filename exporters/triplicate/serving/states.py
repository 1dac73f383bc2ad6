"""What becomes of a job: it waits, is worked on, is ready or has failed. Values, for pages and for JSON."""

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Others come first: ``place`` counts from 1 for the next; ``seconds`` is about how long that takes."""

    place: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Busy:
    """It is worked on. ``names`` are all steps in order, ``step`` how many of them are done (0 at first).

    The names are "read", "check", the formats ("pdf", "docx", "epub", "html") once for each edition, "compare" and
    "report".
    """

    step: int
    names: tuple[str, ...]

    @property
    def steps(self) -> int:
        """How many there are."""
        return len(self.names)

    @property
    def name(self) -> str:
        """The name of the one that is being done."""
        return self.names[min(self.step, len(self.names) - 1)]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that can be fetched.

    ``kind`` is "pdf", "docx", "epub" or "html"; ``edition`` the name of its style ("large-print"), ``edition_title``
    that as a word or two ("Large print"); ``size`` is in bytes. ``pages`` are its own (PDF), or those of the PDF of its
    edition (an EPUB has their numbers, a Word document about as many); None if that is not known. ``lang`` is a BCP 47
    tag. ``differences`` are what reading it back found that the text does not say, with the line in the text (0: none)
    and words; none for a file that is as it should be. ``claims`` are the standards that it says it follows.
    """

    name: str
    kind: str
    edition: str
    edition_title: str
    size: int
    pages: int | None
    lang: str
    sha256: str
    claims: tuple[str, ...] = ()
    differences: tuple[tuple[int, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether it says what the text says."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One thing that a reader meets, and what each file says there.

    ``role`` is what the text says it is ("Heading level 2"), ``pieces`` its words, each with its language, ``extras``
    what is said besides ("Link to https://…"); all are empty for what only files say. ``cells`` are in the order of
    :attr:`Outlines.files`: each a state ("same", "other form", "differs", "moved", "missing", "added", "not compared")
    and what the file says there in one line, "" if it says nothing. ``line`` is the place in the text, 0 if none.
    """

    role: str
    pieces: tuple[tuple[str, str], ...]
    extras: tuple[str, ...]
    line: int
    cells: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Whether no file says something else."""
        return all(state in {"same", "other form", "not compared"} for state, _ in self.cells)

    @property
    def words(self) -> str:
        """The words of all pieces."""
        return "".join(words for words, _ in self.pieces)

    @property
    def text(self) -> str:
        """Role, words and extras in one line, as the cells say them; "" for what only files say."""
        extras = f" ({'; '.join(self.extras)})" if self.extras else ""
        return (f"{self.role}: {self.words}" if self.words else self.role) + extras


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines side by side. ``files`` are the names of the columns' files; ``sections`` have a title each.

    ``spoken`` has the lines that a screen reader would say of each file, by its name.
    """

    files: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[OutlineRow, ...]], ...] = ()
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """The proof in numbers: how many of each thing the text has, and that were looked for in every file.

    ``differences`` are those of all files together. ``checks`` are how many were made, by their result ("passed",
    "failed", "advice", "ignored" …). ``questions`` are left for a person to answer.
    """

    differences: int
    headings: int
    lists: int
    items: int
    tables: int
    pictures: int
    decorative: int
    links: int
    notes: int
    languages: tuple[str, ...]
    words: int
    checks: Mapping[str, int]
    questions: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The files are there until ``expires`` (seconds since 1970).

    ``report`` and ``evidence`` are the names of the report as a page and as JSON, fetched like the files; ``archive``
    that of everything as a ZIP, ``archive_size`` its bytes. ``page_pictures`` is how many pages of which PDF can be
    seen as pictures, by its name. ``record`` is what ``triplicate export --json`` prints.
    """

    title: str
    lang: str
    files: tuple[MadeFile, ...]
    compared: Compared
    outlines: Outlines
    report: str
    evidence: str
    archive: str
    archive_size: int
    page_pictures: Mapping[str, int]
    expires: float
    record: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def same(self) -> bool:
        """Whether every file says what the text says."""
        return all(file.same for file in self.files)


@dataclass(frozen=True, slots=True)
class Failed:
    """No files came of it.

    ``kind`` says why: "text" (findings stop it: mend them), "died" (the process that worked on it ended; press again),
    "time" and "memory" (it needs more than one job may have), "fault" (a fault in Triplicate; ``number`` is for its
    report), "stopped" (the service is being ended). ``step`` is the name of the step that was being done. ``reason`` is
    a sentence or two for a person, with the remedy.
    """

    kind: str
    reason: str
    number: str = ""
    step: str = ""
    record: Mapping[str, object] = field(default_factory=dict, repr=False)


State: TypeAlias = Waiting | Busy | Ready | Failed
