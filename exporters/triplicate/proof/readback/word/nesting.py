"""What belongs together: the entries that are open where a paragraph comes.

Word nests nothing but tables. What belongs together is said by styles, numbering levels and indentation: a
paragraph belongs to the item, quotation, callout or description before it if it begins at least as far in.
"""

from dataclasses import field

from triplicate.later import dataclass
from triplicate.proof.outline.entry import Entry, ListKind, Role
from triplicate.proof.readback.word.paragraph import WordParagraph

_SLACK = 3
"""How far indentations may differ and still be the same, in twentieths of a point."""

_EVERYWHERE = -(1 << 30)


@dataclass(slots=True)
class OpenEntry:
    """An entry being filled. ``inner`` is where what it holds begins, ``stand`` where it stands itself.

    ``bar`` is where the line of a quotation stands that began with something else than its own words.
    """

    entry: Entry
    children: "list[OpenEntry | Entry]" = field(default_factory=list)
    inner: int = 0
    stand: int = 0
    number: str = ""
    level: int = 0
    bar: int | None = None
    closed: bool = False

    def finished(self) -> Entry:
        """Return the entry with all that is in it."""
        children = tuple(child.finished() if isinstance(child, OpenEntry) else child for child in self.children)
        return self.entry._replace(children=children) if children else self.entry


