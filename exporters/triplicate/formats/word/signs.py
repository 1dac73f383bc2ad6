"""The signs of callouts in Word: drawings in the line of the title, for eyes alone.

The room beside a sign is part of its drawing, so that the words of the title stay as they are.
"""

from triplicate.document.model import CalloutKind, Picture
from triplicate.later import dataclass
from triplicate.theme import Theme
from triplicate.theme.callout_signs import sign_of

_SIDE, _GAP = 18, 7
"""How wide and high a sign is, and the room beside it, in CSS pixels of its drawing."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawing, the name that it is kept under, and its width and height in the line, in points."""

    name: str
    picture: Picture
    extent: tuple[float, float]


def callout_sign(kind: CalloutKind, theme: Theme, *, rtl: bool) -> Sign:
    """Return the sign of a kind of callout, its room where the words of the title begin."""
    name = f"callout {kind.value}{' from right to left' if rtl else ''}"
    before, after = (_GAP, 0) if rtl else (0, _GAP)
    svg = sign_of(kind, getattr(theme.colours, kind.value), before=before, after=after)
    high = theme.type.body
    picture = Picture(f"{name}.svg", "image/svg+xml", svg, _SIDE + _GAP, _SIDE)
    return Sign(name, picture, (high * picture.width / picture.height, high))
