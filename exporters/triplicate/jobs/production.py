"""One document through the exporters that were asked for, in the order in which they need one another.

The PDF comes first: its pages give the EPUB its page list and Word's contents their page numbers.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import assert_never

from triplicate.document import walk
from triplicate.document.model import Document, Heading
from triplicate.errors import FindingsError, UsageError
from triplicate.formats.product import PageStart, Product, Region
from triplicate.system.machine import require_layout
from triplicate.theme import Theme, dressed, fitted


class Format(StrEnum):
    """The formats; the values are the files' suffixes."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"


PDF_STANDARDS = ("ua-1", "ua-2")
"""``ua-1``: PDF/UA-1 and PDF/A-2a. ``ua-2``: PDF/UA-2, WTPDF 1.0 accessibility and PDF/A-4."""


def produce(
    document: Document,
    theme: Theme,
    formats: Sequence[Format],
    *,
    moment: datetime,
    standard: str | None = None,
    name: str | None = None,
) -> dict[Format, Product]:
    """Return the products of the formats.

    ``moment`` is the date that the files carry; ``standard`` is one of :data:`PDF_STANDARDS` (the document's own
    wish, else ``ua-1``); ``name`` is the files' common stem, named as the origin of the EPUB's page numbers.
    Raises FindingsError for a character that no font shows, UsageError for an unknown standard.
    """
    standard = standard or document.metadata.pdf_standard or PDF_STANDARDS[0]
    if standard not in PDF_STANDARDS:
        raise UsageError(f"unknown PDF standard {standard!r}; known are: {', '.join(PDF_STANDARDS)}")
    document = dressed(document, theme)
    style, theme = theme, fitted(theme, document)
    products: dict[Format, Product] = {}
    page_starts: tuple[PageStart, ...] = ()
    for one in (format_ for format_ in Format if format_ in formats):
        match one:
            case Format.PDF:
                products[one] = _pdf(document, theme, moment, standard)
                page_starts = products[one].page_starts
            case Format.DOCX:
                from triplicate.formats import word

                products[one] = word.export(
                    # Fonts of a template stand before those of the style, however those fit the text.
                    document,
                    style if style.template else theme,
                    moment=moment,
                    page_numbers=_pages_of_headings(document, page_starts),
                )
            case Format.EPUB:
                from triplicate.formats import epub

                products[one] = epub.export(
                    document,
                    theme,
                    moment=moment,
                    page_starts=page_starts,
                    page_source=f"{name}.pdf" if name and page_starts else None,
                )
            case _:
                assert_never(one)
    return products


def moment_of(document: Document) -> datetime:
    """Return the date that files carry: SOURCE_DATE_EPOCH, else the document's date, else today at midnight UTC."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be a number of seconds since 1970") from error
    day = document.metadata.date or datetime.now(UTC).date()
    return datetime.combine(day, time(), UTC)


def _pdf(document: Document, theme: Theme, moment: datetime, standard: str) -> Product:
    require_layout()
    from triplicate.formats import pdf

    if missing := pdf.missing_characters(document, theme):
        raise FindingsError(missing)
    return pdf.export(document, theme, moment=moment, standard=standard)


def _pages_of_headings(document: Document, page_starts: Sequence[PageStart]) -> dict[str, str]:
    """Return the label of the page on which each heading stands, by the heading's id."""
    starts = {id(start.node): start.label for start in page_starts if start.region is Region.TEXT}
    label = page_starts[0].label if page_starts else ""
    pages: dict[str, str] = {}
    for node in walk.descend(document.title, *document.blocks):
        label = starts.get(id(node), label)
        if isinstance(node, Heading) and node.id and label:
            # A page that begins within the heading's own words begins with the heading.
            pages[node.id] = next((starts[id(part)] for part in walk.descend(node) if id(part) in starts), label)
    return pages
