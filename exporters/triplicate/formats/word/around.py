"""Where blocks stand: the list item, quotation or callout around them, their edge, their language."""

from triplicate.formats.word.frames import Box
from triplicate.formats.word.lists import ListPlan
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a list item: the numbering instance, the level from 0, the style of a plain paragraph.

    ``left`` is where its level has the text, ``hanging`` how far before that the marker stands, both in points.
    """

    instance: int
    depth: int
    style: str
    left: float
    hanging: float


@dataclass(frozen=True, slots=True)
class Listed:
    """The numbering instance of the lists around, and what it counts."""

    instance: int
    plan: ListPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where blocks stand.

    ``style`` is that of plain paragraphs, ``left`` their edge in points from that of the text area, ``depth``
    the number of lists around them, ``listed`` what counts these. ``lang`` is None for the document's own language.
    ``box`` is the outermost quotation or callout around them, ``shading`` the colour of the innermost callout;
    ``size`` in points is that of notes.
    """

    style: str = "BodyText"
    left: float = 0.0
    depth: int = 0
    listed: Listed | None = None
    lang: str | None = None
    rtl: bool = False
    box: Box | None = None
    shading: str | None = None
    size: float | None = None
