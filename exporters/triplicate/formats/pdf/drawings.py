"""Drawings that cannot be drawn are a fault, and none that is seen only on the page.

WeasyPrint 70 goes on after an error within a drawing (weasyprint/images.py, ``SVGImage.draw``): half of it is there,
and since what it has moved or clipped stays so, what is drawn after it on the page is elsewhere or gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def drawings_whole() -> Iterator[None]:
    """While this context lasts, raise what stops a drawing.

    The function is replaced for the whole process: to be used where nothing else writes
    (:data:`triplicate.formats.pdf.layout.LOCK`).
    """
    from weasyprint.images import SVGImage

    going_on = SVGImage.draw
    SVGImage.draw = _draw
    try:
        yield
    finally:
        SVGImage.draw = going_on


def _draw(image: Any, stream: Any, width: float, height: float, _style: Any) -> None:
    image._svg.draw(stream, width, height, image._base_url, image._context)  # noqa: SLF001
