"""The download pages of a call: of each text, and of several the index."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from triplicate.document.model import Document
from triplicate.downloads import Offer, OfferedEdition, OfferedFile, index, offer_of, page, record
from triplicate.errors import UnprovenError, UsageError
from triplicate.jobs.production import Made, moment_of
from triplicate.proof.proving import prove
from triplicate.theme import Theme, load

_PAGE, _RECORD = "index.html", "index.json"
_OURS = b'<meta name="generator" content="Triplicate'


def pages_of(stem: str, folder: Path) -> tuple[Path, Path]:
    """Return the places of the page on a text and of the same as JSON, beside its files in a folder.

    Raises UsageError if a page of another making stands there.
    """
    return _ours(folder / stem)


def index_of(folder: Path) -> tuple[Path, Path]:
    """Return the places of the index of all texts whose files are in a folder, and of the same as JSON."""
    return _ours(folder)


def _ours(folder: Path) -> tuple[Path, Path]:
    file = folder / _PAGE
    if file.is_file() and _OURS not in file.read_bytes()[:5000]:
        raise UsageError(f"{file} is not of Triplicate's making, and would be written over; choose another folder")
    return file, folder / _RECORD


def offer(document: Document, stem: str, folder: Path, made: Sequence[Made]) -> tuple[Offer, dict[Path, bytes]]:
    """Return what is offered of a text, and the files that offer it, by their places.

    Raises UnprovenError if the page would not say what it should.
    """
    editions = tuple(
        OfferedEdition(
            one.edition.style.name,
            one.edition.style.is_large,
            tuple(
                OfferedFile(
                    file.name,
                    file.suffix[1:],
                    len(product.data),
                    hashlib.sha256(product.data).hexdigest(),
                    len(product.page_starts) or None,
                )
                # What opens at once, for everybody, stands first.
                for file, product in sorted(one.products.items(), key=lambda item: item[0].suffix != ".html")
            ),
        )
        for one in made
    )
    address = f"{document.address}{quote(stem)}/" if document.address else None
    offered = offer_of(document, stem, address, editions)
    places = pages_of(stem, folder)
    data = _made(page(document, offered), made[0].edition.theme, moment_of(document), places[0])
    return offered, dict(zip(places, (data, _as_json(record(offered))), strict=True))


def listed(offers: Iterable[Offer], folder: Path, style: str) -> dict[Path, bytes]:
    """Return the index of texts whose files are in a folder, and the same as JSON, by their places."""
    found = sorted(offers, key=lambda one: (one.date or "", one.title), reverse=True)
    places = index_of(folder)
    document = index(found)
    data = _made(document, load(style), moment_of(document), places[0])
    told = [{"page": f"{quote(one.folder)}/{_PAGE}", **record(one)} for one in found]
    return dict(zip(places, (data, _as_json({"documents": told})), strict=True))


def _made(document: Document, theme: Theme, moment: datetime, place: Path) -> bytes:
    from triplicate.formats import web

    data = web.export(document, theme, moment=moment, name="index").data
    (proof,) = prove(document, {place: data})
    if proof.differences:
        raise UnprovenError(f"{place} would not say what it should, and nothing was put in place: this is our fault")
    return data


def _as_json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
