"""CPU time of the proof of three files beside that of making them: `python -m tests.benchmarks.verify [TEXT…]`.

Prints medians of runs in one process, after one that is not counted, as ``export`` does it: the collector paused.
"""

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.epub import RUNS
from triplicate import api, reading
from triplicate.proving import prove

KINDS = ("pdf", "docx", "epub")


def main() -> None:
    """Print the medians and their ratio."""
    everything = Path(__file__).parents[2] / "source" / "everything.md"
    for text in map(Path, sys.argv[1:] or (everything,)):
        document = reading.read(text).document
        made: list[float] = []
        proved: dict[str, list[float]] = {kind: [] for kind in KINDS}
        with tempfile.TemporaryDirectory() as folder:
            files = {kind: Path(folder) / f"text.{kind}" for kind in KINDS}
            for run in range(RUNS + 1):
                gc.collect()
                gc.disable()
                start = time.process_time()
                for kind, file in files.items():
                    file.write_bytes(api.export(document, kind))
                spent = time.process_time() - start
                times = {}
                for kind, file in files.items():
                    start = time.process_time()
                    prove(document, (file,))
                    times[kind] = time.process_time() - start
                gc.enable()
                if run:
                    made.append(spent)
                    for kind, seconds in times.items():
                        proved[kind].append(seconds)
        export = statistics.median(made)
        medians = {kind: statistics.median(times) for kind, times in proved.items()}
        each = ", ".join(f"{kind} {seconds:.2f}" for kind, seconds in medians.items())
        ratio = sum(medians.values()) / export
        print(f"{text.name}: export {export:.2f} s, proof {sum(medians.values()):.2f} s ({each}); ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
