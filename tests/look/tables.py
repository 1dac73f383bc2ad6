"""Texts with tables of every kind, and the words of a page as poppler finds them."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tests.judges.tools import command

FRONT = "---\ntitle: Tables\nlang: en-GB\ndate: 2026-01-01\n---\n\n"
SENTENCE = "The ferry waits at the pier until the last of those who called has come on board. "


def table(header: str, *rows: str, caption: str = "") -> str:
    columns = header.count("|") + 1
    lines = [f"| {header} |", f"|{':--|' * columns}", *(f"| {row} |" for row in rows)]
    return "\n".join(lines) + "\n" + (f"\n: {caption}\n" if caption else "")


TOKENS = {
    "rota": table(
        "Pier | Monday to Thursday | Friday | Saturday | Sunday and holidays | Ticket",
        "# North | 06:30–22:15 | 06:30–23:45 | 07:00–23:45 | 08:00–20:00 | £2.40–£3.10",
        "# South | 07:00–21:15 | 07:00–22:45 | closed from 1 November | on request, see Table 3 | £1.80",
    ),
    "laboratory": table(
        "Sample | Taken on | Depth | Temperature | Change | What was seen by those who took the sample",
        "# A | 2026-02-14 | 10–15 mm | −4 °C | +12.5% | Clear water with a little sand, taken before 10:30 am by the mill",
        "# B | 3 September | 1 250 m | +18 °C | −0.75% | Nothing but stones of 15 mm and 20 mm between the two old piers",
    ),
    "parts": table(
        "Part | Responsibilities | Internationalisation | Misunderstandings | Acknowledgements | Price",
        "# Hull | Superintendent | Straightforward | Counterproductive | Administratively | EUR 1,200",
        "# Mast | Representatives | Unconditionally | Notwithstanding | Disproportionate | EUR 300",
    ),
}
"""Tables whose tokens an edition may find wide."""

WHOLE = {
    "rota": ["06:30–22:15", "06:30–23:45", "07:00–23:45", "08:00–20:00", "£2.40–£3.10", "1 November", "Table 3"],
    "laboratory": [
        "2026-02-14",
        "10–15 mm",
        "−4 °C",
        "+12.5%",
        "3 September",
        "1 250 m",
        "−0.75%",
        "10:30 am",
        "20 mm",
    ],
    "parts": ["Internationalisation", "Counterproductive", "Disproportionate", "EUR 1,200", "Misunderstandings"],
}

STACKED = {
    "ten columns": table(
        " | ".join(f"Quarterly measurement {number}" for number in range(1, 14)),
        *(" | ".join(f"{row}0:00–1{number % 10}:30" for number in range(1, 14)) for row in (1, 2)),
    ),
    "names and texts": table(
        "Vessel | Commissioned | Classification | Displacement | Accommodation | Homeport | Superintendent | Certification"
        " | Refrigeration | Communication | Firefighting | Documentation",
        *(
            f"# Vessel {number} | 1 September | Icebreaking | 1 250 kg | Passengers | Harwich | Representatives"
            f" | Unconditional | Unnecessary | Uninterrupted | Independent | {SENTENCE}"
            for number in (1, 2)
        ),
    ),
    "without row headers": table(
        " | ".join(f"Responsibility {number}" for number in range(1, 15)),
        " | ".join(f"Administration of {number}" for number in range(1, 15)),
        " | ".join(["See Table 3"] * 14),
    ),
}
"""Tables that fit on no page of any edition."""

TALL = {
    "first row": table("Stop | What happens", f"# Mill | {SENTENCE * 70}", "# Port | Nothing."),
    "row in the middle": table(
        "Stop | What happens | Who",
        "# Hill | Nothing. | All",
        f"# Mill | {SENTENCE * 55} | Crew",
        "# Port | Nothing. | All",
    ),
    "last row": table("Stop | What happens", *(["# Quay | Nothing."] * 9), f"# Mill | {SENTENCE * 60}"),
}
"""Tables of two pages and more, with a row that is higher than a page."""

CAPTIONED = {
    "two columns": table(
        "A | B", "1 | 2", "3 | 4", caption="Counts of the first and of the second kind in a small table"
    ),
    "one column": table("Day", "Monday", "Friday", caption="Days on which the ferry goes to the island and comes back"),
    "many columns": table(
        "Pier | Mon | Tue | Wed",
        "North | 1 | 2 | 3",
        "South | 4 | 5 | 6",
        caption="Journeys from each of the two piers to the island on three days of the week",
    ),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, with its box in points."""

    text: str
    page: int
    left: float
    top: float
    right: float


def words(file: Path) -> list[Word]:
    """Return the words of a PDF, by poppler."""
    told = subprocess.run(
        [command("pdftotext", "poppler-utils"), "-bbox", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    found = []
    for page, part in enumerate(told.split("<page ")[1:], start=1):
        for left, top, right, text in re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)</word>', part
        ):
            found.append(Word(unescape(text), page, float(left), float(top), float(right)))
    return found


def on_one_line(found: list[Word], token: str) -> int:
    """Return how often a token stands in one line of a page."""
    parts = token.split()
    runs = (found[at : at + len(parts)] for at in range(len(found) - len(parts) + 1))
    return sum(
        run[-1].text.startswith(parts[-1])
        and [word.text for word in run[:-1]] == parts[:-1]
        and len({(word.page, round(word.top)) for word in run}) == 1
        for run in runs
    )
