"""What of a document is laid out at once."""

from triplicate.document.model import Block, Document
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Portion:
    """The blocks of a document from number ``start`` to before ``end``, None for all that follow.

    What stands before the blocks of a document is in the portion that ``has_front``, what stands after them in the one
    that has the last. ``called`` are the notes that are called before, and ``tables`` how many tables are.
    ``again`` are the notes that more than one portion of the document calls.
    """

    start: int = 0
    end: int | None = None
    called: frozenset[int] = frozenset()
    tables: int = 0
    has_front: bool = True
    again: frozenset[int] = frozenset()

    @property
    def has_back(self) -> bool:
        """Whether the lines after the text are in it."""
        return self.end is None

    def blocks(self, document: Document) -> tuple[Block, ...]:
        """Return its blocks."""
        return document.blocks[self.start : self.end]


WHOLE = Portion()
"""All of a document."""
