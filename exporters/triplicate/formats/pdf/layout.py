"""Laying out with WeasyPrint, and the only things that it may fetch.

Nothing comes from the network or from files but the theme's own fonts: pictures and formulas are handed over in
memory under a private scheme, and the machine's fonts are hidden, so that every machine makes the same pages.
"""

import threading
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import Document
from triplicate.formats.pdf.breaking import lines_filled
from triplicate.formats.pdf.divided_rows import rows_begun_whole
from triplicate.formats.pdf.footnotes import footnotes_kept
from triplicate.formats.pdf.leaders import leaders_joined
from triplicate.formats.pdf.list_marks import set_beside_words
from triplicate.formats.pdf.margins import page_margins
from triplicate.formats.pdf.page_tree import PdfHtml
from triplicate.formats.pdf.pictures import callout_signs, cover_ground, task_boxes, wrapped_signs
from triplicate.formats.pdf.portion import WHOLE
from triplicate.formats.pdf.sheets import fonts_of, own_sheet, sheet_of
from triplicate.formats.pdf.styles_shared import styles_shared
from triplicate.formats.pdf.text_setup import text_set_up_once
from triplicate.formats.pdf.used_values import used_values_shared
from triplicate.system.machine import require_layout
from triplicate.theme import Theme

LOCK = threading.Lock()
"""Held while WeasyPrint lays out or writes: its one font configuration is not to be used by two threads at once."""

CLOSER = (0.9, 0.8)
"""Of the space between blocks: what may be left, by turns, where a line or two would else have a page of their own."""


def lay_out(content: PdfHtml, theme: Theme, *, on_back: bool = False) -> Any:
    """Return the laid-out ``weasyprint.document.Document``, which may begin ``on_back`` of a sheet.

    Raises MissingToolError where the libraries that WeasyPrint needs are missing.
    """
    require_layout()
    import weasyprint

    portion = content.portion
    rules = page_margins(
        content.document, theme, first=portion.has_front, numbered=portion == WHOLE, pages=content.most_pages
    )
    if on_back:
        rules += "\nhtml { break-before: verso }"
    sheets = [sheet_of(theme), weasyprint.CSS(string=rules)]
    with (
        text_set_up_once(),
        styles_shared(),
        used_values_shared(),
        lines_filled(),
        footnotes_kept(),
        rows_begun_whole(),
        leaders_joined(),
    ):
        laid_out = _tree(content.root, _fetcher(content, theme)).render(
            font_config=fonts_of(theme.fonts.all), stylesheets=sheets, presentational_hints=True
        )
    if content.pictures or content.formulas:
        set_beside_words(laid_out.pages)
    return laid_out


def empty_pages(document: Document, theme: Theme) -> list[Any]:
    """Return laid-out pages with nothing in them but what stands in the margins.

    They are the front and the back of a sheet, and both sides of one whose pages are turned sideways.
    """
    import weasyprint

    root = Element("html", {"dir": document.metadata.dir, "lang": document.metadata.lang})
    body = SubElement(root, "body")
    for name in ("auto", "auto", "wide", "wide"):
        SubElement(body, "div", {"style": f"page: {name}; break-before: page; height: 1px"})
    sheets = [sheet_of(theme), weasyprint.CSS(string=page_margins(document, theme, first=False))]
    with text_set_up_once():
        laid_out = _tree(root, _serving({})).render(
            font_config=fonts_of(theme.fonts.all), stylesheets=sheets, presentational_hints=True
        )
    return list(laid_out.pages)


def closer(theme: Theme, share: float) -> Theme:
    """Return a theme with so much of the space between blocks, so that a line or two more fit on a page."""
    spacing = theme.spacing
    return replace(
        theme,
        spacing=replace(
            spacing,
            paragraph=share * spacing.paragraph,
            item=share * spacing.item,
            before_heading=share * spacing.before_heading,
        ),
    )


def _tree(root: Element, fetcher: Any) -> Any:
    """Return WeasyPrint's HTML object around a tree of our own.

    WeasyPrint 70 only takes text, and parsing would lose which element is which; its ``HTML.__init__`` sets these
    five attributes and no more.
    """
    import cssselect2
    from weasyprint import HTML

    class Tree(HTML):  # type: ignore[misc]
        """A tree of ours: of the attributes that say how something looks it has those alone that number lists."""

        def _ua_stylesheets(self, forms: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
            return [own_sheet()]

        def _ph_stylesheets(self) -> Any:
            return []

    html = Tree.__new__(Tree)
    html.base_url = None
    html.url_fetcher = fetcher
    html.media_type = "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    return html


# What may be fetched


def _fetcher(content: PdfHtml, theme: Theme) -> Any:
    return _serving(_resources(content, theme))


def _serving(resources: Mapping[str, tuple[str, bytes]]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves what the document itself holds, and refuses all else."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            if url in resources:
                media_type, data = resources[url]
                return URLFetcherResponse(url, data, {"Content-Type": media_type})
            if url.startswith("data:image/"):  # a picture in a drawing, of which ours hold no other kind
                kind, _, letters = url.removeprefix("data:").partition(";base64,")
                return URLFetcherResponse(url, b64decode(letters), {"Content-Type": kind})
            raise FatalURLFetchingError(f"the layout asked for {url}")

    return Fetcher()


def _resources(content: PdfHtml, theme: Theme) -> Mapping[str, tuple[str, bytes]]:
    resources = task_boxes(theme) | wrapped_signs(theme) | callout_signs(theme) | cover_ground(theme, content.cover)
    for source, address in content.pictures.items():
        picture = content.document.pictures[source]
        resources[address] = picture.media_type, picture.data
    for address, drawing in content.formulas.items():
        resources[address] = "image/svg+xml", drawing.coloured(theme.colours.text)
    return resources
