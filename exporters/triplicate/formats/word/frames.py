"""Frames: the bar and the shading along the paragraphs of quotations, callouts and code.

Word draws one frame around paragraphs one after another if their borders and their indentations are the same; else
each has its own, and there is nothing in the space between them. So within a box the frame of a paragraph that is
indented further reaches out to the bar, and where two frames meet, padding in the colour of the box takes the place of
the space between them.
"""

from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.formats.word.looks import BAR, PADDING, ParagraphStyle, Rule, leading
from triplicate.formats.word.markup import colour, eighths, sub
from triplicate.later import dataclass
from triplicate.theme import Theme

_FARTHEST = 31
"""From a border to the text, at most, in points (17.3.4, and 17.18.2 of what Word reads)."""

OTHER = 2
"""What is added to the variant, a number of two bits, of a frame that must not be joined to the one before it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn around a paragraph: colours, and the distance of the bar from the text's edge in points.

    ``edge`` is the colour of the upper and lower edge, which pad the words; ``rule`` stands in the place of the upper
    one. Frames that are alike but for their ``variant`` look the same, yet Word keeps them apart. The bar stands where
    lines begin: at the right of ``mirrored`` frames, since Word's left border is the left of the page (17.3.1.17).
    """

    bar: Rule | None
    shading: str | None
    edge: str
    reach: float
    variant: int = 0
    rule: Rule | None = None
    mirrored: bool = False


@dataclass(eq=False, slots=True)
class Box:
    """A quotation or callout: the look of its outermost frame, where its text begins, and its frames' variant.

    ``mirrored`` tells that its text runs from right to left.
    """

    look: ParagraphStyle
    left: float
    variant: int = 0
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Framed:
    """A paragraph with a frame: the box it stands in, if any, and how it is indented.

    ``edges`` are how far it is indented at its beginning and end and how far its first line hangs, ``leading`` the
    least height of its lines, all in points.
    """

    box: Box | None
    frame: Frame
    edges: tuple[float, float, float]
    leading: float


def own_frame(look: ParagraphStyle, theme: Theme, *, rtl: bool) -> Frame | None:
    """Return the frame of a style by itself, in text of a direction."""
    if not (look.bar or look.shading):
        return None
    # Code runs from left to right whatever the language around it.
    mirrored = rtl and not look.no_proof
    edge = look.shading or theme.colours.page_background
    return Frame(look.bar, look.shading, edge, _least_reach(look), rule=look.top, mirrored=mirrored)


def frame_in(box: Box, shading: str | None, edge: float, theme: Theme, *, hanging: bool) -> Frame:
    """Return the frame of a paragraph in a box whose first line begins at ``edge``.

    Frames of items differ from those of other paragraphs, because some programs would join frames that
    are the same, and leave no space between them.
    """
    reach = min(max(edge - box.left + _least_reach(box.look), 0), _FARTHEST)
    page = theme.colours.page_background
    return Frame(box.look.bar, shading, shading or page, reach, box.variant + hanging, mirrored=box.mirrored)


def reaches(box: Box, edge: float) -> bool:
    """Tell whether the bar of a box can stand before a paragraph in it whose first line begins at ``edge``."""
    return edge - box.left + _least_reach(box.look) <= _FARTHEST


def _least_reach(look: ParagraphStyle) -> float:
    """Return how far before the text of a box its bar stands, or its shading begins, in points."""
    return BAR - 1 if look.bar else PADDING


def framed(
    look: ParagraphStyle,
    box: Box | None,
    shading: str | None,
    edges: tuple[float, float, float],
    theme: Theme,
    looks: dict[str, ParagraphStyle],
    before: Framed | None,
    *,
    rtl: bool,
) -> Framed | None:
    """Return a paragraph with its frame, the style's or that of the box it stands in; None if it has none.

    ``shading`` is that of the box; ``before`` is the paragraph before; ``rtl`` tells the paragraph's direction.
    """
    left, _, hanging = edges
    if box is None:
        frame = own_frame(look, theme, rtl=rtl)
        if frame and before and before.frame == frame:
            frame = replace(frame, variant=OTHER)
    else:
        # What runs against its box is not indented at the side of the bar.
        edge = left - hanging if rtl == box.mirrored else box.left
        frame = frame_in(box, look.shading or shading, edge, theme, hanging=hanging > 0)
        frame = replace(frame, rule=look.top)
        if look.top and before and before.frame == frame:
            frame = replace(frame, variant=frame.variant ^ OTHER)
    return Framed(box, frame, edges, leading(look, looks)) if frame else None


def meets(before: Framed | None, after: Framed | None) -> bool:
    """Tell whether the frames of two paragraphs of one box meet, with no space between, and are not one frame."""
    return bool(
        before
        and after
        and after.box
        and before.box is after.box
        and (before.frame, before.edges) != (after.frame, after.edges)
    )


def write_frame(properties: Element, frame: Frame | None, styled: Frame | None = None) -> None:
    """Append borders and shading to paragraph properties; the frame takes the place of a style's, if one is given."""
    if not frame:
        return
    borders = sub(properties, "pBdr")
    if frame.rule:
        write_rule(borders, "top", frame.rule, variant=frame.variant)
    else:
        _edge(borders, "top", frame)
    turned = styled is not None and styled.mirrored is not frame.mirrored
    for side in ("left", "bottom", "right"):
        if side == "bottom":
            _edge(borders, side, frame)
        elif (side == "right") is frame.mirrored:
            _start(borders, side, frame)
        elif frame.shading:
            _edge(borders, side, frame)
        elif turned:
            sub(borders, side, val="nil")
    if frame.shading:
        sub(properties, "shd", val="clear", color="auto", fill=_shade(frame.shading, frame))


def _start(borders: Element, side: str, frame: Frame) -> None:
    """Append the bar to borders, or the edge where it would stand."""
    if bar := frame.bar:
        space = str(round(frame.reach))
        sub(borders, side, val="single", sz=eighths(bar.width), space=space, color=colour(bar.colour))
    else:
        _edge(borders, side, frame, frame.reach)


def write_rule(borders: Element, side: str, rule: Rule, *, variant: int = 0) -> None:
    """Append a rule over or under a paragraph to its borders.

    Word draws one rule alone for paragraphs one after another whose rules are the same: a variant makes it another.
    """
    space = str(min(round(rule.distance), _FARTHEST))
    shade = f"{int(colour(rule.colour), 16) ^ variant:06X}"
    sub(borders, side, val="single", sz=eighths(rule.width), space=space, color=shade)


def _edge(borders: Element, side: str, frame: Frame, distance: float = PADDING) -> None:
    shade = _shade(frame.edge, frame)
    sub(borders, side, val="single", sz="4", space=str(round(distance)), color=shade)


def _shade(value: str, frame: Frame) -> str:
    """Return a colour that looks the same and is not: LibreOffice (7.4) fills the space between equal frames."""
    return f"{int(colour(value), 16) ^ frame.variant:06X}"
