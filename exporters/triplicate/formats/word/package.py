"""The package: its parts, how they are related, and the zip file that holds them.

This is the one room that touches python-docx (1.2), which reads templates of others. What of it is met here, and why:

* to import it takes as long as to make a short document, so it is imported where there is a template;
* its own template brings a thumbnail, a ``stylesWithEffects`` part that validators call invalid, custom XML of
  a bibliography, and an author and dates of its own: only the theme of Office is taken from it, the rest is ours;
* it writes the present time into the zip, so that two saves of one document differ, and looks for relationships one by
  one: parts of a template are made parts of ours.
"""

import posixpath
from dataclasses import field
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
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
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN_CORE = {"dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}

_CARRIED = "template-"
"""What the names of parts that come from a template begin with."""

_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The first and the last date that a zip file knows: a document's own may lie before or after them."""


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
    found = find_spec("docx")
    assert found
    assert found.origin
    with ZipFile(Path(found.origin).parent / "templates" / "default.docx") as archive:
        return archive.read("word/theme/theme1.xml")


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


def new_core() -> Element:
    """Return the root of new core properties."""
    return etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, **_DUBLIN_CORE})


@dataclass(slots=True, eq=False)
class _Part:
    """A part of the package by its name, which is its path, and its relationships: what it is related to by their ids.

    Each has its kind, and another part or an address outside.
    """

    name: str
    media_type: str = ""
    data: bytes = b""
    related: dict[str, "tuple[str, _Part | str]"] = field(default_factory=dict)

    def relationships(self) -> tuple[str, bytes]:
        """Return the name of the part that holds the relationships of this one, and what it holds."""
        folder, name = posixpath.split(self.name)
        root = other_root(_RELATIONSHIPS, "Relationships")
        for identifier, (kind, target) in self.related.items():
            named = {"Id": identifier, "Type": kind}
            if isinstance(target, _Part):
                named["Target"] = posixpath.relpath(target.name, folder)
            else:
                named |= {"Target": target, "TargetMode": "External"}
            etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", named)
        return posixpath.join(folder, "_rels", f"{name}.rels"), serialised(root)

    def all_related(self) -> "list[_Part]":
        """Return all parts that it is related to, and those that these are related to, each once."""
        found: dict[_Part, None] = {}
        waiting = [self]
        while waiting:
            part = waiting.pop()
            if part not in found:
                found[part] = None
                waiting += (target for _, target in reversed(part.related.values()) if isinstance(target, _Part))
        return [*found][1:]


class _Carried:
    """Parts of another package as parts of ours, with names that no other part of ours has."""

    def __init__(self) -> None:
        self._parts: dict[Any, _Part] = {}

    def part(self, part: Any) -> _Part:
        """Return a part, related to all that it was related to there."""
        if part not in self._parts:
            folder, name = posixpath.split(str(part.partname))
            # The folder stays: relationships are written as seen from it.
            name = name if name.startswith(_CARRIED) else f"{_CARRIED}{name}"
            made = self._parts[part] = _Part(posixpath.join(folder, name), part.content_type, part.blob)
            for one in part.rels.values():
                target = one.target_ref if one.is_external else self.part(one.target_part)
                made.related[one.rId] = one.reltype, target
        return self._parts[part]


def packed(parts: Parts, moment: datetime) -> bytes:
    """Return the bytes of the file; every part carries the time ``moment``."""
    package = _package(parts)
    pieces = [package.relationships()]
    all_parts = package.all_related()
    for part in all_parts:
        pieces.append((part.name, part.data))
        if part.related:
            pieces.append(part.relationships())
    pieces.insert(0, ("/[Content_Types].xml", _content_types(all_parts)))
    written = (moment.astimezone(UTC) if moment.tzinfo else moment).timetuple()[:6]
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, data in pieces:
            entry = ZipInfo(name[1:], min(max(written, _EARLIEST), _LATEST))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return output.getvalue()


def _package(parts: Parts) -> _Part:
    """Return the root of the package, which is related to its parts as these are to one another."""
    carried = _Carried()

    def part(name: str, media_type: str, content: Any) -> _Part:
        if isinstance(content, Element):
            content = serialised(content)
        return _Part(name, media_type, content) if isinstance(content, bytes) else carried.part(content)

    document = part("/word/document.xml", f"{_WORD}.document.main+xml", parts.document)
    footnotes = part("/word/footnotes.xml", f"{_WORD}.footnotes+xml", parts.footnotes)
    font_table = part("/word/fontTable.xml", f"{_WORD}.fontTable+xml", parts.font_table)
    for number, face in enumerate(parts.faces, start=1):
        file = part(f"/word/fonts/font{number}.odttf", f"{_PROPERTIES}.obfuscatedFont", face.data)
        font_table.related[face_relation(number)] = f"{_OFFICE}/font", file
    for identifier, kind, target in (
        ("rId1", "styles", part("/word/styles.xml", f"{_WORD}.styles+xml", parts.styles)),
        ("rId2", "numbering", part("/word/numbering.xml", f"{_WORD}.numbering+xml", parts.numbering)),
        ("rId3", "settings", part("/word/settings.xml", f"{_WORD}.settings+xml", parts.settings)),
        ("rId4", "fontTable", font_table),
        ("rId5", "theme", part("/word/theme/theme1.xml", f"{_PROPERTIES}.theme+xml", parts.theme)),
        ("rId6", "footnotes", footnotes),
    ):
        document.related[identifier] = f"{_OFFICE}/{kind}", target
    for place, one in enumerate(parts.furniture):
        number = sum(other.kind == one.kind for other in parts.furniture[: place + 1])
        target = part(f"/word/{one.kind}{number}.xml", f"{_WORD}.{one.kind}+xml", one.content)
        document.related[furniture_id(place)] = f"{_OFFICE}/{one.kind}", target
    media = {file.name: part(f"/word/media/{file.name}", file.media_type, file.data) for file in parts.media}
    for owner, relations in ((document, parts.text_relations), (footnotes, parts.note_relations)):
        for name, identifier in relations.media.items():
            owner.related[identifier] = f"{_OFFICE}/image", media[name]
        for address, identifier in relations.addresses.items():
            owner.related[identifier] = HYPERLINK, address
    package = _Part("/")
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    core_kind = f"{_RELATIONSHIPS}/metadata/core-properties"
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
        package.related[identifier] = kind, target
    return package


def _content_types(parts: list[_Part]) -> bytes:
    """Return the types of the parts (ECMA-376, Part 2, 10.1.2): pictures by suffix, the rest by name."""
    types = other_root(_CONTENT_TYPES, "Types")
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    suffixes = {part: posixpath.splitext(part.name)[1][1:] for part in parts}
    defaults |= {suffix: part.media_type for part, suffix in suffixes.items() if suffix != "xml"}
    for suffix, media_type in sorted(defaults.items()):
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Default", {"Extension": suffix, "ContentType": media_type})
    for part, suffix in suffixes.items():
        if suffix == "xml":
            etree.SubElement(
                types, f"{{{_CONTENT_TYPES}}}Override", {"PartName": part.name, "ContentType": part.media_type}
            )
    return serialised(types)
