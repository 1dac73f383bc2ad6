"""How pages look, in figures: `python tests/benchmarks/pages.py [SOURCE ...]` (the samples if none are given).

For each source in each edition: its pages; how much of the height of their text areas is one free band, in the median
and at worst (covers and last pages left out, and what lies sideways); pages that end with a heading; paragraphs of several
lines, and how many of these end in a line of one word; the smallest letters outside pictures, in points.

The lines are those that PDFium sees: two paragraphs are told apart by the space between them.
"""

import statistics
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "exporters"), str(ROOT)]

from tests.look.holes import fills  # noqa: E402
from tests.look.pages import Letter, letters  # noqa: E402
from tests.look.texts import made  # noqa: E402
from triplicate import reading, theme  # noqa: E402
from triplicate.document.kinds import has_cover  # noqa: E402
from triplicate.formats.product import Format  # noqa: E402
from triplicate.theme import Theme  # noqa: E402

SOURCES = (
    *(ROOT / "source" / name for name in ("everything.md", "news-release.md", "plain-release.txt")),
    ROOT / "tests" / "look" / "waterworks.md",
    *sorted((ROOT / "tests" / "look" / "samples").glob("*.md")),
)
APART = 1.25
"""Of the height of a paragraph's lines: from a line to the first of the next paragraph it is more."""
SPACE = 0.12
"""Of the size of letters: what is between two words at least."""
RAISED = 0.75
"""Of the size of letters: what a quotation mark stands over its line at most."""
_ALIKE = 0.2
"""Sizes that differ by less, in points, are the same."""


def lines_of(page: list[Letter]) -> list[list[Letter]]:
    """Return the letters of a page, the artifacts left out, in lines."""
    lines: list[list[Letter]] = []
    for letter in page:
        if lines and abs(lines[-1][0].box[1] - letter.box[1]) < RAISED * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def words_of(line: list[Letter]) -> int:
    """Return how many words a line has."""
    return 1 + sum(after.box[0] - before.box[2] > SPACE * after.size for before, after in pairwise(line))


def is_number(line: list[Letter]) -> bool:
    """Tell whether a line is the number of an item alone."""
    return all(letter.character in "0123456789." for letter in line)


def paragraphs_of(lines: list[list[Letter]], edition: Theme) -> list[list[list[Letter]]]:
    """Return the paragraphs among lines, each as its lines: what begins at the edge of the text, and is as large."""
    found: list[list[list[Letter]]] = []
    before = 0.0
    for line in lines:
        first = line[0]
        at_edge = abs(first.box[0] - edition.page.left) < 3 and abs(first.size - edition.type.body) < _ALIKE
        if at_edge and found and 0 < before - first.box[1] < APART * edition.type.body * edition.spacing.line:
            found[-1].append(line)
        elif at_edge:
            found.append([line])
        before = first.box[1] if at_edge else 0.0
    return found


def report(source: Path, style: str) -> str:
    """Return the figures of a source in an edition as a line of a table."""
    edition = theme.load(style)
    document = reading.read(source, media=[ROOT / "source" / "pictures"]).document
    data = made(document, style, Format.PDF)
    pages: defaultdict[int, list[Letter]] = defaultdict(list)
    for letter in letters(data):
        if letter.tag != "Artifact":
            pages[letter.page].append(letter)
    found = fills(data, edition)
    covers = int(has_cover(document.metadata))
    free = [1 - one.share for one in found[:-1] if not one.sideways and one.number > covers] or [0.0]
    lines = {number: lines_of(page) for number, page in pages.items()}
    # Nothing else but headings is so much larger than the text.
    headed = sum(page[-1][-1].size > 1.2 * edition.type.body for number, page in lines.items() if number > covers)
    several = [one for page in lines.values() for one in paragraphs_of(page, edition) if len(one) > 1]
    alone = sum(words_of(one[-1]) == 1 and not is_number(one[-1]) for one in several)
    least = min(letter.size for page in pages.values() for letter in page if letter.tag not in {"Figure", ""})
    return (
        f"{source.name:20} {style:12} {len(found):5} {100 * statistics.median(free):6.0f} % {100 * max(free):6.0f} %"
        f" {headed:8} {len(several):10} {alone:8} {least:8.1f}"
    )


def main(names: list[str]) -> None:
    """Print the figures of sources in all editions."""
    print(f"{'source':20} {'edition':12} pages   median    worst headings paragraphs one word smallest")
    for source in [Path(name) for name in names] or SOURCES:
        for style in theme.names():
            print(report(source, style), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
