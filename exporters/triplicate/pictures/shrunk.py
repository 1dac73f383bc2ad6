"""Pictures made small, to be shown beside what is said of them."""

from io import BytesIO
from typing import Any

from triplicate.pictures.normal_form import MOST_PIXELS


def shrunk(data: bytes, *, side: int) -> tuple[bytes, dict[str, Any]]:
    """Return a PNG of a picture of dots, no side longer than ``side`` pixels, and its ``width`` and ``height``.

    Raises what the decoder raises; ValueError for a picture that is too large to be decoded.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("it has too many pixels")
        image.draft("RGB", (side, side))  # a JPEG is decoded as small as it may be
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((side, side))
    made = BytesIO()
    upright.convert("RGBA" if upright.has_transparency_data else "RGB").save(made, "PNG", optimize=False)
    return made.getvalue(), {"width": upright.width, "height": upright.height}
