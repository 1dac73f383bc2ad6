"""What WeasyPrint reads once in a process for all documents of a theme: its fonts and its style sheets."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from triplicate.formats.pdf.page_tree import SCHEME
from triplicate.system.environment import variable
from triplicate.theme import Theme, stylesheet
from triplicate.theme.fonts import Face, Family


def sheet_of(theme: Theme) -> Any:
    """Return the ``weasyprint.CSS`` of a theme: to read it takes as long as the pages of a short text."""
    return _read(stylesheet(theme, "pdf"))


@lru_cache(maxsize=16)
def _read(text: str) -> Any:
    import weasyprint

    return weasyprint.CSS(string=text)


_HOLDERS = {"marker": "li", "footnote-call": "span", "footnote-marker": "span"}
"""The pseudo-elements that some of our elements have, and the names of these."""


@lru_cache(maxsize=1)
def own_sheet() -> Any:
    """Return WeasyPrint's own sheet, which gives pseudo-elements only to those elements of our pages that have them.

    As it stands (WeasyPrint 70, css/html5_ua.css), it gives six to each element, and each has a style of its own.
    """
    from weasyprint.html import UA_STYLESHEET

    sheet, matcher = copy(UA_STYLESHEET), copy(UA_STYLESHEET.matcher)
    sheet.matcher = matcher
    of_any, matcher.other_selectors = matcher.other_selectors, []
    by_name = matcher.lower_local_name_selectors = {
        name: [*selectors] for name, selectors in matcher.lower_local_name_selectors.items()
    }
    for selector in of_any:
        *_, pseudo_element, _ = selector
        if not pseudo_element:
            matcher.other_selectors.append(selector)
        elif pseudo_element in _HOLDERS:
            by_name.setdefault(_HOLDERS[pseudo_element], []).append(selector)
    return sheet


@lru_cache(maxsize=8)
def fonts_of(families: tuple[Family, ...]) -> Any:
    """Return the one font configuration of this process for some families.

    A new one for each document would leak (WeasyPrint 70); one for all would let a document's fonts show in the next,
    where a drawing asks for a font that is not there.
    """
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fonts(FontConfiguration):  # type: ignore[misc]
        """WeasyPrint's fonts, whose folder is gone at the end of any process.

        WeasyPrint 70 removes it when the fonts go, which nobody sees to at the end of a program whose garbage is not
        collected, nor in a worker, for which ``atexit`` does nothing.
        """

        def __init__(self) -> None:
            with _no_system_fonts():
                super().__init__()
            self._folder = Path(tempfile.mkdtemp(prefix="triplicate-fonts-"))
            Finalize(self, shutil.rmtree, (self._folder,), {"ignore_errors": True}, exitpriority=0)

        def __del__(self) -> None:
            """Do nothing: at the end of a program the modules that would be needed are gone."""

    # The files have addresses of our own: WeasyPrint names its copies by them, and no folder of this machine matters.
    faces = {
        f"{SCHEME}:font/{family.package}/{number}": (family, face)
        for family in families
        for number, face in enumerate(family.faces)
    }

    class Files(URLFetcher):  # type: ignore[misc]
        """Serves the files of the families."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            return URLFetcherResponse(url, faces[url][1].path.read_bytes(), {"Content-Type": "font/ttf"})

    fonts = Fonts()
    rules = "\n".join(_rule(family, face, address) for address, (family, face) in faces.items())
    weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=Files())
    return fonts


def _rule(family: Family, face: Face, address: str) -> str:
    """Return the rule that makes a font known (CSS Fonts 4, 11.1)."""
    # WeasyPrint 70 knows no range of weights: without a weight, fontconfig takes the range of the font itself.
    weight = f"font-weight: {face.weight};" if face.weight.isdigit() else ""
    style = "font-style: italic;" if face.italic else ""
    return f'@font-face {{ font-family: "{family.name}"; {weight} {style} src: url({address}) }}'


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Let fontconfig find no fonts on this machine: a gap in the theme's fonts then shows, instead of being filled."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "fonts.conf")
        file.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>', encoding="utf-8")
        with variable("FONTCONFIG_FILE", str(file)):
            yield
