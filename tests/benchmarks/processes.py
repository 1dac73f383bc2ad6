"""The memory of each process of one long export: python -m tests.benchmarks.processes [PAGES]

A text in chapters is exported in the usual formats, and read back. Printed are, of the processes that grew largest, when
each began and ended, the most that was resident in it, and the most of that that it had for itself: what it has in common
with others counts once for the machine. The last line has the wall time and the most that all had together.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.costs import ROOT, report, triplicate

EVERY = 2.0
"""Seconds between two looks."""
_TOLD = 8


class Memory(NamedTuple):
    """Megabytes that are resident in a process, its share of all, and what it alone has."""

    resident: float
    share: float
    own: float


def processes(parent: int) -> Iterator[int]:
    """Yield a process and those that it has started."""
    yield parent
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in listed.read_text(encoding="ascii").split():
            yield from processes(int(child))


def memory(process: int) -> Memory:
    """Return the memory of a process. Raises OSError if it has ended."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    found = {line.split()[0]: int(line.split()[1]) / 1000 for line in lines}
    return Memory(found["Rss:"], found["Pss:"], found["Private_Clean:"] + found["Private_Dirty:"])


def main(pages: int = 1000) -> int:
    most: dict[int, tuple[float, float, float, float]] = {}
    together = 0.0
    with TemporaryDirectory() as folder:
        source = Path(folder, "text.md")
        source.write_text(report(pages, chapters=True), encoding="utf-8")
        command = triplicate("export", source, "--to", Path(folder, "out"), "--no-cache", "--quiet")
        start = time.monotonic()
        running = subprocess.Popen(command, cwd=ROOT / "exporters")
        while running.poll() is None:
            time.sleep(EVERY)
            share = 0.0
            try:
                for process in processes(running.pid):
                    found, now = memory(process), time.monotonic() - start
                    begun, _, resident, own = most.get(process, (now, now, 0.0, 0.0))
                    most[process] = begun, now, max(resident, found.resident), max(own, found.own)
                    share += found.share
            except (OSError, KeyError, IndexError):  # a process has ended meanwhile
                continue
            together = max(together, share)
    for begun, ended, resident, own in sorted(most.values(), key=lambda one: -one[2])[:_TOLD]:
        print(f"from {begun:5.0f} s to {ended:5.0f} s: {resident:6.0f} MB, {own:6.0f} MB of its own")
    print(f"{time.monotonic() - start:.0f} s, all together {together:.0f} MB")
    return running.returncode


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
