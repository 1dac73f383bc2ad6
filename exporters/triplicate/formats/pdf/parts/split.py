"""Where a document is cut into parts, and whether it is worth it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from triplicate.document import walk
from triplicate.document.chapters import chapters_on_new_pages
from triplicate.document.model import Code, CodeBlock, Document, NoteReference, Table, Text
from triplicate.formats.pdf.portion import Portion

LONG = 80_000
"""From how many characters on a document is laid out in parts."""

PART = 40_000
"""From how many characters on a part ends before the next chapter."""


def portions(document: Document) -> tuple[Portion, ...]:
    """Return the parts of a document: what is before its first chapter, and then chapters together."""
    begins = chapters_on_new_pages(document)
    if not begins:
        return ()
    notes = {note.number: note for note in document.notes}
    found: list[Portion] = []
    called: frozenset[int] = frozenset()
    calling: Counter[int] = Counter()
    tables = start = 0
    for end in (*_cuts(document, begins), None):
        front = not found
        found.append(Portion(start, end, called, tables, front))
        blocks = document.blocks[start:end]
        inside = [*walk.descend(*((document.title, *blocks) if front else blocks))]
        seen, waiting = set(called), [node.number for node in inside if isinstance(node, NoteReference)]
        while waiting:
            if (number := waiting.pop()) not in seen:
                seen.add(number)
                within = [*walk.descend(*notes[number].children)]
                inside += within
                waiting += (node.number for node in within if isinstance(node, NoteReference))
        called = frozenset(seen)
        calling.update({node.number for node in inside if isinstance(node, NoteReference)})
        tables += sum(isinstance(node, Table) for node in inside)
        start = end or 0
    again = frozenset(number for number, portions in calling.items() if portions > 1)
    return tuple(replace(one, again=again) for one in found)


def _cuts(document: Document, begins: tuple[int, ...]) -> Iterator[int]:
    """Yield the blocks with which parts begin."""
    yield begins[0]
    gathered = 0
    for first, after in pairwise(begins):
        gathered += length(document, first, after)
        if gathered >= PART:
            yield after
            gathered = 0


def length(document: Document, start: int = 0, end: int | None = None) -> int:
    """Return about how many characters some blocks of a document have."""
    nodes = walk.descend(*document.blocks[start:end])
    return sum(len(node.text) for node in nodes if isinstance(node, Text | Code | CodeBlock))


def is_long(document: Document) -> bool:
    """Tell whether a document is worth laying out in parts, where its chapters begin pages."""
    return len(chapters_on_new_pages(document)) > 1 and length(document) >= LONG
