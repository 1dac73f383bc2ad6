"""One text from its source to its files.

It goes one way: it is read, checked, planned; for each style an edition is made of it; their fonts are judged, their
files produced and proved, and only then published. Each step is handed what the step before it made.

The first half, up to the editions, and the last, the publishing, need the disk; what is between them is an
:class:`triplicate.jobs.order.Order`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from triplicate import theme
from triplicate.document.neighbours import in_edition, unlinked_in_a_book
from triplicate.errors import FindingsError, UsageError
from triplicate.formats.product import Format
from triplicate.jobs.acceptance import accept
from triplicate.jobs.order import Delivery, Order, deliver
from triplicate.jobs.outcome import Found, Outcome, Progress, whatever_happens
from triplicate.jobs.outputs import Job, folders_of, stems
from triplicate.jobs.production import Made, moment_of, standard_of, unshown
from triplicate.jobs.publishing import finish_earlier
from triplicate.jobs.reading_apart import read_long, reviewed
from triplicate.jobs.texts import Checked, Read, Request, load_themes, read_source
from triplicate.jobs.validating import require_validators
from triplicate.later import dataclass
from triplicate.reading.rules import ADDRESS_RELATIVE
from triplicate.reading.traces import Traces, tracing
from triplicate.rules.finding import Finding
from triplicate.theme import Edition

_WORTH_SHARING = 80_000
"""From how many characters on several processes take hardly more of the processors than one, and so are sooner done."""


def check_source(source: Path, request: Request) -> Outcome:
    """Read and check one source; characters that no font of the PDF shows are found here as in an export."""
    return examine_source(source, request)[0]


def examine_source(source: Path, request: Request) -> tuple[Outcome, Checked | None]:
    """Check one source as :func:`check_source` does; return what it was read as too, None if it could not be read."""
    progress = Progress(source)

    def check() -> Outcome:
        progress.checked = checked = read_source(source, request)
        themes = load_themes(checked, request) if Format.PDF in checked.plan.formats else ()
        editions = _editions(checked, themes)
        progress.late += _said(editions.values())
        missing = unshown(editions.values(), checked.plan.formats, checked.text)
        progress.late += missing
        return progress.outcome(_stopped(checked) or (FindingsError(missing) if missing else None))

    return whatever_happens(progress, check), progress.checked


def export_source(job: Job, request: Request, processes: int = 1) -> Outcome:
    """Read, check and export one source; all its files say what it says and appear, or none does.

    What a run that was stopped began where they go is ended first. So many ``processes`` work on it if it is long.
    """
    return Export(job, request).whole(processes)


@dataclass(slots=True)
class Export:
    """The export of one source: :meth:`begin` and :meth:`end` need the disk, what is between them does not.

    :meth:`whole` does all three here.
    """

    job: Job
    request: Request
    _progress: Progress = field(init=False)
    _traces: Traces | None = field(init=False)
    _order: Order | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._progress = Progress(self.job.source)
        self._traces = Traces() if self.request.traced else None

    @property
    def checked(self) -> Checked | None:
        """What the source was read as, once it has been."""
        return self._progress.checked

    def whole(self, processes: int = 1) -> Outcome:
        """Make the files, a long text's by so many processes, and return what came of it."""
        order = self.begin(processes)
        if isinstance(order, Outcome):
            return order
        assert self.checked
        is_long = sum(map(len, self.checked.texts.values())) >= _WORTH_SHARING
        return self.end(partial(deliver, order, self.request.begins, processes if is_long else 1))

    def begin(self, processes: int = 1) -> Order | Outcome:
        """Return what is to be made of the source, or what came of it if something stops it already.

        Of so many ``processes`` one reads a long source.
        """
        return self._done(partial(self._ordered, processes))

    def end(self, made: Callable[[], Delivery]) -> Outcome:
        """Let the files appear that ``made`` returns; what it raises is what stopped them."""
        return self._done(lambda: self._appeared(made))

    def _done(self, work: Callable[[], Found]) -> Found | Outcome:
        with self._traced():
            found = whatever_happens(self._progress, work)
        return replace(found, traces=self._traces) if isinstance(found, Outcome) else found

    @contextmanager
    def _traced(self) -> Iterator[None]:
        if self._traces is None:
            yield
            return
        with tracing() as traces:
            yield
        self._traces.add(traces)

    def _ordered(self, processes: int) -> Order | Outcome:
        progress, request, job = self._progress, self.request, self.job
        if job.error:
            return progress.outcome(job.error)
        request.begins("read")
        progress.finished = finish_earlier(folders_of(job, request))
        read = read_long(job.source, request, job.project, processes)
        verdict, edited = reviewed(read, processes, lambda: _edited(read, request))
        progress.checked = checked = read.checked(verdict)
        if stopped := _stopped(checked):
            return progress.outcome(stopped)
        request.begins("check")
        if request.assets is not None and Format.HTML not in checked.plan.formats:
            raise UsageError("--assets is for web pages, and none is made; add html to --formats")
        if request.validate:
            require_validators(checked.plan.formats)
        editions, missing = edited()
        progress.late += _said(editions.values())
        progress.late += _unlinked(checked)
        self._order = Order(
            editions,
            checked.plan.formats,
            checked.plan.folder,
            moment_of(checked.document),
            standard_of(checked.plan.pdf_standard),
            missing,
            proved=request.verify,
            told=request.report is not None or request.outlines,
            assets=request.assets,
        )
        return self._order

    def _appeared(self, made: Callable[[], Delivery]) -> Outcome:
        progress, order, checked = self._progress, self._order, self._progress.checked
        assert order
        assert checked
        try:
            delivery = made()
        except FindingsError as error:
            progress.late += error.findings
            raise
        progress.late += (one for files in delivery.products for product in files.values() for one in product.findings)
        in_one_piece = tuple(
            f"{file.name}: laid out in one piece, since {product.in_one_piece}"
            for files in delivery.products
            for file, product in files.items()
            if product.in_one_piece
        )
        found = [Made(*one) for one in zip(order.editions.values(), delivery.products, strict=True)]
        outcome = replace(progress.outcome(), in_one_piece=in_one_piece)
        return accept(checked, self.request, found, delivery.proofs, outcome)


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


def _edited(read: Read, request: Request) -> tuple[dict[str, Edition], tuple[Finding, ...]]:
    """Return the editions of a source by the stems of their files, and characters that no font shows."""
    editions = _editions(
        read, [theme.with_template(one, read.plan.reference_docx) for one in load_themes(read, request)]
    )
    return editions, unshown(editions.values(), read.plan.formats, read.text)


def _editions(read: Read, themes: Iterable[theme.Theme]) -> dict[str, Edition]:
    """Return the editions by the stems of their files."""
    found = {}
    for one, stem in zip(themes, stems(read.source, read.plan.styles), strict=False):
        edition = theme.edition_of(read.document, one)
        found[stem] = replace(edition, document=in_edition(edition.document, stem.removeprefix(read.source.stem)))
    return found


def _stopped(checked: Checked) -> FindingsError | None:
    return FindingsError(checked.verdict.findings) if checked.verdict.stops else None
