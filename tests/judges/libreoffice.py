"""LibreOffice Writer as a reader of Word documents."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.judges.office import ask
from tests.judges.tools import Reading, existing, remembered

TEXT: Mapping[str, object] = {"filter": "Text (encoded)", "options": "UTF8"}
TAGGED_PDF: Mapping[str, object] = {
    "filter": "writer_pdf_Export",
    "data": {"UseTaggedPDF": True, "PDFUACompliance": True, "ExportBookmarks": True},
}


@remembered
def libreoffice_text(file: Path) -> Reading:
    """Return a document as plain text; list items begin with the marker or number that Writer computed for them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.txt"
        problem = _convert(file, TEXT, out)
        return Reading("", problem=problem) if problem else Reading(out.read_text("utf-8-sig"))


def libreoffice_pdf(file: Path, out: Path, *, alone: bool = False) -> list[str]:
    """Write a document as a tagged PDF to `out`; return what went wrong, empty when it was written.

    ``alone`` asks a LibreOffice that has opened nothing before.

    LibreOffice's own export has faults of PDF/UA (7.18.3-1, 7.18.5-1, 7.9-1): look at the tree, not at the verdict.
    """
    problem = _convert(file, TAGGED_PDF, out, alone=alone)
    return [problem] if problem else []


def _convert(file: Path, job: Mapping[str, object], out: Path, *, alone: bool = False) -> str:
    """Store a document as a job says; return the problem or ""."""
    (path,) = existing([file])
    with tempfile.TemporaryDirectory() as folder:
        # A copy: Writer puts a lock beside what it opens.
        copy = Path(shutil.copy(path, folder))
        return str(ask(copy, alone=alone, out=out.absolute().as_uri(), **job)["problem"])
