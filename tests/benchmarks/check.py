"""CPU time of `check` beside that of `export` with its proof: `python -m tests.benchmarks.check [LINES…]`.

Prints medians of interleaved runs in new processes, start and imports included, for a Markdown text of so many lines
(10,000 if none are given).
"""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.costs import cost, report, triplicate

RUNS = 3


def main() -> None:
    """Print the medians and their ratio."""
    lines_a_page = report(10).count("\n") / 10
    for lines in map(int, sys.argv[1:] or ("10000",)):
        with tempfile.TemporaryDirectory() as name:
            text = Path(name) / "text.md"
            text.write_text(report(round(lines / lines_a_page)), encoding="utf-8")
            times: dict[str, list[float]] = {"check": [], "export": []}
            for _ in range(RUNS):
                for command, taken in times.items():
                    folder = ("--to", name, "--no-cache") if command == "export" else ()
                    taken.append(cost(triplicate(command, text, "--quiet", *folder)).cpu)
            checked, exported = (statistics.median(taken) for taken in times.values())
            count = text.read_text("utf-8").count("\n")
        print(f"{count} lines: check {checked:.2f} s, export {exported:.2f} s; ratio {checked / exported:.3f}")


if __name__ == "__main__":
    main()
