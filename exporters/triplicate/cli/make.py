"""The commands that read sources: export and check."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from triplicate import theme
from triplicate.batch import Outcome, Request, check_source, export_sources, find_sources
from triplicate.errors import FindingsError, UsageError
from triplicate.problem import Problem, Severity
from triplicate.producing import PDF_STANDARDS, Format


def export(options: argparse.Namespace) -> int:
    """Export every source; the exit code is the worst of all."""
    request = _request(options)
    sources = find_sources(map(Path, options.sources))
    outcomes = _with_progress(export_sources(sources, request), len(sources), quiet=options.quiet or options.json)
    return _report(outcomes, options)


def check(options: argparse.Namespace) -> int:
    """Check every source; the exit code is the worst of all."""
    request = _request(options)
    sources = find_sources(map(Path, options.sources))
    return _report((check_source(source, request) for source in sources), options)


def _request(options: argparse.Namespace) -> Request:
    media = tuple(map(Path, options.media))
    for folder in media:
        if not folder.is_dir():
            raise UsageError(f"--media: there is no folder {folder}")
    request = Request(
        formats=_formats(getattr(options, "formats", None)),
        styles=_listed(getattr(options, "style", None)),
        folder=Path(options.to) if getattr(options, "to", None) else None,
        title=options.title,
        lang=options.lang,
        media=media,
        standard=_standard(getattr(options, "pdf_standard", None)),
        strict=options.strict,
    )
    for name in request.styles:
        theme.load(name)
    return request


def _listed(text: str | None) -> tuple[str, ...]:
    """Return the names of a comma-separated list, each once."""
    return tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))


def _formats(text: str | None) -> tuple[Format, ...]:
    names = _listed(text and text.lower()) or tuple(Format)
    if unknown := [name for name in names if name not in tuple(Format)]:
        raise UsageError(f"--formats: unknown format {unknown[0]!r}; known are: {', '.join(Format)}")
    return tuple(map(Format, names))


def _standard(name: str | None) -> str | None:
    if name is not None and name not in PDF_STANDARDS:
        raise UsageError(f"--pdf-standard: unknown standard {name!r}; known are: {', '.join(PDF_STANDARDS)}")
    return name


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


def _report(outcomes: Iterable[Outcome], options: argparse.Namespace) -> int:
    worst = 0
    for outcome in outcomes:
        worst = max(worst, outcome.exit_code)
        if options.json:
            print(json.dumps(_as_json(outcome), ensure_ascii=False))
        else:
            _print(outcome, quiet=options.quiet)
    return worst


def _print(outcome: Outcome, *, quiet: bool) -> None:
    for problem in outcome.problems:
        if not quiet or problem.severity is Severity.ERROR:
            print(problem, file=sys.stderr)
            if problem.hint:
                print(f"    {problem.hint}", file=sys.stderr)
    if isinstance(outcome.error, FindingsError):
        print(f"{outcome.source}: {_count(outcome.error.problems)}; nothing was written", file=sys.stderr)
    elif outcome.error:
        print(f"{outcome.source}: error: {outcome.error}", file=sys.stderr)
    elif not quiet:
        for file in outcome.files:
            print(file)


def _count(problems: tuple[Problem, ...]) -> str:
    number = len(problems)
    return "1 finding stops it" if number == 1 else f"{number} findings stop it"


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "source": str(outcome.source),
        "files": [str(file) for file in outcome.files],
        "error": str(outcome.error) if outcome.error else None,
        "exit_code": outcome.exit_code,
        "findings": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "line": problem.place.line,
                "column": problem.place.column,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in outcome.problems
        ],
    }
