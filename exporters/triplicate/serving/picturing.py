"""Pictures for the page: those of a draft made small, and the pages of a PDF."""

from io import BytesIO

from triplicate import theme
from triplicate.errors import MissingToolError
from triplicate.pictures import WorkError, work
from triplicate.pictures.drawn import drawn
from triplicate.pictures.shrunk import shrunk
from triplicate.reading.drawings import DrawingError, looks_like_drawing, read_drawing

LONGEST_SIDE = 560
"""Pixels of a small picture."""

_SHARPNESS = 1.25
"""Pixels for a point of a page: an A4 page is 744 pixels wide."""


def thumbnail(data: bytes) -> bytes | None:
    """Return a picture as a small PNG; None if it cannot be decoded or drawn."""
    try:
        if not looks_like_drawing(data):
            return work(shrunk, data, side=LONGEST_SIDE)[0]
        drawing = read_drawing(data)
        scale = min(1.0, LONGEST_SIDE / max(drawing.width, drawing.height))
        fonts = theme.load().fonts
        packaged = [family for family in fonts.all if family.package]
        faces = [str(face.path) for family in packaged for face in family.faces]
        families = {"family": packaged[0].name, "code_family": fonts.code.name}
        return work(drawn, drawing.data, width=max(1, round(drawing.width * scale)), fonts=faces, **families)[0]
    except (WorkError, DrawingError):
        return None


def page_picture(data: bytes, number: int) -> bytes | None:
    """Return a page of a PDF, counted from 1, as a PNG; None if there is no such page.

    Raises MissingToolError if pypdfium2 is not installed.
    """
    try:
        from pypdfium2 import PdfDocument
    except ImportError as error:
        raise MissingToolError("pages are shown by pypdfium2; get it with: pip install 'triplicate[web]'") from error
    document = PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            return None
        made = BytesIO()
        document[number - 1].render(scale=_SHARPNESS).to_pil().save(made, "PNG")
        return made.getvalue()
    finally:
        document.close()
