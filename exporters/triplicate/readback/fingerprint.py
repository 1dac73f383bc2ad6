"""Which source a file says it was made from, which program made it, and what it claims to conform to."""

import io
import re
from dataclasses import dataclass

from triplicate.errors import UnreadableError
from triplicate.readback.archive import Archive

_DIGEST = re.compile(r"(?:urn:sha256:)?([0-9a-f]{64})")
_XMP_CLAIMS = (
    ("pdfuaid:part", "PDF/UA-{}"),
    ("pdfaid:part", "PDF/A-{}"),
)
_XML_TEXT = "string()"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``source`` is the SHA-256 of the source's bytes in hexadecimal, empty if the file names none.

    ``program`` is what made the file; ``claims`` are the standards it says it conforms to.
    """

    source: str = ""
    program: str = ""
    claims: tuple[str, ...] = ()


def fingerprint(data: bytes, kind: str, name: str) -> Fingerprint:
    """Return what a file ("pdf", "docx" or "epub") says of its own origin. Raises UnreadableError if it is damaged."""
    return {"pdf": _pdf, "docx": _docx, "epub": _epub}[kind](data, name)


def _pdf(data: bytes, name: str) -> Fingerprint:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
            claims = [said.format(metadata[key]) for key, said in _XMP_CLAIMS if key in metadata]
            if "pdfaid:conformance" in metadata:
                claims[-1] += str(metadata["pdfaid:conformance"]).lower()
            source, program = str(metadata.get("dc:source", "")), str(metadata.get("xmp:CreatorTool", ""))
    except (pikepdf.PdfError, ValueError, KeyError) as error:
        raise UnreadableError(f"{name}: it is damaged: {error}") from error
    return Fingerprint(_digest(source), program, tuple(claims))


def _docx(data: bytes, name: str) -> Fingerprint:
    archive = Archive(data, name)
    source = program = ""
    if "docProps/custom.xml" in archive:
        found = archive.xml("docProps/custom.xml").xpath("//*[@name='source-sha256']")
        source = str(found[0].xpath(_XML_TEXT)) if found else ""
    if "docProps/app.xml" in archive:
        root = archive.xml("docProps/app.xml")
        program = " ".join(
            str(part.xpath(_XML_TEXT)) for part in root.xpath("//*[local-name()='Application' or local-name()='AppVersion']")
        )
    return Fingerprint(_digest(source), program)


def _epub(data: bytes, name: str) -> Fingerprint:
    from triplicate.readback.epub.package import open_package

    metadata = open_package(Archive(data, name)).root
    sources = [str(part.xpath(_XML_TEXT)) for part in metadata.xpath("//*[local-name()='source']")]
    generators = [str(value) for value in metadata.xpath("//*[local-name()='meta'][@name='generator']/@content")]
    claims = [
        str(part.xpath(_XML_TEXT)) for part in metadata.xpath("//*[local-name()='meta'][@property='dcterms:conformsTo']")
    ]
    digests = [digest for source in sources if (digest := _digest(source))]
    return Fingerprint(digests[0] if digests else "", " ".join(generators), tuple(claims))


def _digest(said: str) -> str:
    found = _DIGEST.fullmatch(said.strip())
    return found[1] if found else ""
