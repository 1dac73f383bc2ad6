"""What many texts cost: `python tests/benchmarks/batch.py [TEXTS]` (100 short letters if no number is given).

The whole command on one text, on all of them by one process, by one for each core, and where nothing has changed:
seconds by the clock, CPU seconds and the largest process, workers included; then what one text more takes of a CPU.
"""

import ctypes
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER: processes whose parent has ended are ours, and so is what they used
LETTER = """---
title: Letter {number}
lang: en-GB
date: 2026-03-01
---

Dear reader,

the library has good news on page {number}:

- it opens at 8am
- it closes at 8pm

| Day | Hours |
|---|---|
| Monday | {number} |
| Tuesday | 12 |
"""


class Cost(NamedTuple):
    """What a command took: seconds by the clock, seconds of processors, megabytes of the largest process."""

    wall: float
    cpu: float
    largest: float


def export(*arguments: str | Path) -> Cost:
    """Run an export to its end. It runs in a process of its own, whose children are then counted apart."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
        start = time.monotonic()
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "exporters")}
        subprocess.run(
            [sys.executable, "-m", "triplicate", "export", "--quiet", *arguments], env=environment, check=True
        )
        wall = time.monotonic() - start
        with suppress(ChildProcessError):
            while True:  # the process that workers are forked from ends after the one that asked for it
                os.wait()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writing, f"{wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1000}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        return Cost(*map(float, told.read().split()))


def main(number: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        texts, cache = Path(folder, "texts"), Path(folder, "cache")
        texts.mkdir()
        for one in range(number):
            (texts / f"letter-{one}.md").write_text(LETTER.format(number=one), encoding="utf-8")
        single = export(texts / "letter-0.md", "--no-cache")
        print(f"{'':24}  wall s   CPU s  largest MB  CPU ms a further text")
        print(f"{'one text':24} {single.wall:7.2f} {single.cpu:7.2f} {single.largest:11.0f}")
        for what, arguments in (
            (f"{number} texts, one process", ("--jobs", "1", "--no-cache")),
            (f"{number} texts, all cores", ("--cache", cache)),
            ("unchanged, first time", ("--cache", cache)),
            ("unchanged", ("--cache", cache)),
        ):
            cost = export(texts, *arguments)
            # An export of what is unchanged loads less than one that makes something.
            base = export(texts / "letter-0.md", *arguments).cpu if "unchanged" in what else single.cpu
            further = 1000 * (cost.cpu - base) / (number - 1)
            print(f"{what:24} {cost.wall:7.2f} {cost.cpu:7.2f} {cost.largest:11.0f} {further:22.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
