"""The pages behind links within the text, "(page 9)", where a theme wants them printed."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.walk import NO_BREAK_SPACE
from triplicate.formats.pdf.fragments import LaidOut

_SOME_PAGE = 88
"""What a reference says before it is known on which page its target stands: as wide as most."""


class PageReferences:
    """The references of one document: words for eyes alone, which are known once the text is laid out.

    The style sheet could count the pages itself, but then WeasyPrint 70 makes single pages anew, and what they have
    taken from the page before, such as a note, stands on both. ``pages`` are the pages of the targets, from 1, by the
    names of their destinations, as far as they are known.
    """

    def __init__(self, phrase: str, pages: Mapping[str, int]) -> None:
        self.pages = dict(pages)
        self._phrase = phrase.replace(" ", NO_BREAK_SPACE)
        self._all: list[tuple[Element, str]] = []

    def append(self, parent: Element, name: str) -> None:
        """Append the page of a destination."""
        reference = SubElement(parent, "span", {"class": "on-page"})
        self._all.append((reference, name))
        self._say(reference, self.pages.get(name, _SOME_PAGE))

    def say(self, root: Element, laid_out: LaidOut) -> bool:
        """Say the pages on which the targets stand now; return whether a reference said anything else before."""
        if not self._all:
            return False
        wanted = {name for _, name in self._all}
        self.pages = {
            target.get("id", ""): min(places) + 1
            for target in root.iter()
            if target.get("id") in wanted
            and (places := [laid_out.places[one][0] for one in target.iter() if one in laid_out.places])
        }
        changed = [self._say(reference, self.pages.get(name)) for reference, name in self._all]
        return any(changed)

    def leave_out(self) -> None:
        """Say no pages any more."""
        for reference, _ in self._all:
            self._say(reference, None)
        self._all = []

    def _say(self, reference: Element, page: int | None) -> bool:
        """Let a reference say a page, or nothing; return whether it said anything else before."""
        before = reference.get("data-words")
        reference.set("data-words", f" ({self._phrase.format(page=page)})" if page else "")
        return reference.get("data-words") != before
