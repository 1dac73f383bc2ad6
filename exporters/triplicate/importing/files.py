"""Files that are taken in: their outline, their properties, and the files of their pictures."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from triplicate.errors import UnreadableError
from triplicate.importing import unmet
from triplicate.importing.line_ends import with_spaces
from triplicate.importing.properties import Properties, is_tagged, of_html, of_package, of_pdf, of_word
from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Outline
from triplicate.proof.readback import LARGEST_FILE, damage_told, kind_of, read
from triplicate.proof.readback.archive import Archive
from triplicate.proof.readback.content.inlines import alternative
from triplicate.proof.readback.html import met, opened
from triplicate.reading.files import read_bytes

if TYPE_CHECKING:
    from lxml import etree

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_ENCODING = regex(rb"<meta[^>]*charset|<\?xml[^>]*encoding", re.IGNORECASE)
_DECORATIVE = "decorative pictures"
_DATA = regex(r"data:[\w/+.-]*(?:;[\w=-]+)*?(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it is met. ``picture`` returns the bytes of a picture by its source in the outline, or None.

    ``own`` tells that Triplicate made it, so that it has lines that are made of its properties. ``left_out`` are things
    that stand beside the text and are not taken in, by their kind, with how many there are; ``unmet`` are words that
    the file holds and no reader meets.
    """

    name: str
    outline: Outline
    properties: Properties
    picture: Callable[[str], bytes | None] = field(repr=False)
    own: bool = False
    left_out: dict[str, int] = field(default_factory=dict)
    unmet: tuple[str, ...] = ()


def open_original(path: Path) -> Original:
    """Return a Word document, an EPUB, a page of HTML or a tagged PDF.

    Raises UnreadableError for any other file, for a damaged one, and for a PDF without tags.
    """
    data = read_bytes(path, LARGEST_FILE)
    name = str(path)
    is_page = path.suffix.lower() in _PAGES and not data.startswith((b"PK", b"%PDF-"))
    kind = "html" if is_page else kind_of(data, name)
    match kind:
        case "html":
            return _page(data, path)
        case "pdf":
            return _tagged(data, name)
        case _:
            found = read(data, kind, name, looks=False)
    archive = Archive(data, name)
    properties = of_word(archive) if kind == "docx" else of_package(archive)

    def picture(part: str) -> bytes | None:
        return archive.read(part) if part in archive else _of_address(part)

    own = bool(found.fingerprint.source)
    pages = [] if kind == "docx" else [archive.xml(part) for part in archive.parts if _is_page(part)]
    left_out = _beside(archive) if kind == "docx" else _counted({_DECORATIVE: sum(map(_decorative, pages))})
    words = unmet.in_word(archive) if kind == "docx" else (said for page in pages for said in unmet.in_page(page))
    return Original(name, found.outline, properties, picture, own, left_out, _told(words))


def _tagged(data: bytes, name: str) -> Original:
    """Return a PDF that says what its words are; pictures that are drawings cannot be had."""
    from triplicate.proof.readback.pdf.pictures import PdfPictures

    found = read(data, "pdf", name, looks=False)
    if not is_tagged(data):
        raise UnreadableError(
            f"{name}: the PDF has no tags, so that nothing says which words are headings, lists or tables, nor in "
            "which order they stand: ask for the Word document or the web page that it was made of"
        )
    properties = of_pdf(data, found.outline.title, found.outline.lang)
    own = bool(found.fingerprint.source)
    outline = found.outline if own else with_spaces(found.outline)
    return Original(name, outline, properties, PdfPictures(data).file, own)


def _page(data: bytes, path: Path) -> Original:
    """Return a page of HTML, its pictures in it or in files beside it."""
    if _is_utf_8(data) and not _ENCODING.search(data[:4096]):
        data = b"\xef\xbb\xbf" + data  # else it would be taken for Windows-1252 (HTML, 13.2.3.2)
    with damage_told(str(path)):
        page = opened(data, str(path))
        found = met(page, looks=False)

    def picture(source: str) -> bytes | None:
        if source.startswith("data:"):
            return page.embedded.bytes_of(source) or _of_address(source)
        if "://" in source:
            return None
        file = path.parent / source.partition("?")[0]
        try:
            inside = file.resolve().is_relative_to(path.parent.resolve())
            return read_bytes(file, LARGEST_FILE) if inside and file.is_file() else None
        except (OSError, ValueError, UnreadableError):
            return None

    own = bool(found.fingerprint.source)
    left_out = _counted({_DECORATIVE: _decorative(page.root)})
    words = _told(unmet.in_page(page.root))
    return Original(str(path), found.outline, of_html(page.root), picture, own, left_out, words)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.startswith(b"\xef\xbb\xbf")


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
    if "word/document.xml" in archive:
        marks = archive.xml("word/document.xml").iter("{*}decorative")
        found[_DECORATIVE] = sum(mark.get("val") in {"1", "true"} for mark in marks)
    return _counted(found)


def _is_page(part: str) -> bool:
    return PurePosixPath(part).suffix.lower() in _PAGES


def _decorative(root: "etree._Element") -> int:
    """Return how many pictures of a page say nothing, so that no reader meets them."""
    return sum(alternative(picture) == "" for picture in root.iter("{*}img"))


def _counted(found: dict[str, int]) -> dict[str, int]:
    return {what: count for what, count in found.items() if count}


def _told(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in lines, each once, without what holds no letter."""
    lines = (" ".join(said.split()) for said in words)
    return tuple(dict.fromkeys(line for line in lines if any(map(str.isalpha, line))))
