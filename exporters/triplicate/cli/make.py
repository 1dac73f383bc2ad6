"""The commands that read sources: export and check."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from triplicate import theme
from triplicate.cli.prove import as_record, base_url, listed, write_report
from triplicate.document.model import Document, PdfStandard
from triplicate.errors import FindingsError, TriplicateError, UsageError
from triplicate.formats.product import Format
from triplicate.jobs.batch import (
    Outcome,
    Request,
    check_source,
    export_sources,
    find_sources,
    read_source,
)
from triplicate.jobs.config import Choices
from triplicate.rules import showing
from triplicate.rules.finding import Finding, Severity


def export(options: argparse.Namespace) -> int:
    """Export every source; the exit code is the worst of all."""
    request = _request(options)
    sources = _sources(options)
    _check_reports(sources, options)
    outcomes = _with_progress(export_sources(sources, request), len(sources), quiet=options.quiet or options.json)
    return _report(outcomes, options, done=False)


def _check_reports(sources: Iterable[Path], options: argparse.Namespace) -> None:
    """Refuse reports that cannot be made: there is nothing to show without reading back, or two have one name."""
    if not options.report:
        return
    if not options.verify:
        raise UsageError("--report shows what reading the files back found; leave out --no-verify")
    stems: dict[str, Path] = {}
    for source in sources:
        if (other := stems.setdefault(source.stem, source)) != source:
            raise UsageError(f"the reports on {other} and {source} would have one name; rename one of them")


def check(options: argparse.Namespace) -> int:
    """Check every source; the exit code is the worst of all."""
    request = _request(options)
    sources = _sources(options)
    if options.dry_run and not options.fix:
        raise UsageError("--dry-run goes with --fix")
    if options.fix:
        shown = sys.stderr if options.json or options.sarif else sys.stdout
        wrong = {source: _fix(source, request, shown, write=not options.dry_run) for source in sources}
        if options.dry_run:
            return _report(
                [Outcome(source, error=error) for source, error in wrong.items() if error], options, done=True
            )
    outcomes = (check_source(source, request) for source in sources)
    if options.statistics:
        return _report_statistics(outcomes)
    return _report_sarif(outcomes) if options.sarif else _report(outcomes, options, done=True)


def _sources(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the sources; an empty name, as of a variable that is not set, is no name for this folder."""
    if "" in options.sources:
        raise UsageError("a source has an empty name")
    return find_sources(map(Path, options.sources))


def _request(options: argparse.Namespace) -> Request:
    media = tuple(map(Path, options.media))
    for folder in media:
        if not folder.is_dir():
            raise UsageError(f"--media: there is no folder {folder}")
    choices = Choices(
        styles=listed(getattr(options, "style", None)),
        formats=_formats(getattr(options, "formats", None)),
        output=Path(options.to) if getattr(options, "to", None) else None,
        pdf_standard=_standard(getattr(options, "pdf_standard", None)),
        reference_docx=Path(options.reference_docx) if getattr(options, "reference_docx", None) else None,
    )
    return Request(
        choices,
        themes={name: theme.load(name) for name in choices.styles},
        title=options.title,
        lang=options.lang,
        base_url=base_url(options),
        media=media,
        strict=options.strict,
        verify=getattr(options, "verify", True),
    )


def _formats(text: str | None) -> tuple[Format, ...]:
    names = listed(text and text.lower())
    if unknown := [name for name in names if name not in tuple(Format)]:
        raise UsageError(f"--formats: unknown format {unknown[0]!r}; known are: {', '.join(Format)}")
    return tuple(map(Format, names))


def _standard(name: str | None) -> str | None:
    if name is not None and name not in tuple(PdfStandard):
        raise UsageError(f"--pdf-standard: unknown standard {name!r}; known are: {', '.join(PdfStandard)}")
    return name


def _fix(source: Path, request: Request, shown: TextIO, *, write: bool) -> TriplicateError | None:
    """Mend in the source what is mechanical and safe, and show the change; return why it cannot be read, if so."""
    from triplicate.checks.mend import diff, mend
    from triplicate.jobs.publishing import write_all

    def read_and_check(text: str) -> tuple[Document, Iterable[Finding]]:
        checked = read_source(source, request, text)
        return checked.document, checked.verdict.findings

    try:
        read_source(source, request)  # says what is wrong with a file that cannot be read
    except TriplicateError as error:
        return error
    with source.open(encoding="utf-8", newline="") as file:
        before = file.read()  # with its own line ends
    after = mend(before, read_and_check).text
    if after != before:
        print(diff(before, after, str(source)), end="", file=shown)
        if write:
            write_all({source: after.encode("utf-8")})
    return None


