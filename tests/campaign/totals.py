"""What a campaign found, summed up: faults by judge and kind, and lines from right to left by program."""

from collections import defaultdict

from tests.campaign.making import Fault, Made


class Totals:
    """The sums; ``str`` gives a table."""

    def __init__(self) -> None:
        self.documents = 0
        self.faults: defaultdict[Fault, list[int]] = defaultdict(list)
        self.to_left = 0
        self.turned = 0
        self.refused = 0

    def add(self, made: Made) -> None:
        self.documents += 1
        for fault in made.faults:
            self.faults[fault].append(made.seed)
        self.to_left += made.to_left
        self.turned += made.turned
        self.refused += made.refused

    def __str__(self) -> str:
        bad = {seed for found in self.faults.values() for seed in found}
        lines = [f"{self.documents} documents, {len(bad)} of them with a fault, {self.refused} refused by name"]
        for fault, found in sorted(self.faults.items()):
            first = sorted(set(found))
            lines.append(
                f"{fault.judge:<17} {fault.kind:<32} {len(found):>5} in {len(first):>4} documents: "
                + " ".join(map(str, first[:8]))
            )
        lines.append(f"{self.to_left} lines from right to left, each looked for in all programs")
        lines.append(f"{self.turned} words from left to right turned by PDFium and poppler in lines of both ways")
        return "\n".join(lines)