class OpenEntries:
    """The entries of one run of blocks; those that are open stand one in the other, the outermost first.

    ``depth`` is the number of lists around the run; ``boxed`` tells that it is what a quotation or callout holds.
    """

    def __init__(self, *, depth: int = 0, boxed: bool = False) -> None:
        self._around, self._in_box = depth, boxed
        self._root = OpenEntry(Entry(role=Role.PARAGRAPH))
        self._open: list[OpenEntry] = []

    def entries(self) -> tuple[Entry, ...]:
        """Return what stands at the top, with all that is in it."""
        return self._root.finished().children

    def append(self, child: "OpenEntry | Entry") -> None:
        """Put something into the innermost open entry."""
        (self._open[-1] if self._open else self._root).children.append(child)

    def close_until(self, stand: int) -> None:
        """Close what a block that stands at ``stand`` does not belong to."""
        while self._open and stand < self._open[-1].inner - _SLACK:
            self._open.pop()
        # Lists hold items alone: what is in no item is after the list.
        while self._open and self._open[-1].entry.role is Role.LIST:
            if self._open[-1].entry.list_kind is ListKind.TERMS and stand > self._open[-1].stand + _SLACK:
                self._begin(OpenEntry(Entry(role=Role.DESCRIPTION), inner=stand, stand=self._open[-1].stand))
                return
            self._open.pop()

    def inside_item(self, index: int) -> int | None:
        """Return where the words of the item begin that is open at a level or above it, None if there is none."""
        items = (node for node in reversed(self._open) if node.entry.role is Role.ITEM and node.level <= index)
        return next((node.inner for node in items), None)

    @property
    def inner(self) -> int:
        """Where what the innermost open entry holds begins."""
        return self._open[-1].inner if self._open else 0

    def _begin(self, node: OpenEntry) -> None:
        self.append(node)
        self._open.append(node)

    def _continues(
        self,
        role: Role,
        stand: int,
        kind: ListKind | None = None,
        *,
        inner: int | None = None,
        bar: int | None = None,
    ) -> bool:
        """Close what stands in an open entry of a role at a place, and tell whether there is one.

        ``inner`` is where the words stand, ``bar`` the line beside them: an entry that a block of another style began
        is known by these alone.
        """
        for index in range(len(self._open) - 1, -1, -1):
            node = self._open[index]
            same = node.entry.role is role and (kind is None or node.entry.list_kind is kind)
            there = abs(node.stand - stand) <= _SLACK or (inner is not None and abs(node.inner - inner) <= _SLACK)
            there = there or (bar is not None and node.bar is not None and abs(node.bar - bar) <= _SLACK)
            if same and there and not node.closed:
                del self._open[index + 1 :]
                return True
            if node.inner <= stand - _SLACK:
                return False
        return False

    # Lists

    def item(self, known: WordParagraph, room: int, entry: Entry, kind: ListKind, *, inner: int | None = None) -> None:
        """Begin an item, in the list that is open or in a new one.

        ``room`` is how far in its text stands from what is around the list, ``inner`` where that is.
        """
        told = inner is not None
        if inner is None:
            inner = known.left - (0 if known.kind.is_in_list_style or not known.own else known.natural)
        stand = inner - room
        self._close_for_item(known, stand)
        if not told:
            self._begin_quotation(known, stand)
        if not (self._open and self._open[-1].entry.role is Role.LIST and self._open[-1].number == known.number):
            listed = Entry(role=Role.LIST, level=self.depth + 1, list_kind=kind, where=entry.where)
            self._begin(OpenEntry(listed, stand=stand, inner=stand, number=known.number, level=known.index))
        self._begin(OpenEntry(entry, inner=inner, stand=stand, level=known.index))

    @property
    def depth(self) -> int:
        """How many lists what comes next stands in."""
        return self._around + sum(node.entry.role is Role.LIST for node in self._open)

    def _close_for_item(self, known: WordParagraph, stand: int) -> None:
        while self._open:
            node = self._open[-1]
            if node.entry.role is Role.LIST and node.entry.list_kind is not ListKind.TERMS:
                # Indentations may differ within one list.
                if node.number == known.number and node.level == known.index:
                    return
            elif node.entry.role is Role.ITEM:
                if node.level < known.index and stand >= node.inner - _SLACK:
                    return
                if node.level < known.index and not any(
                    inner.entry.role is Role.LIST and inner.level < known.index and stand >= inner.stand
                    for inner in self._open[:-1]
                ):
                    return
            elif node.entry.role is Role.LIST and stand > node.stand + _SLACK:
                self.close_until(stand)
                return
            elif node.entry.role is not Role.LIST and stand >= node.inner - _SLACK:
                return
            self._open.pop()

    def term(self, entry: Entry, stand: int) -> None:
        """Add a term, to the list of terms that is open or to a new one."""
        self._terms(entry, stand)
        self.append(entry)

    def description(self, known: WordParagraph, entry: Entry, stand: int) -> None:
        """Add a paragraph to a description."""
        if not self._continues(Role.DESCRIPTION, stand):
            self._terms(entry, stand)
            made = Entry(role=Role.DESCRIPTION, where=entry.where)
            self._begin(OpenEntry(made, inner=_inside(known, stand), stand=stand))
        self.append(entry)

    def _terms(self, entry: Entry, stand: int) -> None:
        if self._continues(Role.LIST, stand, ListKind.TERMS):
            return
        self.close_until(stand)
        made = Entry(role=Role.LIST, level=self.depth + 1, list_kind=ListKind.TERMS, where=entry.where)
        self._begin(OpenEntry(made, stand=stand, inner=stand))

    # Quotations, callouts, contents

    def quotation(self, known: WordParagraph, entry: Entry, stand: int) -> None:
        """Add a paragraph to a quotation; its attribution ends it."""
        inner = _inside(known, stand)
        if known.framed and known.bar is not None and not self._boxed:
            # The line beside it is that of a quotation around its own.
            self.framed(known, known.bar)
        if not self._continues(Role.QUOTATION, stand, inner=inner, bar=None if known.framed else known.bar):
            self.close_until(stand)
            self._begin(OpenEntry(Entry(role=Role.QUOTATION, where=entry.where), inner=inner, stand=stand))
        if not known.kind.named("attribution"):
            self.append(entry)
            return
        self.append(entry._replace(role=Role.ATTRIBUTION))
        self._open.pop().closed = True

    def framed(self, known: WordParagraph, stand: int) -> None:
        """Close what a plain block is not in; one in a frame of its own that follows none is in a quotation."""
        self.close_until(stand)
        self._begin_quotation(known, stand)

    @property
    def _boxed(self) -> bool:
        return self._in_box or any(node.entry.role in (Role.QUOTATION, Role.CALLOUT) for node in self._open)

    def _begin_quotation(self, known: WordParagraph, stand: int) -> None:
        """Begin the quotation that a block is framed by, if it stands in none."""
        if known.framed and not known.boxed and not self._boxed:
            self._begin(OpenEntry(Entry(role=Role.QUOTATION), inner=stand, stand=stand - 1, bar=known.bar))

    def callout(self, known: WordParagraph, entry: Entry, stand: int) -> None:
        """Add a paragraph to a callout; a title begins a new one."""
        titled = known.kind.is_callout_title
        if titled or not self._continues(Role.CALLOUT, stand):
            while titled and self._continues(Role.CALLOUT, stand):
                self._open.pop()
            self.close_until(stand)
            self._begin(
                OpenEntry(Entry(role=Role.CALLOUT, where=entry.where), inner=_inside(known, stand), stand=stand)
            )
        self.append(entry._replace(role=Role.CALLOUT_TITLE) if titled else entry)

    def contents(self, known: WordParagraph, entry: Entry, page: str) -> None:
        """Add an entry to a table of contents, or its heading."""
        if not self._in_contents():
            self._open.clear()
            self._begin(OpenEntry(Entry(role=Role.CONTENTS, where=entry.where), inner=_EVERYWHERE))
        node = self._open[-1]
        if known.kind.is_contents_heading:
            node.entry = node.entry._replace(label=entry.words)
        else:
            level = known.kind.contents_level or 1
            node.children.append(entry._replace(role=Role.CONTENTS_ENTRY, level=level, label=page))

    def close_contents(self) -> None:
        """Close a table of contents where something else follows it."""
        if self._in_contents():
            self._open.pop()

    def _in_contents(self) -> bool:
        return bool(self._open) and self._open[-1].entry.role is Role.CONTENTS


def _inside(known: WordParagraph, stand: int) -> int:
    """Return where what is in a block begins; of a style that is not indented only its own paragraphs are in it."""
    return known.left if known.left > stand + _SLACK else stand + 2 * _SLACK
