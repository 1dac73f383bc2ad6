"""CPU time of the proof of three files beside that of making them: `python -m tests.benchmarks.verify [TEXT…]`.

Prints medians of runs in one process, after one that is not counted, as ``export`` does it: the collector paused, and
all files against one outline of the text. What each kind takes by itself is printed beside it.
"""

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

from triplicate import api, reading, theme
from triplicate.document.model import Document
from triplicate.jobs.promises import promise_of
from triplicate.proof.proving import prove

RUNS = 5
KINDS = ("pdf", "docx", "epub")


def main() -> None:
    """Print the medians and their ratio."""
    everything = Path(__file__).parents[2] / "source" / "everything.md"
    for text in map(Path, sys.argv[1:] or (everything,)):
        document = reading.read(text).document
        made: list[float] = []
        proved: list[float] = []
        each: dict[str, list[float]] = {kind: [] for kind in KINDS}
        with tempfile.TemporaryDirectory() as folder:
            files = {kind: Path(folder) / f"text.{kind}" for kind in KINDS}
            for run in range(RUNS + 1):
                gc.collect()
                gc.disable()
                start = time.process_time()
                for kind, file in files.items():
                    file.write_bytes(api.export(document, kind))
                spent = time.process_time() - start
                proof = _seconds(document, *files.values())
                alone = {kind: _seconds(document, file) for kind, file in files.items()}
                gc.enable()
                if run:
                    made.append(spent)
                    proved.append(proof)
                    for kind, seconds in alone.items():
                        each[kind].append(seconds)
        export, proof = statistics.median(made), statistics.median(proved)
        kinds = ", ".join(f"{kind} {statistics.median(times):.3f}" for kind, times in each.items())
        print(f"{text.name}: export {export:.2f} s, proof {proof:.3f} s ({kinds}); ratio {proof / export:.3f}")


def _seconds(document: Document, *files: Path) -> float:
    """Return the CPU seconds that the proof of files takes."""
    start = time.process_time()
    prove(document, {file: file.read_bytes() for file in files}, promise_of(theme.load("standard")))
    return time.process_time() - start


if __name__ == "__main__":
    main()
