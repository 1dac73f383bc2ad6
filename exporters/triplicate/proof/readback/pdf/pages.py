"""Pages read one after the other (ISO 32000-1, 7.7.3)."""

from decimal import Decimal

from pikepdf import Array, Dictionary, Pdf, Stream

from triplicate.proof.readback.pdf.geometry import Box, box_of
from triplicate.proof.readback.pdf.ink import Ink
from triplicate.proof.readback.pdf.interpreter import Interpreter
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.objects import inherited
from triplicate.proof.readback.pdf.streams import Streams

_LONGEST_CHAIN = 64
_LETTER = Box(0.0, 0.0, 612.0, 792.0)


def read_pages(pdf: Pdf, streams: Streams) -> PageContents:
    """Return what all pages hold. Raises UnreadableError if a page is damaged or too large."""
    content = PageContents(streams)
    for number, page in enumerate(pdf.pages):
        resources = inherited(page.obj, "/Resources", _LONGEST_CHAIN)
        ink = _ink(number, page.obj)
        Interpreter(content, ink, (number, -1), resources).run(_page_data(page.obj, streams))
        content.pages.append(ink)
    return content


def _ink(number: int, page: Dictionary) -> Ink:
    """Return a page on which nothing is painted yet (14.11.2); a page without a box is a sheet of Letter."""
    whole = box_of(inherited(page, "/MediaBox", _LONGEST_CHAIN)) or _LETTER
    box = whole.within(box_of(inherited(page, "/CropBox", _LONGEST_CHAIN)) or whole)
    trim = box_of(page.get("/TrimBox")) or box
    unit = page.get("/UserUnit")
    return Ink(number, box, box.within(trim), float(unit) if isinstance(unit, (int, Decimal)) else 1.0)


def _page_data(page: Dictionary, source: Streams) -> bytes:
    """Return the streams of a page as the one that they are together."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(source.read(stream) for stream in streams if isinstance(stream, Stream))
