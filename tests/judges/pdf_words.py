"""The words of a PDF as four programs take them out of it: what a person finds, copies and hears."""

from collections.abc import Callable, Iterable
from pathlib import Path

from tests.judges.tools import Reading, command, existing, javascript, run, told


def pdf_texts(file: Path) -> dict[str, Reading]:
    """Return the text of a PDF, line by line, as poppler, PDFium, MuPDF and pdf.js have it, by the program's name."""
    (readings,) = pdf_texts_many([file]).values()
    return readings


def pdf_texts_many(files: Iterable[Path]) -> dict[Path, dict[str, Reading]]:
    """Return the same for many PDFs; pdf.js, which takes long to start, is started once."""
    paths = {path: Path(file) for file in files for path in existing([file])}
    programs: dict[str, Callable[[Path], Reading]] = {"poppler": _poppler, "PDFium": _pdfium, "MuPDF": _mupdf}
    return {
        paths[path]: {**{name: read(path) for name, read in programs.items()}, "pdf.js": last}
        for path, last in zip(paths, _pdfjs(paths), strict=True)
    }


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


def _pdfjs(paths: Iterable[Path]) -> list[Reading]:
    read = javascript("pdfjs_text.mjs", {"files": [str(path) for path in paths]})
    return [Reading(one["text"], problem=one.get("problem", "")) for one in read]
