"""Pictures are compared by what is seen of them, in all three files."""

import io
import zipfile

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from tests.readback.handmade import pdf, text
from triplicate import api, reading
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

SOURCE = "---\ntitle: T\nlang: en-GB\n---\n\n![A chart](chart.png)\n"


def chart():
    """Return an image that looks different whichever way it is turned."""
    image = Image.new("RGB", (80, 60), "white")
    image.paste("navy", (0, 0, 40, 20))
    image.paste("red", (0, 40, 20, 60))
    return image


def saved(image, kind="PNG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def document(folder, data):
    (folder / "chart.png").write_bytes(data)
    return reading.read(SOURCE, folder=folder).document


def found(outline, file):
    return [
        (one.kind, one.message, one.place.line)
        for one in verify(outline_of(outline), read_back(file))
        if one.kind in ("picture-changed", "picture-unread")
    ]


def painted(image, matrix):
    """Return a PDF that paints an image under a matrix, as the figure of the source."""
    marked = text("T", y=250, mcid=0) + f"/Figure <</MCID 1>> BDC q {matrix} cm /I Do Q EMC\n"
    made = pikepdf.open(io.BytesIO(pdf(marked, elements=[("Document", ("H1", (0, 0)), ("Figure", (0, 1)))])))
    made.Root.StructTreeRoot.K[0].K[1].Alt = pikepdf.String("A chart")
    stream = Stream(made, image.tobytes())
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, 8
    made.pages[0].Resources.XObject = Dictionary(I=stream)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "made",
    [
        saved,
        lambda image: saved(image, "JPEG", quality=60),
        lambda image: saved(image.convert("P")),
        lambda image: saved(image.convert("L")),
        lambda image: saved(image, "GIF"),
        lambda image: saved(image, "WEBP"),
    ],
    ids=["png", "jpeg", "palette", "grey", "gif", "webp"],
)
@pytest.mark.parametrize("kind", ["pdf", "docx", "epub"])
def test_a_picture_looks_the_same_in_every_file(tmp_path, made, kind):
    source = document(tmp_path, made(chart()))
    assert found(source, api.export(source, kind)) == []


@pytest.mark.parametrize("kind", ["pdf", "docx", "epub"])
def test_a_picture_with_transparent_parts_is_seen_on_white(tmp_path, kind):
    image = chart()
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    source = document(tmp_path, saved(image))
    assert found(source, api.export(source, kind)) == []


@pytest.mark.parametrize("kind", ["docx", "epub"])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        (lambda: chart().transpose(Image.Transpose.ROTATE_90), "is turned or mirrored"),
        (lambda: Image.new("RGB", (80, 60), "black"), "has other colours: 206 of 255 away on average"),
    ],
    ids=["turned", "black"],
)
def test_another_picture_in_its_place_is_found(tmp_path, kind, other, said):
    source = document(tmp_path, saved(chart()))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(api.export(source, kind))) as book, zipfile.ZipFile(out, "w") as changed:
        for entry in book.infolist():
            data = book.read(entry)
            picture = entry.filename.endswith(".png") and "cover" not in entry.filename
            changed.writestr(entry, saved(other()) if picture else data)
    assert found(source, out.getvalue()) == [("picture-changed", f"the picture “A chart” {said}", 6)]


@pytest.mark.parametrize(
    ("matrix", "turned"),
    [
        ("80 0 0 60 100 100", False),
        ("-80 0 0 60 200 100", True),
        ("80 0 0 -60 100 200", True),
        ("0 60 -80 0 200 100", True),
        ("0 -60 80 0 100 200", True),
    ],
    ids=["upright", "mirrored", "upside down", "to the left", "to the right"],
)
def test_a_page_shows_an_image_as_its_matrix_turns_it(tmp_path, matrix, turned):
    source = document(tmp_path, saved(chart()))
    expected = [("picture-changed", "the picture “A chart” is turned or mirrored", 6)] if turned else []
    assert found(source, painted(chart(), matrix)) == expected


@pytest.mark.parametrize(
    ("matrix", "way"),
    [
        ("0 60 -80 0 200 100", Image.Transpose.ROTATE_270),
        ("0 -60 80 0 100 200", Image.Transpose.ROTATE_90),
        ("0 60 80 0 100 100", Image.Transpose.TRANSVERSE),
        ("0 -60 -80 0 200 200", Image.Transpose.TRANSPOSE),
        ("-80 0 0 -60 200 200", Image.Transpose.ROTATE_180),
    ],
)
def test_a_turned_image_that_its_matrix_turns_back_is_no_fault(tmp_path, matrix, way):
    source = document(tmp_path, saved(chart()))
    assert found(source, painted(chart().transpose(way), matrix)) == []


def test_an_image_whose_data_end_early_is_told(tmp_path):
    source = document(tmp_path, saved(chart()))
    file = pikepdf.open(io.BytesIO(painted(chart(), "80 0 0 60 100 100")))
    file.pages[0].Resources.XObject.I.write(b"\0" * 100)
    out = io.BytesIO()
    file.save(out)
    assert found(source, out.getvalue()) == [
        (
            "picture-unread",
            "the picture “A chart” cannot be read: it is damaged, or of a kind that is not known here",
            6,
        )
    ]
