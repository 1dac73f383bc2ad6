"""Remedies in words of a page, where those of the command line name its options or leave no way out."""

from collections.abc import Mapping

from triplicate.later import regex
from triplicate.rules.finding import Finding

_HINTS: Mapping[str, str] = {
    "I001": "Add the file of the picture here, or correct its name in the text.",
    "I002": "Add the file of the picture here; its name alone is enough then.",
    "I009": "Say in a sentence or two what it tells the reader; or say that it is decorative, if it tells nothing.",
    "K003": "Write the full address, which begins with https://.",
    "M001": "Give the title here, or begin the text with “# ” and the title.",
    "M002": "Say in which language the text is written.",
    "M003": "Choose the language, or write its tag: en-GB, cy, fr.",
    "P001": "If it is none, give the title here.",
    "P002": "If it is none, put a full stop at its end: that makes it a paragraph.",
    "P003": "If they are none, take the marks away.",
    "P004": "If they are none, take the quotation marks away.",
    "P005": "If it does not, put a full stop in the place of the colon.",
    "P006": "Take the marks away, or say that the text is Markdown.",
    "P009": "If they are none, write them as a sentence.",
}
_PLAIN: Mapping[str, str] = {
    "M001": "Give the title here, or begin the text with a short line without a full stop, and an empty line after it.",
}

_OPTION = regex(r",? or --[a-z-]+")
"""What a remedy says of an option of the command line besides what can be written into the text."""


def hint_of(finding: Finding, *, plain: bool) -> str:
    """Return the remedy of a finding for a person on the page."""
    said = (_PLAIN.get(finding.code) if plain else None) or _HINTS.get(finding.code)
    return said or _OPTION.sub("", finding.hint)
