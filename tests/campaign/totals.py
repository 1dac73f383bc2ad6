"""What a campaign found, summed up: faults by judge and kind, and lines from right to left by program."""

from collections import Counter, defaultdict

from tests.campaign.making import Fault, Made

KNOWN = {
    "Arabic script": {"poppler": 15 / 70, "PDFium": 8 / 70, "MuPDF": 18 / 70, "pdf.js": 9 / 70},
    "Hebrew": {"poppler": 11 / 30, "PDFium": 16 / 30, "MuPDF": 15 / 30, "pdf.js": 4 / 30},
}
"""The share of lines from right to left that each program reads otherwise, measured on a hundred lines by hand."""
ENOUGH = 100
"""How many lines of a script are needed before their share says anything."""


class Totals:
    """The sums; ``str`` gives a table."""

    def __init__(self) -> None:
        self.documents = 0
        self.faults: defaultdict[Fault, list[int]] = defaultdict(list)
        self.lines: Counter[str] = Counter()
        self.otherwise: Counter[tuple[str, str]] = Counter()
        self.turned = 0

    def add(self, made: Made) -> None:
        self.documents += 1
        for fault in made.faults:
            self.faults[fault].append(made.seed)
        self.lines += made.to_left
        self.otherwise += made.to_left_otherwise
        self.turned += made.turned

    def share(self, script: str, program: str) -> float:
        return self.otherwise[script, program] / max(self.lines[script], 1)

    def worse_than_known(self) -> list[str]:
        """Return the scripts and programs where more lines are read otherwise than is known."""
        return [
            f"{program}, {script}"
            for script, known in KNOWN.items()
            for program, bound in known.items()
            if self.lines[script] >= ENOUGH and self.share(script, program) > bound
        ]

    def __str__(self) -> str:
        bad = {seed for found in self.faults.values() for seed in found}
        lines = [f"{self.documents} documents, {len(bad)} of them with a fault"]
        for fault, found in sorted(self.faults.items()):
            first = sorted(set(found))
            lines.append(
                f"{fault.judge:<17} {fault.kind:<32} {len(found):>5} in {len(first):>4} documents: "
                + " ".join(map(str, first[:8]))
            )
        for script, known in KNOWN.items():
            told = ", ".join(
                f"{program} {self.share(script, program):.0%} ({bound:.0%})" for program, bound in known.items()
            )
            lines.append(f"{self.lines[script]} lines in {script}, read otherwise (known): {told}")
        lines.append(f"{self.turned} words from left to right taken apart by PDFium in lines of both ways")
        return "\n".join(lines)
