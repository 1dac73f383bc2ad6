"""Files read back: what a reader meets in a PDF, a Word document, an EPUB or a web page, whoever made it.

Nothing here is shared with what makes the files: a witness must not be the accused.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.proof.outline.entry import Outline
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback.fingerprint import ReadBack
from triplicate.reading.files import file_within, read_bytes

__all__ = ["LARGEST_FILE", "FileKind", "ReadBack", "damage_told", "files_beside", "kind_of", "read", "read_back"]

FileKind = Literal["pdf", "docx", "epub", "html"]

_PAGE = regex(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)[\s>]", re.DOTALL | re.IGNORECASE
)
"""How a web page begins (MIME Sniffing, 7.1)."""

LARGEST_FILE = 500_000_000  # bytes
_LARGEST_BESIDE = 50_000_000  # bytes, of a picture or a style sheet that a page shows

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
    fetch: Callable[[str], bytes] | None = None,
    processes: int = 1,
) -> ReadBack:
    """Return the outline and the fingerprint of a file, or of a file's bytes.

    ``kind`` is found out from the bytes if it is not given; ``name`` is what messages call the file; ``promise`` is
    what the edition that the file is to be promises of its pages, None if that is not known; ``looks`` tells whether to
    see how pictures look, which takes time. ``fetch`` gives what a web page shows and does not hold, by its relative
    address, empty if there is nothing; if it is not given, it comes from the folder of the file. So many ``processes``
    may share the pages of a PDF. Raises UnreadableError, with a message for a person, for a file that is missing,
    damaged, encrypted, hostile, or of none of the four kinds.
    """
    if isinstance(source, bytes):
        data, called = source, name or "the file"
    else:
        called = name or str(source)
        data = read_bytes(Path(source), LARGEST_FILE)
        fetch = fetch or files_beside(Path(source))
    with damage_told(called):
        return _read(data, kind or kind_of(data, called), called, promise, fetch or (lambda _: b""), looks, processes)


def files_beside(page: Path) -> Callable[[str], bytes]:
    """Return what gives the bytes of a relative address, empty if it leads to no file in the folder of the page."""

    def fetch(address: str) -> bytes:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return b""
        file = file_within(page.parent / unquote(parts.path), page.parent.resolve())
        with suppress(UnreadableError):
            return read_bytes(file, _LARGEST_BESIDE) if file else b""
        return b""

    return fetch


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """While this lasts, let what a library says of a damaged file be an UnreadableError; ``name`` is the file's."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableError(f"{name}: it is damaged: {error}") from error


def _read(
    data: bytes,
    kind: FileKind,
    name: str,
    promise: Promise | None,
    fetch: Callable[[str], bytes],
    looks: bool,  # noqa: FBT001
    processes: int,
) -> ReadBack:
    match kind:
        case "pdf":
            from triplicate.proof.readback import pdf

            return pdf.read(data, name, promise, looks=looks, processes=processes)
        case "docx":
            from triplicate.proof.readback import word

            return word.read(data, name, looks=looks)
        case "epub":
            from triplicate.proof.readback import epub

            return epub.read(data, name, looks=looks)
        case "html":
            from triplicate.proof.readback import html

            return html.read(data, name, looks=looks, fetch=fetch)


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
