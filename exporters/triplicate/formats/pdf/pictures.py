"""Pictures of our own: the boxes of task lists, the sign of a line of code that goes on."""

from triplicate.theme import Theme

TASK_DONE = "triplicate:task/done"
TASK_TO_DO = "triplicate:task/to-do"
"""The addresses by which the style sheet asks for the boxes."""

WRAPPED = "triplicate:code/wrapped"
NOT_WRAPPED = "triplicate:code/not-wrapped"
"""The addresses of the sign before the lines on which a line of code goes on, and of its cover for the first line."""

_BOX = '<rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2" fill="none" stroke="{colour}" stroke-width="1.6"/>'
_TICK = '<path d="M4.2 8.4 L7 11.2 L12 5.2" fill="none" stroke="{colour}" stroke-width="2"/>'
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 24 16">{content}</svg>'
)


def task_boxes(theme: Theme) -> dict[str, tuple[str, bytes]]:
    """Return the ticked and the empty box by address, each as media type and SVG."""
    size = theme.type.body

    def drawing(content: str) -> tuple[str, bytes]:
        coloured = content.format(colour=theme.colours.text)
        return "image/svg+xml", _SVG.format(width=1.5 * size, height=size, content=coloured).encode()

    return {TASK_DONE: drawing(_BOX + _TICK), TASK_TO_DO: drawing(_BOX)}


def wrapped_signs(theme: Theme) -> dict[str, tuple[str, bytes]]:
    """Return, by address, an arrow that turns from the end of a line to the next, and what covers it."""
    arrow = f'<path d="M2 4 v4 h5 m-2 -2 l2 2 l-2 2" fill="none" stroke="{theme.colours.muted}" stroke-width="0.9"/>'
    cover = f'<rect width="10" height="14" fill="{theme.colours.code_background}"/>'
    size = 'width="10" height="14" viewBox="0 0 10 14"'
    return {
        address: ("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>'.encode())
        for address, content in ((WRAPPED, arrow), (NOT_WRAPPED, cover))
    }
