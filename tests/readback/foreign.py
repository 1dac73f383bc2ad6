"""Small Word documents and EPUBs written by hand, as programs of other makes write them."""

import io
import zipfile

import pypandoc

from triplicate.proof.outline import Outline, as_text
from triplicate.proof.readback import read_back

_OOXML = "http://schemas.openxmlformats.org"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": f"{_OOXML}/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "r": f"{_OOXML}/officeDocument/2006/relationships",
        "m": f"{_OOXML}/officeDocument/2006/math",
        "mc": f"{_OOXML}/markup-compatibility/2006",
        "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
        "a": f"{_OOXML}/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_STYLES = """\
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="table" w:styleId="Dressed"><w:name w:val="Dressed"/>
<w:tblStylePr w:type="firstRow"/><w:tblStylePr w:type="firstCol"/></w:style>"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive of parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def relations(*kinds: tuple[str, str]) -> str:
    """Return the relationships of a part: pairs of a kind and a target, numbered from ``r1``."""
    kept = "".join(
        f'<Relationship Id="r{number}" Type="{_OOXML}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{_OOXML}/package/2006/relationships">{kept}</Relationships>'


def word(body: str, numbering: str = "", others: dict[str, tuple[str, str]] | None = None, styles: str = "") -> bytes:
    """Return a Word document; ``others`` are parts by name, with their kind and their text; ``styles`` are added."""
    others = others or {}
    xml = {
        "styles": f"<w:styles {_NAMES}>{_STYLES}{styles}</w:styles>",
        "numbering": f"<w:numbering {_NAMES}>{numbering}</w:numbering>",
    }
    kinds = [(kind, f"{kind}.xml") for kind in xml] + [(kind, name) for name, (kind, _) in others.items()]
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for kind in xml
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_OOXML}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(*kinds),
            **{f"word/{kind}.xml": text for kind, text in xml.items()},
            **{f"word/{name}": text.replace("NAMES", _NAMES) for name, (_, text) in others.items()},
        }
    )


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Return a paragraph; what is no markup becomes a run."""
    runs = (one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def numbered(number: int, level: int = 0) -> str:
    """Return the property of a paragraph that is numbered."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code: str, result: str, data: str = "") -> str:
    """Return a complex field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def book(body: str, head: str = "", doctype: str = "", others: dict[str, tuple[str, str, str]] | None = None) -> bytes:
    """Return an EPUB of one content document; ``others`` are parts by name: media type, more attributes, text.

    Where an attribute is ``spine``, the part stands in the spine, before the content document.
    """
    others = others or {}
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="{kind}" {more.replace("spine", "")}/>'
        for name, (kind, more, _) in others.items()
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name, (_, more, _) in others.items() if "spine" in more)
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "p.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title><dc:language>en</dc:language>'
            f'</metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>{items}</manifest>'
            f'<spine>{spine}<itemref idref="c"/></spine></package>',
            "c.xhtml": f'{doctype}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="en"><head><title>t</title>{head}</head><body>{body}</body></html>',
            **{name: text for name, (_, _, text) in others.items()},
        }
    )


def outline(data: bytes) -> Outline:
    """Return what is met in a file."""
    return read_back(data)


def lines(data: bytes) -> list[str]:
    """Return what is met in a file, a line an entry, without the title."""
    return as_text(read_back(data)).splitlines()[1:]


def pandoc_words(data: bytes, kind: str, folder) -> list[str]:
    """Return the words that pandoc finds in a file."""
    path = folder / f"x.{kind}"
    path.write_bytes(data)
    return pypandoc.convert_file(str(path), "plain", format=kind, extra_args=["--wrap=none"]).split()
