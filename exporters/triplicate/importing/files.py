"""Files that are taken in: their outline, their properties, and the files of their pictures."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree

from triplicate.errors import UnreadableError
from triplicate.importing.properties import Properties, of_html, of_package, of_word
from triplicate.proof.outline.entry import Fault, Outline
from triplicate.proof.readback import kind_of, read
from triplicate.proof.readback.archive import Archive, check_depth
from triplicate.reading.files import read_bytes

_LARGEST = 500_000_000
_HTML = frozenset({".html", ".htm", ".xhtml"})
_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=-]+)*?(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it is met. ``picture`` returns the bytes of a picture by its source in the outline, or None.

    ``own`` tells that Triplicate made it, so that it has lines that are made of its properties. ``left_out`` are things
    that stand beside the text and are not taken in, by their kind, with how many there are.
    """

    name: str
    outline: Outline
    properties: Properties
    picture: Callable[[str], bytes | None] = field(repr=False)
    own: bool = False
    left_out: dict[str, int] = field(default_factory=dict)


def open_original(path: Path) -> Original:
    """Return a Word document, an EPUB or a page of HTML. Raises UnreadableError for any other, or a damaged one."""
    data = read_bytes(path, _LARGEST)
    name = str(path)
    if path.suffix.lower() in _HTML and not data.startswith((b"PK", b"%PDF-")):
        return _page(data, path)
    kind = kind_of(data, name)
    if kind == "pdf":
        raise UnreadableError(
            f"{name}: PDF is not taken in: ask for the Word document or the web page that it was made of"
        )
    found = read(data, kind, name, looks=False)
    archive = Archive(data, name)
    properties = of_word(archive) if kind == "docx" else of_package(archive)

    def picture(part: str) -> bytes | None:
        return archive.read(part) if part in archive else _of_address(part)

    own = bool(found.fingerprint.source)
    return Original(name, found.outline, properties, picture, own, _beside(archive) if kind == "docx" else {})


def _page(data: bytes, path: Path) -> Original:
    """Return a page of HTML, its pictures in files beside it."""
    import tinyhtml5

    from triplicate.proof.readback.epub.blocks import ContentReader

    encodings = {"likely_encoding": "utf-8"} if _is_utf_8(data) else {"default_encoding": "windows-1252"}
    root = _as_lxml(tinyhtml5.parse(data, **encodings))
    check_depth(root, str(path))
    _drop_hidden(root)
    faults: list[Fault] = []
    entries = ContentReader(path.name, faults).read(root)
    properties = of_html(root)
    outline = Outline("html", properties.title, properties.lang, tuple(entries), faults=tuple(faults))

    def picture(source: str) -> bytes | None:
        if "://" in source:
            return None
        if source.startswith("data:"):
            return _of_address(source)
        file = path.parent / source.partition("?")[0]
        try:
            inside = file.resolve().is_relative_to(path.parent.resolve())
            return read_bytes(file, _LARGEST) if inside and file.is_file() else None
        except (OSError, ValueError, UnreadableError):
            return None

    return Original(str(path), outline, properties, picture)


def _as_lxml(element: object) -> etree._Element:
    """Return a tree of the standard library as one of lxml, which the reader of content documents walks."""
    from xml.etree.ElementTree import Element, tostring

    assert isinstance(element, Element)
    for node in element.iter():
        for key in [key for key in node.attrib if not re.fullmatch(r"(?:\{[^}]*\})?[A-Za-z_][\w.-]*", key)]:
            del node.attrib[key]
        if isinstance(node.tag, str) and not re.fullmatch(r"(?:\{[^}]*\})?[A-Za-z_][\w.-]*", node.tag):
            node.tag = "{http://www.w3.org/1999/xhtml}span"
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", tostring(element, encoding="unicode"))
    return etree.fromstring(
        text.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False, remove_comments=True)
    )


def _drop_hidden(root: etree._Element) -> None:
    """Take out what a browser does not show: by its own style, and what only programs read."""
    for element in list(root.iter("{*}noscript", "{*}template", "{*}script", "{*}style", "{*}iframe")):
        _remove(element)
    for element in list(root.iter()):
        style = re.sub(r"\s", "", element.get("style") or "").lower() if isinstance(element.tag, str) else ""
        if "display:none" in style or "visibility:hidden" in style:
            _remove(element)


def _remove(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _of_address(source: str) -> bytes | None:
    match = _DATA.fullmatch(source)
    if match is None:
        return None
    try:
        return base64.b64decode(match["data"]) if match["base64"] else unquote_to_bytes(match["data"])
    except (binascii.Error, ValueError):
        return None


def _beside(archive: Archive) -> dict[str, int]:
    """Return what stands beside the text of a Word document and is not taken in, with how many there are."""
    found = {
        "charts": sum(re.fullmatch(r"word/charts/chart\d*\.xml", part) is not None for part in archive.parts),
        "embedded objects": sum(part.startswith("word/embeddings/") for part in archive.parts),
        "diagrams": sum(re.fullmatch(r"word/diagrams/data\d*\.xml", part) is not None for part in archive.parts),
    }
    if "word/comments.xml" in archive:
        found["comments"] = sum(1 for _ in archive.xml("word/comments.xml").iter("{*}comment"))
    return {what: count for what, count in found.items() if count}
