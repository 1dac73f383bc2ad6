"""Files read back: what a reader meets in a PDF, a Word document, an EPUB or a web page, whoever made it.

Nothing here is shared with what makes the files: a witness must not be the accused.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from triplicate.errors import UnreadableError
from triplicate.proof.outline.entry import Outline
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback.fingerprint import ReadBack
from triplicate.reading.files import read_bytes

__all__ = ["LARGEST_FILE", "FileKind", "ReadBack", "damage_told", "kind_of", "read", "read_back"]

FileKind = Literal["pdf", "docx", "epub", "html"]

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)[\s>]", re.DOTALL | re.IGNORECASE
)
"""How a web page begins (MIME Sniffing, 7.1)."""

LARGEST_FILE = 500_000_000  # bytes

_DAMAGE = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)
"""What the standard library, lxml and pikepdf raise where a file is not what its format asks for."""


def read_back(
    source: Path | str | bytes, kind: FileKind | None = None, name: str | None = None, *, looks: bool = True
) -> Outline:
    """Return the outline of a file, or of a file's bytes; see :func:`read`."""
    return read(source, kind, name, looks=looks).outline


def read(
    source: Path | str | bytes,
    kind: FileKind | None = None,
    name: str | None = None,
    promise: Promise | None = None,
    *,
    looks: bool = True,
) -> ReadBack:
    """Return the outline and the fingerprint of a file, or of a file's bytes.

    ``kind`` is found out from the bytes if it is not given; ``name`` is what messages call the file; ``promise`` is
    what the edition that the file is to be promises of its pages, None if that is not known; ``looks`` tells whether
    to see how pictures look, which takes time. Raises UnreadableError, with a message for a person, for a file that
    is missing, damaged, encrypted, hostile, or of none of the four kinds.
    """
    if isinstance(source, bytes):
        data, called = source, name or "the file"
    else:
        called = name or str(source)
        data = read_bytes(Path(source), LARGEST_FILE)
    with damage_told(called):
        return _read(data, kind or kind_of(data, called), called, promise, looks)


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """While this lasts, let what a library says of a damaged file be an UnreadableError; ``name`` is the file's."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableError(f"{name}: it is damaged: {error}") from error


def _read(data: bytes, kind: FileKind, name: str, promise: Promise | None, looks: bool) -> ReadBack:  # noqa: FBT001
    match kind:
        case "pdf":
            from triplicate.proof.readback import pdf

            return pdf.read(data, name, promise, looks=looks)
        case "docx":
            from triplicate.proof.readback import word

            return word.read(data, name, looks=looks)
        case "epub":
            from triplicate.proof.readback import epub

            return epub.read(data, name, looks=looks)
        case "html":
            from triplicate.proof.readback import html

            return html.read(data, name, looks=looks)


def kind_of(data: bytes, name: str) -> FileKind:
    """Return the kind of a file, found in its bytes; ``name`` is what messages call it.

    Raises UnreadableError if it is none of the four kinds, or cannot be opened.
    """
    # A PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-1, Annex H, note 13).
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from triplicate.proof.readback.archive import Archive

        archive = Archive(data, name)
        if "META-INF/container.xml" in archive:
            return "epub"
        if "[Content_Types].xml" in archive:
            return "docx"
    if _PAGE.match(data[:1024]):
        return "html"
    raise UnreadableError(f"{name}: it is neither a PDF nor a Word document nor an EPUB nor a web page")
