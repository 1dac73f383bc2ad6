"""Pictures of dots are brought into one form before any exporter sees them, so that all copies show the same."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from tests.reading.helpers import clean, codes, reading
from triplicate.pictures.normal_form import LONGEST_SIDE

RED, BLUE = (200, 30, 40), (20, 40, 180)
TURNED = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def halves(size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), RED)
    return image


def taken(folder: Path, name: str) -> Image.Image:
    """Return the picture that a text takes from a folder, as the exporters get it."""
    picture = clean(f"![Two halves]({name})\n", folder=folder).pictures[name]
    image = Image.open(BytesIO(picture.data))
    assert Image.MIME[image.format or ""] == picture.media_type
    assert image.size == (picture.width, picture.height)
    assert image.getexif().get(0x0112, 1) == 1
    assert image.mode in {"L", "LA", "P", "RGB", "RGBA"}
    return image


def near(one: object, other: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("turn", TURNED)
def test_a_turned_photo_stands_upright(tmp_path: Path, turn: int) -> None:
    image = halves()
    stored = image.transpose(way) if (way := TURNED[turn]) is not None else image
    exif = Image.Exif()
    exif[0x0112] = turn
    stored.save(tmp_path / "photo.jpg", exif=exif, quality=95)
    shown = taken(tmp_path, "photo.jpg")
    assert shown.size == (80, 40)
    assert near(shown.getpixel((10, 20)), RED)
    assert near(shown.getpixel((70, 20)), BLUE)


@pytest.mark.parametrize("value", [0, 40_000, 65_535])
def test_sixteen_bits_of_grey_keep_their_brightness(tmp_path: Path, value: int) -> None:
    Image.new("I;16", (8, 8), value).save(tmp_path / "grey.png")
    assert taken(tmp_path, "grey.png").getpixel((4, 4)) == value * 255 // 65_535


@pytest.mark.parametrize(("name", "mode"), [("a.jpg", "CMYK"), ("b.png", "1"), ("c.webp", "RGBA"), ("d.webp", "RGB")])
def test_other_kinds_become_plain(tmp_path: Path, name: str, mode: str) -> None:
    halves().convert(mode).save(tmp_path / name)
    shown = taken(tmp_path, name).convert("RGB")
    expected = halves().convert(mode).convert("RGB")
    assert near(shown.getpixel((10, 20)), expected.getpixel((10, 20)), by=25)  # type: ignore[arg-type]


def test_a_foreign_profile_is_followed(tmp_path: Path) -> None:
    # Lab white seen through a profile whose numbers mean something else than sRGB's.
    halves().save(tmp_path / "wide.png", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes())
    assert taken(tmp_path, "wide.png").info.get("icc_profile") is None


@pytest.mark.parametrize("name", ["plain.png", "plain.jpg", "plain.gif"])
def test_a_plain_file_keeps_its_bytes(tmp_path: Path, name: str) -> None:
    halves().save(tmp_path / name)
    assert clean(f"![a]({name})\n", folder=tmp_path).pictures[name].data == (tmp_path / name).read_bytes()


def test_a_large_photo_is_made_smaller(tmp_path: Path) -> None:
    halves((LONGEST_SIDE * 2, 40)).save(tmp_path / "wide.png")
    assert taken(tmp_path, "wide.png").size == (LONGEST_SIDE, 20)


@pytest.mark.parametrize("name", ["moves.gif", "moves.webp", "moves.png"])
def test_of_a_moving_picture_the_first_frame_is_shown_and_said(tmp_path: Path, name: str) -> None:
    first, second = Image.new("RGB", (8, 8), RED), Image.new("RGB", (8, 8), BLUE)
    first.save(tmp_path / name, save_all=True, append_images=[second], duration=50)
    assert codes(f"![a]({name})\n", folder=tmp_path) == ["I010"]
    picture = reading(f"![a]({name})\n", folder=tmp_path).document.pictures[name]
    image = Image.open(BytesIO(picture.data))
    assert getattr(image, "n_frames", 1) == 1
    assert near(image.convert("RGB").getpixel((4, 4)), RED)
