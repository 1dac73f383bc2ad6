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
from triplicate.reading.keys import PDF_STANDARDS
from triplicate.rules.finding import Finding
from triplicate.system.machine import require_layout
from triplicate.theme import Theme, dressed, fitted


class Format(StrEnum):
    """The formats; the values are the files' suffixes."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"


def produce(
    document: Document,
    theme: Theme,
    formats: Sequence[Format],
    *,
    moment: datetime,
    standard: str | None = None,
    name: str | None = None,
    source: str = "",
) -> dict[Format, Product]:
    """Return the products of the formats.

    ``moment`` is the date that the files carry; ``standard`` is one of :data:`PDF_STANDARDS` (the document's own
    wish, else ``ua-1``); ``name`` is the files' common stem, named as the origin of the EPUB's page numbers;
    with the text of the ``source`` findings have exact places.
    Raises FindingsError with everything that any of the formats refuses, and what the others found; UsageError for
    an unknown standard.
    """
    standard = standard or document.metadata.pdf_standard or PDF_STANDARDS[0]
    if standard not in PDF_STANDARDS:
        raise UsageError(f"unknown PDF standard {standard!r}; known are: {', '.join(PDF_STANDARDS)}")
    document = dressed(document, theme)
    style, theme = theme, fitted(theme, document)
    products: dict[Format, Product] = {}
    refused: list[Finding] = []
    for one in (format_ for format_ in Format if format_ in formats):
        page_starts = products[Format.PDF].page_starts if Format.PDF in products else ()
        try:
            match one:
                case Format.PDF:
                    products[one] = _pdf(document, theme, moment, standard, source)
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
        except FindingsError as error:
            refused += error.findings
    if refused:
        found = (finding for product in products.values() for finding in product.findings)
        raise FindingsError(tuple(dict.fromkeys((*refused, *found))))
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


def _pdf(document: Document, theme: Theme, moment: datetime, standard: str, source: str) -> Product:
    require_layout()
    from triplicate.formats import pdf

    return pdf.export(document, theme, moment=moment, standard=standard, source=source)


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
