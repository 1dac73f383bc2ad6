"""What a file says of itself: its metadata, and the standards it keeps to.

Each profile is several standards in one file: an accessibility standard and an archiving standard do not collide.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any
from xml.sax.saxutils import escape

import pydyf

from triplicate.document.model import Document, PdfStandard
from triplicate.errors import UsageError
from triplicate.formats.product import Format
from triplicate.later import dataclass
from triplicate.system.machine import harfbuzz_version, pango_version
from triplicate.system.version import installed_version

# PDF/A-2 and -3 ask for a description of every schema they do not know themselves (ISO 19005-2 6.6.2.3).
_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Profile:
    """``version`` of PDF; ``ua`` the part of PDF/UA; ``a`` the part of PDF/A, ``level`` its conformance level.

    ``revision`` is the year that the metadata must give for PDF/UA-2 and PDF/A-4; ``declarations`` are further
    standards, by the address of their PDF Declaration.
    """

    version: str
    ua: int
    a: int
    level: str = ""
    revisions: tuple[str, str] = ("", "")
    declarations: tuple[str, ...] = ()

    @property
    def modern(self) -> bool:
        """Whether the file is PDF 2.0."""
        return self.version == "2.0"


PROFILES: Mapping[str, Profile] = {
    PdfStandard.UA_1: Profile("1.7", ua=1, a=2, level="A"),
    PdfStandard.UA_2: Profile(
        "2.0",
        ua=2,
        a=4,
        revisions=("2024", "2020"),
        declarations=("http://pdfa.org/declarations/wtpdf#accessibility1.0",),
    ),
}
"""PDF/UA-1 with PDF/A-2a; PDF/UA-2 with WTPDF 1.0 for accessibility and PDF/A-4."""


def profile(standard: str) -> Profile:
    """Return a profile by name. Raises UsageError for one that is not known."""
    if standard not in PROFILES:
        raise UsageError(f"unknown PDF standard {standard!r}; known are: {', '.join(PROFILES)}")
    return PROFILES[standard]


def describe(pdf: Any, document: Document, moment: datetime, profile: Profile) -> None:
    """Write the metadata, the standards and the output intent into a ``pydyf.PDF``."""
    metadata = document.metadata
    # WeasyPrint 70 writes GTS_PDFX where its own variants are off; PDF/A wants GTS_PDFA1 (ISO 19005-2 6.2.3).
    pdf.catalog["OutputIntents"][0]["S"] = "/GTS_PDFA1"
    pdf.catalog["Lang"] = pydyf.String(metadata.lang)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    # No Direction: with R2L, PDFium 159 reads every line of numbers backwards. The structure says it (WritingMode).
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.info.clear()
    if not profile.modern:
        date = pydyf.String(_pdf_date(moment))
        values = {
            "Title": metadata.title,
            "Author": "; ".join(author.name for author in metadata.authors),
            "Subject": metadata.description or metadata.subject,
            "Keywords": ", ".join(metadata.keywords),
            "Creator": _creator(),
            "Producer": _producer(),
        }
        pdf.info.update({key: pydyf.String(value) for key, value in values.items() if value})
        pdf.info.update({"CreationDate": date, "ModDate": date})
    packet = pydyf.Stream([_xmp(document, moment, profile).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference


def _creator() -> str:
    return f"Triplicate {installed_version()}".rstrip()


def _producer() -> str:
    """Return what set the pages: other versions of these libraries move letters by fractions of a point."""
    return f"WeasyPrint {version('weasyprint')}, Pango {pango_version()}, HarfBuzz {harfbuzz_version()}"


def _pdf_date(moment: datetime) -> str:
    """Return a date as PDF writes it (ISO 32000-1 7.9.4)."""
    offset = moment.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}" if offset.strip("+-0") else "Z"
    return f"D:{moment:%Y%m%d%H%M%S}{zone}"


def _xmp_date(moment: datetime) -> str:
    """Return a date as XMP writes it (ISO 16684-1 8.2.1.2)."""
    return moment.isoformat(timespec="seconds")


# XMP (ISO 16684-1). Values are escaped here and nowhere else.


def _xmp(document: Document, moment: datetime, profile: Profile) -> str:
    metadata = document.metadata
    revision_ua, revision_a = profile.revisions
    date = _xmp_date(moment)
    parts = [
        _properties(
            "pdfaid",
            "http://www.aiim.org/pdfa/ns/id/",
            part=_text(profile.a),
            conformance=_text(profile.level),
            rev=_text(revision_a),
        ),
        _properties("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", part=_text(profile.ua), rev=_text(revision_ua)),
        _properties(
            "dc",
            "http://purl.org/dc/elements/1.1/",
            title=_alternative(metadata.title),
            creator=_array("Seq", (author.name for author in metadata.authors)),
            description=_alternative(metadata.description or metadata.subject),
            subject=_array("Bag", metadata.keywords),
            publisher=_array("Bag", (metadata.publisher,)),
            rights=_alternative(metadata.rights),
            language=_array("Bag", (metadata.lang,)),
            identifier=_text(metadata.identifier),
            source=_text(f"urn:sha256:{document.sha256}" if document.sha256 else ""),
            format=_text(Format.PDF.media_type),
        ),
        _properties(
            "xmp",
            "http://ns.adobe.com/xap/1.0/",
            CreateDate=date,
            ModifyDate=date,
            MetadataDate=date,
            CreatorTool=_text(_creator()),
        ),
        _properties(
            "pdf",
            "http://ns.adobe.com/pdf/1.3/",
            Producer=_text(_producer()),
            Keywords=_text(", ".join(metadata.keywords)),
        ),
    ]
    if not profile.modern:
        parts.append(_UA_SCHEMA)
    if profile.declarations:
        items = "".join(
            f'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{one}</pdfd:conformsTo></rdf:li>'
            for one in profile.declarations
        )
        parts.append(_properties("pdfd", "http://pdfa.org/declarations/", declarations=f"<rdf:Bag>{items}</rdf:Bag>"))
    body = "\n".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{body}\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _properties(prefix: str, namespace: str, **values: str) -> str:
    inner = "".join(f"<{prefix}:{name}>{value}</{prefix}:{name}>" for name, value in values.items() if value)
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{inner}</rdf:Description>'


def _text(value: object) -> str:
    return escape(str(value)) if value else ""


def _alternative(value: str | None) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt>' if value else ""


def _array(kind: str, values: Iterable[str | None]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""
