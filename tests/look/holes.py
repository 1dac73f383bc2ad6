"""How full pages are: the free bands between what PDFium finds painted in the text area of each."""

from dataclasses import dataclass

from tests.look.pages import sheets
from triplicate.theme import Theme

_GROUND = 0.8
"""Of the height of a page: what is painted higher lies under the page, as its colour."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A page: whether it lies sideways, and how much of the height of its text area is not one free band."""

    number: int
    sideways: bool
    share: float


def fills(data: bytes, theme: Theme) -> list[Fill]:
    """Return how full each page of a PDF is, in order."""
    found = []
    for number, sheet in enumerate(sheets(data), start=1):
        bottom, top = theme.page.bottom, sheet.height - theme.page.top
        edges = sorted(
            (max(low, bottom), min(high, top))
            for _, low, _, high in sheet.objects
            if high - low < _GROUND * sheet.height and high > bottom + 1 and low < top - 1
        )
        reached, free = bottom, 0.0
        for low, high in (*edges, (top, top)):
            free = max(free, low - reached)
            reached = max(reached, high)
        found.append(Fill(number, sheet.width > sheet.height, 1 - free / (top - bottom)))
    return found
