"""What travels between the page and the processes that work: drafts, and what a check says of one.

All are frozen values that can be pickled. Functions on them stand in :mod:`~triplicate.serving.checking` (a check) and
:mod:`~triplicate.serving.editing` (mending, describing, answering); pages call these through
:class:`~triplicate.serving.work.Work`, which runs them in processes with limits.
"""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal, TypeAlias

from triplicate.later import dataclass
from triplicate.reading.files import is_plain

Target: TypeAlias = Literal["text", "picture", "field"]
"""Where a person mends a finding: in the text, at a picture, or in a field of the page such as the language."""

FIELDS = ("title", "lang", "date", "publisher")
"""The answers that stand in a text's front matter, by its keys."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says on the page besides the text; what is empty, the text itself or the program decides.

    ``lang`` is a BCP 47 tag, ``date`` as 2019-01-25. ``editions`` are names of styles as
    :func:`~triplicate.serving.work.Work.editions` lists them, ``formats`` of "pdf", "docx", "epub" and "html".
    """

    title: str = ""
    lang: str = ""
    date: str = ""
    publisher: str = ""
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has given so far.

    ``name`` is a file name without a folder; one that ends in ``.txt`` says that the text is plain, any other that it
    is Markdown. ``pictures`` are the bytes of files by the names they were given with, folders with "/" kept.
    ``doubts`` are what taking in a Word document or the like left open, in words for a person.
    """

    text: str = ""
    name: str = "text.md"
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    answers: Answers = field(default_factory=Answers)
    doubts: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the text is plain text rather than Markdown."""
        return is_plain(Path(self.name))

    def picture(self, name: str) -> bytes | None:
        """Return the file of a picture by what the text calls it, None if it was not given.

        Folders that the file was given without do not matter, as long as its last name is that of one file.
        """
        called = [data for path, data in self.pictures.items() if _last(path) == _last(name)]
        exact = self.pictures.get(name.removeprefix("./"))
        return exact if exact is not None or len(called) != 1 else called[0]


def _last(path: str) -> str:
    return path.rsplit("/", maxsplit=1)[-1].casefold()


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of lines: those from ``line`` on (counted from 1) that read ``old`` become ``new``.

    ``sure``: only marks change, so that it may be made without asking ("mend it for me"); else a person confirms it.
    """

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class PageFinding:
    """A finding as a page shows it; neighbouring lines with the same fault are one.

    ``id`` is fit for an HTML id and stays as long as the text does. ``line`` and ``column`` count from 1 (0: nowhere),
    ``end_line`` is the last line of it. ``severity`` is "error", "warning" or "advice". ``message`` says what is wrong,
    ``hint`` what to do, in words of a page. ``why`` says whom the rule serves, ``rule`` what it asks, ``authority`` the
    clause that it comes from. ``mends`` are the changes that mend it, none if that needs a person's words.
    ``picture`` is the name of the picture, as the text calls it, if ``target`` is "picture"; ``field`` one of
    :data:`FIELDS` if it is "field". ``guess``: it tells what plain text was taken for. ``source`` is empty for the text
    itself, else the file that it includes.
    """

    id: str
    code: str
    severity: str
    line: int
    column: int
    end_line: int
    message: str
    hint: str
    why: str
    rule: str
    authority: str
    mends: tuple[Mend, ...] = ()
    target: Target = "text"
    picture: str = ""
    field: str = ""
    guess: bool = False
    source: str = ""

    @property
    def sure(self) -> bool:
        """Whether it can be mended without asking."""
        return bool(self.mends) and all(mend.sure for mend in self.mends)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture that the text shows.

    ``name`` is what the text calls it; ``here``: its file was given and can be shown; ``width`` and ``height`` are in
    pixels, 0 if it is not here. ``alt`` is the alternative text; ``decorative``: it tells nothing; ``described``: the
    text describes it elsewhere. ``line`` and ``column`` are its place, ``before`` the end of the words before it.
    ``findings`` are the ids of those about it.
    """

    name: str
    here: bool
    alt: str
    decorative: bool
    described: bool
    line: int
    caption: str
    before: str
    width: int = 0
    height: int = 0
    findings: tuple[str, ...] = ()
    column: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing is to be said of it any more."""
        return bool(self.alt.strip()) or self.decorative or self.described


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check says of a draft.

    ``findings`` are in the order of their places. ``title``, ``lang``, ``date`` and ``publisher`` are what holds, from
    the text or the answers, "" for what nothing says; ``missing`` are those of :data:`FIELDS` without which no files
    are made. ``outline`` are the lines that a screen reader would say. ``unused`` are pictures that were given and that
    the text does not show. ``unread`` says why the text could not be read at all, "" if it could; then all else is
    empty. ``record`` is what ``triplicate check --json`` prints of the same text.
    """

    findings: tuple[PageFinding, ...] = ()
    pictures: tuple[PagePicture, ...] = ()
    outline: tuple[str, ...] = ()
    title: str = ""
    lang: str = ""
    date: str = ""
    publisher: str = ""
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    unread: str = ""
    record: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def stops(self) -> bool:
        """Whether no files can be made of the draft as it stands."""
        return bool(self.unread) or any(finding.severity == "error" for finding in self.findings)

    @property
    def sure(self) -> tuple[PageFinding, ...]:
        """The findings that can be mended without asking."""
        return tuple(finding for finding in self.findings if finding.sure)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was chosen or dropped: its name, which may have folders, and its bytes."""

    name: str
    data: bytes = field(repr=False)
