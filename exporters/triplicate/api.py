"""Triplicate as a library: :func:`read` a text, :func:`export` it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from triplicate import checks, reading, theme
from triplicate.document.model import Document
from triplicate.errors import FindingsError, UsageError
from triplicate.jobs.production import Format, moment_of, produce
from triplicate.system.collector import collector_paused

_SUFFIXES = (".md", ".markdown", ".txt")


def read(
    source: Path | str,
    *,
    title: str | None = None,
    lang: str | None = None,
    media: Sequence[Path] = (),
) -> Document:
    """Read a text and check it.

    ``source`` is a path, or the name of a .md, .markdown or .txt file, or a Markdown text. ``title`` and ``lang``
    (a BCP 47 tag) stand before the front matter's. ``media`` are folders, beside the source's own, from which
    pictures may come.

    Raises FindingsError with every finding if one of them is an error; UnreadableError if there is no such file
    or it is not text.
    """
    if isinstance(source, str) and "\n" not in source and source.endswith(_SUFFIXES):
        source = Path(source)
    name = str(source) if isinstance(source, Path) else ""
    result = reading.read(source, name=name, title=title, lang=lang, media=media)
    verdict = checks.review(result.document, result.findings, result.text, name=name)
    if verdict.stops:
        raise FindingsError(verdict.findings)
    return result.document


def export(
    document: Document,
    format: str,  # noqa: A002  the word a reader of the call expects
    *,
    style: str = "standard",
    reference_docx: Path | None = None,
    standard: str | None = None,
    moment: datetime | None = None,
) -> bytes:
    """Return the document as the bytes of a "pdf", "docx" or "epub" file.

    ``style`` is the name of an edition, or the path of a house theme; ``reference_docx`` a Word file whose styles,
    page, header and footer the Word document takes; ``standard`` is "ua-1" (PDF/UA-1 and PDF/A-2a)
    or "ua-2" (PDF/UA-2, WTPDF 1.0 and PDF/A-4); ``moment`` is the date the file carries, see :func:`moment_of`.

    Raises UsageError for an unknown format, style or standard, or a template that cannot be read;
    FindingsError with everything that the format refuses, such as a character that no font shows;
    MissingToolError if this machine lacks a library.
    """
    if format not in tuple(Format):
        raise UsageError(f"unknown format {format!r}; known are: {', '.join(Format)}")
    wanted = Format(format)
    with collector_paused():
        products = produce(
            document,
            theme.load(style, reference_docx),
            (wanted,),
            moment=moment or moment_of(document),
            standard=standard,
        )
    return products[wanted].data
