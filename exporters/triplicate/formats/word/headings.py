"""Which headings Word numbers by itself, so that the numbers stay right when a person adds a section.

The numbers are settled in the text. Word counts again, by the levels of a list that the heading styles are tied to;
a heading which it would number otherwise has its number as words and is not counted.
"""

from collections.abc import Iterator

from triplicate.document.model import Blocks, Callout, Division, Document, Heading, Quotation

FIRST, DEEPEST = 2, 6
"""The levels of sections; level 1 is the title, which has no number."""


def automatic(document: Document) -> frozenset[int]:
    """Return the serials of the headings whose numbers are those that Word counts to.

    The levels above a heading must have been counted, since readers differ in what they print for one that was
    left out. Headings in lists may have the marker of an item for their number, and those in notes are no part
    of the text's count.
    """
    found = set()
    counts: dict[int, int] = {}
    for heading in _headings(document.blocks):
        level = heading.level
        above = [counts.get(number, 0) for number in range(FIRST, level)]
        number = counts.get(level, 0) + 1
        if 0 in above or heading.number != ".".join(map(str, (*above, number))):
            continue
        found.add(heading.serial)
        counts = {other: count for other, count in counts.items() if other < level} | {level: number}
    return frozenset(found)


def _headings(blocks: Blocks) -> Iterator[Heading]:
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Quotation() | Callout() | Division():
                yield from _headings(block.children)
            case _:
                pass
