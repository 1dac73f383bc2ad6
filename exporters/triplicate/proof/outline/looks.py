"""How the pictures of a document look, and whether two look the same."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from triplicate.document import walk
from triplicate.document.model import Document, Picture, Place
from triplicate.pictures import WorkError, work
from triplicate.pictures.looks import SIDE, look_of_file

_DRAWING = "image/svg+xml"


class Seen(NamedTuple):
    """A picture as it is seen, and its alternative text.

    ``look`` gives how it looks when it is asked, empty if that cannot be made out. ``place`` is in the source,
    ``where`` in a file.
    """

    alt: str
    look: Callable[[], bytes]
    place: Place | None = None
    where: str = ""


def look_of_data(data: bytes, *, turned: bool = True) -> Callable[[], bytes]:
    """Return what gives how a picture's file looks; ``turned`` as :func:`look_of_file` has it."""

    @cache
    def look() -> bytes:
        try:
            return work(look_of_file, data, turned=turned)[0]
        except WorkError:
            return b""

    return look


def pictures_of(document: Document) -> tuple[Seen, ...]:
    """Return how the pictures of a document look that are met, drawings left out, in reading order."""
    looks: dict[str, Callable[[], bytes]] = {}
    seen: dict[tuple[str, str, Place], Seen] = {}
    images = [document.logo.image] if document.logo else []
    for image in (*images, *walk.images(document)):
        picture: Picture | None = document.pictures.get(image.source)
        if image.decorative or picture is None or picture.media_type == _DRAWING:
            continue
        if image.source not in looks:
            looks[image.source] = look_of_data(picture.data)
        alt = " ".join(image.alt.split())
        seen.setdefault((alt, image.source, image.place), Seen(alt, looks[image.source], image.place))
    return tuple(seen.values())


def difference(look: bytes, other: bytes) -> float:
    """Return how far two looks differ on average, of 255."""
    return sum(abs(one - two) for one, two in zip(look, other, strict=True)) / len(look)


def turned(look: bytes) -> tuple[bytes, ...]:
    """Return a look turned and mirrored in the seven ways that are not its own."""
    from PIL import Image

    image = Image.frombytes("RGB", (SIDE, SIDE), look)
    return tuple(image.transpose(way).tobytes() for way in Image.Transpose)
