"""A document seen as a checker needs it, and the way back from its words to the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from triplicate.checks.runs import Flow, Run, flows_of, runs_of
from triplicate.checks.settings import DEFAULT, Settings
from triplicate.model import Document, Place, Text

_WINDOW = 60  # lines searched for a word from the start of its text: more than any paragraph has
_TOKEN = re.compile(r"\w+|[^\w\s]")


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

        The reader joins the lines of a paragraph and takes marks away, so the word is searched for from the
        node's place on, as many times as it stands in the text before the offset. Without the source, and for
        words the source writes otherwise (as an entity), it is the place of the node.
        """
        if offset == 0 or not self.text:
            return node.place
        if node.text[offset].isspace():
            before_it = self.locate(node, offset - 1)
            return Place(before_it.line, before_it.column + 1)
        before: dict[str, int] = {}
        token = None
        for token in _TOKEN.finditer(node.text):
            if token.end() > offset:
                break
            before[token.group()] = before.get(token.group(), 0) + 1
        if token is None or token.end() <= offset:
            return node.place
        wanted, inside = token.group(), max(offset - token.start(), 0)
        to_skip = before.get(wanted, 0)
        for number in range(node.place.line, min(node.place.line + _WINDOW, len(self.lines) + 1)):
            start = node.place.column - 1 if number == node.place.line else 0
            for found in _TOKEN.finditer(self.line(number), start):
                if found.group() == wanted and to_skip == 0:
                    return Place(number, found.start() + inside + 1)
                to_skip -= found.group() == wanted
        return node.place
