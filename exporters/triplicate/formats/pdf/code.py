"""Code, one element a line: each line becomes one structure element."""

from math import inf
from xml.etree.ElementTree import Element, SubElement

from triplicate.formats.html import append_code, append_text, hanging
from triplicate.later import regex
from triplicate.theme import Theme
from triplicate.theme.measure import Letters, measure_of

NARROW = 0.6
"""Of the width that a line has: a longer line may have to be wrapped in a list or a callout."""

_GAP = regex(r"(?<=\S )( +)(?=\S)")
"""Spaces within a line beyond the first of a run."""


def lines_of_code(code: Element, text: str, theme: Theme) -> None:
    """Append the lines of a text to an element, each with its line's end."""
    room = theme.page.measure - 3 * theme.spacing.paragraph
    measure, letters = measure_of(theme), Letters(theme.type.code, code=True, spaced=False)
    for content in text.split("\n"):
        inset = hanging(content)
        style = f"padding-left: {inset}ch; text-indent: -{inset}ch"
        line = SubElement(code, "span", {"class": "line", "style": style})
        width = measure.width(content, letters)
        if width > NARROW * room:
            # The sign stands in the room that a line which goes on leaves free.
            line.set("class", "line wrapped")
            line.set("style", f"{style}; background-position: {inset - 2}ch 0")
        if width <= room:
            append_text(line, f"{content}\n")
            continue
        first, *pieces = _GAP.split(content)
        append_code(line, first, inf)
        for gap, words in zip(pieces[::2], pieces[1::2], strict=True):
            SubElement(line, "span", {"class": "gap"}).text = gap
            append_code(line, words, inf)
        append_text(line, "\n")
