"""Laying out with WeasyPrint: its style sheets, its fonts, and the only things it may fetch.

Nothing comes from the network or from files but the theme's own fonts: pictures and formulas are handed over in
memory under a private scheme, and the machine's fonts are hidden, so that every machine makes the same pages.
"""

import os
import shutil
import tempfile
import threading
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from triplicate.formats.pdf.attributes import Uncached, attributes_given_back
from triplicate.formats.pdf.breaking import lines_filled
from triplicate.formats.pdf.footnotes import footnotes_kept
from triplicate.formats.pdf.margins import page_margins
from triplicate.formats.pdf.page_tree import SCHEME, PdfHtml
from triplicate.formats.pdf.pictures import callout_signs, cover_ground, task_boxes, wrapped_signs
from triplicate.system.machine import require_layout
from triplicate.theme import Theme, stylesheet
from triplicate.theme.fonts import Family

LOCK = threading.Lock()
"""Held while WeasyPrint lays out or writes: its one font configuration is not to be used by two threads at once."""

CLOSER = (0.9, 0.8)
"""Of the space between blocks: what may be left, by turns, where a line or two would else have a page of their own."""


def lay_out(content: PdfHtml, theme: Theme) -> Any:
    """Return the laid-out ``weasyprint.document.Document``.

    Raises MissingToolError where the libraries that WeasyPrint needs are missing.
    """
    require_layout()
    import weasyprint

    fetcher = _fetcher(content, theme)
    configuration = _font_configuration(theme.fonts.all)
    sheets = [
        weasyprint.CSS(string=text, font_config=configuration, url_fetcher=fetcher)
        for text in (_font_faces(theme), stylesheet(theme, "pdf"), page_margins(content.document, theme))
    ]
    with attributes_given_back(), lines_filled(), footnotes_kept():
        return _tree(content.root, fetcher).render(
            font_config=configuration, stylesheets=sheets, presentational_hints=True
        )


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


@lru_cache(maxsize=8)
def _font_configuration(families: tuple[Family, ...]) -> Any:  # noqa: ARG001
    """Return the one font configuration of this process for some families.

    A new one for each document would leak (WeasyPrint 70); one for all would let a document's fonts show in the next,
    where a drawing asks for a font that is not there.
    """
    from weasyprint.text.fonts import FontConfiguration

    class Fonts(FontConfiguration):  # type: ignore[misc]
        """WeasyPrint's fonts, whose folder is gone at the end of any process.

        WeasyPrint 70 removes it when the fonts go, which nobody sees to at the end of a program whose garbage is not
        collected, nor in a worker, for which ``atexit`` does nothing.
        """

        def __init__(self) -> None:
            with _no_system_fonts():
                super().__init__()
            self.font_features = Uncached()
            self._folder = Path(tempfile.mkdtemp(prefix="triplicate-fonts-"))
            Finalize(self, shutil.rmtree, (self._folder,), {"ignore_errors": True}, exitpriority=0)

        def __del__(self) -> None:
            """Do nothing: at the end of a program the modules that would be needed are gone."""

    return Fonts()


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Let fontconfig find no fonts on this machine: a gap in the theme's fonts then shows, instead of being filled."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "fonts.conf")
        file.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>', encoding="utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def _tree(root: Element, fetcher: Any) -> Any:
    """Return WeasyPrint's HTML object around a tree of our own.

    WeasyPrint 70 only takes text, and parsing would lose which element is which; its ``HTML.__init__`` sets these
    five attributes and no more.
    """
    import cssselect2
    from weasyprint import HTML

    html = HTML.__new__(HTML)
    html.base_url = None
    html.url_fetcher = fetcher
    html.media_type = "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    return html


# What may be fetched


def _fetcher(content: PdfHtml, theme: Theme) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    resources = _resources(content, theme)

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves what the document itself holds, and refuses all else."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            if url in resources:
                media_type, data = resources[url]
                return URLFetcherResponse(url, data, {"Content-Type": media_type})
            if url in fonts:
                return URLFetcherResponse(url, fonts[url].read_bytes(), {"Content-Type": "font/ttf"})
            if url.startswith("data:image/"):  # a picture in a drawing, of which ours hold no other kind
                kind, _, letters = url.removeprefix("data:").partition(";base64,")
                return URLFetcherResponse(url, b64decode(letters), {"Content-Type": kind})
            raise FatalURLFetchingError(f"the layout asked for {url}")

    fonts = _font_files(theme)
    return Fetcher()


def _resources(content: PdfHtml, theme: Theme) -> Mapping[str, tuple[str, bytes]]:
    resources = task_boxes(theme) | wrapped_signs(theme) | callout_signs(theme) | cover_ground(theme, content.cover)
    for source, address in content.pictures.items():
        picture = content.document.pictures[source]
        resources[address] = picture.media_type, picture.data
    for address, drawing in content.formulas.items():
        resources[address] = "image/svg+xml", drawing.coloured(theme.colours.text)
    return resources


# Fonts


def _font_files(theme: Theme) -> Mapping[str, Path]:
    return {
        f"{SCHEME}:font/{family.package}/{number}": face.path
        for family in theme.fonts.all
        for number, face in enumerate(family.faces)
    }


def _font_faces(theme: Theme) -> str:
    rules = []
    for family in theme.fonts.all:
        for number, face in enumerate(family.faces):
            # WeasyPrint 70 knows no range of weights: without a weight, fontconfig takes the range of the font itself.
            weight = f"font-weight: {face.weight};" if face.weight.isdigit() else ""
            style = "font-style: italic;" if face.italic else ""
            rules.append(
                f'@font-face {{ font-family: "{family.name}"; {weight} {style}'
                f"src: url({SCHEME}:font/{family.package}/{number}) }}"
            )
    return "\n".join(rules)
