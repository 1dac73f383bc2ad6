"""How pictures look, so far that two can be told apart: small, in RGB, on white paper."""

import io
from typing import TYPE_CHECKING, NamedTuple

from triplicate.document import walk
from triplicate.document.model import Document, Picture, Place

if TYPE_CHECKING:
    from PIL import Image

_SIDE = 16
_DRAFT = 8 * _SIDE
_DRAWING = "image/svg+xml"


class Seen(NamedTuple):
    """A picture as it is seen, and its alternative text; ``look`` is empty if it could not be made out.

    ``place`` is in the source, ``where`` in a file.
    """

    alt: str
    look: bytes
    place: Place | None = None
    where: str = ""


def look_of(image: "Image.Image") -> bytes:
    """Return how an image looks: the colours of 16 by 16 squares, three bytes each."""
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        # Sixteen bits of grey: to convert them as they are would cut all above 255 off.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        over = image.convert("RGBA")
        image = Image.new("RGBA", over.size, "white")
        image.alpha_composite(over)
    return image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()


def look_of_data(data: bytes, *, turned: bool = True) -> bytes:
    """Return how a picture's file looks, empty if it cannot be read.

    ``turned`` tells whether it is shown the way round that its camera noted (Exif, "Orientation"), as browsers do and
    Word does not.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.draft("RGB", (_DRAFT, _DRAFT))
            return look_of(ImageOps.exif_transpose(image) if turned else image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""


def pictures_of(document: Document) -> tuple[Seen, ...]:
    """Return how the pictures of a document look that are met, drawings left out, in reading order."""
    looks: dict[str, bytes] = {}
    seen = []
    images = [document.logo.image] if document.logo else []
    for image in (*images, *walk.images(document)):
        picture: Picture | None = document.pictures.get(image.source)
        if image.decorative or picture is None or picture.media_type == _DRAWING:
            continue
        if image.source not in looks:
            looks[image.source] = look_of_data(picture.data)
        seen.append(Seen(" ".join(image.alt.split()), looks[image.source], image.place))
    return tuple(dict.fromkeys(seen))


def difference(look: bytes, other: bytes) -> float:
    """Return how far two looks differ on average, of 255."""
    return sum(abs(one - two) for one, two in zip(look, other, strict=True)) / len(look)


def turned(look: bytes) -> tuple[bytes, ...]:
    """Return a look turned and mirrored in the seven ways that are not its own."""
    from PIL import Image

    image = Image.frombytes("RGB", (_SIDE, _SIDE), look)
    return tuple(image.transpose(way).tobytes() for way in Image.Transpose)
