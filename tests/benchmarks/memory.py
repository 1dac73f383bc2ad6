"""The memory of one worker over many texts: python -m tests.benchmarks.memory [TEXTS]

This process does what a worker of `export --jobs` does, and is not renewed: it makes the files of one release after the
other, in the usual formats, and reads them back. Printed is its resident memory after every hundredth. If that is more
than a tenth larger at the end than after the first hundred, the exit code is 1.
"""

import importlib
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.costs import release
from triplicate.jobs.batch import EXPORTING
from triplicate.jobs.config import Choices
from triplicate.jobs.making import export_source
from triplicate.jobs.outputs import settle
from triplicate.jobs.texts import Request

EACH = 100


def resident() -> float:
    """Return the resident memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(texts: int = 1000) -> int:
    for module in (*EXPORTING, "triplicate.jobs.preloaded"):
        importlib.import_module(module)
    seen = []
    with TemporaryDirectory() as folder:
        request = Request(Choices(output=Path(folder, "out")))
        for number in range(1, texts + 1):
            source = Path(folder, f"{number}.md")
            source.write_text(release(number), encoding="utf-8")
            outcome = export_source(settle([source], request)[0], request)
            assert not outcome.error, outcome.error
            for file in (source, *outcome.files):
                file.unlink()
            if number % EACH == 0:
                seen.append(resident())
                print(f"{number} texts: {seen[-1]:.1f} MB", flush=True)
    return int(seen[-1] > 1.1 * seen[0])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
