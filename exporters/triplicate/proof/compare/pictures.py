"""Pictures against those of the source: whether a reader sees the same."""

from collections.abc import Iterator, Sequence

from triplicate.proof.compare.align import aligned
from triplicate.proof.compare.difference import Difference
from triplicate.proof.compare.quoting import quoted
from triplicate.proof.outline.looks import Seen, difference, turned
from triplicate.rules.finding import Severity

_ALIKE = 10.0
"""How far two pictures differ on average, of 255, that look the same: other compression, other sampling."""


def picture_differences(first: Sequence[Seen], second: Sequence[Seen]) -> Iterator[Difference]:
    """Yield pictures that do not look as those of the first side that have the same alternative text.

    Pictures that stand on one side alone are differences of their own.
    """
    for index, other in aligned([seen.alt for seen in first], [seen.alt for seen in second]):
        one, two = first[index], second[other]
        said = f"the picture “{quoted(one.alt)}”"
        look, other_look = one.look(), two.look()
        if not look or not other_look:
            message = f"{said} cannot be read: it is damaged, or of a kind that is not known here"
            yield Difference("picture-unread", Severity.ERROR, message, one.place, two.where)
            continue
        if (apart := difference(look, other_look)) <= _ALIKE:
            continue
        if any(difference(way, other_look) <= _ALIKE for way in turned(look)):
            message = f"{said} is turned or mirrored"
        else:
            message = f"{said} has other colours: {apart:.0f} of 255 away on average"
        yield Difference("picture-changed", Severity.ERROR, message, one.place, two.where)
