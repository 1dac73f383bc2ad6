"""Pictures of our own: the boxes of task lists, the sign of a line of code that goes on, the signs of callouts."""

from triplicate.theme import Theme
from triplicate.theme.callout_signs import SIGNED, sign_of
from triplicate.theme.contrast import mixed
from triplicate.theme.cover import Cover

TASK_DONE = "triplicate:task/done"
TASK_TO_DO = "triplicate:task/to-do"
_LEFTWARDS = "/rtl"
"""What is added to the address of a box that stands before words from right to left."""
"""The addresses by which the style sheet asks for the boxes."""

WRAPPED = "triplicate:code/wrapped"
NOT_WRAPPED = "triplicate:code/not-wrapped"
"""The addresses of the sign before the lines on which a line of code goes on, and of its cover for the first line."""

_BOX = '<rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2" fill="none" stroke="{colour}" stroke-width="1.6"/>'
_TICK = '<path d="M4.2 8.4 L7 11.2 L12 5.2" fill="none" stroke="{colour}" stroke-width="2"/>'
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="{left} 0 24 16">'
    "{content}</svg>"
)


def task_boxes(theme: Theme) -> dict[str, tuple[str, bytes]]:
    """Return the ticked and the empty box by address, each as media type and SVG, with space towards the words."""
    size = theme.type.body

    def drawing(content: str, left: int) -> tuple[str, bytes]:
        coloured = content.format(colour=theme.colours.text)
        return "image/svg+xml", _SVG.format(width=1.5 * size, height=size, left=left, content=coloured).encode()

    boxes = {TASK_DONE: _BOX + _TICK, TASK_TO_DO: _BOX}
    return {
        f"{address}{direction}": drawing(content, left)
        for address, content in boxes.items()
        for direction, left in (("", 0), (_LEFTWARDS, -8))
    }


def wrapped_signs(theme: Theme) -> dict[str, tuple[str, bytes]]:
    """Return, by address, an arrow that turns from the end of a line to the next, and what covers it."""
    arrow = f'<path d="M2 4 v4 h5 m-2 -2 l2 2 l-2 2" fill="none" stroke="{theme.colours.muted}" stroke-width="0.9"/>'
    cover = f'<rect width="10" height="14" fill="{theme.colours.code_background}"/>'
    size = 'width="10" height="14" viewBox="0 0 10 14"'
    return {
        address: ("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>'.encode())
        for address, content in ((WRAPPED, arrow), (NOT_WRAPPED, cover))
    }


def callout_signs(theme: Theme) -> dict[str, tuple[str, bytes]]:
    """Return the sign of each kind of callout that has one by its address, ``triplicate:callout/KIND``."""
    return {
        f"triplicate:callout/{kind.value}": ("image/svg+xml", sign_of(kind, getattr(theme.colours, kind.value)))
        for kind in SIGNED
    }


COVER = "triplicate:cover/ground"
"""The address of the ground of a cover."""


_HILLS = ((0.35, 0.87, 0.065), (0.65, 0.91, 0.055), (1.0, 0.955, 0.035))
"""Hills at the lower edge: how much of the page's colour is in each, around which height it swings, and by how much, of
the ground's height. They begin some lines under the place where titles end, which is reckoned, not laid out."""


def cover_ground(theme: Theme, cover: Cover | None) -> dict[str, tuple[str, bytes]]:
    """Return the ground of a cover by its address: the dark, and hills that lead to the colour of the page.

    Where a picture stands at the edge of the dark there are none.
    """
    if cover is None:
        return {}
    width, height = theme.page.width, cover.ground
    dark, light = theme.colours.cover_background, theme.colours.page_background
    # Its lower edge would shine through that of the last hill.
    drawn = f'<rect width="{width:g}" height="{0.99 * height:g}" fill="{dark}"/>'
    if dark != light and cover.picture is None:
        for number, (share, start, rise) in enumerate(_HILLS):
            drawn += f'<path d="{_hill(width, height, start, rise, number)}" fill="{mixed(dark, light, share)}"/>'
    return {
        COVER: (
            "image/svg+xml",
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}">{drawn}</svg>'.encode(),
        )
    }


def _hill(width: float, height: float, start: float, rise: float, number: int) -> str:
    """Return the path of a hill that swings around ``start``, by ``rise``; both of the height."""
    low, high = (start + rise) * height, (start - rise) * height
    first, last = (low, high) if number % 2 else (high, low)
    middle = f"{start * height:.1f}"
    one, two, half, other = (f"{share * width:.1f}" for share in (0.18, 0.34, 0.5, 0.82))
    curves = f"C{one} {first:.1f} {two} {first:.1f} {half} {middle} S{other} {last:.1f} {width:.1f} {middle}"
    return f"M0 {middle} {curves} V{height:.1f} H0 Z"
