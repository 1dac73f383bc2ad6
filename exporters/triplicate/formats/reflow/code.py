"""Code, one element a line.

A line that is too long goes on further in than it began, so that nobody takes it for two.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from triplicate.formats.html import append_code, hanging
from triplicate.later import regex

_LINE = regex(r"[^\n]*\n|[^\n]+")

_LONGEST = 19
"""Letters in the name of an option that stays whole: a longer one may be wider than a telephone."""


def lines_of_code(code: Element, text: str, markers: Iterable[tuple[int, Element]]) -> None:
    """Fill an element with the lines of code, each with its line's end, in place of its text.

    ``markers`` stand before the characters that their numbers tell, in order.
    """
    code.text = None
    waiting = list(markers)
    place = 0
    for words in _LINE.findall(text):
        end = place + len(words)
        line = SubElement(code, "span", {"class": "line", "style": f"--hanging: {hanging(words)}ch"})
        here = [waiting.pop(0) for at, _ in tuple(waiting) if at < end or end == len(text)]
        ends = [*(at for at, _ in here), end]
        append_code(line, text[place : ends[0]], _LONGEST)
        for (at, marker), until in zip(here, ends[1:], strict=True):
            line.append(marker)
            append_code(line, text[at:until], _LONGEST)
        place = end