def _with_progress(outcomes: Iterator[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """Show a bar while there is more than one source and a terminal to show it on."""
    if quiet or total == 1 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Exporting", total=total)
        for outcome in outcomes:
            yield outcome
            progress.advance(task)


def _report(outcomes: Iterable[Outcome], options: argparse.Namespace, *, done: bool) -> int:
    """Print what came of each source; ``done`` says so where there is nothing else to say."""
    worst = 0
    for outcome in outcomes:
        worst = max(worst, outcome.exit_code)
        page = _write_report(outcome, getattr(options, "report", None))
        if options.json:
            print(json.dumps(_as_record(outcome, page), ensure_ascii=False))
        else:
            _print(outcome, least=Severity.ERROR if options.quiet else Severity.ADVICE if done else Severity.WARNING)
            if page and not options.quiet:
                print(page)
            if done and not outcome.error and not options.quiet:
                print(f"{outcome.source}: {showing.summary(outcome.findings, len(outcome.ignored))}")
    return worst


def _write_report(outcome: Outcome, folder: str | None) -> Path | None:
    """Write the evidence report on a source whose files were made and return its page."""
    checked = outcome.checked
    if not folder or checked is None:
        return None
    return write_report(checked, outcome.findings, outcome.ignored, outcome.proofs, Path(folder), checked.plan.styles)


def _print(outcome: Outcome, *, least: Severity) -> None:
    """Print what came of a source; findings that matter less than ``least`` are counted at most."""
    shown = [finding for finding in outcome.findings if finding.severity.rank <= least.rank]
    text = showing.as_text(shown, {str(outcome.source): outcome.text}, colour=sys.stderr.isatty())
    print(text, end="", file=sys.stderr)
    if isinstance(outcome.error, FindingsError):
        said = showing.summary(outcome.findings, len(outcome.ignored))
        print(f"{outcome.source}: {said}", file=sys.stderr)
    elif outcome.error:
        print(f"{outcome.source}: error: {outcome.error}", file=sys.stderr)
    elif least is not Severity.ERROR:
        if outcome.files:
            print(*outcome.files)
        left = [finding for finding in outcome.findings if finding not in shown]
        if left:
            said = showing.summary(left)
            print(f"{outcome.source}: {said}; “triplicate check {outcome.source}” tells more", file=sys.stderr)
    for proof in outcome.proofs:
        for difference in proof.differences:
            print(f"{proof.file}: {outcome.source}:{difference}", file=sys.stderr)


def _report_statistics(outcomes: Iterable[Outcome]) -> int:
    done = list(outcomes)
    print(showing.statistics(finding for outcome in done for finding in outcome.findings), end="")
    for outcome in done:
        if outcome.error and not isinstance(outcome.error, FindingsError):
            print(f"{outcome.source}: error: {outcome.error}", file=sys.stderr)
    return max((outcome.exit_code for outcome in done), default=0)


def _report_sarif(outcomes: Iterable[Outcome]) -> int:
    from triplicate.system.version import installed_version

    done = list(outcomes)
    findings = [finding for outcome in done for finding in outcome.findings]
    ignored = [pair for outcome in done for pair in outcome.ignored]
    print(showing.as_sarif(findings, ignored, version=installed_version(), root=Path.cwd()), end="")
    for outcome in done:
        if outcome.error and not isinstance(outcome.error, FindingsError):
            print(f"{outcome.source}: error: {outcome.error}", file=sys.stderr)
    return max((outcome.exit_code for outcome in done), default=0)


def _as_record(outcome: Outcome, page: Path | None) -> dict[str, object]:
    return {
        "source": str(outcome.source),
        "files": [str(file) for file in outcome.files],
        "error": str(outcome.error) if outcome.error else None,
        "report": str(page) if page else None,
        "exit_code": outcome.exit_code,
        "verified": [as_record(proof) for proof in outcome.proofs],
        "findings": [showing.as_record(finding) for finding in outcome.findings],
        "ignored": [{**showing.as_record(finding), "reason": reason} for finding, reason in outcome.ignored],
    }
