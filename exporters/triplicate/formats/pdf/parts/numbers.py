"""The numbers of pages, "Page 3 of 25", painted once it is known how many pages there are.

They are laid out once, on an empty page of each shape; each page then gets a copy with its own words in their place.
Seams of WeasyPrint 70: ``Page._page_box``, its backgrounds, with which it draws crop marks, and the margin boxes in it,
``TextBox.copy_with_text``, ``split_first_line``.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from triplicate.document.model import Document
from triplicate.document.phrases import phrases_for
from triplicate.formats.pdf import layout
from triplicate.formats.pdf.fragments import Artifact, LaidOut
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.margins import side_of_number
from triplicate.formats.pdf.painting import TaggedPage
from triplicate.theme import Theme


class Numbers:
    """The numbers of the pages of a document that has so many."""

    def __init__(self, document: Document, theme: Theme, pages: int) -> None:
        self._words = phrases_for(document.metadata.lang).page_of
        self._pages = pages
        shapes = zip(product((False, True), repeat=2), layout.empty_pages(document, theme), strict=True)
        self._shapes = {
            (turned, on_back): _numbered(page, f"@bottom-{side_of_number(document, theme, on_back=on_back)}")
            for (turned, on_back), page in shapes
        }

    def page(self, number: int, laid_out: LaidOut, glyphs: Glyphs, *, turned: bool) -> TaggedPage:
        """Return a page with nothing but its number on it."""
        page, path = self._shapes[turned, number % 2 == 0]
        text = _with_words(path, self._words.format(page=number, pages=self._pages))
        laid_out.artifacts[text] = Artifact.FOOTER
        for box in reversed(path[:-1]):
            text = box.copy_with_children([text])
        text.background = text.canvas_background = None
        made = TaggedPage(page, laid_out, glyphs)
        made._page_box = text  # noqa: SLF001
        return made


def _numbered(page: Any, place: str) -> tuple[Any, list[Any]]:
    """Return a page, and the boxes that lead from it to the text that says its number, in a place of its margin."""
    paths = [path for path in _paths([page._page_box]) if hasattr(path[-1], "pango_layout")]  # noqa: SLF001
    (path,) = (path for path in paths if path[1].at_keyword == place)
    return page, path


def _paths(path: list[Any]) -> Iterator[list[Any]]:
    children = getattr(path[-1], "children", ())
    if not children:
        yield path
    for child in children:
        yield from _paths([*path, child])


def _with_words(path: list[Any], words: str) -> Any:
    """Return a text box with other words, at the side of its margin box at which the first ones stand."""
    from weasyprint.text.line_break import split_first_line

    margin, first = path[1], path[-1]
    text = first.copy_with_text(words)
    text.pango_layout, _, _, text.width, _, _ = split_first_line(words, first.style, None, None, 0)
    before = first.position_x - margin.content_box_x()
    after = margin.width - before - first.width
    if after < before:
        text.position_x += first.width - text.width
    return text
