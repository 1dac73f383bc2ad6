"""A file against its source: what a reader meets in it, and whether that is what the source says."""

import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from urllib.parse import unquote

from triplicate.document.model import Document
from triplicate.document.neighbours import in_format, leads_beside
from triplicate.later import dataclass
from triplicate.proof.compare import Difference, verify
from triplicate.proof.outline import Outline, outline_of
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback import files_beside, read
from triplicate.proof.readback.fingerprint import Fingerprint
from triplicate.system.collector import collector_paused


@dataclass(frozen=True, slots=True)
class Proof:
    """What reading one file back showed.

    ``differences`` are from the source, worst first; ``sha256`` is of the file's own bytes, ``size`` in bytes.
    ``same_source`` tells whether the file says it was made from this very source; None if it says nothing.
    """

    file: Path
    outline: Outline = field(repr=False)
    differences: tuple[Difference, ...]
    fingerprint: Fingerprint
    sha256: str
    size: int
    same_source: bool | None

    def without_outline(self) -> "Proof":
        """Return what is told of the file alone, which travels well and is kept easily: the outline may be large."""
        return replace(self, outline=Outline(self.outline.kind, "", "", ()))


def prove(
    document: Document,
    files: Mapping[Path, bytes],
    promise: Promise | None = None,
    beside: Mapping[Path, bytes] | None = None,
) -> tuple[Proof, ...]:
    """Read each file back from its bytes and compare it with the document; no file need be there yet.

    ``promise`` is what the edition that they are promises of its pages, None if that is not known. ``beside`` are files
    that web pages show; if they are not given, those of the page's folder are read. Raises UnreadableError, which names
    the file, for bytes that cannot be read.
    """
    with collector_paused():
        expected = outline_of(document)
        if leads_beside(document):
            apart = {file: outline_of(in_format(document, file.suffix[1:].lower())) for file in files}
        else:
            apart = dict.fromkeys(files, expected)
        return tuple(_prove(document, apart[file], file, data, promise, beside) for file, data in files.items())


def _prove(
    document: Document,
    expected: Outline,
    file: Path,
    data: bytes,
    promise: Promise | None,
    beside: Mapping[Path, bytes] | None,
) -> Proof:
    fetch = files_beside(file) if beside is None else lambda address: beside.get(file.parent / unquote(address), b"")
    outline, origin = read(data, name=str(file), promise=promise, fetch=fetch)
    differences = sorted(verify(expected, outline), key=lambda difference: difference.severity.rank)
    return Proof(
        file,
        outline,
        tuple(differences),
        origin,
        hashlib.sha256(data).hexdigest(),
        len(data),
        origin.source == document.sha256 if origin.source and document.sha256 else None,
    )
