"""Triplicate as a library: :func:`read` a file or :func:`read_text` a text, :func:`export` it."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from triplicate import checks, reading, theme
from triplicate.document.model import Document, PdfStandard
from triplicate.errors import FindingsError, UsageError
from triplicate.formats.product import Format
from triplicate.jobs.production import moment_of, produce, standard_of, unshown
from triplicate.system.collector import collector_paused


def read(
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    lang: str | None = None,
    media: Sequence[Path] = (),
    base_url: str | None = None,
    project: Path | None = None,
) -> Document:
    """Read a file and check it: ``.txt`` is plain text, all others are Markdown.

    ``title`` and ``lang`` (a BCP 47 tag) stand before the front matter's. ``media`` are folders, beside the file's
    own, from which pictures may come. ``base_url`` is the address of the folder that the text is published in: it makes
    relative links whole. ``project`` is the folder of the site or book that the file is a part of, from all of which
    pictures, included files and the names that its settings fill in may come; by default the file's own.

    Raises FindingsError with every finding if one of them is an error; UnreadableError if there is no such file
    or it is not text; UsageError for a text in the place of a path.
    """
    if "\n" in os.fspath(path):
        raise UsageError("read wants the path of a file, and this is a text of several lines; use read_text for it")
    source = Path(path)
    result = reading.read(source, title=title, lang=lang, media=media, base_url=base_url, project=project)
    return _checked(result, str(source))


def read_text(
    text: str,
    *,
    name: str = "",
    title: str | None = None,
    lang: str | None = None,
    media: Sequence[Path] = (),
    base_url: str | None = None,
) -> Document:
    """Read a Markdown text and check it.

    ``name`` is how findings call it. ``title``, ``lang``, ``media`` and ``base_url`` are as for :func:`read`;
    pictures come from ``media`` alone.

    Raises FindingsError with every finding if one of them is an error; UnreadableError if it holds null characters or
    is larger than 50 MB.
    """
    result = reading.read(text, name=name, title=title, lang=lang, media=media, base_url=base_url)
    return _checked(result, name)


def _checked(result: reading.Reading, name: str) -> Document:
    verdict = checks.review(result.document, result.findings, result.text, name=name, ignored=result.ignored)
    if verdict.stops:
        raise FindingsError(result.origins.settle(verdict.findings))
    return result.document


def export(
    document: Document,
    format: str,  # noqa: A002  the word a reader of the call expects
    *,
    style: str = theme.DEFAULT_STYLE,
    reference_docx: Path | None = None,
    standard: str | None = None,
    moment: datetime | None = None,
) -> bytes:
    """Return the document as the bytes of a "pdf", "docx", "epub" or "html" file.

    ``style`` is the name of an edition, or the path of a house theme; ``reference_docx`` a Word file whose styles,
    page, header and footer the Word document takes; ``standard`` is "ua-1" (PDF/UA-1 and PDF/A-2a)
    or "ua-2" (PDF/UA-2, WTPDF 1.0 and PDF/A-4), by default what the document's front matter says, else "ua-1";
    ``moment`` is the date the file carries, see :func:`moment_of`.

    Raises UsageError for an unknown format, style or standard, or a template that cannot be read;
    FindingsError with everything that the format refuses, such as a character that no font shows;
    MissingToolError if this machine lacks a library.
    """
    if format not in tuple(Format):
        raise UsageError(f"unknown format {format!r}; known are: {', '.join(Format)}")
    wanted = Format(format)
    with collector_paused():
        edition = theme.edition_of(document, theme.load(style, reference_docx))
        if missing := unshown([edition], [wanted]):
            raise FindingsError(missing)
        products = produce(
            edition,
            [wanted],
            moment=moment or moment_of(document),
            standard=standard_of(standard or document.metadata.pdf_standard or PdfStandard.UA_1),
        )
    return products[wanted].data
