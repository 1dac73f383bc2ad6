"""Titles, headings and captions whose lines are about equally long.

A style sheet says "text-wrap: balance" for that (CSS Text 4, 5.3), which WeasyPrint 70 does not know. An element gets
so much padding at its end instead that its words just fall into as many lines as without it.
"""

from xml.etree.ElementTree import Element

from triplicate.document.model import Figure, Inlines, Strong, Table, Text
from triplicate.formats.pdf.room import letters_of, sides_of
from triplicate.theme import Theme
from triplicate.theme.measure import measure_of
from triplicate.theme.wrapping import slack

_CAPTIONS = ("caption", "figcaption")


def make_even(
    element: Element,
    name: str,
    inlines: Inlines,
    theme: Theme,
    room: float,
    lang: str,
    *,
    size: float = 0,
    tabular: bool = False,
) -> None:
    """Make the lines of an element of the role ``name`` even; it is ``room`` points wide.

    ``size`` is that of its letters in points, if it is another than the role says.
    """
    start, end = sides_of(theme, name)
    letters = letters_of(theme, name, lang, size=size, tabular=tabular)
    if less := slack(inlines, letters, measure_of(theme), room - start - end):
        style = element.get("style")
        element.set("style", f"{f'{style}; ' if style else ''}padding-inline-end: {end + less:.2f}pt")


def make_captions_even(element: Element, block: Table | Figure, theme: Theme, room: float, lang: str) -> None:
    """Make the lines of the caption of a table or figure even, its label among them."""
    for caption in (child for child in element if child.tag in _CAPTIONS):
        label = "".join(f"{part.text} " for part in caption if part.get("class") == "label")
        inlines = (Strong((Text(label),)), *block.caption)
        make_even(caption, "caption", inlines, theme, room, lang, tabular=isinstance(block, Table))
