"""Code, one element a line: each line becomes one structure element."""

import re
from xml.etree.ElementTree import Element, SubElement

from triplicate.formats.html import append_text
from triplicate.theme import Theme
from triplicate.theme.measure import Letters, measure_of

HANGING, DEEPEST = 4, 24
"""Characters by which a line goes on further in than it began, and the deepest beginning that counts."""

NARROW = 0.6
"""Of the width that a line has: a longer line may have to be wrapped in a list or a callout."""

_GAP = re.compile(r"(?<=\S )( +)(?=\S)")
"""Spaces within a line beyond the first of a run."""

_OPTION = re.compile(r"(?<!\S)(--?[A-Za-z0-9][\w-]*)")
"""The name of an option: a hyphen in it is no place to end a line at."""


def lines_of_code(code: Element, text: str, theme: Theme) -> None:
    """Append the lines of a text to an element, each with its line's end."""
    room = theme.page.measure - 3 * theme.spacing.paragraph
    measure, letters = measure_of(theme), Letters(theme.type.code, code=True, spaced=False)
    for content in text.split("\n"):
        # A line that is too long goes on further in than it began, so that nobody takes it for two.
        hanging = HANGING + min(len(content) - len(content.lstrip(" ")), DEEPEST)
        style = f"padding-left: {hanging}ch; text-indent: -{hanging}ch"
        line = SubElement(code, "span", {"class": "line", "style": style})
        width = measure.width(content, letters)
        if width > NARROW * room:
            # The sign stands in the room that a line which goes on leaves free.
            line.set("class", "line wrapped")
            line.set("style", f"{style}; background-position: {hanging - 2}ch 0")
        first, *pieces = _GAP.split(content) if width > room else [content]
        wraps = width > room
        _append(line, first, wraps=wraps)
        for gap, words in zip(pieces[::2], pieces[1::2], strict=True):
            SubElement(line, "span", {"class": "gap"}).text = gap
            _append(line, words, wraps=wraps)
        append_text(line, "\n")


def _append(line: Element, words: str, *, wraps: bool) -> None:
    """Append words of a line, the options in it whole if the line ``wraps``."""
    for place, piece in enumerate(_OPTION.split(words) if wraps else [words]):
        if place % 2:
            SubElement(line, "span", {"class": "whole"}).text = piece
        else:
            append_text(line, piece)
