"""Many sources, one after the other; one bad file stops nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triplicate import checks, reading, theme
from triplicate.api import collector_paused, moment_of
from triplicate.errors import FindingsError, TriplicateError, UnreadableError, UsageError
from triplicate.model import Document
from triplicate.problem import Problem, Severity
from triplicate.producing import Format, produce
from triplicate.writing import write_all

SUFFIXES = (".md", ".markdown", ".txt")
DEFAULT_STYLE = "standard"


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of every source. ``folder`` None: beside the source; ``styles`` empty: the source's own wish."""

    formats: tuple[Format, ...] = tuple(Format)
    styles: tuple[str, ...] = ()
    folder: Path | None = None
    title: str | None = None
    lang: str | None = None
    media: tuple[Path, ...] = ()
    standard: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: the files written, the findings, and what stopped it, if anything did."""

    source: Path
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: TriplicateError | None = None

    @property
    def exit_code(self) -> int:
        """0 done, 1 findings or differences, 2 cannot read or wrong usage."""
        return self.error.exit_code if self.error else 0


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the sources: files as they are named, and every text in a folder and the folders in it, sorted.

    Names that begin with a dot are passed over in folders. Raises UsageError for a folder without texts.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        if not inside:
            raise UsageError(f"there is no text ({', '.join(SUFFIXES)}) in the folder {path}")
        found.update(dict.fromkeys(inside))
    return tuple(found)


def check_source(source: Path, request: Request) -> Outcome:
    """Read and check one source."""
    try:
        _, problems = _read(source, request)
    except TriplicateError as error:
        return Outcome(source, error=error)
    stopping = _stopping(problems, strict=request.strict)
    return Outcome(source, problems=problems, error=FindingsError(stopping) if stopping else None)


def export_sources(sources: Sequence[Path], request: Request) -> Iterator[Outcome]:
    """Export each source in turn and yield what came of it."""
    taken: dict[Path, Path] = {}
    for source in sources:
        place = (request.folder or source.parent) / source.stem
        if (other := taken.setdefault(place, source)) != source:
            error = UsageError(f"{source} and {other} would both be written to {place}.*; rename one of them")
            yield Outcome(source, error=error)
            continue
        yield export_source(source, request)


def export_source(source: Path, request: Request) -> Outcome:
    """Read, check and export one source; all its files appear, or none."""
    problems: tuple[Problem, ...] = ()
    try:
        with collector_paused():
            document, problems = _read(source, request)
            if stopping := _stopping(problems, strict=request.strict):
                raise FindingsError(stopping)  # noqa: TRY301  one place turns errors into outcomes
            contents: dict[Path, bytes] = {}
            folder = request.folder or source.parent
            for style in request.styles or (document.metadata.style or DEFAULT_STYLE,):
                stem = source.stem if style == DEFAULT_STYLE or not request.styles else f"{source.stem}-{style}"
                products = produce(
                    document,
                    theme.load(style),
                    request.formats,
                    moment=moment_of(document),
                    standard=request.standard,
                    name=stem,
                )
                for format_, product in products.items():
                    contents[folder / f"{stem}.{format_}"] = product.data
                    problems += tuple(problem for problem in product.problems if problem not in problems)
        write_all(contents)
    except FindingsError as error:
        return Outcome(source, problems=tuple(dict.fromkeys((*problems, *error.problems))), error=error)
    except TriplicateError as error:
        return Outcome(source, problems=problems, error=error)
    except RecursionError:
        return Outcome(source, problems=problems, error=UnreadableError(f"{source}: nested too deeply to be exported"))
    return Outcome(source, tuple(contents), problems)


def _read(source: Path, request: Request) -> tuple[Document, tuple[Problem, ...]]:
    result = reading.read(source, name=str(source), title=request.title, lang=request.lang, media=request.media)
    found = (*result.problems, *checks.check(result.document))
    return result.document, tuple(sorted(found, key=lambda problem: (problem.place, problem.severity.rank)))


def _stopping(problems: Iterable[Problem], *, strict: bool) -> tuple[Problem, ...]:
    stops = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return tuple(problem for problem in problems if problem.severity in stops)
