"""Pictures made fit for an archive, and the boxes of task lists."""

from io import BytesIO

from triplicate.model import Picture
from triplicate.theme import Theme

TASK_DONE = "triplicate:task/done"
TASK_TO_DO = "triplicate:task/to-do"
"""The addresses by which the style sheet asks for the boxes."""

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


def fit_for_archive(picture: Picture) -> tuple[str, bytes]:
    """Return a picture's media type and bytes, turned into RGB if it is in CMYK.

    PDF/A-2 6.2.4.3 and PDF/A-4 6.2.4.3 forbid CMYK in a file whose output intent is RGB, as ours is.
    """
    if picture.media_type != "image/jpeg":
        return picture.media_type, picture.data
    from PIL import Image

    with Image.open(BytesIO(picture.data)) as image:
        if image.mode != "CMYK":
            return picture.media_type, picture.data
        converted = BytesIO()
        image.convert("RGB").save(converted, "PNG")
    return "image/png", converted.getvalue()
