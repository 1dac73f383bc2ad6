"""The package: python-docx's, with its template's traces taken out.

This is the one room that touches python-docx (1.2). What of it is met here, and why:

* its default template brings a thumbnail, a ``stylesWithEffects`` part that validators call invalid, custom XML of
  a bibliography, and an author and dates of its own: only the theme of Office is kept of them, the rest is
  ours;
* it writes the present time into the zip, so that two saves of one document differ: the zip is written here, its
  parts in a fixed order;
* it looks for existing relationships one by one: they are added by id instead.

Fonts and styles are the same in many documents, and most of what a short one holds: they are compressed once in a
process. ``zipfile`` (Python 3.13) knows no entry that is compressed already: such a one is stored, and its header is
written again.
"""

from datetime import UTC, datetime
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import DEFLATED, MAX_WBITS, compressobj, crc32
from zlib import error as ZlibError  # noqa: N812  an exception, called as one

from lxml import etree
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from triplicate.formats.word.embedding import EmbeddedFace
from triplicate.formats.word.markup import other_root, serialised
from triplicate.formats.word.pictures import Media
from triplicate.formats.word.relations import HYPERLINK, Relations
from triplicate.later import dataclass

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

_CARRIED = "template-"
"""What the names of parts that come from a template begin with."""

_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The first and the last date that a zip file knows: a document's own may lie before or after them."""

_SHARED = ("word/fonts/", "word/styles.xml")
"""How the names of those parts begin that are the same in many documents."""

_COMPRESSION = 4
"""The level of compression: two more take three fifths longer, for a fiftieth less of a file that is mostly fonts."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer: ``kind`` is "header" or "footer", ``pages`` "default", "first" or "even".

    ``content`` is the root of a part of ours, or a part of a template.
    """

    kind: str
    pages: str
    content: Any


def own_furniture(*, mirrored: bool, cover: bool) -> tuple[tuple[str, str], ...]:
    """Return the kinds and pages of our headers and footers.

    The first page, which has the title, has no header but the band of a ``cover``, which has no footer.
    """
    even = (("header", "even"), ("footer", "even")) if mirrored else ()
    return ("header", "default"), ("footer", "default"), ("header" if cover else "footer", "first"), *even


def furniture_id(place: int) -> str:
    """Return the id of the relationship of a header or footer, by its place among them."""
    return f"rId{_FIRST_FURNITURE + place}"


_FIRST_FURNITURE = 7


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of a Word document; ``text_relations`` are those of the document part, ``faces`` of the font table.

    ``theme`` is bytes, or a part of a template.
    """

    document: Element
    styles: Element
    numbering: Element
    settings: Element
    font_table: Element
    faces: tuple[EmbeddedFace, ...]
    theme: Any
    footnotes: Element
    furniture: tuple[Furniture, ...]
    core: Element
    extended: Element
    custom: Element
    media: list[Media]
    text_relations: Relations
    note_relations: Relations


def face_relation(number: int) -> str:
    """Return the relationship by which the font table names an embedded face, counted from 1."""
    return f"rIdF{number}"


@cache
def template_theme() -> bytes:
    """Return the theme part of python-docx's template."""
    from docx import Document

    part = Document().part.part_related_by(f"{_OFFICE}/theme")
    return bytes(part.blob)


def opened(data: bytes) -> Any:
    """Return the main part of a package that was made elsewhere, with all that it is related to.

    python-docx opens documents alone (``docx.Document`` refuses templates), but its packages are general. Raises one
    of :data:`UNREADABLE` for what is no package.
    """
    from docx.package import Package

    return Package.open(BytesIO(data)).part_related_by(f"{_OFFICE}/officeDocument")


UNREADABLE = (
    *(BadZipFile, ZlibError, LxmlError, EOFError, RuntimeError, NotImplementedError),
    *(AttributeError, KeyError, ValueError),
)
"""What python-docx 1.2, the zip file and its parser raise for a file that is no package, or a damaged one."""


def carry(part: Any) -> None:
    """Give a part of another package, and all that it is related to, names that no part of ours has."""
    from docx.opc.packuri import PackURI

    waiting, seen = [part], set[Any]()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if not one.partname.filename.startswith(_CARRIED):
            # The folder stays: relationships are written relative to where the part was loaded from.
            one.partname = PackURI(f"{one.partname.baseURI.rstrip('/')}/{_CARRIED}{one.partname.filename}")
        waiting += [rel.target_part for rel in one.rels.values() if not rel.is_external]


def new_core() -> Element:
    """Return the root of new core properties."""
    from docx.oxml.coreprops import CT_CoreProperties

    core: Element = CT_CoreProperties.new()
    return core


