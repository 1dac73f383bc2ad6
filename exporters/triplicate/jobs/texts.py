"""Which texts are meant, and each of them read and checked with the configuration that holds for it."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields, replace
from pathlib import Path

from triplicate import checks, reading, theme
from triplicate.checks import Settings, Verdict
from triplicate.document.model import Document, Metadata
from triplicate.errors import UnreadableError, UsageError
from triplicate.jobs.config import Choices, Plan
from triplicate.jobs.project import Project, Projects
from triplicate.later import dataclass
from triplicate.reading import Ignored
from triplicate.reading.context import Together
from triplicate.reading.files import SUFFIXES, is_plain, read_file
from triplicate.reading.listings import SUMMARY, is_listing
from triplicate.reading.origins import Origins
from triplicate.reading.project_files import ProjectFiles
from triplicate.rules.finding import Finding
from triplicate.theme import Theme


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of every source; what is not said here, a source's front matter or configuration may say.

    ``values`` win over those of front matter, by its keys. ``report`` is the folder for evidence. ``keep_faulty``:
    files that do not say what their text says are kept, under another name. ``validate``: files appear only if the
    validators of other makes on this machine find nothing. ``page``: a page that offers the files
    is made too. ``assets`` is the folder for what web pages show, seen from them. ``together`` gives the real paths of
    all texts of the call, to whose files links from one to another lead; it is asked only if there are such links.
    ``project_files`` gives
    what knows the files of a project, by its folder. ``lenient``: what would be refused is left out, with a sign in its
    place. ``given`` are texts that are no files, by the name that they would have. ``allow_outside``: texts and
    configurations may lead out of their project. ``traced``: what comes of a text tells what it depends on. ``begins``
    is told the name of each step of an export that is begun: "read", "check", each format once in every edition,
    "compare", "report". ``outlines``: what comes of a text has the outlines of its files, too.
    """

    choices: Choices = field(default_factory=Choices)
    title: str | None = None
    lang: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    base_url: str | None = None
    media: tuple[Path, ...] = ()
    strict: bool = False
    lenient: bool = False
    verify: bool = True
    report: Path | None = None
    keep_faulty: bool = False
    validate: bool = False
    page: bool = False
    assets: str | None = None
    given: Mapping[Path, str] = field(default_factory=dict)
    allow_outside: bool = False
    traced: bool = False
    begins: Callable[[str], object] = str
    outlines: bool = False
    together: Callable[[], frozenset[Path]] = frozenset
    project_files: Callable[[Path], ProjectFiles] = ProjectFiles


