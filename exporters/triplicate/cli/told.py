"""What came of sources, as it is printed."""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from triplicate.cli.streams import visible
from triplicate.cli.validate import lines_on, lines_on_unasked
from triplicate.errors import FindingsError, InternalError, TriplicateError
from triplicate.jobs.outcome import Outcome
from triplicate.jobs.records import outcome_record
from triplicate.rules import showing
from triplicate.rules.finding import Severity


def tell(outcomes: Iterable[Outcome], options: argparse.Namespace, *, done: bool) -> int:
    """Print what came of each source; ``done`` says so where there is nothing else to say."""
    worst = 0
    for outcome in outcomes:
        worst = max(worst, outcome.exit_code)
        if options.json:
            print(json.dumps(outcome_record(outcome), ensure_ascii=False))
        else:
            otherwise = Severity.ADVICE if done else Severity.WARNING
            print_outcome(outcome, least=Severity.ERROR if options.quiet else otherwise)
            if done and options.verbose and outcome.unused_keys:
                print(f"{visible(str(outcome.source))}: of other programs: {visible(', '.join(outcome.unused_keys))}")
            if not done and options.verbose:
                print(*map(visible, outcome.in_one_piece), sep="\n", end="\n" * bool(outcome.in_one_piece))
            if done and not outcome.error and not options.quiet:
                print(f"{visible(str(outcome.source))}: {showing.summary(outcome.findings, len(outcome.ignored))}")
    return worst


def print_outcome(outcome: Outcome, *, least: Severity) -> None:
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


def tell_statistics(outcomes: Iterable[Outcome]) -> int:
    """Print how often each rule is broken; the exit code is the worst of all."""
    done = list(outcomes)
    print(showing.statistics(finding for outcome in done for finding in outcome.findings), end="")
    for outcome in done:
        if outcome.error and not isinstance(outcome.error, FindingsError):
            print(f"{outcome.source}: error: {outcome.error}", file=sys.stderr)
    return max((outcome.exit_code for outcome in done), default=0)


def tell_sarif(outcomes: Iterable[Outcome]) -> int:
    """Print the findings as SARIF; the exit code is the worst of all."""
    from triplicate.system.version import installed_version

    done = list(outcomes)
    findings = [finding for outcome in done for finding in outcome.findings]
    ignored = [pair for outcome in done for pair in outcome.ignored]
    print(showing.as_sarif(findings, ignored, version=installed_version(), root=Path.cwd()), end="")
    for outcome in done:
        if outcome.error and not isinstance(outcome.error, FindingsError):
            _print_error(outcome.error, visible(str(outcome.source)))
    return max((outcome.exit_code for outcome in done), default=0)
