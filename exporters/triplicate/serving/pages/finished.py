"""What came of a job, as the page shows it: files with links that say what they are, the proof, the outlines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from triplicate.document.language import locale_of, subtag
from triplicate.downloads.words import as_size, name_of
from triplicate.later import dataclass
from triplicate.serving.pages.phrases import Say
from triplicate.serving.states import Compared, MadeFile, OutlineRow, Ready
from triplicate.theme import DEFAULT_STYLE

_CELLS = {
    "same": "same",
    "other form": "same",
    "differs": "differs",
    "moved": "moved",
    "missing": "missing",
    "added": "only_here",
    "not compared": "not_there",
}
_COUNTED = ("headings", "lists", "tables", "pictures", "decorative", "links", "notes")


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file to fetch: ``link`` says what it is, ``what`` only its name in words."""

    file: MadeFile
    address: str
    what: Markup
    link: Markup


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """The files in one style."""

    edition: str
    title: Markup
    files: tuple[ShownFile, ...]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """Something else to fetch."""

    address: str
    link: Markup


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What a file says in a row: the word for its state, and its own words where they are others."""

    state: str
    said: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the outlines; ``apart``: a file says something else, or alone says it.

    ``role`` is the part that the text has there, ``pieces`` its words, each with its language, ``extras`` what is said
    besides. What only a file says is all ``role``.
    """

    role: str
    pieces: tuple[tuple[str, str], ...]
    extras: str
    cells: tuple[ShownCell, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Rows under one heading; ``differing`` are those of which a file differs."""

    title: str
    told: Markup
    rows: tuple[ShownRow, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished job as the page shows it."""

    editions: tuple[ShownEdition, ...]
    differing: tuple[ShownFile, ...]
    archive: ShownLink
    reports: tuple[ShownLink, ...]
    counted: str
    columns: tuple[Markup, ...]
    sections: tuple[ShownSection, ...]
    sheets: tuple[str, ...]
    until: str

    @property
    def first(self) -> ShownEdition:
        """The edition that is shown at large."""
        return self.editions[0]


def shown(job: str, ready: Ready, say: Say, sizes: dict[str, int]) -> Shown:
    """Return a finished job as the page shows it; ``sizes`` has those of the reports in bytes, by their names."""
    names = sorted(dict.fromkeys(file.edition for file in ready.files), key=lambda name: name != DEFAULT_STYLE)
    several = len(names) > 1
    editions = tuple(_edition(job, name, ready, say, named=several and name != DEFAULT_STYLE) for name in names)
    files = [file for edition in editions for file in edition.files]
    # One edition stands for all that say the same; a file that differs is shown, whatever its edition.
    columns = [one for one in files if one.file.name in ready.outlines.files]
    columns = [one for one in columns if one.file.edition == names[0] or not one.file.same]
    return Shown(
        editions,
        tuple(file for file in files if not file.file.same),
        ShownLink(
            address(job, ready.archive), say("zip_link", n=len(files), size=as_size(ready.archive_size, say.lang))
        ),
        tuple(
            ShownLink(address(job, name), say(words, size=as_size(sizes[name], say.lang)))
            for name, words in ((ready.report, "report_link"), (ready.evidence, "evidence_link"))
            if name in sizes
        ),
        _counted(ready.compared, say),
        tuple(one.what if one.file.edition != names[0] else say(f"format_{one.file.kind}") for one in columns),
        tuple(_sections(ready, [ready.outlines.files.index(one.file.name) for one in columns], say)),
        tuple(
            f"/work/{job}/page/{quote(file)}/{number}"
            for file, pages in list(ready.page_pictures.items())[:1]
            for number in range(1, pages + 1)
        ),
        _clock(ready.expires, say.locale),
    )


def address(job: str, file: str) -> str:
    """Return the address of a file of a job."""
    return f"/work/{job}/file/{quote(file)}"


def _edition(job: str, name: str, ready: Ready, say: Say, *, named: bool) -> ShownEdition:
    own = [file for file in ready.files if file.edition == name]
    title = edition_title(name, say)
    files = []
    for file in own:
        what = say(f"file_{file.kind}")
        what = say("in_edition", edition=title, what=what) if named else what
        files.append(ShownFile(file, address(job, file.name), what, _link(file, what, say)))
    return ShownEdition(name, title, tuple(files))


def edition_title(name: str, say: Say) -> Markup:
    """Return what an edition is called; one of a house by its own name."""
    known = f"edition_{name}"
    return say(known) if known in say.phrases else Markup("{}").format(name)


def _link(file: MadeFile, what: Markup, say: Say) -> Markup:
    facts = [as_size(file.size, say.lang)]
    if file.pages:
        facts.append(say({"docx": "about_pages", "epub": "pages_as_pdf"}.get(file.kind, "pages"), n=file.pages))
    facts.append(name_of(subtag(file.lang), say.lang))
    return say("download" if file.same else "download_differing", what=what, facts=say.listed(facts))


def _counted(compared: Compared, say: Say) -> str:
    counts = ((name, getattr(compared, name)) for name in _COUNTED)
    told = [say(f"counted_{name}", n=count) for name, count in counts if count]
    languages = dict.fromkeys(name_of(subtag(lang), say.lang) for lang in compared.languages)
    return say.listed([*told, *languages, say("counted_words", n=compared.words)])


def _sections(ready: Ready, columns: Sequence[int], say: Say) -> Iterator[ShownSection]:
    for number, (title, all_rows) in enumerate(ready.outlines.sections):
        rows = [replace(row, cells=tuple(row.cells[column] for column in columns)) for row in all_rows]
        rows = [row for row in rows if row.role or any(said for _, said in row.cells)]
        made = tuple(_row(row) for row in rows)
        alone = sum(not row.role for row in rows) if ready.same else 0
        differing = 0 if ready.same else sum(not row.same for row in rows)
        told = say("section_differs", n=differing) if differing else say("section_same", n=len(rows) - alone)
        told = say.listed([told, say("section_alone", n=alone)]) if alone else told
        yield ShownSection(title, told, made, open=bool(differing) or not number)


def _row(row: OutlineRow) -> ShownRow:
    cells = tuple(ShownCell(_CELLS[state], said if state in {"differs", "moved"} else "") for state, said in row.cells)
    alone = next((said for state, said in row.cells if state == "added" and said), "")
    extras = f" ({'; '.join(row.extras)})" if row.extras else ""
    return ShownRow(row.role or alone, row.pieces, extras, cells, not row.same or not row.role)


def _clock(moment: float, lang: str) -> str:
    from babel.dates import format_time

    return str(format_time(datetime.fromtimestamp(moment).astimezone(), "short", locale=locale_of(lang)))
