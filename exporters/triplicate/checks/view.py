"""A document as the checks look at it: its runs and flows, and the way back from its words to the source."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from triplicate.checks.runs import Flow, Run, flows_of, runs_of
from triplicate.checks.settings import DEFAULT, Settings
from triplicate.document import walk
from triplicate.document.model import Document, Node, Place, Text
from triplicate.later import regex

_LOOKAHEAD = 16  # tokens of the source that a word of the text may be away from the word before it: marks, entities
_TOKEN = regex(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class View:
    """A document, its source text if there is one, and the settings."""

    document: Document
    text: str = ""
    settings: Settings = field(default=DEFAULT)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The source's lines, without their ends."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, in reading order; those of the notes last."""
        return tuple(walk.nodes(self.document))

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Every sequence of sibling blocks."""
        return tuple(flows_of(self.document))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Every run of words, in reading order; the notes last."""
        return tuple(runs_of(self.document))

    def line(self, number: int) -> str:
        """Return the source line with the number, counted from 1; empty if there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def starts_line(self, place: Place) -> bool:
        """Return whether nothing but the marks of quotations stands before the place in its line."""
        return not self.line(place.line)[: place.column - 1].strip(" \t>")

    def place_in(self, run: Run, offset: int) -> Place:
        """Return the place in the source of what stands at ``offset`` of the run's words."""
        for piece in run.pieces:
            if piece.start <= offset < piece.end:
                return self.locate(piece.node, offset - piece.start)
        return run.place

    def locate(self, node: Text, offset: int) -> Place:
        """Return the place in the source of ``node.text[offset:]``.

        The reader joins the lines of a paragraph and takes marks away, so the words of the text are looked for
        in the source one after the other. Without the source it is the place of the node; for a word that the
        source writes otherwise (as an entity) that of the word before it.
        """
        if offset == 0 or not self.text:
            return node.place
        if node.text[offset].isspace():
            before = self.locate(node, offset - 1)
            return Place(before.line, before.column + 1)
        starts, places = self._aligned(node)
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return node.place
        return Place(places[index].line, places[index].column + offset - starts[index])

    def _aligned(self, node: Text) -> "tuple[list[int], list[Place]]":
        # What is found depends on these two alone.
        key = node.place, node.text
        known = self._alignments.get(key)
        if known is None:
            known = self._alignments[key] = self._align(node)
        return known

    @cached_property
    def _alignments(self) -> "dict[tuple[Place, str], tuple[list[int], list[Place]]]":
        return {}

    def _align(self, node: Text) -> "tuple[list[int], list[Place]]":
        """Return where the words of a text begin, in the text and in the source; words not found are left out."""
        starts: list[int] = []
        places: list[Place] = []
        source = self._tokens(node.place)
        ahead: deque[tuple[str, Place]] = deque(islice(source, _LOOKAHEAD))
        for token in _TOKEN.finditer(node.text):
            position = next((index for index, (word, _) in enumerate(ahead) if word == token.group()), None)
            if position is None:
                continue
            starts.append(token.start())
            places.append(ahead[position][1])
            for _ in range(position + 1):
                ahead.popleft()
            ahead.extend(islice(source, position + 1))
        return starts, places

    def _tokens(self, place: Place) -> Iterator[tuple[str, Place]]:
        for number in range(place.line, len(self.lines) + 1):
            start = place.column - 1 if number == place.line else 0
            for found in _TOKEN.finditer(self.line(number), start):
                yield found.group(), Place(number, found.start() + 1)
