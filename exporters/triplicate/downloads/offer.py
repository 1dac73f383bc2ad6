"""What is offered of one text."""

from dataclasses import asdict
from typing import Any

from triplicate.document.model import Document
from triplicate.document.walk import text_of
from triplicate.formats.product import Format
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file: ``name`` is in the folder of all files, ``size`` in bytes; only a PDF has ``pages``."""

    name: str
    format: str
    size: int
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class OfferedEdition:
    """The files in one style, named by it; ``large`` tells that they are in large print."""

    style: str
    large: bool
    files: tuple[OfferedFile, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The files of one text, and what is told of it; ``date`` is in the form of ISO 8601.

    ``folder`` is the name of the folder in which the page stands, beside the files. ``address`` is that of the page,
    if it is known.
    """

    folder: str
    title: str
    lang: str
    description: str | None
    publisher: str | None
    date: str | None
    contact: str | None
    source_sha256: str
    address: str | None
    editions: tuple[OfferedEdition, ...]


def offer_of(document: Document, folder: str, address: str | None, editions: tuple[OfferedEdition, ...]) -> Offer:
    """Return the offer of the files of a document."""
    metadata = document.metadata

    def plain(text: str | None) -> str | None:
        return text_of(document.wording[text]) if text and text in document.wording else text

    return Offer(
        folder,
        metadata.title,
        metadata.lang,
        plain(metadata.description),
        plain(metadata.publisher),
        metadata.date.isoformat() if metadata.date else None,
        plain(metadata.contact),
        document.sha256,
        address,
        editions,
    )


def record(offer: Offer) -> dict[str, Any]:
    """Return an offer as plain values, for JSON: files by their addresses as seen from the page."""
    found = asdict(offer)
    for edition in found["editions"]:
        for file in edition["files"]:
            file["address"] = f"../{file['name']}"
            file["media_type"] = Format(file["format"]).media_type
    return found
