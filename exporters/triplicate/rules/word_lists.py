"""What Word's lists cannot carry, as a text alone tells: so that a check says it as well as an export."""

from collections.abc import Iterator

from triplicate.document import walk
from triplicate.document.model import BulletList, Document, Heading, Node, OrderedList, Paragraph, Table
from triplicate.rules.exporting import TOO_DEEP
from triplicate.rules.finding import Finding

LEVELS = 9
"""The levels of a list that Word knows (ECMA-376, Part 1, 17.9.6)."""


def word_lists(document: Document) -> Iterator[Finding]:
    """Yield what Word cannot show of a document's lists as the source has it."""
    for block in (document.title, *document.blocks, *(block for note in document.notes for block in note.children)):
        yield from _lists(block, 0)


def _lists(node: Node, depth: int) -> Iterator[Finding]:
    if isinstance(node, Paragraph | Heading | Table):  # no list stands in these
        return
    if isinstance(node, BulletList | OrderedList):
        if depth == LEVELS:
            yield TOO_DEEP.finding(
                "Word knows {levels} levels of lists; this one stands in {depth} others.",
                node.place,
                "Make it less deep.",
                levels=LEVELS,
                depth=depth,
            )
        depth += 1
    for child in walk.children(node):
        yield from _lists(child, depth)
