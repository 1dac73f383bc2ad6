"""Lines of code that are too long for a page: where they go on, and what in them is not parted."""

from xml.etree.ElementTree import Element, SubElement

from triplicate.formats.html.elements import append_text
from triplicate.later import regex

HANGING, DEEPEST = 4, 24
"""Characters by which a line goes on further in than it began, and the deepest beginning that counts."""

_OPTION = regex(r"(?<!\S)(--?[A-Za-z0-9][\w-]*)")


def hanging(line: str) -> int:
    """Return how many characters in a line goes on, so that nobody takes it for two."""
    return HANGING + min(len(line) - len(line.lstrip(" ")), DEEPEST)


def append_code(line: Element, words: str, longest: float) -> None:
    """Append words of a line; the name of an option is whole, for a hyphen in it is no place to end a line at.

    ``longest`` is how many characters such a name may have after its hyphens: what is longer may be parted.
    """
    for number, piece in enumerate(_OPTION.split(words)):
        if number % 2 and len(piece.lstrip("-")) <= longest:
            SubElement(line, "span", {"class": "option"}).text = piece
        else:
            append_text(line, piece)
