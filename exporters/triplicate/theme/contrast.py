"""Contrast of colours, and every pair of them that a style uses."""

from functools import lru_cache

from triplicate.later import dataclass
from triplicate.theme.tokens import Colours

AA, AAA = 4.5, 7.0
"""Least contrast of text with its background (WCAG 2.2, 1.4.3 and 1.4.6)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour of text and the colour under it, as ``#rrggbb``."""

    what: str
    front: str
    back: str

    @property
    def ratio(self) -> float:
        """The contrast, 1 to 21."""
        return contrast(self.front, self.back)

    @property
    def level(self) -> str:
        """The level of WCAG 2.2 that the pair reaches as text of any size: "AAA", "AA" or "fails"."""
        return "AAA" if self.ratio >= AAA else "AA" if self.ratio >= AA else "fails"


@lru_cache(maxsize=1000)
def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, back: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(front), luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


_DIMMEST, _BRIGHTEST = 0.15, 0.19
"""Luminances between which a colour has a contrast of 3:1 (WCAG 2.2, 1.4.11) and more with white, sepia and black."""


def for_any_ground(colour: str) -> str:
    """Return ``#rrggbb`` mixed with white or black until it shows on any ground that a reader may have chosen."""
    dim = luminance(colour) < _DIMMEST
    for share in range(101):
        shown = mixed(colour, "#ffffff" if dim else "#000000", share / 100)
        if _DIMMEST <= luminance(shown) <= _BRIGHTEST:
            return shown
    raise AssertionError(colour)  # every way from a colour to white or black leads through these luminances


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with so much of another in it, all as ``#rrggbb``."""
    parts = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def pairs(colours: Colours) -> tuple[Pair, ...]:
    """Return every pair of text and background that a style uses, each with what it is."""
    page = colours.page_background
    found = [
        Pair("text", colours.text, page),
        Pair("small print", colours.muted, page),
        Pair("headings", colours.heading, page),
        Pair("links", colours.link, page),
        Pair("code", colours.text, colours.code_background),
        Pair("links in code", colours.link, colours.code_background),
        Pair("table headers", colours.text, colours.header_background),
        Pair("links in table headers", colours.link, colours.header_background),
        Pair("the title on the cover", colours.cover_text, colours.cover_background),
        Pair("the subtitle on the cover", colours.cover_muted, colours.cover_background),
        Pair("striped table rows", colours.text, colours.stripe_background),
        Pair("links in striped table rows", colours.link, colours.stripe_background),
    ]
    for kind in ("note", "tip", "important", "warning", "caution"):
        background = getattr(colours, f"{kind}_background")
        found += [
            Pair(f"title of {kind}", getattr(colours, kind), background),
            Pair(f"text in {kind}", colours.text, background),
            Pair(f"links in {kind}", colours.link, background),
            Pair(f"small print in {kind}", colours.muted, background),
            Pair(f"headings in {kind}", colours.heading, background),
        ]
    return tuple(found)
