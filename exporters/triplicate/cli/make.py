"""The commands that read sources: export and check."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from triplicate.cli.asked import (
    WORTH_CHECKING,
    WORTH_EXPORTING,
    cluster_for,
    given_in,
    kept_for,
    processes_of,
    request_of,
    sources_of,
)
from triplicate.cli.progress import Progress
from triplicate.cli.streams import visible
from triplicate.cli.told import tell, tell_sarif, tell_statistics
from triplicate.document.model import Document
from triplicate.downloads import Offer
from triplicate.errors import InternalError, TriplicateError, UsageError
from triplicate.jobs.batch import check_sources, export_sources, together
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.texts import Request, read_source
from triplicate.reading.rules import LEVEL_SKIPPED
from triplicate.rules.finding import Finding
from triplicate.theme import DEFAULT_STYLE


def export(options: argparse.Namespace) -> int:
    """Export every source; the exit code is the worst of all."""
    request = request_of(options)
    sources = sources_of(options)
    request = replace(request, given=given_in(options))
    if options.report and not options.verify:
        raise UsageError("--report shows what reading the files back found; leave out --no-verify")
    processes = processes_of(options, len(sources), WORTH_EXPORTING)
    with (
        kept_for(options) as kept,
        cluster_for(options) as cluster,
        Progress(len(sources), shown=_shows_progress(options)) as progress,
    ):
        outcomes = export_sources(
            sources,
            request,
            processes=processes.texts,
            each=processes.each,
            done=progress.advance,
            kept=kept,
            cluster=cluster,
        )
        if not request.page or len(sources) == 1:
            return tell(outcomes, options, done=False)
        offered: dict[Path, list[Offer]] = {}
        code = tell(_noted(outcomes, offered), options, done=False)
    _list(offered, request, quiet=options.quiet or options.json)
    return code


def _noted(outcomes: Iterable[Outcome], offered: dict[Path, list[Offer]]) -> Iterator[Outcome]:
    """Yield outcomes, and note what is offered of each text by the folder of its files."""
    for outcome in outcomes:
        if outcome.offered:
            offered.setdefault(outcome.files[0].parent, []).append(outcome.offered)
        yield outcome


def _list(offered: Mapping[Path, Sequence[Offer]], request: Request, *, quiet: bool) -> None:
    """Write an index of the texts whose files are in each folder."""
    from triplicate.jobs.offering import listed
    from triplicate.jobs.publishing import publish

    style = request.choices.styles[0] if request.choices.styles else DEFAULT_STYLE
    for folder, offers in offered.items():
        pages = listed(offers, folder, style)
        publish(pages)
        if not quiet:
            print(*map(visible, map(str, pages)), sep="\n")


def check(options: argparse.Namespace) -> int:
    """Check every source; the exit code is the worst of all."""
    request = request_of(options)
    sources = sources_of(options)
    request = replace(request, given=given_in(options))
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
            return tell([Outcome(source, error=error) for source, error in wrong.items() if error], options, done=True)
    with Progress(len(sources), shown=_shows_progress(options)) as progress:
        processes = processes_of(options, len(sources), WORTH_CHECKING)
        checked = check_sources(sources, request, processes=processes.texts, done=progress.advance)
        if options.statistics:
            return tell_statistics(checked)
        # What kept a text from being mended stands before what is found in it then.
        outcomes = (replace(one, error=wrong.get(one.source) or one.error) for one in checked)
        return tell_sarif(outcomes) if options.sarif else tell(outcomes, options, done=True)


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


def _shows_progress(options: argparse.Namespace) -> bool:
    return not (options.quiet or options.json)
