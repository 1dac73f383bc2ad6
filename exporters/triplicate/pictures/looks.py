"""How a picture looks, so far that two can be told apart: small, in RGB, on white paper."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 16
_DRAFT = 8 * SIDE
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
"""What files of any origin may show; others of Pillow's formats start programs of the machine, such as Ghostscript."""


def look_of(image: "Image") -> bytes:
    """Return how an image looks: the colours of 16 by 16 squares, three bytes each."""
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        # Sixteen bits of grey: to convert them as they are would cut all above 255 off.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        over = image.convert("RGBA")
        image = Image.new("RGBA", over.size, "white")
        image.alpha_composite(over)
    return image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()


def look_of_file(data: bytes, *, turned: bool) -> tuple[bytes, dict[str, Any]]:
    """Return how a picture's file looks. Raises what the decoder raises.

    ``turned`` tells whether it is shown the way round that its camera noted (Exif, "Orientation"), as browsers do and
    Word does not.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=_FORMATS) as image:
        image.draft("RGB", (_DRAFT, _DRAFT))
        return look_of(ImageOps.exif_transpose(image) if turned else image), {}
