"""The package: EbookLib writes the container, the package document and the zip; its quirks are met here.

EbookLib 0.20 (measured): content documents handed over as EpubHtml are parsed and written again, losing the head and
the attributes of ``body``; its navigation document has no roles, no language of its own headings, and takes every
element with an ``epub:type`` and an id for a page; ``package`` gets no ``xml:lang``; an undeclared modification date
is local time with a Z; zip entries carry the current time. So finished bytes go in as plain items, with the
navigation document and the NCX among them, and the writer is told the rest.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from triplicate.document.model import Document, Metadata
from triplicate.formats.epub.accessibility import Claim
from triplicate.formats.html import XML_LANG
from triplicate.formats.product import Format
from triplicate.later import dataclass
from triplicate.system.version import installed_version

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip entry can carry; dates of the book stand in its metadata."""

_COMPRESSED = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book. ``properties`` are those of the manifest; ``in_spine`` tells a step of the reading order."""

    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


def identifier(metadata: Metadata) -> str:
    """Return the book's identifier: the document's own, else one made of what does not change with its releases."""
    if metadata.identifier:
        return metadata.identifier
    parts = (metadata.title, metadata.lang, metadata.publisher or "", *(author.name for author in metadata.authors))
    return uuid5(NAMESPACE_URL, "\n".join(parts)).urn


def archive(document: Document, resources: Sequence[Resource], claims: Iterable[Claim], moment: datetime) -> bytes:
    """Return the EPUB's bytes; ``resources`` stand in the order of the spine. ``moment`` is its modification date."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.metadata.clear()
    book.set_identifier(identifier(document.metadata))
    _describe(book, document)
    for claim in claims:
        attributes = {"property": claim.property, "id": claim.id, "refines": claim.refines, XML_LANG: claim.lang}
        _meta(book, claim.value, attributes)
    if document.metadata.dir == "rtl":
        book.set_direction("rtl")
    for number, resource in enumerate(resources, start=1):
        uid = "ncx" if resource.media_type == "application/x-dtbncx+xml" else f"file.{number}"
        item = epub.EpubItem(uid, resource.name, resource.media_type, resource.data)
        item.properties = list(resource.properties)
        book.add_item(item)
        if resource.in_spine:
            book.spine.append(item)
    out = BytesIO()
    _writer(out, book, document.metadata, moment).write()
    return out.getvalue()


def _describe(book: Any, document: Document) -> None:
    metadata = document.metadata
    book.add_metadata("DC", "title", metadata.title, {"id": "title"})
    if metadata.subtitle:
        book.add_metadata("DC", "title", metadata.subtitle, {"id": "subtitle"})
        _meta(book, "main", {"property": "title-type", "refines": "#title"})
        _meta(book, "subtitle", {"property": "title-type", "refines": "#subtitle"})
    book.add_metadata("DC", "language", metadata.lang)
    for number, author in enumerate(metadata.authors, start=1):
        book.add_metadata("DC", "creator", author.name, {"id": f"creator.{number}"})
        refines = {"refines": f"#creator.{number}"}
        _meta(book, "aut", {"property": "role", "scheme": "marc:relators", **refines})
    if metadata.date:
        book.add_metadata("DC", "date", metadata.date.isoformat())
    for name, value in (
        ("publisher", metadata.publisher),
        ("description", metadata.description),
        ("rights", metadata.rights),
        ("source", f"urn:sha256:{document.sha256}" if document.sha256 else None),
    ):
        if value:
            book.add_metadata("DC", name, value)
    for subject in dict.fromkeys(filter(None, (metadata.subject, *metadata.keywords))):
        book.add_metadata("DC", "subject", subject)
    book.add_metadata("OPF", "generator", "", {"name": "generator", "content": _generator()})


def _generator() -> str:
    return f"Triplicate {installed_version()}".rstrip()


def _meta(book: Any, value: str, attributes: dict[str, str | None]) -> None:
    book.add_metadata(None, "meta", value, {name: text for name, text in attributes.items() if text is not None})


def _writer(out: IO[bytes], book: Any, metadata: Metadata, moment: datetime) -> Any:
    from ebooklib import epub

    class Writer(epub.EpubWriter):  # type: ignore[misc]
        """EbookLib's writer, with a package that names its language and a zip that is the same every time."""

        def _write_opf_file(self, root: Any) -> None:
            # 0.20 declares the rendition prefix, which is reserved already and not used here.
            del root.attrib["prefix"]
            root.set(XML_LANG, metadata.lang)
            root.set("dir", metadata.dir)
            super()._write_opf_file(root)

        def write(self) -> None:
            with _Archive(out, "w", ZIP_DEFLATED) as self.out:
                # OCF 3.3, 4.2: the first entry, stored, without extra fields.
                self.out.writestr("mimetype", Format.EPUB.media_type, ZIP_STORED)
                self._write_container()
                self._write_opf()
                self._write_items()

    stored = {f"{book.FOLDER_NAME}/{item.file_name}" for item in book.get_items() if item.media_type in _COMPRESSED}

    class _Archive(ZipFile):
        """A zip whose entries carry no trace of when and where it was made."""

        def writestr(
            self, name: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
        ) -> None:
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            kind = compress_type if compress_type is not None else ZIP_STORED if name in stored else ZIP_DEFLATED
            super().writestr(entry, data, kind, compresslevel)

    modified = moment.astimezone(UTC)
    return Writer(None, book, {"mtime": modified})
