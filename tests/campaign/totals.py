"""What a campaign found, summed up: faults by judge and kind, and lines from right to left by program."""

from collections import Counter, defaultdict
from math import ceil

from tests.campaign.making import Fault, Made

ALLOWED = {
    "Arabic": {"poppler": 15 / 70, "PDFium": 8 / 70, "MuPDF": 18 / 70, "pdf.js": 9 / 70},
    "Hebrew": {"poppler": 11 / 30, "PDFium": 16 / 30, "MuPDF": 15 / 30, "pdf.js": 4 / 30},
}
"""The share of lines from right to left, by script, that each program may read otherwise than they are written.

So many it read otherwise of 70 and 30 lines that were set in the best known way: each has its own order at some places.
"""


class Totals:
    """The sums; ``str`` gives a table."""

    def __init__(self) -> None:
        self.documents = 0
        self.faults: defaultdict[Fault, list[int]] = defaultdict(list)
        self.to_left: Counter[str] = Counter()
        self.otherwise: Counter[tuple[str, str]] = Counter()
        self.turned = 0
        self.refused = 0

    def add(self, made: Made) -> None:
        self.documents += 1
        for fault in made.faults:
            self.faults[fault].append(made.seed)
        self.to_left += made.to_left
        self.otherwise += made.otherwise
        self.turned += made.turned
        self.refused += made.refused

    def worse(self) -> list[str]:
        """Say which program reads more lines of a script otherwise than it is allowed; a part of a line counts whole."""
        return [
            f"{program} reads {often} of {self.to_left[script]} lines in {script} script otherwise"
            for (program, script), often in sorted(self.otherwise.items())
            if often > ceil(self.to_left[script] * ALLOWED[script][program])
        ]

    def __str__(self) -> str:
        bad = {seed for found in self.faults.values() for seed in found}
        lines = [f"{self.documents} documents, {len(bad)} of them with a fault, {self.refused} refused by name"]
        for fault, found in sorted(self.faults.items()):
            first = sorted(set(found))
            lines.append(
                f"{fault.judge:<17} {fault.kind:<32} {len(found):>5} in {len(first):>4} documents: "
                + " ".join(map(str, first[:8]))
            )
        for script, allowed in ALLOWED.items():
            often = ", ".join(f"{program} {self.otherwise[program, script]}" for program in allowed)
            lines.append(f"{self.to_left[script]} lines from right to left in {script} script; read otherwise: {often}")
        lines.append(f"{self.turned} words from left to right turned by PDFium and poppler in lines of both ways")
        return "\n".join(lines)
