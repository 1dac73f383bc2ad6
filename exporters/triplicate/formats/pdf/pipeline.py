"""The way of a document to a PDF: lay out, read, build the tree, paint, write, and check what is claimed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from triplicate.document.model import Document
from triplicate.formats.pdf import layout, navigation, parts, profiles
from triplicate.formats.pdf.finishing import check, compress, identify, painting
from triplicate.formats.pdf.laying import Text, lay_out
from triplicate.formats.pdf.starts import page_starts
from triplicate.formats.pdf.structure import build
from triplicate.formats.product import Product
from triplicate.formats.refusals import refuse
from triplicate.system.collector import collector_paused
from triplicate.system.environment import variable
from triplicate.theme import Theme


def make(
    document: Document,
    theme: Theme,
    moment: datetime,
    standard: str,
    processes: int,
    spared: Callable[[], object],
) -> Product:
    """Return the document as a tagged PDF; see :func:`triplicate.formats.pdf.export`."""
    profile = profiles.profile(standard)
    refuse(document)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # fontTools 4 dates fonts that HarfBuzz could not cut by this variable alone.
    dated = variable("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    with layout.LOCK, collector_paused(), dated:
        in_one_piece = ""
        if parts.is_long(document):
            try:
                return parts.made_in_parts(document, theme, moment, profile, processes, spared)
            except parts.OnePieceError as error:
                in_one_piece = str(error)
        spared()
        pages = lay_out(Text(document, theme))
        content, laid_out = pages.content, pages.laid_out
        from triplicate.formats.pdf.glyphs import Glyphs
        from triplicate.formats.pdf.painting import TaggedPage
        from triplicate.formats.pdf.tag_tree import Writer

        tree = build(content, laid_out).document
        glyphs = Glyphs(len(pages.all))
        tagged = [TaggedPage(page, laid_out, glyphs) for page in pages.all]

        def finish(written: Any, pdf: Any) -> None:
            check(written, laid_out)
            writer = Writer(pdf, tagged, profile)
            writer.write(tree)
            navigation.write(writer, content.root, laid_out)
            glyphs.write(pdf, written.fonts)
            profiles.describe(pdf, document, moment, profile)
            compress(pdf)
            identify(pdf)

        with painting(moment):
            data = pages.document.copy(tagged).write_pdf(
                finisher=finish, pdf_version=profile.version, output_intent="srgb"
            )
        starts = page_starts(content, laid_out)
        return Product(data, tuple(content.findings), page_starts=starts, in_one_piece=in_one_piece)