def packed(parts: Parts, moment: datetime) -> bytes:
    """Return the bytes of the file; every part carries the time ``moment``."""
    package = _package(parts)
    pieces: list[tuple[str, bytes]] = [("_rels/.rels", package.rels.xml)]
    all_parts = list(package.iter_parts())
    for part in all_parts:
        pieces.append((part.partname.membername, part.blob))
        if len(part.rels):
            pieces.append((part.partname.rels_uri.membername, part.rels.xml))
    pieces.insert(0, ("[Content_Types].xml", _content_types(all_parts)))
    written = (moment.astimezone(UTC) if moment.tzinfo else moment).timetuple()[:6]
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, data in pieces:
            entry = ZipInfo(name, min(max(written, _EARLIEST), _LATEST))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            if name.startswith(_SHARED):
                _write_compressed(output, archive, entry, data)
            else:
                archive.writestr(entry, data, compresslevel=_COMPRESSION)
    return output.getvalue()


def _write_compressed(file: BytesIO, archive: ZipFile, entry: ZipInfo, data: bytes) -> None:
    """Write an entry whose compressed bytes are kept from one document to the next."""
    entry.compress_type = ZIP_STORED
    archive.writestr(entry, _compressed(data))
    entry.compress_type, entry.file_size, entry.CRC = ZIP_DEFLATED, len(data), crc32(data)
    file.seek(entry.header_offset)
    file.write(entry.FileHeader())


@lru_cache(maxsize=40)
def _compressed(data: bytes) -> bytes:
    """Return bytes as a zip file has them: without the header and the sum of a stream (RFC 1951)."""
    stream = compressobj(_COMPRESSION, DEFLATED, -MAX_WBITS)
    return stream.compress(data) + stream.flush()


def _package(parts: Parts) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.package import Package

    package = Package()

    def part(name: str, media_type: str, content: Any) -> Any:
        if isinstance(content, Part):
            carry(content)
            return content
        blob = content if isinstance(content, bytes) else serialised(content)
        return Part(PackURI(name), media_type, blob, package)

    document = part("/word/document.xml", f"{_WORD}.document.main+xml", parts.document)
    footnotes = part("/word/footnotes.xml", f"{_WORD}.footnotes+xml", parts.footnotes)
    font_table = part("/word/fontTable.xml", f"{_WORD}.fontTable+xml", parts.font_table)
    for number, face in enumerate(parts.faces, start=1):
        file = part(f"/word/fonts/font{number}.odttf", f"{_PROPERTIES}.obfuscatedFont", face.data)
        font_table.load_rel(f"{_OFFICE}/font", file, face_relation(number))
    for identifier, kind, target in (
        ("rId1", "styles", part("/word/styles.xml", f"{_WORD}.styles+xml", parts.styles)),
        ("rId2", "numbering", part("/word/numbering.xml", f"{_WORD}.numbering+xml", parts.numbering)),
        ("rId3", "settings", part("/word/settings.xml", f"{_WORD}.settings+xml", parts.settings)),
        ("rId4", "fontTable", font_table),
        ("rId5", "theme", part("/word/theme/theme1.xml", f"{_PROPERTIES}.theme+xml", parts.theme)),
        ("rId6", "footnotes", footnotes),
    ):
        document.load_rel(f"{_OFFICE}/{kind}", target, identifier)
    for place, one in enumerate(parts.furniture):
        number = sum(other.kind == one.kind for other in parts.furniture[: place + 1])
        target = part(f"/word/{one.kind}{number}.xml", f"{_WORD}.{one.kind}+xml", one.content)
        document.load_rel(f"{_OFFICE}/{one.kind}", target, furniture_id(place))
    media = {file.name: part(f"/word/media/{file.name}", file.media_type, file.data) for file in parts.media}
    for owner, relations in ((document, parts.text_relations), (footnotes, parts.note_relations)):
        for name, identifier in relations.media.items():
            owner.load_rel(f"{_OFFICE}/image", media[name], identifier)
        for address, identifier in relations.addresses.items():
            owner.load_rel(HYPERLINK, address, identifier, True)  # noqa: FBT003 (python-docx: is_external, by position)
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    core_kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    for identifier, kind, target in (
        ("rId1", f"{_OFFICE}/officeDocument", document),
        ("rId2", core_kind, part("/docProps/core.xml", core_type, parts.core)),
        (
            "rId3",
            f"{_OFFICE}/extended-properties",
            part("/docProps/app.xml", f"{_PROPERTIES}.extended-properties+xml", parts.extended),
        ),
        (
            "rId4",
            f"{_OFFICE}/custom-properties",
            part("/docProps/custom.xml", f"{_PROPERTIES}.custom-properties+xml", parts.custom),
        ),
    ):
        package.load_rel(kind, target, identifier)
    return package


def _content_types(parts: list[Any]) -> bytes:
    """Return the types of the parts (ECMA-376, Part 2, 10.1.2): pictures by suffix, the rest by name."""
    types = other_root(_CONTENT_TYPES, "Types")
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {part.partname.ext: part.content_type for part in parts if part.partname.ext != "xml"}
    for suffix, media_type in sorted(defaults.items()):
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Default", {"Extension": suffix, "ContentType": media_type})
    for part in parts:
        if part.partname.ext == "xml":
            etree.SubElement(
                types,
                f"{{{_CONTENT_TYPES}}}Override",
                {"PartName": str(part.partname), "ContentType": part.content_type},
            )
    return serialised(types)
