"""What all blocks of a content document share: their names and places, and words that stand beside blocks."""

from abc import ABC, abstractmethod

from lxml import etree

from triplicate.proof.outline.entry import Entry, Fault, Role, Span, tidy
from triplicate.proof.readback.archive import local_name
from triplicate.proof.readback.content.controls import ContentLine
from triplicate.proof.readback.content.inlines import BLOCKS, ContentInlineReader, mixed

# What holds blocks for nobody to meet, or is met as one thing.
_CLOSED = frozenset({"math", "svg", "select", "audio", "video", "script", "template", "ruby"})


def stands_alone(element: etree._Element) -> bool:
    """Whether an element is a block, or holds blocks as links and fallbacks of objects may."""
    name = local_name(element)
    if name in BLOCKS or (name == "math" and element.get("display") == "block"):
        return True
    return name not in _CLOSED and any(local_name(inner) in BLOCKS for inner in element.iter())


class ContentBlockReader(ABC):
    """Reads one content document; ``faults`` is what was found on the way.

    ``part`` is its name in the archive, empty for a page that stands alone.
    ``pending`` are names that lead to the entry that comes next.
    """

    def __init__(self, part: str, faults: list[Fault]) -> None:
        self.inline = ContentInlineReader(part, faults)
        self.pending: list[str] = []

    @abstractmethod
    def block(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries of one block."""

    def blocks(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries in an element: its blocks, and stray words as paragraphs."""
        entries: list[Entry] = []
        line = ContentLine()
        for node, text in mixed(element):
            if node is None:
                if line.spans or not text.isspace():
                    line.spans.append(around._replace(text=text))
            elif stands_alone(node):
                entries += self.stray(line, element, around)
                line = ContentLine()
                entries += self.block(node, around, depth)
            else:
                self.inline.element(node, around, line)
        return entries + self.stray(line, element, around)

    def stray(self, line: ContentLine, element: etree._Element, around: Span) -> list[Entry]:
        """Return words that stand in no paragraph as one."""
        spans = tidy(line.spans)
        if not spans and line.checked is None:
            self.pending += line.ids
            return []
        entry = Entry(
            role=Role.PARAGRAPH,
            spans=spans,
            lang=around.lang,
            ids=tuple(line.ids),
            checked=line.checked,
            label=line.label,
        )
        return [self.entry(entry, element, own=False)]

    def entry(self, entry: Entry, element: etree._Element, own: bool = True) -> Entry:  # noqa: FBT001, FBT002
        """Complete an entry with the names that lead to it and the place where it stands."""
        ids = [*self.pending, *entry.ids]
        self.pending = []
        if own and (identifier := element.get("id")):
            ids.append(self.inline.name(identifier))
        return entry._replace(ids=tuple(dict.fromkeys(ids)), where=self.inline.where(element))

    def line(self, element: etree._Element, around: Span) -> ContentLine:
        """Return the words of an element that holds no blocks."""
        line = ContentLine()
        self.inline.mixed(element, around, line)
        return line

    def text(self, role: Role, element: etree._Element, around: Span) -> Entry:
        """Return an entry of the words of an element that holds no blocks."""
        line = self.line(element, around)
        entry = Entry(
            role=role,
            spans=tidy(line.spans),
            lang=around.lang,
            ids=tuple(line.ids),
            checked=line.checked,
            label=line.label,
        )
        return self.entry(entry, element)

    def container(self, role: Role, element: etree._Element, around: Span, depth: int) -> Entry:
        """Return an entry that holds the blocks of an element."""
        inside = tuple(self.blocks(element, around, depth))
        return self.entry(Entry(role=role, children=inside, lang=around.lang), element)

    def splice(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return what is in an element that is not met itself; its name leads to the first entry in it."""
        if identifier := element.get("id"):
            self.pending.append(self.inline.name(identifier))
        return self.blocks(element, around, depth)
