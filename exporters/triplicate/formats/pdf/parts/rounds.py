"""The rounds in which parts are made until each fits to the pages of all others.

A part depends on these in two ways, where its theme wants it: links say on which page their targets stand, and left
pages differ from right ones. Where a document in one piece is laid out again (:func:`triplicate.formats.pdf.laying.
lay_out`), there is a round for its parts; but those alone are made again that would say something else, or lie on the
other side of a sheet.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from triplicate.errors import FindingsError, TriplicateError
from triplicate.formats.pdf.laying import Pages, Text
from triplicate.formats.pdf.page_references import pages_to_say
from triplicate.formats.pdf.parts.closing import Closing
from triplicate.formats.pdf.parts.pieces import Extent
from triplicate.later import dataclass
from triplicate.rules.finding import Finding

_MOST_ROUNDS = 10
"""More than it takes until links say no pages any more, and all parts lie on their side of a sheet."""


class OnePieceError(TriplicateError):
    """What came of the parts cannot be joined; the message says why."""


@dataclass(slots=True, eq=False)
class Part:
    """A part of a document but the first one: what is laid out, and what has come of it.

    ``packed`` is its piece, None while it has only been laid out. It ``is_right`` if that fits to all other parts.
    """

    number: int
    text: Text
    extent: Extent | None = None
    packed: bytes | None = None
    is_right: bool = False


class Rounds:
    """The rounds of the parts of a document; ``closing`` is the first part.

    When all are ``at_rest``, ``pages`` are those of the first.
    """

    def __init__(self, closing: Closing, texts: Sequence[Text]) -> None:
        self.at_rest = False
        self.pages: Pages | None = None
        self._closing = closing
        self._parts = [Part(number, text) for number, text in enumerate(texts)]
        self._mirrored = texts[0].theme.page.mirrored
        self._rounds = 0
        self._queue = deque(self._parts)
        self._refused: list[Finding] = []

    @property
    def seems_last(self) -> bool:
        """Whether nothing so far asks for another round."""
        return self._rounds > 0 or self._queue[0].extent is None

    def waiting(self) -> list[Part]:
        """Return the parts that are to be made in the next round."""
        return [part for part in self._parts if not part.is_right]

    def text(self, part: Part) -> Text:
        """Return what is to be laid out of a part, as far as it is known by now how many pages are before."""
        return replace(part.text, on_back=self._is_on_back(part))

    def take(self, part: Part, coming: Iterator[tuple[Extent, bytes | None]]) -> None:
        """Take what comes of a part."""
        try:
            part.extent, part.packed = next(coming)
        except FindingsError as error:
            self._refused += error.findings

    def settled(self) -> Iterator[bytes]:
        """Yield the packed pieces that no round can change any more, in the order of the text, each of them once."""
        while self._queue and (self.at_rest or self._is_free(self._queue[0])):
            part = self._queue.popleft()
            assert part.packed
            yield part.packed
            part.packed = b""

    def end(self) -> None:
        """End a round: find out which parts are right.

        Raises OnePieceError where that comes to no end, and FindingsError with what any part cannot carry.
        """
        try:
            self.pages = self._closing.pages([part.extent for part in self._parts if part.extent])
        except FindingsError as error:
            raise FindingsError((*error.findings, *self._refused)) from None
        if self._refused:
            raise FindingsError(self._refused)
        if self.pages is None:
            raise OnePieceError("its contents do not come to say the right pages")
        self._rounds += 1
        targets = self._closing.targets
        is_right = self._closing.say(targets, self._rounds)
        for part in self._parts:
            assert part.extent
            said = pages_to_say(part.extent.references, targets, self._rounds)
            on_right_side = part.extent.on_back == self._is_on_back(part)
            part.is_right = part.packed is not None and said == part.text.said and on_right_side
            part.text = replace(part.text, said=said)
        self.at_rest = is_right and not self.waiting()
        if not self.at_rest and self._rounds == _MOST_ROUNDS:
            raise OnePieceError("its parts do not come to fit together")

    def _is_free(self, part: Part) -> bool:
        """Tell whether a part depends on no page of any other."""
        return part.extent is not None and not self._mirrored and not part.extent.references

    def _is_on_back(self, part: Part) -> bool:
        before = self._closing.count + sum(one.extent.pages for one in self._parts[: part.number] if one.extent)
        return self._mirrored and before % 2 == 1
