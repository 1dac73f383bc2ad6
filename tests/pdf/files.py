"""The files that several tests look at, each made once."""

import pickle
from collections.abc import Iterable
from functools import cache

from tests.pdf.documents import CROSSING, MOMENT, SMALL
from tests.pdf.reader import File, read
from tests.shared import once
from triplicate import theme
from triplicate.document import walk
from triplicate.document.model import Document
from triplicate.formats import pdf

STANDARDS = {"ua-1": ("ua1", "2a"), "ua-2": ("ua2", "wt1a", "4")}
"""The flavours of veraPDF that a file of each standard conforms to."""

WRITTEN_OTHERWISE = ("note over pages", "link over pages")
"""Documents of several pages that are looked at in both standards: the others differ in what the small ones have."""

DOCUMENTS = {**SMALL, **{f"{name} over pages": document for name, (_, document) in CROSSING.items()}}


def make(document: Document, standard: str = "ua-1", style: str = "standard") -> bytes:
    return pdf.export(document, theme.load(style), moment=MOMENT, standard=standard).data


def made(document: Document, standard: str = "ua-1", style: str = "standard") -> File:
    return read(make(document, standard, style))


@cache
def data(name: str, standard: str = "ua-1") -> bytes:
    return _product(name, standard)[0]


def page_starts(name: str) -> list[tuple[str, int | None]]:
    """Return the label of each page, and how many nodes of the document stand before the one where it begins."""
    return _product(name, "ua-1")[1]


@cache
def _product(name: str, standard: str) -> tuple[bytes, list[tuple[str, int | None]]]:
    found: tuple[bytes, list[tuple[str, int | None]]] = pickle.loads(
        once(f"document {name} {standard}", lambda: pickle.dumps(_made(DOCUMENTS[name], standard)))
    )
    return found


def _made(document: Document, standard: str) -> tuple[bytes, list[tuple[str, int | None]]]:
    product = pdf.export(document, theme.load(), moment=MOMENT, standard=standard)
    places = {node.serial: place for place, node in enumerate(walk.nodes(document))}
    return product.data, [(start.label, places.get(start.node.serial)) for start in product.page_starts]


@cache
def file(name: str, standard: str = "ua-1") -> File:
    return read(data(name, standard))


def in_standards(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return in which standards each document is looked at: what a standard asks for is written after the layout."""
    return [
        (name, standard)
        for name in names
        for standard in STANDARDS
        if standard == "ua-1" or name in SMALL or name in WRITTEN_OTHERWISE
    ]
