"""The files that several tests look at, each made once."""

from functools import cache

from tests.pdf.documents import CROSSING, MOMENT, SMALL
from tests.pdf.reader import File, read
from tests.shared import once
from triplicate import theme
from triplicate.document.model import Document
from triplicate.formats import pdf

STANDARDS = {"ua-1": ("ua1", "2a"), "ua-2": ("ua2", "wt1a", "4")}
"""The flavours of veraPDF that a file of each standard conforms to."""

DOCUMENTS = {**SMALL, **{f"{name} over pages": document for name, (_, document) in CROSSING.items()}}


def make(document: Document, standard: str = "ua-1", style: str = "standard") -> bytes:
    return pdf.export(document, theme.load(style), moment=MOMENT, standard=standard).data


def made(document: Document, standard: str = "ua-1", style: str = "standard") -> File:
    return read(make(document, standard, style))


@cache
def data(name: str, standard: str = "ua-1") -> bytes:
    return once(f"document {name} {standard}", lambda: make(DOCUMENTS[name], standard))


@cache
def file(name: str, standard: str = "ua-1") -> File:
    return read(data(name, standard))
