"""The files that several tests look at, each made once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.judges import pdfinfo_struct_text
from tests.pdf.documents import CROSSING, MOMENT, SMALL
from tests.pdf.reader import File, read
from triplicate import pdf, theme
from triplicate.model import Document

STANDARDS = {"ua-1": ("ua1", "2a"), "ua-2": ("ua2", "wt1a", "4")}
"""The flavours of veraPDF that a file of each standard conforms to."""

DOCUMENTS = {**SMALL, **{f"{name} over pages": document for name, (_, document) in CROSSING.items()}}


def make(document: Document, standard: str = "ua-1", style: str = "standard") -> bytes:
    return pdf.export(document, theme.load(style), moment=MOMENT, standard=standard).data


def made(document: Document, standard: str = "ua-1", style: str = "standard") -> File:
    return read(make(document, standard, style))


@cache
def data(name: str, standard: str = "ua-1") -> bytes:
    return make(DOCUMENTS[name], standard)


@cache
def logical(name: str, standard: str = "ua-1") -> str:
    """Return a file's words as poppler reads them: it puts what runs from right to left into the order of speech."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(data(name, standard))
        printed = pdfinfo_struct_text(path)
    assert (printed.problem, printed.messages) == ("", ())
    pieces = (line.strip() for line in printed.text.splitlines())
    return " ".join("".join(piece[1:-1] for piece in pieces if piece.startswith('"')).split())


@cache
def file(name: str, standard: str = "ua-1") -> File:
    return read(data(name, standard))
