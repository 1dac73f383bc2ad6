"""What the pages hold, by marked-content identifier (ISO 32000-1, 14.6 and 14.7.4)."""

from collections import defaultdict
from dataclasses import field
from typing import NamedTuple

from pikepdf import Object

from triplicate.errors import UnreadableError
from triplicate.later import dataclass
from triplicate.proof.readback.pdf.fonts import Font, font_of
from triplicate.proof.readback.pdf.ink import Image
from triplicate.proof.readback.pdf.packed import Pages, Sequences, Shelf, packed
from triplicate.proof.readback.pdf.seen import Place
from triplicate.proof.readback.pdf.sequence import OF_PAGE, Sequence, StreamKey
from triplicate.proof.readback.pdf.streams import Streams
from triplicate.proof.readback.pdf.syntax import PropertyList, tag_and_properties

_MOST_FORMS, _MOST_NESTED = 100_000, 10_000


class Part(NamedTuple):
    """What so many of the pages hold, as it travels; the last three count what there may not be too much of.

    ``packed`` are their sequences and what is seen on them, ``of_forms`` those of forms.
    """

    pages: int
    packed: bytes
    of_forms: dict[Place, Sequence]
    untagged: dict[int, list[str]]
    artifacts: dict[int, list[str]]
    forms: int
    nested: int
    bytes_read: int


@dataclass(slots=True)
class PageContents:
    """What all pages hold: ``sequences`` by stream and identifier, and per page what is not in any of them.

    ``pages`` is what is seen on each. ``streams`` reads what the file holds.
    """

    streams: Streams
    _shelf: Shelf = field(default_factory=Shelf)
    sequences: Sequences = field(init=False)
    pages: Pages = field(init=False)
    untagged: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    artifacts: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _fonts: dict[StreamKey, Font] = field(default_factory=dict)
    _marked: dict[bytes, tuple[bytes, PropertyList | bytes]] = field(default_factory=dict)
    _forms: int = 0
    _nested: int = 0

    def __post_init__(self) -> None:
        self.sequences, self.pages = Sequences(self._shelf), Pages(self._shelf)

    def of_others(self) -> "PageContents":
        """Return what is to hold other pages of the same file: the same fonts, and nothing yet."""
        return PageContents(Streams(), _fonts=self._fonts, _marked=self._marked)

    @property
    def part(self) -> Part:
        """What is in it, without what helps to read."""
        loose = self.sequences.loose
        of_forms = {place: sequence for place, sequence in loose.items() if place[0][1] != OF_PAGE}
        own = {place: sequence for place, sequence in loose.items() if place not in of_forms}
        seen = self.pages.loose
        found = len(seen), packed((own, seen)), of_forms, dict(self.untagged), dict(self.artifacts)
        return Part(*found, self._forms, self._nested, self.streams.bytes_read)

    def add(self, part: Part) -> None:
        """Add what the next pages hold. Raises UnreadableError if all together hold too much."""
        self._shelf.put(part.packed, part.pages)
        for place, sequence in part.of_forms.items():
            if (known := self.sequences.loose.setdefault(place, sequence)) is not sequence:
                known.go_on(sequence)
        self.untagged.update(part.untagged)
        self.artifacts.update(part.artifacts)
        self._count_forms(part.forms, part.nested)
        self.streams.count(part.bytes_read)

    def sequence(self, key: StreamKey, identifier: int, page: int) -> Sequence:
        """Return the sequence of an identifier, a new one if it was not met before."""
        place = key, identifier
        sequences = self.sequences.loose
        if place not in sequences:
            sequences[place] = Sequence(page=page)
        return sequences[place]

    def images(self) -> dict[tuple[StreamKey, int], list[tuple[int, Image]]]:
        """Return the images that are no artifacts by the sequence that they stand in, with their pages."""
        found: defaultdict[tuple[StreamKey, int], list[tuple[int, Image]]] = defaultdict(list)
        for page in self.pages:
            for image in page.images:
                if not image.artifact and image.place is not None:
                    found[image.place].append((page.page, image))
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
        self._count_forms(1, int(within_form))

    def _count_forms(self, forms: int, nested: int) -> None:
        self._nested += nested
        if self._nested > _MOST_NESTED:
            raise UnreadableError(f"the pages paint more than {_MOST_NESTED} forms within forms")
        self._forms += forms
        if self._forms > _MOST_FORMS:
            raise UnreadableError(f"the pages paint more than {_MOST_FORMS} forms")
