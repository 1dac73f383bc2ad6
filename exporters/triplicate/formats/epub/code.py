"""Code, one element a line.

A line that is too long goes on further in than it began, so that nobody takes it for two.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from triplicate.formats.html import append_text

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

_OPTION = re.compile(r"(?<!\S)(--?[A-Za-z0-9][\w-]{0,18}(?![\w-]))")
"""The name of an option: a hyphen in it is no place to end a line at. A longer one may be wider than a telephone."""

HANGING, DEEPEST = 4, 24
"""Characters by which a line goes on further in than it began, and the deepest beginning that counts."""


def lines_of_code(code: Element, text: str, markers: Iterable[tuple[int, Element]]) -> None:
    """Fill an element with the lines of code, each with its line's end, in place of its text.

    ``markers`` stand before the characters that their numbers tell, in order.
    """
    code.text = None
    waiting = list(markers)
    place = 0
    for words in _LINE.findall(text):
        end = place + len(words)
        hanging = HANGING + min(len(words) - len(words.lstrip(" ")), DEEPEST)
        line = SubElement(code, "span", {"class": "line", "style": f"--hanging: {hanging}ch"})
        here = [waiting.pop(0) for at, _ in tuple(waiting) if at < end or end == len(text)]
        ends = [*(at for at, _ in here), end]
        _append(line, text[place : ends[0]])
        for (at, marker), until in zip(here, ends[1:], strict=True):
            line.append(marker)
            _append(line, text[at:until])
        place = end


def _append(line: Element, words: str) -> None:
    """Append words of a line, the names of options in it whole."""
    for number, piece in enumerate(_OPTION.split(words)):
        if number % 2:
            SubElement(line, "span", {"class": "option"}).text = piece
        else:
            append_text(line, piece)
