"""Many sources, one after the other; one bad file stops nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from triplicate import checks, reading, theme
from triplicate.checks import Settings, Verdict
from triplicate.document.model import Document
from triplicate.errors import FindingsError, TriplicateError, UnreadableError, UsageError
from triplicate.jobs import config
from triplicate.jobs.config import Wishes
from triplicate.jobs.production import Format, moment_of, produce
from triplicate.jobs.promises import promise_of
from triplicate.jobs.publishing import write_all
from triplicate.proof.proving import Proof, prove
from triplicate.rules.finding import Finding
from triplicate.system.collector import collector_paused
from triplicate.theme import Theme
from triplicate.theme.coverage import missing_characters

SUFFIXES = (".md", ".markdown", ".txt")
DEFAULT_STYLE = "standard"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of every source; what is not said here, a source's front matter or configuration may say."""

    wishes: Wishes = field(default_factory=Wishes)
    title: str | None = None
    lang: str | None = None
    media: tuple[Path, ...] = ()
    strict: bool = False
    verify: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """A source, read and checked: its text, its document, the findings, how they were judged, what is to be made."""

    source: Path
    text: str
    document: Document
    verdict: Verdict
    wishes: Wishes
    settings: Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: the files written, the findings, and what stopped it, if anything did.

    ``text`` is the source's, empty if it could not be read; ``ignored`` are findings with the reason why;
    ``proofs`` are what reading each file back showed; ``checked`` is the source as read, if files were made of it.
    """

    source: Path
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    ignored: tuple[tuple[Finding, str], ...] = ()
    text: str = ""
    error: TriplicateError | None = None
    proofs: tuple[Proof, ...] = ()
    checked: Checked | None = field(default=None, repr=False)

    @property
    def exit_code(self) -> int:
        """0 done, 1 findings or differences, 2 cannot read or wrong usage."""
        if self.error:
            return self.error.exit_code
        return int(any(proof.differences for proof in self.proofs))


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


def read_source(source: Path, request: Request, text: str | None = None) -> Checked:
    """Read and check one source, with the configuration that holds for it; ``text`` stands for what it holds.

    Raises UnreadableError if it, or its configuration, cannot be read.
    """
    settled, wrong = config.load(config.find(source))
    media = (*request.media, *settled.media)
    result = reading.read(
        source if text is None else text,
        name=str(source),
        title=request.title,
        lang=request.lang,
        media=media,
        folder=source.resolve().parent,
        kind="plain" if source.suffix.lower() == ".txt" else "markdown",
    )
    settings = replace(settled.settings, strict=request.strict or settled.settings.strict)
    verdict = checks.review(result.document, (*result.findings, *wrong), result.text, settings, name=str(source))
    wishes = settled.settle(request.wishes, result.document.metadata, source.parent)
    return Checked(source, result.text, result.document, verdict, wishes, settings)


def check_source(source: Path, request: Request) -> Outcome:
    """Read and check one source; characters that no font of the PDF shows are found here as in an export."""
    try:
        with collector_paused():
            checked = read_source(source, request)
            missing = _missing_characters(checked)
    except TriplicateError as error:
        return Outcome(source, error=error)
    stopped = _stopped(checked) or (FindingsError(missing) if missing else None)
    return _outcome(checked, findings=missing, error=stopped)


def _missing_characters(checked: Checked) -> tuple[Finding, ...]:
    if checked.wishes.formats and Format.PDF not in checked.wishes.formats:
        return ()
    missing: dict[Finding, None] = {}
    for name in checked.wishes.styles or (DEFAULT_STYLE,):
        style = theme.load(name)
        document = theme.dressed(checked.document, style)
        missing.update(dict.fromkeys(missing_characters(document, theme.fitted(style, document), checked.text)))
    return tuple(missing)


def export_sources(sources: Sequence[Path], request: Request) -> Iterator[Outcome]:
    """Export each source in turn and yield what came of it.

    Two sources whose files would have the same names: the second is refused.
    """
    taken: dict[Path, Path] = {}
    for source in sources:
        place = (request.wishes.output or source.parent) / source.stem
        if (other := taken.setdefault(place, source)) != source:
            error = UsageError(f"{source} and {other} would both be written to {place}.*; rename one of them")
            yield Outcome(source, error=error)
        else:
            yield export_source(source, request)


def export_source(source: Path, request: Request) -> Outcome:
    """Read, check and export one source; all its files appear, or none. They are then read back and compared."""
    with collector_paused():
        try:
            checked = read_source(source, request)
        except TriplicateError as error:
            return Outcome(source, error=error)
        if stopped := _stopped(checked):
            return _outcome(checked, error=stopped)
        try:
            if missing := _missing_characters(checked):
                return _outcome(checked, findings=missing, error=FindingsError(missing))
            contents, worn, findings = _contents(checked)
            write_all(contents)
            proofs = _proofs(checked.document, worn) if request.verify else ()
        except FindingsError as error:
            return _outcome(checked, findings=error.findings, error=error)
        except TriplicateError as error:
            return _outcome(checked, error=error)
        except RecursionError:
            return _outcome(checked, error=UnreadableError("the text is nested too deeply to be exported"))
    return replace(_outcome(checked, findings=findings), files=tuple(contents), proofs=proofs, checked=checked)


def _proofs(document: Document, worn: dict[Path, Theme]) -> tuple[Proof, ...]:
    """Read files back; each is to say what the document says, and what the house says whose theme it wears."""
    editions = groupby(worn, worn.__getitem__)
    return tuple(
        proof
        for style, files in editions
        for proof in prove(theme.dressed(document, style), tuple(files), promise_of(style))
    )


def _contents(checked: Checked) -> tuple[dict[Path, bytes], dict[Path, Theme], tuple[Finding, ...]]:
    """Return the bytes of every file that is to be written, its theme, and what the exporters could not carry."""
    wishes, source = checked.wishes, checked.source
    folder = wishes.output or source.parent
    contents: dict[Path, bytes] = {}
    worn: dict[Path, Theme] = {}
    findings: dict[Finding, None] = {}
    styles = wishes.styles or (DEFAULT_STYLE,)
    themes = [theme.load(style, wishes.reference_docx) for style in styles]
    if twice := [one.name for number, one in enumerate(themes) if one.name in {two.name for two in themes[:number]}]:
        raise UsageError(f"two styles are called {twice[0]}, and so would their files; rename one of the styles")
    for style in themes:
        # One edition has the source's name; of several, each but the standard one says which it is.
        stem = source.stem if len(styles) == 1 or style.name == DEFAULT_STYLE else f"{source.stem}-{style.name}"
        products = produce(
            checked.document,
            style,
            tuple(map(Format, wishes.formats)) or tuple(Format),
            moment=moment_of(checked.document),
            standard=wishes.pdf_standard,
            name=stem,
        )
        for format_, product in products.items():
            file = folder / f"{stem}.{format_}"
            contents[file], worn[file] = product.data, style
            findings.update(dict.fromkeys(product.findings))
    return contents, worn, tuple(findings)


def _stopped(checked: Checked) -> FindingsError | None:
    return FindingsError(checked.verdict.findings) if checked.verdict.stops else None


def _outcome(
    checked: Checked,
    *,
    findings: Iterable[Finding] = (),
    error: TriplicateError | None = None,
) -> Outcome:
    late = (finding if finding.source else replace(finding, source=str(checked.source)) for finding in findings)
    everything = tuple(dict.fromkeys((*checked.verdict.findings, *late)))
    return Outcome(checked.source, findings=everything, ignored=checked.verdict.ignored, text=checked.text, error=error)
