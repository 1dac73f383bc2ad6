"""Marked-content sequences that are open in a stream, and what is said in them (ISO 32000-1, 14.6)."""

from typing import NamedTuple

from triplicate.errors import UnreadableError
from triplicate.proof.readback.pdf.marked_content import Content, Key, Sequence
from triplicate.proof.readback.pdf.syntax import Properties
from triplicate.proof.readback.pdf.words import Piece

_DEEPEST = 10_000


class Mark(NamedTuple):
    """An open marked-content sequence."""

    sequence: Sequence | None
    artifact: bool = False
    silent: bool = False
    lang: str = ""
    expansion: str = ""


_UNMARKED = Mark(None)


class Marks:
    """The sequences that are open in one stream, the outermost first.

    ``key`` is that of the stream's identifiers, ``page`` the number of the page it is painted on, ``outer`` the marks
    of the stream that paints it.
    """

    def __init__(self, content: Content, page: int, key: Key, outer: "Marks | None" = None) -> None:
        self.content = content
        self.page = page
        self.key = key
        self._open: list[Mark] = [outer.innermost] if outer else []

    def begin(self, tag: bytes, given: Properties) -> None:
        """Open a sequence; its replacement text, if it has one, is said for all that is in it (14.9.4)."""
        if len(self._open) >= _DEEPEST:
            raise UnreadableError(f"marked content is nested more than {_DEEPEST} deep")
        outer = self.innermost
        sequence = outer.sequence
        if given.identifier is not None:
            sequence = self.content.sequence(self.key, given.identifier, self.page)
        mark = Mark(
            sequence,
            outer.artifact or tag == b"/Artifact",
            outer.silent,
            outer.lang if given.lang is None else given.lang,
            outer.expansion if given.expansion is None else given.expansion,
        )
        self._open.append(mark)
        if given.actual is not None:
            self.say(given.actual)
            self._open[-1] = mark._replace(silent=True)

    def end(self) -> None:
        """Close the innermost sequence."""
        if self._open:
            self._open.pop()

    def say(self, text: str, shown: str = "") -> None:
        """Add words to the sequence that is open, or to what is in none; see :class:`Piece`."""
        mark = self.innermost
        if mark.artifact:
            self.content.artifacts[self.page].append(text)
        elif mark.sequence is None:
            if text.strip():
                self.content.untagged[self.page].append(text)
        elif not mark.silent:
            mark.sequence.pieces.append(Piece(text, mark.lang, mark.expansion, shown))

    @property
    def unplaced(self) -> Sequence | None:
        """The open sequence, if it is not known yet where it begins."""
        sequence = self._open[-1].sequence if self._open else None
        return sequence if sequence is not None and sequence.point is None else None

    @property
    def innermost(self) -> Mark:
        """The sequence that is open, or none."""
        return self._open[-1] if self._open else _UNMARKED