@dataclass(frozen=True, slots=True)
class Read:
    """A source that was read, and is yet to be checked: its text, its document, what is to be made.

    ``findings`` are those of reading it and its configuration, ``asked`` what its front matter wants ignored.
    """

    source: Path
    text: str
    document: Document
    findings: tuple[Finding, ...]
    asked: tuple[Ignored, ...]
    plan: Plan
    settings: Settings
    project: Project
    origins: Origins = field(default_factory=Origins)
    unused_keys: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The text of every file that a finding may be in, by the name that the finding gives it."""
        return {str(self.source): self.text, **self.origins.texts}

    def review(self) -> Verdict:
        """Return what the checks find, with what was found before, and how all of that is judged."""
        document, name = self.document, str(self.source)
        verdict = checks.review(document, self.findings, self.text, self.settings, name=name, ignored=self.asked)
        settle = self.origins.settle
        reasons = [reason for _, reason in verdict.ignored]
        ignored = tuple(zip(settle(finding for finding, _ in verdict.ignored), reasons, strict=True))
        return replace(verdict, findings=settle(verdict.findings), ignored=ignored)

    def checked(self, verdict: Verdict) -> "Checked":
        """Return it with what :meth:`review` returned."""
        return Checked(*(getattr(self, one.name) for one in fields(self)), verdict=verdict)


@dataclass(frozen=True, slots=True)
class Checked(Read):
    """A source that was read and checked; ``verdict`` has all findings, and how they were judged."""

    verdict: Verdict = field(kw_only=True)


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the sources: files as they are named, and every text in a folder and the folders in it, sorted; each once.

    Names that begin with a dot are passed over in folders. Raises UsageError for a folder without texts.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        inside = _texts_in(path) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"there is no text ({', '.join(SUFFIXES)}) in the folder {path}")
        for source in inside:
            # However its folder is named, it is the same; a link in it is a text of its own.
            found.setdefault(Path(os.path.realpath(source.parent)) / source.name, source)
    return tuple(found.values())


def read_source(source: Path, request: Request, text: str | None = None, project: Project | None = None) -> Checked:
    """Read and check one source, as :func:`read_text` reads it."""
    read = read_text(source, request, text, project)
    return read.checked(read.review())


def read_text(source: Path, request: Request, text: str | None = None, project: Project | None = None) -> Read:
    """Read one source, with the project that holds for it; ``text`` stands for what it holds.

    Raises UnreadableError if it, or its configuration, cannot be read; UsageError if either leads out of the project.
    """
    text = request.given.get(source) if text is None else text
    project = project or Projects(allow_outside=request.allow_outside).of(source)
    project.refuse_outside(request.choices, source.parent)
    settled = project.config
    result = reading.read(
        source if text is None else text,
        name=str(source),
        title=request.title,
        lang=request.lang,
        values=request.values,
        media=(*request.media, *settled.media),
        folder=source.resolve().parent,
        kind="plain" if is_plain(source) else "markdown",
        base_url=request.base_url,
        project_base_url=settled.base_url_for(source),
        project=project.root,
        lenient=request.lenient,
        together=_together(source, project, request),
        project_files=request.project_files,
    )
    project.refuse_outside(request.choices, source.parent, result.document.metadata)
    settings = replace(settled.settings, strict=request.strict or settled.settings.strict)
    return Read(
        source,
        result.text,
        result.document,
        (*result.findings, *project.findings),
        result.ignored,
        settled.settle(request.choices, result.document.metadata, source.parent),
        settings,
        project,
        result.origins,
        result.unused_keys,
    )


def folder_of(source: Path, project: Project, request: Request) -> Path:
    """Return the folder that the files of a source go to."""
    return project.config.settle(request.choices, Metadata(title="", lang=""), source.parent).folder


def _together(source: Path, project: Project, request: Request) -> Together:
    """Return what knows the other texts of the call, and where their files are as seen from those of this one."""
    own = Path(os.path.realpath(source))
    projects = Projects(allow_outside=request.allow_outside)
    named: dict[str, list[Path]] = {}

    def seen_from_here(file: Path) -> str | None:
        if not file.is_absolute():
            if not named:
                for one in request.together():
                    named.setdefault(one.name, []).append(one)
            called = [one for one in named.get(file.name, ()) if one.match(str(file))]
            file = called[0] if len(called) == 1 else own
        real = Path(os.path.realpath(file))
        if real == own or real not in request.together():
            return None
        folder = folder_of(real, projects.of(real), request)
        return Path(os.path.relpath(folder.resolve(), folder_of(own, project, request).resolve()), real.stem).as_posix()

    return seen_from_here


def load_themes(read: Read, request: Request) -> tuple[Theme, ...]:
    """Return the themes of the styles that a source is to be made in. Raises UsageError as :func:`theme.load` does.

    A style that the command line names may lead anywhere; one that the text or its configuration names may not.
    """
    within = None if request.choices.styles else read.project.root
    return tuple(theme.load(name, within=within) for name in read.plan.styles)


def _is_list(file: Path) -> bool:
    """Tell whether a file lists the texts beside it; a book is made of them where it is named itself."""
    try:
        return is_listing(file.name, read_file(file).text)
    except UnreadableError:
        return False


def _texts_in(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not (file.name == SUMMARY and _is_list(file))
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
