"""Code, one element a line.

A line that is too long goes on further in than it began, so that nobody takes it for two.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

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
        line.text = text[place : ends[0]]
        for (at, marker), until in zip(here, ends[1:], strict=True):
            marker.tail = text[at:until]
            line.append(marker)
        place = end
