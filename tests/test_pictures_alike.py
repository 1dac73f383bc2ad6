"""All three files show the same picture, as programs of other makes decode it."""

import base64
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from triplicate import cli

PAPER = (250, 240, 200)


def drawn(mode: str) -> Image.Image:
    """Return a picture that shows at once whether it lies on its side, is torn or has lost its shades."""
    image = Image.new("RGB", (120, 60), PAPER)
    pen = ImageDraw.Draw(image)
    for step in range(12):
        pen.rectangle((step * 10, 0, step * 10 + 9, 29), (step * 20, step * 20, step * 20))
    pen.rectangle((0, 30, 59, 59), (200, 30, 40))
    if mode == "I;16":
        grey = image.convert("L")
        # Python 3.11, Pillow 13: there is no way from eight to sixteen bits but through wider numbers.
        return grey.convert("I").point(lambda value: value * 257).convert("I;16")
    return image.convert(mode)


def saved(folder: Path, name: str, mode: str, turn: int) -> Image.Image:
    """Save the picture as a stranger would and return how it is meant to be seen."""
    image = drawn(mode)
    exif = Image.Exif()
    if turn == 6:
        exif[0x0112] = 6
        image.transpose(Image.Transpose.ROTATE_90).save(folder / name, exif=exif, quality=95)
    else:
        image.save(folder / name)
    return drawn("L").convert("RGB") if mode in {"I;16", "L"} else image.convert("RGB")


