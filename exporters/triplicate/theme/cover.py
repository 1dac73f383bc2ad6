"""The cover of a report: a dark ground with the title on it, who published it and when at the foot of the page.

The title stands on a line that is the same on every cover and grows upwards, so that a long one has room.
"""

from dataclasses import dataclass

from triplicate.document.kinds import has_cover
from triplicate.document.model import Document, Inlines, Text
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme

GROUND = 0.62
"""How far down the page the dark ground reaches, of the page's height."""

TITLE_ENDS = 0.42
"""Where the title and its subtitle end."""

FOOT = 0.79
"""Where the foot of the page begins: who published the text, and when."""

_LARGEST = 1.45
"""The title's size on the cover, of that elsewhere; a long one is set as elsewhere."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How a title stands on a cover: its size, and how far under the upper edge of the page it begins; in points."""

    size: float
    title: float


def cover_of(document: Document, theme: Theme) -> Cover | None:
    """Return the cover of a document; None if it has none, or if its title would find no room on one."""
    if not has_cover(document.metadata):
        return None
    page, kind = theme.page, theme.type
    subtitle = (Text(document.metadata.subtitle),) if document.metadata.subtitle else ()
    kind_line = theme.type.body * theme.spacing.line + theme.spacing.paragraph if document.metadata.kind else 0.0
    below = kind_line + _height(subtitle, Letters(kind.h3), theme) + theme.spacing.paragraph
    for factor in (_LARGEST, 1.0):
        letters = Letters(factor * kind.title, bold=True, heading=True)
        top = TITLE_ENDS * page.height - _height(document.title.children, letters, theme) - below
        if top >= page.top:
            return Cover(letters.size, top)
    return None


def _height(inlines: Inlines, letters: Letters, theme: Theme) -> float:
    """Return about how high words are in lines of the page's width."""
    lines, left = 0, 0.0
    measure = measure_of(theme)
    for word in "".join(text for text, _ in measure.runs(inlines, letters)).split():
        width = measure.width(f"{word} ", letters)
        if width > left:
            lines, left = lines + max(int(-(-width // theme.page.measure)), 1), theme.page.measure
        left -= width
    return lines * letters.size * theme.spacing.heading_line
