"""What a PDF says of itself in its metadata stream (ISO 32000-1, 14.3.2; ISO 16684-1)."""

from collections.abc import Iterator

from lxml import etree
from pikepdf import Pdf, Stream

from triplicate.proof.readback.archive import text_of
from triplicate.proof.readback.fingerprint import Fingerprint, digest_in
from triplicate.proof.readback.pdf.streams import Streams

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_A = "{http://www.aiim.org/pdfa/ns/id/}"


class PdfMetadata:
    """The properties of the document as a whole."""

    def __init__(self, pdf: Pdf, streams: Streams) -> None:
        self._pdf = pdf
        stream = pdf.Root.get("/Metadata")
        self._found = dict(_properties(streams.read(stream))) if isinstance(stream, Stream) else {}

    @property
    def title(self) -> str:
        """The title, of the metadata stream or of the document information."""
        title = self._found.get(f"{_DC}title")
        if not title and "/Info" in self._pdf.trailer:
            title = str(self._pdf.docinfo.get("/Title", ""))
        return " ".join(title.split()) if title else ""

    @property
    def fingerprint(self) -> Fingerprint:
        """Where the file comes from."""
        ua, a = self._found.get(f"{_UA}part"), self._found.get(f"{_A}part")
        level = self._found.get(f"{_A}conformance", "").lower()
        return Fingerprint(
            digest_in(self._found.get(f"{_DC}source", "")),
            self._found.get(f"{_XMP}CreatorTool", ""),
            tuple(said for part, said in ((ua, f"PDF/UA-{ua}"), (a, f"PDF/A-{a}{level}")) if part),
        )


def _properties(packet: bytes) -> Iterator[tuple[str, str]]:
    """Yield the properties of a packet by their names; of texts in several languages the first."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(packet.strip(b"\x00\t\r\n "), parser)
    except etree.XMLSyntaxError:
        return
    # What is too damaged to be recovered has no root.
    for description in root.iter(f"{_RDF}Description") if root is not None else ():
        yield from ((str(name), str(value)) for name, value in description.items())
        for element in description.iterchildren("{*}*"):
            item = next(element.iter(f"{_RDF}li"), element)
            yield str(element.tag), text_of(item)
