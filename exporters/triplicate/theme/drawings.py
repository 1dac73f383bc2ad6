"""Drawings in large print: as wide as it takes to read their letters, where the page has that room."""

from triplicate.document.lengths import PIXEL
from triplicate.document.model import Length, Picture
from triplicate.later import regex
from triplicate.theme.tokens import Theme

_SIZE = regex(rb"font-size\s*[:=]\s*[\"']?\s*(\d+(?:\.\d+)?)(px|pt)?(?![\w%.])")
_WIDTH_OF_VIEW = regex(rb"viewBox\s*=\s*[\"']\s*[\d.+-]+[\s,]+[\d.+-]+[\s,]+([\d.]+)")
_UNSAID = 16.0
"""The size of letters in pixels where a drawing says none (CSS Fonts 4, 2.5, and what programs do)."""

_TALLEST = 0.6
"""Of the height of a page: a drawing is made no higher."""


def width_for_letters(picture: Picture, asked: Length | None, theme: Theme, room: float) -> float | None:
    """Return the width in points at which the letters of a drawing have the least size of large print.

    It is at most ``room`` and what a page is high enough for. None where the drawing needs no width of its own: it has
    no letters, they are large enough, it is ``asked`` to be as wide, or the theme is no large print.
    """
    if not theme.is_large or (letters := _letters(picture)) is None:
        return None
    natural = picture.width * PIXEL
    wanted = natural * max(theme.type.least / letters, 1.0)
    width = min(wanted, room, _TALLEST * theme.page.depth * picture.width / picture.height)
    shown = min(asked.within(room) if asked else natural, room)
    return width if width > shown else None


def _letters(picture: Picture) -> float | None:
    """Return the size in points of the smallest letters of a drawing in its own size; None if it has none."""
    if picture.media_type != "image/svg+xml" or b"<text" not in picture.data:
        return None
    sizes = [float(size) * (1 / PIXEL if unit == b"pt" else 1.0) for size, unit in _SIZE.findall(picture.data)]
    view = _WIDTH_OF_VIEW.search(picture.data)
    scale = picture.width / float(view[1]) if view and float(view[1]) else 1.0
    return min((size for size in sizes if size), default=_UNSAID) * scale * PIXEL
