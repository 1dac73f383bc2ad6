"""The pages behind links within the text, "(page 9)", where a theme wants them printed."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.walk import NO_BREAK_SPACE

_SOME_PAGE = 88
"""What a reference says before it is known on which page its target stands: as wide as most."""

_MOST_TRIES = 5
"""How often a document is laid out until its references say the right pages; then they say none."""


class PageReferences:
    """The references of one document: words for eyes alone, which are known once the text is laid out.

    The style sheet could count the pages itself, but then WeasyPrint 70 makes single pages anew, and what they have
    taken from the page before, such as a note, stands on both. ``pages`` are the pages of the targets, from 1, by the
    names of their destinations: None before any is known. ``names`` are those of the targets.
    """

    def __init__(self, phrase: str, pages: Mapping[str, int] | None) -> None:
        self.names: set[str] = set()
        self._phrase = phrase.replace(" ", NO_BREAK_SPACE)
        self._pages = pages

    def append(self, parent: Element, name: str) -> None:
        """Append the page of a destination."""
        self.names.add(name)
        page = _SOME_PAGE if self._pages is None else self._pages.get(name)
        words = f" ({self._phrase.format(page=page)})" if page else ""
        SubElement(parent, "span", {"class": "on-page", "data-words": words})


def pages_to_say(names: AbstractSet[str], pages: Mapping[str, int], tries: int) -> Mapping[str, int] | None:
    """Return what references to names are to say when the pages of all names are known, after so many tries.

    They are right if they have said that. Of no names it is None.
    """
    if not names:
        return None
    return {name: pages[name] for name in names & pages.keys()} if tries < _MOST_TRIES else {}