def from_pdf(file: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    (found,) = (one for one in document[0].get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    return found.get_bitmap().to_pil().convert("RGB")  # type: ignore[no-any-return]


def from_package(file: Path) -> Image.Image:
    with zipfile.ZipFile(file) as package:
        (name,) = (
            one for one in package.namelist() if "/media/image" in one or ("/pictures/" in one and "cover" not in one)
        )
        return Image.open(BytesIO(package.read(name))).convert("RGB")


@pytest.mark.parametrize(
    ("name", "mode", "turn"),
    [
        ("grey16.png", "I;16", 1),
        ("grey.png", "L", 1),
        ("photo.jpg", "RGB", 6),
        ("grey-photo.jpg", "L", 6),
        ("press.jpg", "CMYK", 1),
        ("palette.gif", "P", 1),
        ("web.webp", "RGB", 1),
    ],
)
def test_the_three_files_show_the_same(tmp_path: Path, name: str, mode: str, turn: int) -> None:
    expected = saved(tmp_path, name, mode, turn)
    source = tmp_path / "text.md"
    source.write_text(f"---\ntitle: Pictures\nlang: en-GB\n---\n\nText.\n\n![Steps of grey above red]({name})\n")
    assert cli.run(["export", str(source), "--quiet"]) == 0
    for shown in (
        from_pdf(source.with_suffix(".pdf")),
        *(from_package(source.with_suffix(s)) for s in (".docx", ".epub")),
    ):
        assert shown.size == expected.size
        # JPEG and CMYK lose a little at edges; a picture that is torn, turned or dark is far beyond this.
        worst = ImageChops.difference(shown.reduce(10), expected.reduce(10)).getextrema()
        assert max(high for _, high in worst) <= 40  # type: ignore[misc]


def test_a_drawing_that_holds_a_picture_is_drawn_to_its_end_and_the_page_goes_on(tmp_path: Path) -> None:
    inner = BytesIO()
    Image.new("RGB", (40, 40), "red").save(inner, "PNG")
    data = base64.b64encode(inner.getvalue()).decode()
    (tmp_path / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">'
        f'<g transform="translate(40 0)"><image width="40" height="40" xlink:href="data:image/png;base64,{data}"/></g>'
        '<rect x="80" width="40" height="40" fill="#00ff00"/></svg>'
    )
    source = tmp_path / "text.md"
    source.write_text("---\ntitle: Pictures\nlang: en-GB\n---\n\nText.\n\n![Red beside green](drawing.svg)\n\nMore.\n")
    assert cli.run(["export", str(source), "--quiet"]) == 0
    (page,) = pypdfium2.PdfDocument(source.with_suffix(".pdf"))
    shown = page.render(scale=1).to_pil().convert("RGB")
    colours = Counter({colour: count for count, colour in shown.getcolors(maxcolors=1 << 20)})
    assert colours[255, 0, 0] > 1000
    assert colours[255, 0, 0] == pytest.approx(colours[0, 255, 0], rel=0.05)
    foot = page.get_textpage().search("Page 1 of 1").get_next()
    left, bottom, right, top = page.get_textpage().get_charbox(foot[0])
    assert 0 < left < right < page.get_width()
    assert 0 < bottom < top < 80


PAINTED = {
    "a picture in a pattern": '<pattern id="p" patternUnits="userSpaceOnUse" width="80" height="60">{picture}</pattern>'
    '<path d="M40 20h40v40h-40z" fill="url(#p)"/>',
    "a pattern that begins within": '<pattern id="p" patternUnits="userSpaceOnUse" x="40" y="20" width="40" height="40">'
    '<rect width="40" height="40" fill="red"/></pattern><path d="M40 20h40v40h-40z" fill="url(#p)"/>',
    "a pattern that fills twice": '<pattern id="p" patternUnits="userSpaceOnUse" x="40" y="20" width="80" height="40">'
    '<rect width="40" height="40" fill="red"/></pattern><path d="M40 20h20v40h-20z" fill="url(#p)"/>'
    '<path d="M60 20h40v40h-40z" fill="url(#p)"/>',
    "shares of what is filled": '<pattern id="p" width="0.5" height="1"><rect width="20" height="40" fill="red"/></pattern>'
    '<path d="M0 0h4v4h-4z" fill="url(#p)"/><path d="M40 20h40v40h-40z" fill="url(#p)"/>',
    "a value by its name": "<style>:root{{--ink: var(--red); --red: #f00}} .a{{fill: var(--ink, blue)}}"
    "@media (prefers-color-scheme: dark){{:root{{--red: #0f0}}}}</style>"
    '<path class="a" d="M40 20h20v40h-20z"/><path d="M60 20h20v40h-20z" fill="var(--none, red)"/>',
    "a wide line in a pattern": '<pattern id="p" patternUnits="userSpaceOnUse" width="40" height="40">'
    '<rect width="40" height="40" fill="red"/></pattern><path d="M40 40H80" stroke="url(#p)" stroke-width="40"/>',
    "a wide line in two colours": '<linearGradient id="p" gradientUnits="userSpaceOnUse" x2="120">'
    '<stop stop-color="red"/><stop offset="1" stop-color="red"/></linearGradient>'
    '<path d="M40 40H80" stroke="url(#p)" stroke-width="40"/>',
}
"""Drawings of a red square, of which the page showed nothing or a thin line."""


@pytest.mark.parametrize("name", PAINTED)
def test_the_page_shows_what_drawings_are_painted_with(tmp_path: Path, name: str) -> None:
    inner = BytesIO()
    Image.new("RGB", (40, 40), "red").save(inner, "PNG")
    data = base64.b64encode(inner.getvalue()).decode()
    picture = f'<image x="40" y="20" width="40" height="40" xlink:href="data:image/png;base64,{data}"/>'
    (tmp_path / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 80">'
        f"{PAINTED[name].format(picture=picture)}</svg>"
    )
    source = tmp_path / "text.md"
    source.write_text("---\ntitle: Pictures\nlang: en-GB\n---\n\nText.\n\n![A red square](drawing.svg){width=120px}\n")
    assert cli.run(["export", str(source), "--quiet"]) == 0
    (page,) = pypdfium2.PdfDocument(source.with_suffix(".pdf"))
    shown = page.render(scale=96 / 72).to_pil().convert("RGB")
    red = sum(count for count, (r, g, b) in shown.getcolors(maxcolors=1 << 20) if r > 200 and max(g, b) < 60)
    assert red == pytest.approx(40 * 40, rel=0.1)
