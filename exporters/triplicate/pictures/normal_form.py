"""The one normal form of a picture of dots, made in the worker before any exporter sees it.

What a program shows of a picture depends on the program where the file leaves room: sixteen bits a channel, a turn
that stands in the camera's notes, a colour profile, CMYK, several frames. In normal form nothing is left to choose:
upright, eight bits a channel, grey or sRGB, one frame, no side longer than :data:`LONGEST_SIDE`; PNG, JPEG or GIF.
A file that is so already keeps its bytes.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from triplicate.later import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 4096
"""Pixels; 300 dots an inch on the long side of an A4 page are 3,508."""

_ORIENTATION = 0x0112  # Exif 2.32, 4.6.4: how the picture is to be turned; 1 is upright
_JPEG_QUALITY = 95
_PLAIN_MODES = frozenset({"L", "LA", "P", "RGB", "RGBA"})
_PNG_DEPTH = 24  # the byte of a PNG that tells the bits of a channel (PNG 3, 11.2.1)


MOST_PIXELS = 100_000_000
"""Pixels of a picture that is decoded at all."""

UNKNOWN = "of a type that readers do not share"


@dataclass(frozen=True, slots=True)
class Normal:
    """A picture in normal form; ``frames`` is how many frames the file had, of which the first is shown."""

    media_type: str
    data: bytes
    width: int
    height: int
    frames: int = 1


def decoded(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Decode a file and return the bytes of its normal form and the other fields of :class:`Normal`.

    Of a picture that is too large there are ``width`` and ``height`` alone. Raises what the decoder raises.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        # MPO is what some cameras write: a JPEG with a second picture behind it. Pillow opens it as JPEG.
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                return b"", {"width": width, "height": height}
            image.load()
            normal = normal_form(image, data)
    except UnidentifiedImageError as error:
        raise ValueError(UNKNOWN) from error
    return normal.data, {
        "media_type": normal.media_type,
        "width": normal.width,
        "height": normal.height,
        "frames": normal.frames,
    }


def measured(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Decode a PNG or JPEG file and return no bytes but its ``width`` and ``height`` in pixels.

    One that is too large is not decoded. Raises what the decoder raises.
    """
    from PIL import Image

    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
        width, height = image.size
        if width * height <= MOST_PIXELS:
            image.load()
    return b"", {"width": width, "height": height}


def normal_form(image: "Image", data: bytes) -> Normal:
    """Return the normal form of an opened and loaded picture, whose file's bytes are ``data``."""
    frames = getattr(image, "n_frames", 1) if image.format != "MPO" else 1
    kept = _kept(image, data, frames)
    if kept:
        return Normal(kept, data, *image.size)
    if frames > 1:
        image.seek(0)
    photo = _is_photo(image, data)
    upright = _upright(image)
    plain = _srgb(upright, _eight_bits(upright))
    if max(plain.size) > LONGEST_SIDE:
        from PIL.Image import Resampling

        plain = _resizable(plain)
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.LANCZOS)
    output = BytesIO()
    if photo and plain.mode in {"L", "RGB"}:
        # Nothing of the camera's notes goes along: the turn would be made twice, and the place is nobody's business.
        plain.save(output, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        return Normal("image/jpeg", output.getvalue(), *plain.size, frames)
    plain.save(output, "PNG", icc_profile=None, exif=b"")
    return Normal("image/png", output.getvalue(), *plain.size, frames)


def _kept(image: "Image", data: bytes, frames: int) -> str | None:
    """Return the media type of a file that is in normal form as it is."""
    if frames > 1 or max(image.size) > LONGEST_SIDE or not _is_upright(image) or _foreign_profile(image):
        return None
    match image.format:
        case "JPEG" | "MPO" if image.mode in {"L", "RGB"}:
            return "image/jpeg"
        case "PNG" if image.mode in _PLAIN_MODES and data[_PNG_DEPTH] <= 8:
            return "image/png"
        case "GIF":
            return "image/gif"
        case _:
            return None


def _is_photo(image: "Image", data: bytes) -> bool:
    """Return whether the picture lost detail when it was saved, so that a JPEG of it loses nothing that counts."""
    # RIFF: the first chunk of a lossy WebP is "VP8 ", or an alpha chunk, which no JPEG can hold.
    return image.format in {"JPEG", "MPO"} or (image.format == "WEBP" and data[12:16] == b"VP8 ")


def _is_upright(image: "Image") -> bool:
    return image.getexif().get(_ORIENTATION, 1) in {0, 1}


def _upright(image: "Image") -> "Image":
    from PIL import ImageOps

    return image if _is_upright(image) else ImageOps.exif_transpose(image)


def _eight_bits(image: "Image") -> "Image":
    """Return the picture with eight bits a channel; Pillow cuts sixteen bits of grey off at 255 by itself (13.0)."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (255 / 65535)).convert("L")
    if image.mode == "I":  # how Pillow before 10.3 opened sixteen bits of grey
        return image.point(lambda value: value * (255 / 65535)).convert("L")
    if image.mode == "F":
        return image.point(lambda value: value * 255).convert("L")
    if image.mode == "1":
        return image.convert("L")
    return image


def _srgb(original: "Image", image: "Image") -> "Image":
    """Return the picture in sRGB or grey, by the profile that the file brings if it brings one."""
    from PIL import ImageCms

    wanted = image.mode if image.mode in _PLAIN_MODES else "RGB"
    if _foreign_profile(original) and image.mode in {"RGB", "CMYK"}:
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(original.info["icc_profile"]))
            converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError):
            pass  # A profile that does not fit its picture is shown by no program.
    return image if image.mode == wanted else image.convert(wanted)


def _foreign_profile(image: "Image") -> bool:
    """Return whether the picture brings a colour profile that is not sRGB."""
    profile: bytes = image.info.get("icc_profile") or b""
    # An ICC profile names itself in ASCII (version 2) or in UTF-16 (version 4).
    return bool(profile) and b"sRGB" not in profile and "sRGB".encode("utf-16-be") not in profile


def _resizable(image: "Image") -> "Image":
    """Return the picture in a mode in which neighbouring dots can be mixed."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image
