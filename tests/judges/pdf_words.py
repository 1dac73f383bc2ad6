"""The words of a PDF as four programs take them out of it: what a person finds, copies and hears."""

from collections.abc import Callable
from pathlib import Path

from tests.judges.tools import Reading, command, existing, javascript, run, told


def pdf_texts(file: Path) -> dict[str, Reading]:
    """Return the text of a PDF, line by line, as poppler, PDFium, MuPDF and pdf.js have it, by the program's name."""
    (path,) = existing([file])
    programs: dict[str, Callable[[Path], Reading]] = {
        "poppler": _poppler,
        "PDFium": _pdfium,
        "MuPDF": _mupdf,
        "pdf.js": _pdfjs,
    }
    return {name: read(path) for name, read in programs.items()}


def _poppler(path: Path) -> Reading:
    done = run([command("pdftotext", "poppler-utils"), "-enc", "UTF-8", path, "-"])
    return Reading("", problem=told(done)) if done.returncode else Reading(done.stdout)


def _pdfium(path: Path) -> Reading:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return Reading("", problem=str(error))
    with document:
        return Reading("\f".join(page.get_textpage().get_text_range() for page in document))


def _mupdf(path: Path) -> Reading:
    import pymupdf

    try:
        document = pymupdf.open(path)
    except pymupdf.FileDataError as error:
        return Reading("", problem=str(error))
    with document:
        return Reading("\f".join(page.get_text() for page in document))


def _pdfjs(path: Path) -> Reading:
    read = javascript("pdfjs_text.mjs", {"file": str(path)})
    return Reading(read["text"], problem=read.get("problem", ""))
