"""One edition through the exporters that were asked for, in the order in which they need one another.

The PDF comes first: its pages give the EPUB its page list.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import assert_never

from triplicate.document.model import Document, PdfStandard
from triplicate.document.neighbours import in_format
from triplicate.errors import FindingsError, UsageError
from triplicate.formats.product import Format, PageStart, Product
from triplicate.later import dataclass
from triplicate.reading.traces import note_answer
from triplicate.rules.finding import Finding
from triplicate.system.machine import require_layout
from triplicate.theme import Edition
from triplicate.theme.coverage import missing_characters

TODAY = "today"
"""The question that is noted where the clock is asked for the date."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one edition, in memory."""

    edition: Edition
    products: Mapping[Path, Product]

    @property
    def contents(self) -> dict[Path, bytes]:
        """The bytes of each file."""
        return {file: product.data for file, product in self.products.items()}

    @property
    def beside(self) -> dict[Path, bytes]:
        """The bytes of what web pages show and do not hold."""
        return {
            file.parent / path: data for file, product in self.products.items() for path, data in product.beside.items()
        }


def produce(
    edition: Edition,
    formats: Collection[Format],
    *,
    moment: datetime,
    standard: PdfStandard = PdfStandard.UA_1,
    name: str | None = None,
) -> dict[Format, Product]:
    """Return the products of the formats, each made as by :func:`make`. Raises FindingsError as :func:`gather` does."""
    return gather(
        formats,
        lambda one, page_starts: make(
            edition, one, moment=moment, standard=standard, name=name, page_starts=page_starts
        ),
    )


def gather(
    formats: Collection[Format],
    made: Callable[[Format, tuple[PageStart, ...]], Product],
    begins: Callable[[str], object] = str,
) -> dict[Format, Product]:
    """Return the products of the formats; ``made`` returns that of one, given where the pages of the PDF begin.

    ``begins`` is told the name of each format that is begun. Raises FindingsError with everything that any of the
    formats refuses, and what the others found.
    """
    products: dict[Format, Product] = {}
    page_starts: tuple[PageStart, ...] = ()
    refused: list[Finding] = []
    for one in (format_ for format_ in Format if format_ in formats):
        begins(one.value)
        try:
            products[one] = made(one, page_starts)
        except FindingsError as error:
            refused += error.findings
        else:
            page_starts = page_starts or products[one].page_starts
    if refused:
        found = (finding for product in products.values() for finding in product.findings)
        raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
    return products


def make(
    edition: Edition,
    format_: Format,
    *,
    moment: datetime,
    standard: PdfStandard,
    name: str | None,
    assets: str | None = None,
    page_starts: tuple[PageStart, ...] = (),
    processes: int = 1,
    spared: Callable[[], object] = bool,
) -> Product:
    """Return the product of one format.

    ``moment`` is the date that the file carries; ``name`` is the files' common stem, named as the origin of the
    EPUB's page numbers, and part of the web page's address. ``assets`` is the folder for what web pages show, seen from
    them; each has a folder of its name in it. ``page_starts`` are where the pages of the PDF begin, if there is one.
    So many ``processes`` may work on a long one at once; ``spared`` is called as soon as it leaves one of them free.
    That fonts show all characters of a PDF is for :func:`unshown` to say before.

    Raises FindingsError with everything that the format refuses; MissingToolError if this machine lacks a library.
    """
    document = in_format(edition.document, format_)
    match format_:
        case Format.PDF:
            require_layout()
            from triplicate.formats import pdf

            return pdf.export(
                document, edition.theme, moment=moment, standard=standard, processes=processes, spared=spared
            )
        case Format.DOCX:
            from triplicate.formats import word

            # Fonts of a template stand before those of the style, however those fit the text.
            theme = edition.style if edition.style.template else edition.theme
            return word.export(document, theme, moment=moment)
        case Format.EPUB:
            from triplicate.formats import epub

            page_source = f"{name}.pdf" if name and page_starts else None
            return epub.export(document, edition.theme, moment=moment, page_starts=page_starts, page_source=page_source)
        case Format.HTML:
            from triplicate.formats import web

            folder = f"{assets}/{name}" if assets is not None else None
            return web.export(document, edition.theme, moment=moment, name=name, assets=folder)
        case _:
            assert_never(format_)


def unshown(editions: Iterable[Edition], formats: Collection[Format], text: str = "") -> tuple[Finding, ...]:
    """Return a finding for all characters that no font of an edition shows. They stop a PDF, and nothing else.

    With the ``text`` of the source their places are exact.
    """
    if Format.PDF not in formats:
        return ()
    found = (finding for one in editions for finding in missing_characters(one.document, one.theme, text))
    return tuple(dict.fromkeys(found))


def standard_of(name: str) -> PdfStandard:
    """Return the standard of a name. Raises UsageError for one that is not known."""
    if name not in tuple(PdfStandard):
        raise UsageError(f"unknown PDF standard {name!r}; known are: {', '.join(PdfStandard)}")
    return PdfStandard(name)


def moment_of(document: Document) -> datetime:
    """Return the date that files carry: SOURCE_DATE_EPOCH, else the document's date, else today at midnight UTC.

    The exporters are told; they do not look at the clock.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be a number of seconds since 1970") from error
    if not (day := document.metadata.date):
        day = today()
        note_answer(day.isoformat(), TODAY)
    return datetime.combine(day, time(), UTC)


def today() -> date:
    """Return today's date in UTC; this is the only place that looks at the clock."""
    return datetime.now(UTC).date()
