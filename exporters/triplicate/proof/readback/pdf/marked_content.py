"""What the pages hold, by marked-content identifier (ISO 32000-1, 14.6 and 14.7.4)."""

from collections import defaultdict
from dataclasses import field

from pikepdf import Object

from triplicate.errors import UnreadableError
from triplicate.later import dataclass
from triplicate.proof.readback.pdf.fonts import Font, font_of
from triplicate.proof.readback.pdf.ink import Image, Ink
from triplicate.proof.readback.pdf.shown_text import MarkedText
from triplicate.proof.readback.pdf.streams import Streams
from triplicate.proof.readback.pdf.syntax import PropertyList, tag_and_properties

_MOST_FORMS, _MOST_NESTED = 100_000, 10_000

StreamKey = tuple[int, int]
"""What marked-content identifiers count in: a page's number and -1, or a form's object and generation numbers."""


@dataclass(slots=True)
class Sequence:
    """What is marked with one identifier: its words, where it begins (page from 0, point from the page's origin).

    ``ruled`` tells that only a path was met there so far. It may underline the words to come, and begin elsewhere.
    """

    pieces: list[MarkedText] = field(default_factory=list)
    page: int = 0
    point: tuple[float, float] | None = None
    ruled: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class PageContents:
    """What all pages hold: ``sequences`` by stream and identifier, and per page what is not in any of them.

    ``pages`` is what is painted on each. ``streams`` reads what the file holds.
    """

    streams: Streams
    sequences: dict[tuple[StreamKey, int], Sequence] = field(default_factory=dict)
    untagged: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    artifacts: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    pages: list[Ink] = field(default_factory=list)
    _fonts: dict[StreamKey, Font] = field(default_factory=dict)
    _marked: dict[bytes, tuple[bytes, PropertyList | bytes]] = field(default_factory=dict)
    _forms: int = 0
    _nested: int = 0

    def sequence(self, key: StreamKey, identifier: int, page: int) -> Sequence:
        """Return the sequence of an identifier, a new one if it was not met before."""
        place = key, identifier
        if place not in self.sequences:
            self.sequences[place] = Sequence(page=page)
        return self.sequences[place]

    def images(self) -> dict[tuple[StreamKey, int], list[tuple[int, Image]]]:
        """Return the images that are no artifacts by the sequence that they stand in, with their pages."""
        found: defaultdict[tuple[StreamKey, int], list[tuple[int, Image]]] = defaultdict(list)
        for ink in self.pages:
            for image in ink.images:
                if not image.artifact and image.place is not None:
                    found[image.place].append((ink.page, image))
        return found

    def marked(self, operands: bytes) -> tuple[bytes, PropertyList | bytes]:
        """Return the tag and properties of a marked-content operator; the same stand on page after page."""
        if operands not in self._marked:
            self._marked[operands] = tag_and_properties(operands)
        return self._marked[operands]

    def font(self, dictionary: Object) -> Font:
        """Return a font's decoder, made once."""
        key = dictionary.objgen
        if key == (0, 0):
            return font_of(dictionary, self.streams)
        if key not in self._fonts:
            self._fonts[key] = font_of(dictionary, self.streams)
        return self._fonts[key]

    def count_form(self, *, within_form: bool) -> None:
        """Count a form that is painted. Raises UnreadableError for a file that paints forms without end.

        Those within others, which may paint one another over and over, have the lower bound.
        """
        self._nested += within_form
        if self._nested > _MOST_NESTED:
            raise UnreadableError(f"the pages paint more than {_MOST_NESTED} forms within forms")
        self._forms += 1
        if self._forms > _MOST_FORMS:
            raise UnreadableError(f"the pages paint more than {_MOST_FORMS} forms")
