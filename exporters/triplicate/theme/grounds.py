"""The colours of a theme on the ground that a web page has: the theme's own, and the same on a dark one."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial

from triplicate.theme.contrast import contrast, luminance, mixed
from triplicate.theme.tokens import Colours

_DARKEST = 0.012
"""The luminance of a dark ground, at most: white has a contrast of 17:1 with it."""

_RATIOS = {"text": 13.0, "muted": 9.0, "heading": 12.0}
"""The contrast of colours with a dark ground, at least; of all others it is 8:1."""
_OTHERS = 8.0

_DIM = {"rule": 4.0, "hair": 1.8}
"""Lines that are to be no lighter than their contrast with a dark ground takes."""

_TINT = 0.1
"""How much of a line's colour is in what lies under text."""

_LINES = {"code_background": "rule", "header_background": "accent", "stripe_background": "rule"}
"""The lines whose colours tint what lies under text; a callout's is its own."""


def dark(colours: Colours) -> Colours:
    """Return the colours for a dark ground: each of the same hue, as light as it takes to be seen.

    Text of every colour has a contrast of 4.5:1 and more with each ground that it may stand on (WCAG 2.2, 1.4.3).
    """
    ground = _towards("#000000", colours.heading, lambda found: luminance(found) <= _DARKEST)
    made = {"page_background": ground}
    for name in (field.name for field in fields(Colours)):
        if not name.endswith("_background"):
            own = getattr(colours, name)
            if least := _DIM.get(name):
                end = own if contrast(own, ground) >= least else "#ffffff"
                made[name] = _towards(end, ground, partial(_shows, on=ground, least=least))
            else:
                least = _RATIOS.get(name, _OTHERS)
                made[name] = _towards("#ffffff", own, partial(_shows, on=ground, least=least))
    for name in (field.name for field in fields(Colours)):
        if name.endswith("_background") and name != "page_background":
            line = _LINES.get(name, name.removesuffix("_background").replace("cover", "accent"))
            made[name] = mixed(ground, made[line], _TINT)
    return Colours(**made)


def _shows(colour: str, on: str, least: float) -> bool:
    return contrast(colour, on) >= least


def _towards(end: str, colour: str, enough: Callable[[str], bool]) -> str:
    """Return a colour with so much of another in it as is enough."""
    return next(found for share in range(101) if enough(found := mixed(colour, end, share / 100)))
