"""Where the files of every text of a call go, settled before anything is made: no two may have one name."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from triplicate.document.model import Metadata
from triplicate.errors import TriplicateError, UsageError
from triplicate.jobs.offering import index_of, pages_of
from triplicate.jobs.project import Project, Projects
from triplicate.jobs.texts import Request, folder_of
from triplicate.later import dataclass
from triplicate.report import files_of
from triplicate.theme import DEFAULT_STYLE, style_name


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file that a source needs for itself: the source's own, or one that would be ``written``."""

    source: Path
    file: Path
    written: bool


@dataclass(frozen=True, slots=True)
class Job:
    """One text of a call and its project; ``error`` is why nothing can be made of it."""

    source: Path
    project: Project | None = None
    error: TriplicateError | None = None


def settle(sources: Sequence[Path], request: Request) -> list[Job]:
    """Return a job for each source. Those that would write a file of one name are refused, all of them.

    One name is also what only some systems take for one: names that differ in capitals or in how Unicode composes
    their letters. A source is a file that nothing may be written to.
    """
    projects = Projects(allow_outside=request.allow_outside)
    jobs = []
    claims: dict[tuple[str, str], list[_Claim]] = {}
    listed: set[Path] = set()
    for source in sources:
        claims.setdefault(_key(source), []).append(_Claim(source, source, written=False))
        try:
            project = projects.of(source)
            project.refuse_outside(request.choices, source.parent)
            files = list(_files(source, project, request))
            if request.page and len(sources) > 1 and (folder := folder_of(source, project, request)) not in listed:
                listed.add(folder)
                for file in index_of(folder):
                    claims.setdefault(_key(file), []).append(_Claim(file, file, written=True))
        except TriplicateError as error:
            jobs.append(Job(source, error=error))
            continue
        for file in files:
            claims.setdefault(_key(file), []).append(_Claim(source, file, written=True))
        jobs.append(Job(source, project))
    clashes = _clashes(claims.values())
    return [replace(job, error=clashes.get(job.source, job.error)) for job in jobs]


def folders_of(job: Job, request: Request) -> set[Path]:
    """Return the folders that the files of a job go to."""
    if job.project is None or job.error:
        return set()
    return {file.parent for file in _files(job.source, job.project, request)}


def stems(source: Path, styles: Sequence[str]) -> list[str]:
    """Return the names of a text's files, without their suffix, in each of the styles.

    One edition has the text's name; of several, each but the standard one says which it is. Raises UsageError if two
    styles are called alike.
    """
    names = [style_name(style) for style in styles]
    if twice := [name for number, name in enumerate(names) if name in names[:number]]:
        raise UsageError(f"two styles are called {twice[0]}, and so would their files; rename one of the styles")
    return [source.stem if len(names) == 1 or name == DEFAULT_STYLE else f"{source.stem}-{name}" for name in names]


def aside(file: Path) -> Path:
    """Return the place where a file is kept that does not say what its text says."""
    return file.with_name(f"{file.stem}.faulty{file.suffix}")


def _files(source: Path, project: Project, request: Request) -> Iterator[Path]:
    """Yield all files that can come of a source, in the order in which they are made.

    Front matter has no part in it: a style that it names is the only one, and that has the text's name.
    """
    plan = project.config.settle(request.choices, Metadata(title="", lang=""), source.parent)
    files = [plan.folder / f"{stem}.{format_}" for stem in stems(source, plan.styles) for format_ in plan.formats]
    for file in files:
        if file.is_symlink():
            project.require_inside(file, f"{file}: it is a link that")
    yield from files
    if request.page:
        yield from pages_of(source.stem, plan.folder)
    if request.report:
        yield from files_of(source, request.report)
    if request.keep_faulty:
        yield from map(aside, files)
        if request.report:
            yield from files_of(aside(source), request.report)


def _key(file: Path) -> tuple[str, str]:
    """Return what is alike for names of one file: its real folder, and its name as the least exact systems see it."""
    try:
        real = Path(os.path.realpath(file))
    except ValueError:  # a null character: no file has such a name
        real = file
    return str(real.parent), unicodedata.normalize("NFC", unicodedata.normalize("NFC", real.name).casefold())


def _clashes(claims: Iterable[Sequence[_Claim]]) -> dict[Path, UsageError]:
    """Return why sources are refused: what they would write, others would write too, or it is a source."""
    refused: dict[Path, UsageError] = {}
    for claim in claims:
        written = [one.file for one in claim if one.written]
        if not written or len(claim) == 1:
            continue
        texts = [one.source for one in claim if not one.written]
        for source in dict.fromkeys(one.source for one in claim):
            other = next((one.source for one in claim if one.source != source), source)
            if texts:
                said = f"{written[0]} would be written over the text {texts[0]}"
            elif written[0] != written[1]:
                said = f"{written[0]} and {written[1]}, of {source} and {other}, are one name on some systems"
            else:
                said = f"{source} and {other} would both be written to {written[0]}"
            refused.setdefault(source, UsageError(f"{said}; rename one of them"))
    return refused
