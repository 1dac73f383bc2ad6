"""Many sources, one after the other; one bad file stops nothing.

A text goes one way: it is read, checked, planned; for each style an edition is made of it; their fonts are judged,
their files produced, written, and proved. Each step is handed what the step before it made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from triplicate import checks, reading, theme
from triplicate.checks import Settings, Verdict
from triplicate.document.model import Document
from triplicate.errors import FindingsError, TriplicateError, UnreadableError, UsageError
from triplicate.formats.product import Format, Product
from triplicate.jobs import config
from triplicate.jobs.config import Choices, Plan
from triplicate.jobs.production import moment_of, produce, standard_of, unshown
from triplicate.jobs.promises import promise_of
from triplicate.jobs.publishing import write_all
from triplicate.proof.proving import Proof, prove
from triplicate.reading.files import SUFFIXES, is_plain
from triplicate.rules.finding import Finding
from triplicate.system.collector import collector_paused
from triplicate.theme import DEFAULT_STYLE, Edition, Theme


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of every source; what is not said here, a source's front matter or configuration may say.

    ``themes`` are the styles among the choices, by their names, where they are loaded already.
    """

    choices: Choices = field(default_factory=Choices)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    title: str | None = None
    lang: str | None = None
    base_url: str | None = None
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
    plan: Plan
    settings: Settings


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of one edition, not written yet."""

    edition: Edition
    products: Mapping[Path, Product]


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
        kind="plain" if is_plain(source) else "markdown",
        base_url=request.base_url,
        project_base_url=settled.base_url_for(source),
    )
    settings = replace(settled.settings, strict=request.strict or settled.settings.strict)
    found = (*result.findings, *wrong)
    verdict = checks.review(result.document, found, result.text, settings, name=str(source), ignored=result.ignored)
    plan = settled.settle(request.choices, result.document.metadata, source.parent)
    return Checked(source, result.text, result.document, verdict, plan, settings)


def load_themes(checked: Checked, request: Request) -> tuple[Theme, ...]:
    """Return the themes of the styles that a source is to be made in. Raises UsageError as :func:`theme.load` does."""
    return tuple(request.themes.get(name) or theme.load(name) for name in checked.plan.styles)


def check_source(source: Path, request: Request) -> Outcome:
    """Read and check one source; characters that no font of the PDF shows are found here as in an export."""
    try:
        with collector_paused():
            checked = read_source(source, request)
            themes = load_themes(checked, request) if Format.PDF in checked.plan.formats else ()
            missing = unshown(_editions(checked, themes), checked.plan.formats, checked.text)
    except TriplicateError as error:
        return Outcome(source, error=error)
    stopped = _stopped(checked) or (FindingsError(missing) if missing else None)
    return _outcome(checked, findings=missing, error=stopped)


def export_sources(sources: Sequence[Path], request: Request) -> Iterator[Outcome]:
    """Export each source in turn and yield what came of it.

    Two sources whose files would have the same names: the second is refused.
    """
    taken: dict[Path, Path] = {}
    return (export_source(source, request, taken) for source in sources)


def export_source(source: Path, request: Request, taken: dict[Path, Path]) -> Outcome:
    """Read, check and export one source; all its files appear, or none. They are then read back and compared.

    ``taken`` tells which source the files of each folder and stem are made of; this one is added.
    """
    with collector_paused():
        try:
            checked = read_source(source, request)
        except TriplicateError as error:
            return Outcome(source, error=error)
        if stopped := _stopped(checked):
            return _outcome(checked, error=stopped)
        plan = checked.plan
        place = plan.folder / source.stem
        if (other := taken.setdefault(place, source)) != source:
            refused = UsageError(f"{source} and {other} would both be written to {place}.*; rename one of them")
            return _outcome(checked, error=refused)
        try:
            themes = [theme.with_template(one, plan.reference_docx) for one in load_themes(checked, request)]
            editions = _editions(checked, themes)
            made = _made(checked, editions, unshown(editions, plan.formats, checked.text))
            write_all({file: product.data for one in made for file, product in one.products.items()})
            proofs = [_proofs(one) for one in made] if request.verify else []
        except FindingsError as error:
            return _outcome(checked, findings=error.findings, error=error)
        except TriplicateError as error:
            return _outcome(checked, error=error)
        except RecursionError:
            return _outcome(checked, error=UnreadableError("the text is nested too deeply to be exported"))
    findings = (finding for one in made for product in one.products.values() for finding in product.findings)
    return replace(
        _outcome(checked, findings=findings),
        files=tuple(file for one in made for file in one.products),
        proofs=tuple(proof for several in proofs for proof in several),
        checked=checked,
    )


def _proofs(made: _Made) -> tuple[Proof, ...]:
    return prove(made.edition.document, tuple(made.products), promise_of(made.edition.style))


def _editions(checked: Checked, themes: Iterable[Theme]) -> list[Edition]:
    return [theme.edition_of(checked.document, one) for one in themes]


def _made(checked: Checked, editions: Sequence[Edition], missing: Sequence[Finding]) -> list[_Made]:
    """Return the files of every edition. ``missing`` are characters that no font shows: there is no PDF then.

    Raises UsageError if two files would have the same names; FindingsError with everything that any format of any
    edition refuses.
    """
    plan, source = checked.plan, checked.source
    names = [one.style.name for one in editions]
    if twice := [name for number, name in enumerate(names) if name in names[:number]]:
        raise UsageError(f"two styles are called {twice[0]}, and so would their files; rename one of the styles")
    standard, moment = standard_of(plan.pdf_standard), moment_of(checked.document)
    formats = [one for one in plan.formats if not (missing and one is Format.PDF)]
    refused = list(missing)
    made = []
    for one in editions:
        # One edition has the source's name; of several, each but the standard one says which it is.
        alone = len(editions) == 1 or one.style.name == DEFAULT_STYLE
        stem = source.stem if alone else f"{source.stem}-{one.style.name}"
        try:
            products = produce(one, formats, moment=moment, standard=standard, name=stem)
        except FindingsError as error:
            refused += error.findings
            continue
        files = {plan.folder / f"{stem}.{format_}": product for format_, product in products.items()}
        made.append(_Made(one, files))
    if refused:
        found = (finding for one in made for product in one.products.values() for finding in product.findings)
        raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
    return made


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
