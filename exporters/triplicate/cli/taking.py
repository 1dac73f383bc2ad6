"""The command that takes files in."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from triplicate.cli.streams import visible
from triplicate.document.language import canonical
from triplicate.errors import InternalError, TriplicateError, UsageError
from triplicate.jobs.importing import Imported, Wish, import_file
from triplicate.rules import showing
from triplicate.rules.finding import Severity


def import_files(options: argparse.Namespace) -> int:
    """Make a source of every file; the exit code is the worst of all."""
    if options.lang and canonical(options.lang) is None:
        raise UsageError(f"--lang: {options.lang!r} is not a language tag; write one such as en-GB")
    if options.title and len(options.files) > 1:
        raise UsageError("--title is for one file")
    wish = Wish(
        Path(options.to) if options.to else None,
        mend=options.mend,
        force=options.force,
        lang=canonical(options.lang) if options.lang else None,
        title=options.title,
        width=options.wrap,
    )
    return max(_one(Path(file), wish, options) for file in options.files)


def _one(file: Path, wish: Wish, options: argparse.Namespace) -> int:
    name = visible(str(file))
    try:
        made = import_file(file, wish)
    except TriplicateError as error:
        _fail(name, f"error: {visible(str(error))}", error.exit_code, options)
        return error.exit_code
    except Exception as error:  # noqa: BLE001  a fault of ours, told as such; the other files are taken in
        fault = InternalError(error)
        _fail(name, str(fault), fault.exit_code, options)
        return fault.exit_code
    if options.json:
        print(json.dumps(_as_record(made), ensure_ascii=False))
    else:
        _tell(made, options)
    return made.exit_code


def _tell(made: Imported, options: argparse.Namespace) -> None:
    least = Severity.ERROR if options.quiet else Severity.ADVICE
    shown = [
        replace(finding, source=visible(finding.source))
        for finding in made.findings
        if finding.severity.rank <= least.rank
    ]
    said = showing.as_text(shown, {visible(str(made.source)): made.text}, colour=sys.stderr.isatty())
    print(said, end="", file=sys.stderr)
    for one in made.lost:
        where = f" ({visible(one.where)})" if one.where else ""
        print(f"{visible(str(made.file))}{where}: not in the source: “{visible(one.words)}”", file=sys.stderr)
    if options.quiet:
        return
    for path in (made.source, *made.pictures):
        print(visible(str(path)))
    kept = "every word kept" if not made.lost else f"words of {len(made.lost)} lines are not in the source"
    print(f"{visible(str(made.file))}: {kept}; {showing.summary(made.findings)}", file=sys.stderr)


def _fail(name: str, said: str, code: int, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({"file": name, "error": said, "exit_code": code}, ensure_ascii=False))
    else:
        print(f"{name}: {said}", file=sys.stderr)


def _as_record(made: Imported) -> dict[str, object]:
    return {
        "file": str(made.file),
        "source": str(made.source),
        "pictures": [str(path) for path in made.pictures],
        "lost": [one._asdict() for one in made.lost],
        "exit_code": made.exit_code,
        "findings": [showing.as_record(finding) for finding in made.findings],
    }
