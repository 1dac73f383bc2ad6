"""The commands that read sources: export and check."""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from triplicate import theme
from triplicate.cli.progress import Progress
from triplicate.cli.prove import as_record, base_url, listed, values_of
from triplicate.cli.streams import visible
from triplicate.cli.validate import as_record as verdict_record
from triplicate.cli.validate import lines_on, lines_on_unasked
from triplicate.document.model import Document, PdfStandard
from triplicate.errors import FindingsError, InternalError, TriplicateError, UnreadableError, UsageError
from triplicate.formats.product import Format
from triplicate.jobs.batch import check_sources, export_sources, together
from triplicate.jobs.config import Choices
from triplicate.jobs.kept import Kept, default_folder
from triplicate.jobs.making import Outcome
from triplicate.jobs.texts import Request, find_sources, read_source
from triplicate.reading.files import MAX_BYTES
from triplicate.reading.rules import LEVEL_SKIPPED
from triplicate.rules import showing
from triplicate.rules.finding import Finding, Severity
from triplicate.system.workers import usable_cores

_STANDARD_INPUT = "-"
_UNNAMED = "text.md"
"""What a text from standard input is called if nothing else is said."""

_WORTH_EXPORTING, _WORTH_CHECKING = 4, 100
"""From how many texts on the work is done sooner by several processes, which take about as long to start."""


def export(options: argparse.Namespace) -> int:
    """Export every source; the exit code is the worst of all."""
    request = _request(options)
    sources = _sources(options)
    request = replace(request, given=_given(options))
    if options.report and not options.verify:
        raise UsageError("--report shows what reading the files back found; leave out --no-verify")
    processes = _processes(options, len(sources), _WORTH_EXPORTING)
    with _kept(options) as kept, Progress(len(sources), shown=_shows_progress(options)) as progress:
        outcomes = export_sources(sources, request, processes=processes, done=progress.advance, kept=kept)
        return _report(outcomes, options, done=False)


def check(options: argparse.Namespace) -> int:
    """Check every source; the exit code is the worst of all."""
    request = _request(options)
    sources = _sources(options)
    request = replace(request, given=_given(options))
    if options.diff:
        options.fix = options.dry_run = True
    if options.fix and request.given:
        raise UsageError("--fix changes files, and standard input is none")
    if options.dry_run and not options.fix:
        raise UsageError("--dry-run goes with --fix")
    wrong: dict[Path, TriplicateError | None] = {}
    if options.fix:
        shown = sys.stderr if options.json or options.sarif else sys.stdout
        known = together(sources, request)
        wrong = {source: _fix(source, known, shown, write=not options.dry_run) for source in sources}
        if options.dry_run:
            return _report(
                [Outcome(source, error=error) for source, error in wrong.items() if error], options, done=True
            )
    with Progress(len(sources), shown=_shows_progress(options)) as progress:
        processes = _processes(options, len(sources), _WORTH_CHECKING)
        checked = check_sources(sources, request, processes=processes, done=progress.advance)
        if options.statistics:
            return _report_statistics(checked)
        # What kept a text from being mended stands before what is found in it then.
        outcomes = (replace(one, error=wrong.get(one.source) or one.error) for one in checked)
        return _report_sarif(outcomes) if options.sarif else _report(outcomes, options, done=True)


