"""The way of a document to a PDF: lay out, read, build the tree, paint, write, and check what is claimed."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pydyf

from triplicate.document.model import Document
from triplicate.errors import FindingsError, TriplicateError
from triplicate.formats.pdf import filling, layout, margins, navigation, profiles
from triplicate.formats.pdf.attributes import attributes_given_back
from triplicate.formats.pdf.drawings import drawings_whole
from triplicate.formats.pdf.fragments import LaidOut
from triplicate.formats.pdf.instances import instances_by_harfbuzz
from triplicate.formats.pdf.page_tree import PdfHtml
from triplicate.formats.pdf.starts import page_starts
from triplicate.formats.pdf.structure import build
from triplicate.formats.product import Product
from triplicate.formats.refusals import refuse
from triplicate.rules.finding import Severity
from triplicate.system.collector import collector_paused
from triplicate.system.environment import variable
from triplicate.theme import Theme

_SHORT = 8
"""Pages of a text that is laid out again only because pages of it are left empty."""

_MOST_TRIES = 5
"""How often a document is laid out until its links say the right pages; then they say none."""


def make(document: Document, theme: Theme, moment: datetime, standard: str) -> Product:
    """Return the document as a tagged PDF; see :func:`triplicate.formats.pdf.export`."""
    profile = profiles.profile(standard)
    refuse(document)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # fontTools 4 dates fonts that HarfBuzz could not cut by this variable alone.
    dated = variable("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    with layout.LOCK, collector_paused(), dated:
        content, pages, laid_out = _lay_out(document, theme)
        from triplicate.formats.pdf.glyphs import Glyphs
        from triplicate.formats.pdf.painting import TaggedPage
        from triplicate.formats.pdf.tag_tree import Writer

        content, pages, laid_out, theme = _spread(document, theme, content, pages, laid_out)
        content, pages, laid_out, flows = _filled(document, theme, content, pages, laid_out)
        content, pages, laid_out, _ = _filled(document, theme, content, pages, laid_out, flows)
        tree = build(content, laid_out)
        glyphs = Glyphs(len(pages.pages))
        tagged = [TaggedPage(page, laid_out, glyphs) for page in pages.pages]

        def finish(written: Any, pdf: Any) -> None:
            _check(written, laid_out)
            writer = Writer(pdf, tagged, profile)
            writer.write(tree)
            navigation.write(writer, content.root, laid_out)
            glyphs.write(pdf, written.fonts)
            profiles.describe(pdf, document, moment, profile)
            _compress(pdf)

        with attributes_given_back(), drawings_whole(), instances_by_harfbuzz(moment):
            data = pages.copy(tagged).write_pdf(
                finisher=finish, pdf_version=profile.version, output_intent="srgb", pdf_identifier=True
            )
        return Product(data, tuple(content.findings), page_starts=page_starts(content, laid_out))


def _lay_out(document: Document, theme: Theme) -> tuple[PdfHtml, Any, LaidOut]:
    """Lay out a document, again where the foot of a page does not hold its notes, or a link says another page."""
    from triplicate.formats.pdf import boxes

    in_text: set[int] = set()
    while True:
        content = PdfHtml(document, theme, in_text)
        if any(finding.severity is Severity.ERROR for finding in content.findings):
            raise FindingsError(tuple(content.findings))
        for tries in range(_MOST_TRIES, -1, -1):
            pages = layout.lay_out(content, theme)
            laid_out = boxes.read(pages.pages, content.root)
            no_room = boxes.without_room(pages.pages, content.at_foot, laid_out)
            if no_room or not content.references.say(content.root, laid_out):
                break
            if tries == 1:
                content.references.leave_out()
        if not no_room:
            return content, pages, laid_out
        in_text |= no_room


def _spread(
    document: Document, theme: Theme, content: PdfHtml, pages: Any, laid_out: LaidOut
) -> tuple[PdfHtml, Any, LaidOut, Theme]:
    """Lay out a document with less space between its blocks where that leaves less of its pages empty."""
    left, count = _left_empty(content, pages, laid_out), len(pages.pages)
    for share in layout.CLOSER if any(left) else ():
        closer_theme = layout.closer(theme, share)
        closer = _lay_out(document, closer_theme)
        if (_left_empty(*closer), len(closer[1].pages)) < (left, count):
            return *closer, closer_theme
    return content, pages, laid_out, theme


def _left_empty(content: PdfHtml, pages: Any, laid_out: LaidOut) -> tuple[int, float]:
    """Return how many pages hold hardly more than two lines, and how much is empty in a short text without a cover."""
    from triplicate.formats.pdf import boxes

    left_over = boxes.left_over(pages.pages, laid_out)
    if content.cover or not 1 < len(pages.pages) <= _SHORT:
        return left_over, 0.0
    body = content.root[0]
    empty = filling.holes(body, pages.pages, laid_out) + filling.end_left(body, pages.pages, laid_out)
    return left_over, round(empty, 2)


def _filled(
    document: Document,
    theme: Theme,
    content: PdfHtml,
    pages: Any,
    laid_out: LaidOut,
    known: Sequence[filling.Flow] | None = None,
) -> tuple[PdfHtml, Any, LaidOut, Sequence[filling.Flow]]:
    """Lay out a document again where text can fill what is free around its tables and figures.

    ``known`` is how text flows in it already, None before anything does. Return how it flows then, too.
    """
    first = content, pages, laid_out, known or ()
    if not (found := filling.flows(content.root[0], pages.pages, laid_out, theme, known)):
        return first
    from triplicate.formats.pdf import boxes

    before = filling.holes(content.root[0], pages.pages, laid_out), len(pages.pages)
    content = PdfHtml(document, theme, content.in_text, content.references.pages)
    body = content.root[0]
    order = list(body)
    all_found = (*first[-1], *found)
    filling.arrange(body, all_found)
    margins.end_continued(body)
    pages = layout.lay_out(content, theme)
    laid_out = boxes.read(pages.pages, content.root)
    body[:] = order
    after = filling.holes(body, pages.pages, laid_out), len(pages.pages)
    if (
        after >= before
        or boxes.without_room(pages.pages, content.at_foot, laid_out)
        or content.references.say(content.root, laid_out)
    ):
        return first
    return content, pages, laid_out, all_found


def _check(written: Any, laid_out: LaidOut) -> None:
    """Refuse a file that would not say what the source says, or whose claim would not hold."""
    missing = {chr(code) for font in written.fonts.values() for code in font.missing}
    if missing:
        raise TriplicateError(f"no font shows these characters: {' '.join(sorted(missing))}")
    for fragment in laid_out.by_box.values():
        where = f"on page {fragment.page + 1}"
        if fragment.claimed and fragment.stream is None:
            raise TriplicateError(f"this is in the structure tree but not painted {where}: {fragment.text!r}")
        if not fragment.claimed and not fragment.hidden and (fragment.text or "").strip():
            raise TriplicateError(f"this is {where} but in no structure element: {fragment.text!r}")


def _compress(pdf: Any) -> None:
    """Compress each stream once: pydyf 0.13 does it twice for a file with an identifier."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            item.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, item.stream)))]  # noqa: SLF001
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False
