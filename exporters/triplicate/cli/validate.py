"""The command that asks validators of other makes about files, and how verdicts are printed."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from triplicate.cli.streams import visible
from triplicate.errors import TriplicateError
from triplicate.jobs import validating
from triplicate.jobs.records import verdict_record
from triplicate.validators import Verdict


def validate(options: argparse.Namespace) -> int:
    """Ask every validator about every file; 0 if all are valid, 1 if one is not, 2 if one could not be judged."""
    verdicts: list[Verdict] = []
    worst = 0
    for file in map(Path, options.files):
        try:
            found = validating.validate(file)
        except TriplicateError as error:
            print(f"triplicate: error: {visible(str(error))}", file=sys.stderr)
            worst = max(worst, error.exit_code)
            continue
        verdicts += found
        worst = max(worst, *(2 if one.trouble else int(not one.valid) for one in found))
        if not options.json:
            for line in lines_on(found):
                print(line)
    if options.json:
        print(json.dumps([verdict_record(one) for one in verdicts], ensure_ascii=False))
    for line in lines_on_unasked(verdicts):
        print(line, file=sys.stderr)
    return worst


def lines_on(verdicts: Iterable[Verdict], *, quiet: bool = False) -> Iterator[str]:
    """Yield what is printed of verdicts; ``quiet`` leaves out those that find nothing, and warnings."""
    for verdict in verdicts:
        file = visible(str(verdict.file))
        if not (quiet and verdict.valid):
            yield f"{file}: {visible(verdict.summary)}"
        for problem in verdict.problems:
            if problem.grave or not quiet:
                times = f"{problem.times} times" if problem.times > 1 else ""
                more = "; ".join(filter(None, (times, problem.where)))
                word = "error" if problem.grave else "warning"
                said = f"{word} {problem.rule}: {problem.message}" + (f" ({more})" if more else "")
                yield f"{file}: {visible(said)}"


def lines_on_unasked(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield what is printed of validators that could have been asked too, were they on this machine."""
    for one in validating.unasked(verdicts):
        yield f"{one.name} was not asked: it is not on this machine; get it with: {one.lacks()}"
