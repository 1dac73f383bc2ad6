"""The cover of a report: a dark ground with the title on it, who published it and when at the foot of the page.

The title stands on a line that is the same on every cover and grows upwards, so that a long one has room. A picture
stands between title and foot, half on the dark ground, and the title on it: as wide as the page if little of it is lost
at its upper and lower edge, else whole.
"""

from triplicate.document.kinds import has_cover
from triplicate.document.model import Document, Inlines, Text
from triplicate.document.title_block import LineKind, MetadataLine, title_block
from triplicate.later import dataclass
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme
from triplicate.theme.wrapping import lines_of, words_of

GROUND = 0.62
"""How far down the page the dark ground reaches, of the page's height."""

TITLE_ENDS = 0.42
"""Where the title and its subtitle end."""

_FOOT = 0.79
"""Where the foot of the page begins (who published the text, and when), unless it needs more room."""

_IMPRINT = frozenset({LineKind.PUBLISHER, LineKind.AUTHORS, LineKind.DATE})

LOST = 0.2
"""Of a picture's height: what may lie outside a cover if the picture is as wide as the page."""

_WANTED, _LEAST = 0.3, 0.2
"""Of the height of the page: the room for a picture that is worth a smaller title, and without which is no cover."""

_LOGO = 72.0
"""How high a logo is at most, in points, with the ground around it."""

_LARGEST = 1.45
"""The title's size on the cover, of that elsewhere; a long one is set as elsewhere."""


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """A box on the page, in points from its upper left corner, and how much of the picture's height lies outside it."""

    left: float
    top: float
    width: float
    height: float
    lost: float


@dataclass(frozen=True, slots=True)
class Cover:
    """How a cover is set, in points: the title's size; how far under the page's upper edge it and the foot begin.

    The dark ground is ``ground`` high.
    """

    size: float
    title: float
    foot: float
    ground: float
    picture: CoverPicture | None = None


def imprint_of(document: Document) -> list[MetadataLine]:
    """Return what stands at the foot of a document's cover."""
    return [line for line in title_block(document) if line.kind in _IMPRINT]


def cover_of(document: Document, theme: Theme) -> Cover | None:
    """Return the cover of a document; None if it has none, or if what stands on it would find no room."""
    if not has_cover(document.metadata):
        return None
    page, kind, lang = theme.page, theme.type, document.metadata.lang
    subtitle = (Text(document.metadata.subtitle),) if document.metadata.subtitle else ()
    kind_line = theme.type.body * theme.spacing.line + theme.spacing.paragraph if document.metadata.kind else 0.0
    below = (
        kind_line
        + _height(subtitle, Letters(kind.h3, lang=lang), theme, theme.spacing.heading_line)
        + theme.spacing.paragraph
    )
    imprint = imprint_of(document)
    lines = sum(_height(line.children, Letters(kind.body, lang=lang), theme, theme.spacing.line) for line in imprint)
    room = lines + theme.spacing.paragraph * (1 + len(imprint))
    foot = min(_FOOT * page.height, page.height - page.bottom - room)
    if foot < GROUND * page.height + theme.spacing.before_heading:
        return None
    for factor, wanted in ((_LARGEST, _WANTED), (1.0, _LEAST)):
        letters = Letters(factor * kind.title, bold=True, heading=True, lang=lang)
        titles = _height(document.title.children, letters, theme, theme.spacing.heading_line) + below
        if document.cover:
            gap = theme.spacing.before_heading
            room = foot - 2 * gap - titles - page.top - (_LOGO + gap if document.logo else 0)
            if room < wanted * page.height:
                continue
            picture = _picture(document, theme, room, foot - gap)
            return Cover(letters.size, picture.top - gap - titles, foot, picture.top + picture.height / 2, picture)
        top = TITLE_ENDS * page.height - titles
        if top >= page.top:
            return Cover(letters.size, top, foot, GROUND * page.height)
    return None


def _picture(document: Document, theme: Theme, room: float, bottom: float) -> CoverPicture:
    """Return where the picture of a cover stands: in so much room above its lower edge."""
    assert document.cover is not None
    page, picture = theme.page, document.pictures[document.cover.image.source]
    shape = picture.height / picture.width
    whole = page.width * shape
    if (1 - LOST) * whole <= room:
        height = min(whole, room)
        return CoverPicture(0.0, bottom - height, page.width, height, 1 - height / whole)
    height = min(room, page.measure * shape)
    width = height / shape
    left = page.left if document.metadata.dir == "ltr" else page.width - page.right - width
    return CoverPicture(left, bottom - height, width, height, 0.0)


def _height(inlines: Inlines, letters: Letters, theme: Theme, line: float) -> float:
    """Return about how high words are in lines of the page's width; ``line`` is a line's height, of the size."""
    return lines_of(words_of(inlines, letters, measure_of(theme)), theme.page.measure) * letters.size * line
