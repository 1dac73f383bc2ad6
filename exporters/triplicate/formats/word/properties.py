"""What the file says of itself: core, extended and custom properties."""

from datetime import UTC, datetime

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.model import Document
from triplicate.formats.word.markup import clean, other_root
from triplicate.system.version import installed_version

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id of properties that a user defines ([MS-OLEPS] 2.18)."""

FINGERPRINT = "source-sha256"
"""The custom property that holds the digest of the source's bytes."""


def fill_core(core: Element, document: Document, moment: datetime) -> None:
    """Put the document's properties in the place of all that the root of the core part holds."""
    for child in list(core):
        core.remove(child)
    metadata = document.metadata
    authors = "; ".join(author.name for author in metadata.authors)
    for namespace, name, value in (
        (_DC, "title", metadata.title),
        (_DC, "subject", metadata.subject),
        (_DC, "creator", authors),
        (_CP, "keywords", ", ".join(metadata.keywords)),
        (_DC, "description", metadata.description),
        (_DC, "identifier", metadata.identifier),
        (_DC, "language", metadata.lang),
        (_CP, "lastModifiedBy", authors),
    ):
        if value:
            etree.SubElement(core, f"{{{namespace}}}{name}").text = clean(value)
    written = moment.astimezone(UTC) if moment.tzinfo else moment
    for name in ("created", "modified"):
        date = etree.SubElement(core, f"{{{_DCTERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        date.text = f"{written:%Y-%m-%dT%H:%M:%S}Z"


def extended(document: Document) -> Element:
    """Return the root of the extended properties."""
    root = other_root(_EXTENDED, "Properties")
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = "Triplicate"
    if document.metadata.publisher:
        etree.SubElement(root, f"{{{_EXTENDED}}}Company").text = clean(document.metadata.publisher)
    etree.SubElement(root, f"{{{_EXTENDED}}}AppVersion").text = _version()
    return root


def custom(document: Document) -> Element:
    """Return the root of the custom properties: which source the file was made of."""
    root = other_root(_CUSTOM, "Properties", vt=_TYPES)
    prop = etree.SubElement(root, f"{{{_CUSTOM}}}property", {"fmtid": _FORMAT, "pid": "2", "name": FINGERPRINT})
    etree.SubElement(prop, f"{{{_TYPES}}}lpwstr").text = document.sha256
    return root


def _version() -> str:
    """Return our version in the form that Word asks for, ``XX.YYYY`` (ECMA-376, Part 1, 22.2.2.3)."""
    major, minor, patch, *_ = (*(installed_version() or "0").split("."), "0", "0")
    return f"{int(major):02d}.{int(minor):02d}{int(patch):02d}"
