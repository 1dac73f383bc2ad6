"""Marked-content sequences that are open in a stream, and what is said in them (ISO 32000-1, 14.6)."""

from typing import NamedTuple

from triplicate.errors import UnreadableError
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.sequence import Sequence, StreamKey
from triplicate.proof.readback.pdf.shown_text import MarkedText
from triplicate.proof.readback.pdf.syntax import PropertyList

_DEEPEST = 10_000
_DRAWN = frozenset({b"/Figure", b"/Formula"})


class OpenSequence(NamedTuple):
    """An open marked-content sequence; ``place`` is where its identifier counts, and the identifier.

    ``drawing`` tells whether it is a part of a picture or a formula. ``waiting`` is replacement text of what has no
    identifier: it is said in the first sequence within that has one.
    """

    sequence: Sequence | None
    place: tuple[StreamKey, int] | None = None
    artifact: bool = False
    drawing: bool = False
    silent: bool = False
    lang: str = ""
    expansion: str = ""
    waiting: list[str] | None = None


_UNMARKED = OpenSequence(None)


class Marks:
    """The sequences that are open in one stream, the outermost first.

    ``key`` is that of the stream's identifiers, ``page`` the number of the page it is painted on, ``outer`` the marks
    of the stream that paints it.
    """

    def __init__(self, content: PageContents, page: int, key: StreamKey, outer: "Marks | None" = None) -> None:
        self.content = content
        self.page = page
        self.key = key
        self._open: list[OpenSequence] = [outer.innermost] if outer else []

    def begin(self, tag: bytes, given: PropertyList) -> None:
        """Open a sequence; its replacement text, if it has one, is said for all that is in it (14.9.4)."""
        if len(self._open) >= _DEEPEST:
            raise UnreadableError(f"marked content is nested more than {_DEEPEST} deep")
        outer = self.innermost
        if tag == b"/Artifact" and self.page in self.content.artifacts:
            self.content.artifacts[self.page].append(" ")  # a page number goes on with nothing that is printed before
        sequence, place = outer.sequence, outer.place
        if given.identifier is not None:
            sequence = self.content.sequence(self.key, given.identifier, self.page)
            place = self.key, given.identifier
        mark = OpenSequence(
            sequence,
            place,
            outer.artifact or tag == b"/Artifact",
            outer.drawing or tag in _DRAWN,
            outer.silent,
            outer.lang if given.lang is None else given.lang,
            outer.expansion if given.expansion is None else given.expansion,
            outer.waiting,
        )
        if sequence is not None and mark.waiting:
            sequence.pieces.append(MarkedText(mark.waiting.pop(), mark.lang, mark.expansion))
        self._open.append(mark)
        if given.actual is None:
            return
        if sequence is None and not (mark.artifact or mark.silent):
            mark = mark._replace(waiting=[given.actual])
        else:
            self.say(given.actual)
        self._open[-1] = mark._replace(silent=True)

    def end(self) -> None:
        """Close the innermost sequence."""
        if self._open:
            mark = self._open.pop()
            if mark.waiting and mark.waiting is not self.innermost.waiting:
                self.content.untagged[self.page].append(mark.waiting.pop())

    def say(
        self,
        text: str,
        shown: str = "",
        line: tuple[float, float] | None = None,
        tabbed: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Add words to the sequence that is open, or to what is in none; see :class:`MarkedText`."""
        mark = self.innermost
        if mark.artifact:
            self.content.artifacts[self.page].append(text)
        elif mark.sequence is None:
            if text.strip() and not mark.silent:
                self.content.untagged[self.page].append(text)
        elif not mark.silent:
            mark.sequence.pieces.append(MarkedText(text, mark.lang, mark.expansion, shown, line, tabbed))
        elif line is not None and mark.sequence.pieces and mark.sequence.pieces[-1].line is None:
            # What is said instead stands where the first of the glyphs stands.
            mark.sequence.pieces[-1] = mark.sequence.pieces[-1]._replace(line=line)

    @property
    def unplaced(self) -> Sequence | None:
        """The open sequence, if it is not known yet where it begins."""
        sequence = self.unlettered
        return sequence if sequence is not None and sequence.point is None else None

    @property
    def unlettered(self) -> Sequence | None:
        """The open sequence, if it is not known yet where its letters begin."""
        sequence = self._open[-1].sequence if self._open else None
        return sequence if sequence is not None and (sequence.point is None or sequence.ruled) else None

    @property
    def innermost(self) -> OpenSequence:
        """The sequence that is open, or none."""
        return self._open[-1] if self._open else _UNMARKED
