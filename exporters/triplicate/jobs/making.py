"""One text from its source to its files.

It goes one way: it is read, checked, planned; for each style an edition is made of it; their fonts are judged, their
files produced and proved, and only then published. Each step is handed what the step before it made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from triplicate import theme
from triplicate.document.neighbours import in_edition, unlinked_in_a_book
from triplicate.downloads import Offer
from triplicate.errors import (
    FindingsError,
    InternalError,
    InvalidError,
    NoVerdictError,
    TriplicateError,
    UnprovenError,
    UnreadableError,
    UsageError,
)
from triplicate.formats.product import Format
from triplicate.jobs.evidence import evidence_on
from triplicate.jobs.offering import offer
from triplicate.jobs.outputs import Job, aside, folders_of, stems
from triplicate.jobs.production import Made, moment_of, produce, standard_of, unshown
from triplicate.jobs.promises import promise_of
from triplicate.jobs.publishing import finish_earlier, publish
from triplicate.jobs.texts import Checked, Request, load_themes, read_source
from triplicate.jobs.validating import require_validators, validate_contents
from triplicate.proof.proving import Proof, prove
from triplicate.reading.rules import ADDRESS_RELATIVE
from triplicate.reading.traces import Traces, note_file, tracing
from triplicate.rules.finding import Finding
from triplicate.system.collector import collector_paused
from triplicate.theme import Edition
from triplicate.validators import Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: the files that appeared, the findings, and what stopped it, if anything did.

    ``texts`` are those of the source and of what it includes that findings are in, by the names that these give them.
    ``ignored`` are findings with the reason why; ``proofs`` are what reading each file back showed, before it appeared,
    without the outlines unless they were asked for; ``verdicts`` what validators said of them, if they were asked;
    ``report`` is the page of the evidence, if one was written; ``faulty`` are files that do not say what the text says,
    or that validators find faults in, kept as that was asked; ``finished`` are those of an earlier run that was
    stopped, which have appeared now; ``unused_keys`` those of the front matter that are of other programs.

    ``offered`` is what its download page offers, if one was made.
    ``traces`` are of all that it depends on, the files themselves too, if that was asked.
    ``unchanged``: nothing was made, for all is as it was when an earlier run made the files.

    It travels between processes and is kept for later runs, so it is small.
    """

    source: Path
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    ignored: tuple[tuple[Finding, str], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    error: TriplicateError | None = None
    proofs: tuple[Proof, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    report: Path | None = None
    faulty: tuple[Path, ...] = ()
    finished: tuple[Path, ...] = ()
    unused_keys: tuple[str, ...] = ()
    offered: Offer | None = None
    traces: Traces | None = None
    unchanged: bool = False

    @property
    def exit_code(self) -> int:
        """0 done, 1 findings or differences, 2 cannot read or write, wrong usage, a fault in Triplicate."""
        return self.error.exit_code if self.error else 0


@dataclass(slots=True)
class _Progress:
    """How far the work on a text has come: what an outcome can tell of it if it stops here."""

    source: Path
    checked: Checked | None = None
    late: list[Finding] = field(default_factory=list)
    finished: tuple[Path, ...] = ()

    def outcome(self, error: TriplicateError | None = None) -> Outcome:
        checked = self.checked
        if checked is None:
            return Outcome(self.source, error=error, finished=self.finished)
        own = checked.origins.settle(one for one in self.late if not one.source)
        late = [*(one if one.source else replace(one, source=str(self.source)) for one in own)]
        late += (one for one in self.late if one.source)
        found = tuple(dict.fromkeys((*checked.verdict.findings, *late)))
        return Outcome(
            self.source,
            findings=found,
            ignored=checked.verdict.ignored,
            texts={name: text for name, text in checked.texts.items() if name in {one.source for one in found}},
            unused_keys=checked.unused_keys,
            error=error,
            finished=self.finished,
        )


def check_source(source: Path, request: Request) -> Outcome:
    """Read and check one source; characters that no font of the PDF shows are found here as in an export."""
    return examine_source(source, request)[0]


def examine_source(source: Path, request: Request) -> tuple[Outcome, Checked | None]:
    """Check one source as :func:`check_source` does; return what it was read as too, None if it could not be read."""
    read: list[Checked] = []

    def check(progress: _Progress) -> Outcome:
        progress.checked = checked = read_source(source, request)
        read.append(checked)
        themes = load_themes(checked, request) if Format.PDF in checked.plan.formats else ()
        editions = _editions(checked, themes)
        progress.late += _said(editions)
        missing = unshown(editions, checked.plan.formats, checked.text)
        progress.late += missing
        return progress.outcome(_stopped(checked) or (FindingsError(missing) if missing else None))

    outcome = _whatever_happens(source, check)
    return outcome, read[0] if read else None


def export_source(job: Job, request: Request) -> Outcome:
    """Read, check and export one source; all its files say what it says and appear, or none does.

    What a run that was stopped began where they go is ended first.
    """

    def export(progress: _Progress) -> Outcome:
        if job.error:
            return progress.outcome(job.error)
        request.begins("read")
        progress.finished = finish_earlier(folders_of(job, request))
        progress.checked = checked = read_source(job.source, request, project=job.project)
        if stopped := _stopped(checked):
            return progress.outcome(stopped)
        request.begins("check")
        if request.assets is not None and Format.HTML not in checked.plan.formats:
            raise UsageError("--assets is for web pages, and none is made; add html to --formats")
        if request.validate:
            require_validators(checked.plan.formats)
        themes = [theme.with_template(one, checked.plan.reference_docx) for one in load_themes(checked, request)]
        editions = _editions(checked, themes)
        progress.late += _said(editions)
        progress.late += _unlinked(checked)
        try:
            made = _made(checked, editions, unshown(editions, checked.plan.formats, checked.text), request)
        except FindingsError as error:
            progress.late += error.findings
            raise
        progress.late += (finding for one in made for product in one.products.values() for finding in product.findings)
        proofs: list[Proof] = []
        request.begins("compare")
        for one in made if request.verify else ():
            proofs += prove(one.edition.document, one.contents, promise_of(one.edition.style), one.beside)
        return _published(checked, request, made, tuple(proofs), progress.outcome())

    with tracing() if request.traced else nullcontext() as traces:
        outcome = _whatever_happens(job.source, export)
    return replace(outcome, traces=traces)


def _published(
    checked: Checked, request: Request, made: Sequence[Made], proofs: tuple[Proof, ...], outcome: Outcome
) -> Outcome:
    """Let files appear, with what is asked beside them; those that are faulty only aside, and if that is asked."""
    contents = {file: data for one in made for file, data in one.contents.items()}
    error: TriplicateError | None = _unproven(proofs, request)
    verdicts: tuple[Verdict, ...] = ()
    if request.validate and not error:
        verdicts = tuple(validate_contents(contents))
        error = _invalid(verdicts, request)
    name = checked.source
    if error:
        if not request.keep_faulty:
            told = _told(proofs, request)
            return replace(outcome, proofs=told, verdicts=verdicts, error=error)
        contents = {aside(file): data for file, data in contents.items()}
        proofs = tuple(replace(proof, file=aside(proof.file)) for proof in proofs)
        verdicts = tuple(replace(verdict, file=aside(verdict.file)) for verdict in verdicts)
        name = aside(name)
    outcome = replace(outcome, proofs=_told(proofs, request), verdicts=verdicts, error=error)
    offered: Offer | None = None
    if request.page and not error:
        offered, pages = offer(checked.document, checked.source.stem, checked.plan.folder, made)
        contents = {**contents, **pages}
    files = tuple(contents)
    if not error:
        contents = {**contents, **{file: data for one in made for file, data in one.beside.items()}}
    page = None
    if request.report:
        request.begins("report")
        pages = evidence_on(
            checked,
            proofs,
            request.report,
            findings=outcome.findings,
            styles=checked.plan.styles,
            name=name,
            verdicts=verdicts,
        )
        page = next(iter(pages))
        contents = {**contents, **pages}
    publish(contents)
    for file, data in contents.items():
        note_file(file, data)
    if error:
        return replace(outcome, report=page, faulty=files)
    return replace(outcome, report=page, files=files, offered=offered)


def _told(proofs: tuple[Proof, ...], request: Request) -> tuple[Proof, ...]:
    return proofs if request.outlines else tuple(proof.without_outline() for proof in proofs)


def _unproven(proofs: Iterable[Proof], request: Request) -> UnprovenError | None:
    number = sum(len(proof.differences) for proof in proofs)
    if not number:
        return None
    return UnprovenError(
        f"the files would not say what the text says ({number} {'difference' if number == 1 else 'differences'}), "
        f"and were not put in place; {_kept(request)}. Please report it: this is a fault in Triplicate"
    )


def _invalid(verdicts: Iterable[Verdict], request: Request) -> InvalidError | NoVerdictError | None:
    wrong = [verdict for verdict in verdicts if not verdict.valid]
    if not wrong:
        return None
    error = NoVerdictError if all(verdict.trouble for verdict in wrong) else InvalidError
    said = "came to no verdict on" if error is NoVerdictError else "find faults in"
    names = " and ".join(dict.fromkeys(verdict.by for verdict in wrong))
    return error(f"the validators {said} the files, which were not put in place: {names}; {_kept(request)}")


def _kept(request: Request) -> str:
    return "they are kept aside" if request.keep_faulty else "--keep-faulty keeps them aside, to be looked at"


def _whatever_happens(source: Path, work: Callable[[_Progress], Outcome]) -> Outcome:
    """Return what came of work on one text; whatever stops it is the outcome of that text alone."""
    progress = _Progress(source)
    with collector_paused():
        try:
            return work(progress)
        except TriplicateError as error:
            return progress.outcome(error)
        except RecursionError:
            return progress.outcome(UnreadableError("the text is nested too deeply"))
        except MemoryError:
            return progress.outcome(UnreadableError("the text needs more memory than this machine gives"))
        except Exception as error:  # noqa: BLE001  a fault of ours, told as such; the other texts go on
            return progress.outcome(InternalError(error))


def _said(editions: Iterable[Edition]) -> Iterator[Finding]:
    return (finding for one in editions for finding in one.findings)


def _unlinked(checked: Checked) -> Iterator[Finding]:
    """Yield that links to other texts of the call are words in the EPUB, if that has no address for them."""
    places = unlinked_in_a_book(checked.document) if Format.EPUB in checked.plan.formats else []
    if places:
        yield ADDRESS_RELATIVE.finding(
            "In the EPUB, the words of links to other texts of this call stay alone.",
            places[0],
            "Say where the files are published, with base-url: https://… in the front matter or --base-url.",
        )


def _editions(checked: Checked, themes: Iterable[theme.Theme]) -> list[Edition]:
    found = []
    for one, stem in zip(themes, stems(checked.source, checked.plan.styles), strict=False):
        edition = theme.edition_of(checked.document, one)
        found.append(replace(edition, document=in_edition(edition.document, stem.removeprefix(checked.source.stem))))
    return found


def _made(checked: Checked, editions: Sequence[Edition], missing: Sequence[Finding], request: Request) -> list[Made]:
    """Return the files of every edition. ``missing`` are characters that no font shows: there is no PDF then.

    Raises UsageError if two files would have the same names; FindingsError with everything that any format of any
    edition refuses.
    """
    plan = checked.plan
    standard, moment = standard_of(plan.pdf_standard), moment_of(checked.document)
    formats = [one for one in plan.formats if not (missing and one is Format.PDF)]
    refused = list(missing)
    made = []
    for one, stem in zip(editions, stems(checked.source, plan.styles), strict=True):
        try:
            products = produce(
                one,
                formats,
                moment=moment,
                standard=standard,
                name=stem,
                assets=request.assets,
                begins=request.begins,
            )
        except FindingsError as error:
            refused += error.findings
            continue
        files = {plan.folder / f"{stem}.{format_}": product for format_, product in products.items()}
        made.append(Made(one, files))
    if refused:
        found = (finding for one in made for product in one.products.values() for finding in product.findings)
        raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
    return made


def _stopped(checked: Checked) -> FindingsError | None:
    return FindingsError(checked.verdict.findings) if checked.verdict.stops else None
