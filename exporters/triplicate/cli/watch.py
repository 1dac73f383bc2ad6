"""The command that waits: each text is exported again by a warm process when it, or what it uses, changes."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from triplicate.cli.asked import STANDARD_INPUT, WORTH_EXPORTING, folder_of_cache, processes_of, request_of, sources_of
from triplicate.cli.told import print_outcome
from triplicate.errors import UsageError
from triplicate.jobs.batch import export_sources
from triplicate.jobs.config import FILE_NAME
from triplicate.jobs.kept import Remembered
from triplicate.jobs.outcome import Outcome
from triplicate.reading.files import SUFFIXES
from triplicate.rules.finding import Severity

_STEP = 50
_LONGEST = 400
"""Milliseconds of quiet after which a change is taken to be over, and how long that is waited for at most."""

_SOON = 500
"""Milliseconds after which is looked again when folders begin to be watched: they may have changed just before."""

_FONTS = (".ttf", ".otf", ".ttc")
_CLEAR = "\x1b[H\x1b[2J"
"""To the upper left corner, and erase the display (ECMA-48: CUP, ED)."""


def watch(options: argparse.Namespace) -> int:
    """Export, and export again what has changed, until the program is interrupted. That is no failure."""
    if STANDARD_INPUT in options.sources:
        raise UsageError("watch wants files or folders; nothing changes in standard input")
    request = request_of(options)
    watcher = _Watcher()
    outcomes: list[Outcome] = []
    changed: set[str] = set()
    with closing(Remembered(folder_of_cache(options))) as kept:
        try:
            while True:
                sources = sources_of(options)
                touched = sum(not changed.isdisjoint(_used(one)) for one in outcomes) if outcomes else len(sources)
                processes = processes_of(options, touched, WORTH_EXPORTING)
                first = not outcomes
                outcomes = list(
                    export_sources(sources, request, processes=processes.texts, each=processes.each, kept=kept)
                )
                _tell(outcomes, first=first)
                _warm()
                changed = watcher.changes(outcomes)
                if any(path.lower().endswith(_FONTS) for path in changed):
                    # Fonts are read once for a process, by libraries too.
                    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  this program again
        except KeyboardInterrupt:
            return 0


class _Watcher:
    """Watches the folders of all that texts use; what changes while nobody asks is told to the next who does."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._used: set[str] = set()
        self._found: Iterator[set[tuple[Any, str]]] = iter(())

    def changes(self, outcomes: Iterable[Outcome]) -> set[str]:
        """Wait until something has changed that the texts use, and return the paths; none where that is not known."""
        self._used = {path for one in outcomes for path in _used(one)}
        folders = {_folder(path) for path in self._used}
        is_new = folders != self._folders
        if is_new:
            self._folders, self._found = folders, self._watch(folders)
        for found in self._found:
            if found or is_new:
                return {path for _, path in found}
        return set()

    def _watch(self, folders: Iterable[str]) -> Iterator[set[tuple[Any, str]]]:
        from watchfiles import watch

        return watch(
            *sorted(folders),
            watch_filter=lambda _, path: path in self._used or path.endswith((*SUFFIXES, FILE_NAME)),
            debounce=_LONGEST,
            step=_STEP,
            rust_timeout=_SOON,
            yield_on_timeout=True,
            recursive=False,
        )


def _used(outcome: Outcome) -> set[str]:
    """Return the paths of what a text uses, its files left out, each as seen from a real folder."""
    traces = outcome.traces
    noted = {*traces.files, *traces.places} if traces else set()
    made = {*map(str, outcome.files), str(outcome.report)}
    return {_real(path) for path in (str(outcome.source), *(noted - made))}


def _real(path: str) -> str:
    """Return the path of a file, or of the first folder on the way to it that is not there."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
    return os.path.join(os.path.realpath(folder), name) if os.path.isdir(folder) else _real(folder)  # noqa: PTH112, PTH118


def _folder(path: str) -> str:
    return os.path.dirname(path)  # noqa: PTH120


def _warm() -> None:
    """Load what a PDF needs before somebody waits for it."""
    import triplicate.jobs.preloaded  # noqa: F401


def _tell(outcomes: Sequence[Outcome], *, first: bool) -> None:
    """Print what came of the texts: on a terminal of all of them in place, else of those that were made."""
    made = [one for one in outcomes if not one.unchanged]
    if not made and not first:
        return
    in_place = sys.stdout.isatty() and sys.stderr.isatty()
    if in_place:
        print(_CLEAR, end="", flush=True)
    for outcome in outcomes if in_place or first else made:
        print_outcome(outcome, least=Severity.WARNING)
    if in_place or first:
        number = f"{len(outcomes)} texts" if len(outcomes) > 1 else "1 text"
        print(f"watching {number}; Ctrl-C ends", file=sys.stderr)
