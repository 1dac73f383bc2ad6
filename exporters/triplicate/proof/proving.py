"""A file against its source: what a reader meets in it, and whether that is what the source says."""

import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
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


class Witness:
    """Compares files with one document; what is to be met in them is worked out once, when it is first needed.

    ``promise`` is what the edition that they are promises of its pages, None if that is not known.
    """

    def __init__(self, document: Document, promise: Promise | None = None) -> None:
        self._document = document
        self._promise = promise

    @cached_property
    def _expected(self) -> Outline:
        return outline_of(self._document)

    @cached_property
    def _leads_beside(self) -> bool:
        return leads_beside(self._document)

    def prepare(self) -> None:
        """Work out what is to be met, so that processes that are forked from now on know it."""
        if not self._leads_beside:
            self._expected  # noqa: B018  it is kept

    def prove(self, file: Path, data: bytes, beside: Mapping[Path, bytes] | None = None, processes: int = 1) -> Proof:
        """Read a file back from its bytes and compare it; it need not be there yet.

        ``beside`` are files that web pages show; if they are not given, those of the page's folder are read. So many
        ``processes`` may work on it at once. Raises UnreadableError, which names the file, for bytes that cannot be
        read; LostError if a process dies.
        """
        with collector_paused():
            fetch = (
                files_beside(file)
                if beside is None
                else lambda address: beside.get(file.parent / unquote(address), b"")
            )
            outline, origin = read(data, name=str(file), promise=self._promise, fetch=fetch, processes=processes)
            differences = sorted(
                verify(self._expected_in(file), outline), key=lambda difference: difference.severity.rank
            )
        source = self._document.sha256
        return Proof(
            file,
            outline,
            tuple(differences),
            origin,
            hashlib.sha256(data).hexdigest(),
            len(data),
            origin.source == source if origin.source and source else None,
        )

    def _expected_in(self, file: Path) -> Outline:
        """Return what is to be met in a file; links to the files of other texts lead to those of its own format."""
        if self._leads_beside:
            return outline_of(in_format(self._document, file.suffix[1:].lower()))
        return self._expected


def prove(
    document: Document,
    files: Mapping[Path, bytes],
    promise: Promise | None = None,
    beside: Mapping[Path, bytes] | None = None,
) -> tuple[Proof, ...]:
    """Compare files with a document, as a :class:`Witness` does."""
    witness = Witness(document, promise)
    return tuple(witness.prove(file, data, beside) for file, data in files.items())
