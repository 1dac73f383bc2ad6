"""Pages as PDFium shows them: each character with its size as printed, and everything's place on the page."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Letter:
    """A visible character; ``size`` in points: the font's size times the scale of the text matrix.

    ``box`` is left, bottom, right, top in points from the lower left corner of the page. ``tag`` is the outermost
    mark of its content ("Span", "Artifact" …): "Figure", or nothing, for what is written in a picture.
    """

    character: str
    size: float
    page: int
    box: tuple[float, float, float, float]
    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in points, and the boxes of all painted objects."""

    width: float
    height: float
    objects: tuple[tuple[float, float, float, float], ...]


@lru_cache(maxsize=8)
def letters(data: bytes) -> tuple[Letter, ...]:
    """Return every visible character of a PDF."""
    document = pypdfium2.PdfDocument(data)
    return tuple(letter for number, page in enumerate(document, start=1) for letter in _letters(page, number))


def sheets(data: bytes) -> list[Sheet]:
    """Return every page of a PDF."""
    return [
        Sheet(*page.get_size(), tuple(found.get_bounds() for found in page.get_objects(max_depth=1)))
        for page in pypdfium2.PdfDocument(data)
    ]


def text(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def _letters(page: pypdfium2.PdfPage, number: int) -> Iterator[Letter]:
    view = page.get_textpage()
    # All letters of a text object have one mark and one colour.
    objects: dict[int | None, tuple[str, str]] = {}
    for index in range(view.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(view, index))
        if character.isspace() or not character.isprintable() or pdfium.FPDFText_IsGenerated(view, index):
            continue
        matrix = pdfium.FS_MATRIX()
        assert pdfium.FPDFText_GetMatrix(view, index, matrix)
        size = pdfium.FPDFText_GetFontSize(view, index) * math.hypot(matrix.c, matrix.d)
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(view, index), ctypes.c_void_p).value
        if key not in objects:
            objects[key] = _tag(view, index), _colour(view, index)
        yield Letter(character, size, number, view.get_charbox(index), *objects[key])


def _tag(view: pypdfium2.PdfTextPage, index: int) -> str:
    found = pdfium.FPDFText_GetTextObject(view, index)
    if pdfium.FPDFPageObj_CountMarks(found) < 1:
        return ""
    mark, name, length = pdfium.FPDFPageObj_GetMark(found, 0), ctypes.create_string_buffer(128), ctypes.c_ulong()
    assert pdfium.FPDFPageObjMark_GetName(
        mark, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), 128, ctypes.byref(length)
    )
    return name.raw[: length.value - 2].decode("utf-16-le")


def _colour(view: pypdfium2.PdfTextPage, index: int) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert pdfium.FPDFText_GetFillColor(view, index, red, green, blue, alpha)
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"
