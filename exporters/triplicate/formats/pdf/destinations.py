"""Names of destinations, and which things of a document have which.

A destination's name is a byte string, and names are sorted by bytes (ISO 32000-1, 7.9.6): ASCII keeps the order simple.
"""

from itertools import count

from triplicate.document import walk
from triplicate.document.model import Document
from triplicate.later import regex
from triplicate.theme.running_words import most_pages

_SIMPLE_ID = regex(r"[A-Za-z0-9_.-]+")


class Destinations:
    """The names in one file; ``of`` has that of each id of the document: the id itself if it is simple."""

    def __init__(self, document: Document) -> None:
        identifiers = walk.targets(document)
        self._taken = set(identifiers)
        self.of = {one: one if _SIMPLE_ID.fullmatch(one) else self.free("target") for one in identifiers}

    def free(self, wanted: str) -> str:
        """Return a name that nothing has yet, from now on taken: the wanted one, or that with a number."""
        candidates = (wanted if n == 0 else f"{wanted}.{n}" for n in count())
        name = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(name)
        return name


class Names:
    """What is known of one document, whichever portion of it is laid out: the names of the places that links lead to.

    ``of`` has that of each id of the document, ``sections`` that of each heading by its serial, ``notes`` by their
    numbers those of the first call of each note and of the note itself. It has fewer than ``most_pages``.
    """

    def __init__(self, document: Document) -> None:
        destinations = Destinations(document)
        self.of = destinations.of
        self.sections = {
            heading.serial: self.of[heading.id] if heading.id else destinations.free(f"section-{number}")
            for number, heading in enumerate(walk.headings(document))
        }
        self.notes = {
            note.number: (destinations.free(f"call-{note.number}"), destinations.free(f"note-{note.number}"))
            for note in document.notes
        }
        self.most_pages = most_pages(document)
