"""Drawings that cannot be drawn are a fault, and none that is seen only on the page.

WeasyPrint 70 goes on after an error within a drawing (weasyprint/images.py, ``SVGImage.draw``): half of it is there,
and since what it has moved or clipped stays so, what is drawn after it on the page is elsewhere or gone.
"""

from contextlib import AbstractContextManager
from typing import Any

from triplicate.system.replaced import replaced


def drawings_whole() -> AbstractContextManager[None]:
    """While this context lasts, raise what stops a drawing; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.images import SVGImage

    return replaced(SVGImage, draw=_draw)


def _draw(image: Any, stream: Any, width: float, height: float, _style: Any) -> None:
    image._svg.draw(stream, width, height, image._base_url, image._context)  # noqa: SLF001
