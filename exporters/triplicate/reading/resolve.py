"""The last step of reading: ids, numbers, cross-references, notes in order, abbreviations, lead-ins.

Two walks. The first settles what each node is called; the second builds the final nodes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType

from triplicate.document.letters import letters
from triplicate.document.model import (
    Block,
    Blocks,
    Counting,
    Document,
    Figure,
    Heading,
    Inlines,
    Metadata,
    Node,
    Note,
    NoteReference,
    Passage,
    Table,
)
from triplicate.document.rebuild import counted
from triplicate.document.walk import descend
from triplicate.later import dataclass
from triplicate.reading import rules
from triplicate.reading.context import Context, label_of
from triplicate.reading.ids import Ids
from triplicate.reading.rebuild import Rebuilder
from triplicate.reading.settled import Settled
from triplicate.reading.target_names import target_names


@dataclass(slots=True)
class _Counters:
    """Numbers given so far; ``sections`` by level, ``annexes`` those of level 2 that have a letter.

    ``counting`` is that of the section of level 2 that the next one stands in; ``silent`` the level of a section
    without a number, in which none has one.
    """

    number_sections: bool
    tables: int = 0
    figures: int = 0
    sections: list[int] = field(default_factory=lambda: [0] * 7)
    annexes: int = 0
    counting: Counting = Counting.NUMBER
    silent: int = 7

    def of(self, node: Node) -> str | int | None:
        """Return the number of a section, a table or a figure, or None."""
        match node:
            case Heading() if self.number_sections and node.level > 1:
                return self._section(node)
            case Table() if node.caption:
                self.tables += 1
                return self.tables
            case Figure() if node.caption:
                self.figures += 1
                return self.figures
            case _:
                return None

    def _section(self, heading: Heading) -> str | None:
        level = heading.level
        if level == 2:
            self.counting = heading.counting
        if level <= self.silent:
            self.silent = level if heading.counting is Counting.NONE else 7
        if level >= self.silent:
            return None
        if level == 2 and self.counting is Counting.ANNEX:
            self.annexes += 1
        else:
            self.sections[level] += 1
        self.sections[level + 1 :] = [0] * (6 - level)
        first = letters(self.annexes).upper() if self.counting is Counting.ANNEX else str(self.sections[2])
        return ".".join((first, *map(str, self.sections[3 : level + 1])))


def resolve(
    context: Context,
    metadata: Metadata,
    title: Heading,
    blocks: Blocks,
    cover: Figure | None = None,
    wording: Mapping[str, Inlines] = MappingProxyType({}),
) -> Document:
    """Return the document, all numbers and targets settled; what cannot be settled is a finding.

    ``cover`` is the picture on the cover. ``wording`` is that of the metadata: no link leads into it.
    """
    order = _note_order(context, title, *blocks)
    notes = [context.notes[key] for key in order]
    everything: list[Node] = [title, *blocks, *(block for note in notes for block in note.children)]
    ids = Ids(context, everything)
    counters = _Counters(metadata.number_sections)
    settled = Settled(note_numbers={key: number for number, key in enumerate(order, start=1)})
    for node in descend(*everything):
        if isinstance(node, Passage):
            settled.ids[node.serial] = ids.claim(node)
        elif isinstance(node, Block):
            settled.ids[node.serial] = ids.of(node)
            settled.numbers[node.serial] = counters.of(node)
    settled.ids |= {node.serial: None for nodes in wording.values() for node in descend(*nodes)}
    settled.written = ids.written
    settled.names = target_names(everything, settled, metadata.lang)
    rebuilder = Rebuilder(context, settled, metadata.lang)
    final_title = rebuilder.heading(title)
    final_blocks = rebuilder.blocks(blocks)
    final_notes = tuple(
        Note(number, rebuilder.blocks(note.children), place=note.place) for number, note in enumerate(notes, start=1)
    )
    return counted(
        Document(
            metadata,
            final_title,
            final_blocks,
            final_notes,
            dict(context.shelf.pictures),
            cover=cover,
            wording={text: rebuilder.apart(nodes) for text, nodes in wording.items()},
        )
    )


def _note_order(context: Context, *nodes: Node) -> list[str]:
    """Return the keys of the notes in the order of their first calls; notes called in notes come after."""
    order: dict[str, None] = {}
    waiting: list[Iterator[Node]] = [descend(*nodes)]
    for walk in waiting:
        for node in walk:
            if not isinstance(node, NoteReference):
                continue
            key = context.note_keys[node.number]
            if key not in context.notes:
                context.report(
                    rules.NOTE_MISSING,
                    "The note [^{key}] is not written.",
                    node.place,
                    f"Write it in a paragraph of its own: [^{label_of(key)}]: the note.",
                    key=label_of(key),
                )
            elif key not in order:
                order[key] = None
                waiting.append(descend(*context.notes[key].children))
    for key, note in context.notes.items():
        if key not in order and not key.startswith("^"):
            context.report(
                rules.NOTE_UNCALLED,
                "Nothing calls the note [^{key}].",
                note.place,
                f"Write [^{label_of(key)}] where it belongs.",
                key=label_of(key),
            )
    return list(order)
