"""Model → tagged PDF.

The rooms, in the order of the work: ``content`` makes the HTML tree (with ``formulas`` and ``pictures``), ``layout``
(with ``margins``) has WeasyPrint lay it out, ``boxes`` reads the pages into ``fragments`` (with ``flow``),
``structure`` builds the tree of ``elements`` (with ``lists`` and ``tables``), ``painting`` marks the content (with
``glyphs``), ``writing``, ``navigation`` and ``profiles`` write the objects; ``starts`` tells where pages begin. Only
``layout``, ``boxes``, ``painting`` and ``glyphs`` know WeasyPrint, and what in ``parts`` lays out and joins portions of
a long document: the same rooms make these.
"""

from collections.abc import Callable
from datetime import datetime

from triplicate.document.model import Document, PdfStandard
from triplicate.formats.product import Product
from triplicate.theme import Theme

__all__ = ["export"]


def export(
    document: Document,
    theme: Theme,
    *,
    moment: datetime,
    standard: str = PdfStandard.UA_1,
    processes: int = 1,
    spared: Callable[[], object] = bool,
) -> Product:
    """Return a document as a tagged PDF, with the place where each page begins.

    ``standard`` "ua-1" makes a file that is PDF/UA-1 and PDF/A-2a at once; "ua-2" one that is PDF/UA-2, WTPDF 1.0 for
    accessibility and PDF/A-4. ``moment`` is the date of everything in it, in UTC unless it has a zone; the same
    document, theme and moment give the same bytes. So many ``processes`` may work at once on a long document whose
    chapters begin pages; ``spared`` is called as soon as it leaves one of them free.

    Raises FindingsError with all gaps in the document that the file cannot carry; MissingToolError where Pango or
    HarfBuzz are missing; UsageError for an unknown standard; and TriplicateError for what would make the file's claims
    untrue.
    """
    from triplicate.formats.pdf.pipeline import make

    return make(document, theme, moment, standard, processes, spared)
