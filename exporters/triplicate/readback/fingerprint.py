"""Which source a file says it was made from, which program made it, and what it claims to conform to."""

import io
import re
from dataclasses import dataclass

from triplicate.errors import UnreadableError
from triplicate.readback.archive import Archive, text_of

_DIGEST = re.compile(r"(?:urn:sha256:)?([0-9a-f]{64})")


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
            ua, a = metadata.get("pdfuaid:part"), metadata.get("pdfaid:part")
            level = str(metadata.get("pdfaid:conformance", "")).lower()
            claims = tuple(said for part, said in ((ua, f"PDF/UA-{ua}"), (a, f"PDF/A-{a}{level}")) if part)
            source, program = str(metadata.get("dc:source", "")), str(metadata.get("xmp:CreatorTool", ""))
    except (pikepdf.PdfError, ValueError, KeyError) as error:
        raise UnreadableError(f"{name}: it is damaged: {error}") from error
    return Fingerprint(_digest(source), program, claims)


def _docx(data: bytes, name: str) -> Fingerprint:
    archive = Archive(data, name)
    source = program = ""
    if "docProps/custom.xml" in archive:
        properties = archive.xml("docProps/custom.xml").iter("{*}property")
        source = next((text_of(one) for one in properties if one.get("name") == "source-sha256"), "")
    if "docProps/app.xml" in archive:
        root = archive.xml("docProps/app.xml")
        program = " ".join(text_of(one) for one in root.iter("{*}Application", "{*}AppVersion"))
    return Fingerprint(_digest(source), program)


def _epub(data: bytes, name: str) -> Fingerprint:
    from triplicate.readback.epub.package import package_document

    _, package = package_document(Archive(data, name))
    digests = [digest for one in package.iter("{*}source") if (digest := _digest(text_of(one)))]
    metas = list(package.iter("{*}meta"))
    return Fingerprint(
        digests[0] if digests else "",
        " ".join(one.get("content", "") for one in metas if one.get("name") == "generator"),
        tuple(text_of(one) for one in metas if one.get("property") == "dcterms:conformsTo"),
    )


def _digest(said: str) -> str:
    found = _DIGEST.fullmatch(said.strip())
    return found[1] if found else ""
