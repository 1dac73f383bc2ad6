"""Pictures of a file as they are seen on its pages, and the files that they can be taken out as."""

import io
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import PdfImage, PikepdfError, Stream

from triplicate.later import regex
from triplicate.pictures.looks import look_of
from triplicate.proof.outline.looks import Seen
from triplicate.proof.readback.pdf.geometry import Matrix
from triplicate.proof.readback.pdf.ink import sign
from triplicate.proof.readback.pdf.inlines import one_line
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.objects import Objects
from triplicate.proof.readback.pdf.streams import bounded
from triplicate.proof.readback.pdf.surroundings import Surroundings

if TYPE_CHECKING:
    from PIL import Image as Pillow

_MOST_PIXELS = 100_000_000
"""Of all pictures of a file together; those that come after are not looked at, and said to be unread."""

_SOURCE = regex(r"image (\d+) (\d+)((?: -?[01]){4})")

_UNREADABLE = (PikepdfError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
"""What the library raises for images whose kind it does not know, or that are damaged."""


def pictures(objects: Objects, surroundings: Surroundings, content: PageContents) -> Iterator[Seen]:
    """Yield the pictures of figures that are one image each, in reading order."""
    found = content.images()
    looks: dict[tuple[tuple[int, int], tuple[float, ...]], bytes] = {}
    left = _MOST_PIXELS
    for place, around in surroundings.all if found else ():
        figure = next((element for element in reversed(around) if element.role == "Figure"), None)
        if figure is None or len(found.get(place, ())) != 1:
            continue
        page, image = found[place][0]
        key = image.number, tuple(map(sign, image.matrix[:4]))
        if key not in looks:
            stream = objects.object(image.number)
            left -= _pixels(stream) if isinstance(stream, Stream) else 0
            looks[key] = _look(stream, image.matrix) if left >= 0 and isinstance(stream, Stream) else b""
        yield Seen(one_line(figure.alt or ""), partial(bytes, looks[key]), where=f"page {page + 1}")


class PdfPictures:
    """Takes pictures out of a PDF by their sources."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: pikepdf.Pdf | None = None
        self._left = _MOST_PIXELS

    def file(self, source: str) -> bytes | None:
        """Return a picture as PNG, or as the JPEG that it is; None if it cannot be had."""
        found = _SOURCE.fullmatch(source)
        if found is None:
            return None
        self._pdf = self._pdf or pikepdf.open(io.BytesIO(self._data))
        stream = self._pdf.get_object(int(found[1]), int(found[2]))
        if not isinstance(stream, Stream):
            return None
        self._left -= _pixels(stream)
        a, b, c, d = map(float, found[3].split())
        with bounded():
            return _file_of(stream, (a, b, c, d, 0.0, 0.0)) if self._left >= 0 else None


def _file_of(stream: Stream, matrix: Matrix) -> bytes | None:
    made = _image_of(stream, matrix)
    if made is None:
        return None
    is_jpeg = stream.get("/Filter") == pikepdf.Name.DCTDecode and "/SMask" not in stream
    if is_jpeg and made.mode in ("L", "RGB") and (sign(matrix[0]), sign(matrix[3])) == (1, 1):
        return stream.read_raw_bytes()
    data = io.BytesIO()
    (made if made.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else made.convert("RGB")).save(data, "PNG")
    return data.getvalue()


def _pixels(stream: Stream) -> int:
    width, height = stream.get("/Width"), stream.get("/Height")
    return abs(width * height) if isinstance(width, int) and isinstance(height, int) else 0


def _look(stream: Stream, matrix: Matrix) -> bytes:
    """Return how an image looks where it is painted, empty if it cannot be made out."""
    made = _image_of(stream, matrix)
    return look_of(made) if made else b""


def _image_of(stream: Stream, matrix: Matrix) -> "Pillow.Image | None":
    """Return an image as it is painted, None if it cannot be made out."""
    from PIL.Image import DecompressionBombError

    try:
        made = PdfImage(stream).as_pil_image()
        if made.width * made.height > _MOST_PIXELS:
            return None
        mask = stream.get("/SMask")
        if isinstance(mask, Stream) and _pixels(mask) <= _MOST_PIXELS:
            made = made.convert("RGB")
            made.putalpha(PdfImage(mask).as_pil_image().convert("L").resize(made.size))
        return _upright(made, matrix)
    except (*_UNREADABLE, DecompressionBombError):
        return None


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
