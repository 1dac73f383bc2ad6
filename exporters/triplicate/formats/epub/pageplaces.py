"""Where a page's marker may stand: between two words of a block, and in no link, emphasis or the like.

A page of the PDF may begin in the middle of a word that is hyphenated, or of a link over two lines. A marker there
would make a screen reader spell two halves of a word, or stop at one link twice, so that it stands before the word or
the link. In code it stands before a line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from triplicate.document import walk
from triplicate.document.model import (
    Callout,
    Cell,
    CodeBlock,
    Definition,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Node,
    Paragraph,
    Passage,
    Quotation,
    Table,
    Text,
)
from triplicate.formats.product import PageStart
from triplicate.later import regex

_WORD_ENDS = regex(r"\s|[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uF900-\uFAFF\uFF00-\uFFEF]")
"""White space, and the signs of scripts that put none between words (Thai, Burmese, Khmer, Chinese, Japanese)."""


def between_words(document: Document, starts: Sequence[PageStart]) -> Iterator[PageStart]:
    """Yield the starts of pages in the text, each moved back to the nearest place where its marker may stand."""
    places = {
        node.serial: (atoms, number)
        for line in (_lines(walk.nodes(document)) if starts else ())
        for atoms in (tuple(_atoms(line)),)
        for number, atom in enumerate(atoms)
        for node in walk.descend(atom)
    }
    for start in starts:
        if isinstance(start.node, CodeBlock):
            yield replace(start, offset=start.node.text.rfind("\n", 0, start.offset) + 1)
        elif start.node.serial in places:
            yield _moved(start, *places[start.node.serial])
        else:
            yield start


def _moved(start: PageStart, atoms: Sequence[Inline], number: int) -> PageStart:
    """Return a start that is before the word, or before what is no text, in which it was."""
    atom = atoms[number]
    offset = start.offset if atom.serial == start.node.serial else 0
    while True:
        if isinstance(atom, Text):
            ends = [found.end() for found in _WORD_ENDS.finditer(atom.text, 0, offset)]
            offset = ends[-1] if ends else 0
        if offset or number == 0 or _ends_word(atoms[number - 1]):
            return replace(start, node=atom, offset=offset)
        number -= 1
        atom = atoms[number]
        offset = len(atom.text) if isinstance(atom, Text) else 0


def _ends_word(atom: Inline) -> bool:
    return isinstance(atom, LineBreak) or bool(_WORD_ENDS.fullmatch(walk.text_of((atom,))[-1:]))


def _atoms(inlines: Inlines) -> Iterator[Inline]:
    """Yield what a line is made of; the words of a passage in another language may be parted like others."""
    for inline in inlines:
        if isinstance(inline, Passage):
            yield from _atoms(inline.children)
        else:
            yield inline


def _lines(nodes: Iterable[Node]) -> Iterator[Inlines]:
    """Yield the inline nodes that are read in one go."""
    for node in nodes:
        match node:
            case Heading() | Paragraph() | Cell():
                yield node.children
            case Definition():
                yield from node.terms
            case Quotation():
                yield node.attribution
            case Callout():
                yield node.title
            case Table() | Figure():
                yield node.caption
            case _:
                pass