def _sources(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the sources; an empty name, as of a variable that is not set, is no name for this folder."""
    if "" in options.sources:
        raise UsageError("a source has an empty name")
    if options.name and options.sources != [_STANDARD_INPUT]:
        raise UsageError("--name is for a text from standard input alone: triplicate check - --name letter.md")
    named = options.name or _UNNAMED
    return find_sources(Path(named if source == _STANDARD_INPUT else source) for source in options.sources)


def _given(options: argparse.Namespace) -> dict[Path, str]:
    """Return the text from standard input, by the name that it is to have; none if it is not among the sources."""
    if _STANDARD_INPUT not in options.sources:
        return {}
    name = Path(options.name or _UNNAMED)
    try:
        return {name: sys.stdin.buffer.read(MAX_BYTES + 1).decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        raise UnreadableError(f"the text from standard input is not UTF-8: byte {error.start + 1}") from error


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
    for name in choices.styles:
        theme.load(name)  # what is wrong with a style is told once, not for each text
    return Request(
        choices,
        title=options.title,
        lang=options.lang,
        values=values_of(options),
        base_url=base_url(options),
        media=media,
        strict=options.strict,
        lenient=options.lenient,
        verify=getattr(options, "verify", True),
        report=Path(options.report) if getattr(options, "report", None) else None,
        keep_faulty=getattr(options, "keep_faulty", False),
        validate=getattr(options, "validate", False),
        allow_outside=options.allow_outside,
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
    from triplicate.jobs.publishing import publish

    def read_and_check(text: str) -> tuple[Document, Iterable[Finding]]:
        checked = read_source(source, request, text)
        # Other files that it includes are not mended with it, nor are levels that they have a part in.
        found = [one for one in checked.verdict.findings if one.source == str(source)]
        whole = not checked.origins.stretches
        return checked.document, [one for one in found if whole or one.rule != LEVEL_SKIPPED]

    try:
        read_source(source, request)  # says what is wrong with a file that cannot be read
        with source.open(encoding="utf-8", newline="") as file:
            before = file.read()  # with its own line ends
        after = mend(before, read_and_check).text
        if after != before:
            print(diff(before, after, str(source)), end="", file=shown)
            if write:
                publish({source: after.encode("utf-8")})
    except TriplicateError as error:
        return error
    except Exception as error:  # noqa: BLE001  a fault of ours, told as such; the other texts are mended
        return InternalError(error)
    return None


def _processes(options: argparse.Namespace, texts: int, worth: int) -> int:
    """Return how many texts are worked on at once. Raises UsageError for less than one.

    If nothing is said, several are only where there are as many as make it ``worth`` to start processes for them.
    """
    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs wants a number from 1 on")
    return options.jobs or (usable_cores() if texts >= worth else 1)


def _kept(options: argparse.Namespace) -> AbstractContextManager[Kept | None]:
    if not options.use_cache:
        return nullcontext()
    return closing(Kept(Path(options.cache) if options.cache else default_folder()))


def _shows_progress(options: argparse.Namespace) -> bool:
    return not (options.quiet or options.json)


def _report(outcomes: Iterable[Outcome], options: argparse.Namespace, *, done: bool) -> int:
    """Print what came of each source; ``done`` says so where there is nothing else to say."""
    worst = 0
    for outcome in outcomes:
        worst = max(worst, outcome.exit_code)
        if options.json:
            print(json.dumps(_as_record(outcome), ensure_ascii=False))
        else:
            _print(outcome, least=Severity.ERROR if options.quiet else Severity.ADVICE if done else Severity.WARNING)
            if done and options.verbose and outcome.unused_keys:
                print(f"{visible(str(outcome.source))}: of other programs: {visible(', '.join(outcome.unused_keys))}")
            if done and not outcome.error and not options.quiet:
                print(f"{visible(str(outcome.source))}: {showing.summary(outcome.findings, len(outcome.ignored))}")
    return worst


def _print(outcome: Outcome, *, least: Severity) -> None:
    """Print what came of a source; what matters less than ``least`` is counted at most. The sum stands last."""
    source = visible(str(outcome.source))
    for file in outcome.finished:
        print(f"{visible(str(file))}: finished now; an earlier run was stopped before it was done", file=sys.stderr)
    shown = [
        replace(finding, source=visible(finding.source))
        for finding in outcome.findings
        if finding.severity.rank <= least.rank or (finding.rule.needs_a_file and least is not Severity.ERROR)
    ]
    texts = {visible(name): text for name, text in outcome.texts.items()}
    brief = least is Severity.WARNING and not outcome.error
    text = showing.as_text(shown, texts, colour=sys.stderr.isatty(), brief=brief)
    print(text, end="", file=sys.stderr)
    for proof in outcome.proofs:
        for difference in proof.differences:
            print(f"{visible(str(proof.file))}: {source}:{difference}", file=sys.stderr)
    for line in (*lines_on(outcome.verdicts, quiet=least is Severity.ERROR), *lines_on_unasked(outcome.verdicts)):
        print(line, file=sys.stderr)
    if isinstance(outcome.error, FindingsError):
        print(f"{source}: {showing.summary(outcome.findings, len(outcome.ignored))}", file=sys.stderr)
    elif outcome.error:
        _print_error(outcome.error, source)
    if least is Severity.ERROR:
        return
    if outcome.unchanged:
        print(f"{source}: unchanged", file=sys.stderr)
    for file in (*outcome.files, *outcome.faulty, *((outcome.report,) if outcome.report else ())):
        print(visible(str(file)))
    left = [one for one in outcome.findings if one.severity.rank > least.rank and not one.rule.needs_a_file]
    if not outcome.error and (left or (brief and shown)):
        said = f"{showing.summary(left)}; " if left else ""
        print(f"{source}: {said}“triplicate check {source}” tells more", file=sys.stderr)


def _print_error(error: TriplicateError, source: str) -> None:
    if isinstance(error, InternalError):
        print(f"{source}: {error}", file=sys.stderr)
        if os.environ.get("TRIPLICATE_DEBUG"):
            print(error.trace, end="", file=sys.stderr)
    else:
        print(f"{source}: error: {visible(str(error))}", file=sys.stderr)


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
            _print_error(outcome.error, visible(str(outcome.source)))
    return max((outcome.exit_code for outcome in done), default=0)


def _as_record(outcome: Outcome) -> dict[str, object]:
    return {
        "source": str(outcome.source),
        "files": [str(file) for file in outcome.files],
        "error": str(outcome.error) if outcome.error else None,
        "faulty": [str(file) for file in outcome.faulty],
        "unchanged": outcome.unchanged,
        "finished": [str(file) for file in outcome.finished],
        "report": str(outcome.report) if outcome.report else None,
        "exit_code": outcome.exit_code,
        "verified": [as_record(proof) for proof in outcome.proofs],
        "validated": [verdict_record(verdict) for verdict in outcome.verdicts],
        "findings": [showing.as_record(finding) for finding in outcome.findings],
        "ignored": [{**showing.as_record(finding), "reason": reason} for finding, reason in outcome.ignored],
    }
