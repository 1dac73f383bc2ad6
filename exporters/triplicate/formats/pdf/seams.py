"""Runs of letters wider than a line that cross from one inline element to the next: paths, keys, addresses in bold.

WeasyPrint 70 breaks a word that is too long for a line within its element, but not where it crosses into another: what
follows then runs off the page or over the next cell. At such a crossing a line may be made to end.
"""

from collections.abc import Iterable

from triplicate.document.model import Abbreviation, Code, Inline, Keyboard, Text
from triplicate.theme.measure import Letters, Measure


def seams(inlines: Iterable[Inline], measure: Measure, letters: Letters, room: float) -> frozenset[int]:
    """Return the serials of the nodes before which a line may end: within runs that are wider than ``room`` points.

    ``letters`` says how the nodes are set. A run goes on over nodes that touch without a space between.
    """
    found: set[int] = set()
    run: list[int] = []
    width = 0.0

    def end() -> None:
        nonlocal run, width
        if width > room:
            found.update(run[1:])
        run, width = [], 0.0

    for leaf, text, own in measure.leaves(inlines, letters):
        words = text.split() if isinstance(leaf, Text | Code | Keyboard | Abbreviation) else []
        if not words or text[0].isspace():
            end()
        if not words:
            continue
        run.append(leaf.serial)
        width += measure.width(words[0], own)
        if len(words) > 1 or text[-1].isspace():
            end()
        if len(words) > 1 and not text[-1].isspace():
            run, width = [leaf.serial], measure.width(words[-1], own)
    end()
    return frozenset(found)
