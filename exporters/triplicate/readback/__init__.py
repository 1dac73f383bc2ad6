"""Files read back: what a reader meets in a PDF, a Word document or an EPUB, whoever made it.

Nothing here is shared with what makes the files: a witness must not be the accused.
"""

from pathlib import Path
from typing import Literal

from triplicate.errors import UnreadableError
from triplicate.outline.entry import Outline

__all__ = ["Kind", "read_back"]

Kind = Literal["pdf", "docx", "epub"]


def read_back(source: Path | str | bytes, kind: Kind | None = None, name: str | None = None) -> Outline:
    """Return the outline of a file, or of a file's bytes.

    ``kind`` is found out from the bytes if it is not given; ``name`` is what messages call the file. Raises
    UnreadableError, with a message for a person, for a file that is missing, damaged, encrypted, hostile, or of
    none of the three kinds.
    """
    if isinstance(source, bytes):
        data, called = source, name or "the file"
    else:
        called = name or str(source)
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise UnreadableError(f"{called}: it cannot be read: {error.strerror}") from error
    match kind or _kind(data, called):
        case "pdf":
            from triplicate.readback import pdf

            return pdf.read(data, called)
        case "docx":
            from triplicate.readback import word

            return word.read(data, called)
        case "epub":
            from triplicate.readback import epub

            return epub.read(data, called)


def _kind(data: bytes, name: str) -> Kind:
    """Return the kind of a file, found in its bytes; its name plays no part."""
    # A PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-1, Annex H, note 13).
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from triplicate.readback.archive import Archive

        archive = Archive(data, name)
        if "META-INF/container.xml" in archive:
            return "epub"
        if "[Content_Types].xml" in archive:
            return "docx"
    raise UnreadableError(f"{name}: it is neither a PDF nor a Word document nor an EPUB")
