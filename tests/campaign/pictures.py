"""Whether two programs that draw pages with code of their own, PDFium and MuPDF, draw the same."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pypdfium2
from PIL import Image

_SCALE = 3
"""Pixels a point: letters have up to 50 pixels, as on a large screen, which PDFium draws in another way than larger."""

_STRIP = 8
"""The height in points of the strips of a page that are compared: about that of a line."""

_INK = 0.35
"""How much less one may draw in a strip than the other: they smooth letters in their own ways."""

_LEAST = 10.0
"""Thousandths of a strip: less ink, such as that of a thin line at the edge of a picture, is not looked at."""


def not_drawn(path: Path) -> Iterator[str]:
    """Yield where one of the programs draws much less on a page of a PDF than the other does."""
    by_pdfium, by_mupdf = pypdfium2.PdfDocument(path), pymupdf.open(path)
    for number, (one, other) in enumerate(zip(by_pdfium, by_mupdf, strict=True), start=1):
        seen = one.render(scale=_SCALE, grayscale=True).to_pil()
        drawn = other.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), colorspace=pymupdf.csGRAY, alpha=False)
        also = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
        strips, others = _strips(seen), _strips(also)
        for name, less, more in (("PDFium", strips, others), ("MuPDF", others, strips)):
            for place, ink in enumerate(more):
                # A line may end a pixel further up or down, in the strip beside.
                if ink > _LEAST and sum(less[max(place - 1, 0) : place + 2]) < (1 - _INK) * ink:
                    yield f"{name} draws less on page {number}, {place * _STRIP} points from its top"


def _strips(picture: Image.Image) -> list[float]:
    """Return how much darker than its ground each strip of a page is, in thousandths."""
    strips = picture.height // (_SCALE * _STRIP)
    box = (0, 0, picture.width, strips * _SCALE * _STRIP)
    means = picture.convert("F").resize((1, strips), Image.Resampling.BOX, box)
    return [(255 - value) / 0.255 for value in means.get_flattened_data()]
