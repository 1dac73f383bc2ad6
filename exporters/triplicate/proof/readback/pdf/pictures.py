"""Pictures of a file as they are seen on its pages."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from pikepdf import PdfImage, PikepdfError, Stream

from triplicate.pictures.looks import look_of
from triplicate.proof.outline.looks import Seen
from triplicate.proof.readback.pdf.geometry import Matrix
from triplicate.proof.readback.pdf.ink import Image
from triplicate.proof.readback.pdf.inlines import one_line
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.surroundings import Surroundings

if TYPE_CHECKING:
    from PIL import Image as Pillow

_MOST_PIXELS = 100_000_000
"""Of all pictures of a file together; those that come after are not looked at, and said to be unread."""

_UNREADABLE = (PikepdfError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
"""What the library raises for images whose kind it does not know, or that are damaged."""


def pictures(surroundings: Surroundings, content: PageContents) -> Iterator[Seen]:
    """Yield the pictures of figures that are one image each, in reading order."""
    found: defaultdict[object, list[tuple[int, Image]]] = defaultdict(list)
    for ink in content.pages:
        for image in ink.images:
            if not image.artifact and image.place is not None:
                found[image.place].append((ink.page, image))
    looks: dict[tuple[tuple[int, int], tuple[float, ...]], bytes] = {}
    left = _MOST_PIXELS
    for place, around in surroundings.all if found else ():
        figure = next((element for element in reversed(around) if element.role == "Figure"), None)
        if figure is None or len(found.get(place, ())) != 1:
            continue
        page, image = found[place][0]
        key = image.stream.objgen, tuple(map(_sign, image.matrix[:4]))
        if key not in looks or key[0] == (0, 0):
            left -= _pixels(image.stream)
            looks[key] = _look(image) if left >= 0 else b""
        yield Seen(one_line(figure.alt or ""), partial(bytes, looks[key]), where=f"page {page + 1}")


def _pixels(stream: Stream) -> int:
    width, height = stream.get("/Width"), stream.get("/Height")
    return abs(width * height) if isinstance(width, int) and isinstance(height, int) else 0


def _look(image: Image) -> bytes:
    """Return how an image looks where it is painted, empty if it cannot be made out."""
    from PIL.Image import DecompressionBombError

    stream = image.stream
    try:
        made = PdfImage(stream).as_pil_image()
        if made.width * made.height > _MOST_PIXELS:
            return b""
        mask = stream.get("/SMask")
        if isinstance(mask, Stream) and _pixels(mask) <= _MOST_PIXELS:
            made = made.convert("RGB")
            made.putalpha(PdfImage(mask).as_pil_image().convert("L").resize(made.size))
        return look_of(_upright(made, image.matrix))
    except (*_UNREADABLE, DecompressionBombError):
        return b""


def _upright(image: "Pillow.Image", matrix: Matrix) -> "Pillow.Image":
    """Return an image turned and mirrored as a matrix paints it."""
    from PIL.Image import Transpose

    a, b, c, d = matrix[:4]
    if abs(a) >= abs(b):
        if a < 0:
            image = image.transpose(Transpose.FLIP_LEFT_RIGHT)
        return image.transpose(Transpose.FLIP_TOP_BOTTOM) if d < 0 else image
    if b > 0:
        return image.transpose(Transpose.ROTATE_90 if c < 0 else Transpose.TRANSVERSE)
    return image.transpose(Transpose.ROTATE_270 if c > 0 else Transpose.TRANSPOSE)


def _sign(value: float) -> float:
    return (value > 0) - (value < 0)
