"""The command that writes sources in their canonical form."""

import argparse
import sys
from pathlib import Path

from triplicate.cli.asked import request_of, sources_of
from triplicate.cli.streams import visible
from triplicate.errors import InternalError, TriplicateError
from triplicate.jobs.formatting import Formatted, format_source
from triplicate.jobs.publishing import publish
from triplicate.jobs.texts import Request
from triplicate.reading.files import is_plain


def format_sources(options: argparse.Namespace) -> int:
    """Write every source anew, or show what would change; the exit code is the worst of all."""
    request = request_of(options)
    # Plain text among the texts of a folder has no marks to be put in order.
    sources = [one for one in sources_of(options) if not is_plain(one) or str(one) in options.sources]
    return max((_one(source, request, options) for source in sources), default=0)


def _one(source: Path, request: Request, options: argparse.Namespace) -> int:
    from triplicate.checks.mend import diff

    name = visible(str(source))
    try:
        found = format_source(source, request, options.wrap)
        if found.losses:
            return _refuse(found, name)
        if found.after == found.before:
            return 0
        if options.diff:
            print(diff(found.before, found.after, name, "formatted"), end="")
        elif not options.check:
            publish({source: found.after.encode("utf-8")})
    except TriplicateError as error:
        print(f"{name}: error: {visible(str(error))}", file=sys.stderr)
        return error.exit_code
    except Exception as error:  # noqa: BLE001  a fault of ours, told as such; the other texts are formatted
        print(f"{name}: {InternalError(error)}", file=sys.stderr)
        return InternalError.exit_code
    if not options.diff:
        print(f"{name}: {'would be written otherwise' if options.check else 'written anew'}")
    return int(options.check or options.diff)


def _refuse(found: Formatted, name: str) -> int:
    for place, what in found.losses:
        print(f"{name}:{place.line}:{place.column}: left as it is, for it would lose {what}", file=sys.stderr)
    return 1
