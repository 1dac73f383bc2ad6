"""LibreOffice Writer as a reader of Word documents."""

import shutil
import tempfile
from pathlib import Path

from tests.judges.tools import Reading, command, existing, remembered, run, told

WORD = "--infilter=MS Word 2007 XML"  # else it would take a broken file for plain text
TEXT = "txt:Text (encoded):UTF8"
TAGGED_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


@remembered
def libreoffice_text(file: Path) -> Reading:
    """Return a document as plain text; list items begin with the marker or number that Writer computed for them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.txt"
        problem = _convert(file, TEXT, out)
        return Reading("", problem=problem) if problem else Reading(out.read_text("utf-8-sig"))


def libreoffice_pdf(file: Path, out: Path) -> list[str]:
    """Write a document as a tagged PDF to `out`; return what went wrong, empty when it was written.

    LibreOffice's own export has faults of PDF/UA (7.18.3-1, 7.18.5-1, 7.9-1): look at the tree, not at the verdict.
    """
    problem = _convert(file, TAGGED_PDF, out)
    return [problem] if problem else []


def _convert(file: Path, target: str, out: Path) -> str:
    """Convert with a profile of its own, so that several can run at once; return the problem or ""."""
    (path,) = existing([file])
    soffice = command("soffice", "libreoffice-writer")
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        args: list[str | Path] = [
            soffice,
            profile,
            "--headless",
            "--norestore",
            WORD,
            "--convert-to",
            target,
            "--outdir",
            folder,
            path,
        ]
        # svp draws without a screen.
        done = run(args, env={"SAL_USE_VCLPLUGIN": "svp"})
        made = Path(folder) / f"{path.stem}.{target.partition(':')[0]}"
        # The exit code is 0 even for a file that it could not load.
        if not made.is_file():
            return told(done)
        shutil.copyfile(made, out)
    return ""
