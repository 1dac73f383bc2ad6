"""The outline of the model: what every file made of it must say."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from triplicate.document import title_block, walk
from triplicate.document.model import (
    Block,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Document,
    Figure,
    Heading,
    Inlines,
    ListItem,
    MathBlock,
    Note,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
    ThematicBreak,
)
from triplicate.document.phrases import phrases_for, phrases_in
from triplicate.proof.outline.entry import (
    Entry,
    ListKind,
    Mark,
    Outline,
    Role,
    Scope,
    Span,
    SpanKind,
    flatten,
    tidy,
    tidy_code,
)
from triplicate.proof.outline.inlines import inner_ids, note_id, spans_of
from triplicate.proof.outline.labels import BULLET, number_label, task_label
from triplicate.proof.outline.looks import pictures_of
from triplicate.proof.outline.tables import with_headers


def outline_of(document: Document) -> Outline:
    """Return the outline of a document: its title block, contents if asked for, text, and end lines.

    A note stands right after the block that calls it; a second call adds nothing.
    """
    return Outline(
        "source",
        document.metadata.title,
        document.metadata.lang,
        tuple(_Builder(document).entries()),
        pictures=pictures_of(document),
    )


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.lang = document.metadata.lang
        self.phrases = phrases_for(self.lang)
        self.notes = {note.number: note for note in document.notes}

    def entries(self) -> Iterator[Entry]:
        if self.document.logo:
            yield from self.figure(self.document.logo, self.lang)
        yield from self.lines(title_block.masthead(self.document))
        title = self.heading(self.document.title, self.lang)
        yield title
        before, after = title_block.before_picture(title_block.title_block(self.document))
        yield from self.lines(before)
        if self.document.cover:
            yield from self.figure(self.document.cover, self.lang)
        yield from self.lines(after)
        yield from self.called(title)
        if self.document.metadata.toc:
            yield from self.contents()
        yield from self.blocks(self.document.blocks, self.lang, 0)
        yield from self.lines(title_block.end_lines(self.document))

    def lines(self, lines: Iterable[title_block.MetadataLine]) -> Iterator[Entry]:
        for line in lines:
            spans = tidy(spans_of(line.children, Span("", self.lang)))
            yield Entry(role=Role.PARAGRAPH, spans=spans, lang=self.lang, place=self.document.title.place)

    def contents(self) -> Iterator[Entry]:
        entries = tuple(self.sections(walk.contents(self.document), 1))
        if entries:
            yield Entry(role=Role.CONTENTS, label=self.phrases.contents, children=entries, lang=self.lang)

    def sections(self, sections: Iterable[walk.Section], level: int) -> Iterator[Entry]:
        for section in sections:
            entry = self.heading(section.heading, self.lang)
            target = f"#{section.heading.id}"
            spans = (span._replace(target=target) for span in entry.spans if span.kind is not SpanKind.CALL)
            yield entry._replace(role=Role.CONTENTS_ENTRY, spans=tidy(spans), level=level, ids=())
            yield from self.sections(section.sections, level + 1)

    def called(self, entry: Entry) -> Iterator[Entry]:
        """Yield the notes that an entry calls and that were not met before."""
        for met in flatten((entry,)):
            for span in met.spans:
                if span.kind is SpanKind.CALL and (note := self.notes.pop(int(span.text), None)):
                    yield self.note(note)

    def note(self, note: Note) -> Entry:
        return Entry(
            role=Role.NOTE,
            label=str(note.number),
            children=tuple(self.blocks(note.children, self.lang, 0)),
            ids=(note_id(note.number),),
            lang=self.lang,
            place=note.place,
        )

    # Blocks

    def blocks(self, blocks: Iterable[Block], lang: str, depth: int) -> Iterator[Entry]:
        for block in blocks:
            for entry in self.block(block, block.lang or lang, depth):
                yield entry
                yield from self.called(entry)

    def block(self, block: Block, lang: str, depth: int) -> Iterator[Entry]:
        match block:
            case Heading():
                yield self.heading(block, lang)
            case Paragraph():
                yield self.text(Role.PARAGRAPH, block.children, block, lang)
            case BulletList() | OrderedList():
                yield self.list(block, lang, depth + 1)
            case DefinitionList():
                children = tuple(entry for item in block.items for entry in self.definition(item, lang, depth + 1))
                entry = self.container(Role.LIST, children, block, lang)
                yield entry._replace(level=depth + 1, list_kind=ListKind.TERMS)
            case Quotation():
                children = tuple(self.blocks(block.children, lang, depth))
                if block.attribution:
                    source = self.text(Role.ATTRIBUTION, block.attribution, block, lang)
                    children = (*children, source._replace(ids=()), *self.called(source))
                yield self.container(Role.QUOTATION, children, block, lang)
            case CodeBlock():
                spans = (Span(tidy_code(block.text), lang, frozenset({Mark.CODE})),) if block.text else ()
                yield Entry(role=Role.CODE, spans=spans, lang=lang, ids=_ids(block), place=block.place)
            case Table():
                yield self.table(block, lang)
            case Figure():
                yield from self.figure(block, lang)
            case Callout():
                title = self.text(Role.CALLOUT_TITLE, block.title, block, lang)._replace(ids=())
                children = (title, *self.called(title), *self.blocks(block.children, lang, depth))
                yield self.container(Role.CALLOUT, children, block, lang)
            case Division():
                yield from self.division(block, lang, depth)
            case MathBlock():
                yield Entry(role=Role.FORMULA, alt=block.alt, lang=lang, ids=_ids(block), place=block.place)
            case ThematicBreak():
                yield Entry(role=Role.BREAK, lang=lang, ids=_ids(block), place=block.place)
            case PageBreak():
                return
            case _:
                assert_never(block)

    def division(self, block: Division, lang: str, depth: int) -> Iterator[Entry]:
        """Yield what is in a division: the division itself is not met, its id leads to its first entry."""
        ids = _ids(block)
        for entry in self.blocks(block.children, lang, depth):
            yield entry._replace(ids=(*ids, *entry.ids))
            ids = ()

    def container(self, role: Role, children: tuple[Entry, ...], block: Block | ListItem, lang: str) -> Entry:
        return Entry(role=role, children=children, lang=lang, ids=_ids(block), place=block.place)

    def heading(self, heading: Heading, lang: str) -> Entry:
        lang = heading.lang or lang
        number = (Span(f"{heading.number} ", lang),) if heading.number else ()
        spans = tidy((*number, *spans_of(heading.children, Span("", lang))))
        ids = (*_ids(heading), *inner_ids(heading.children))
        return Entry(role=Role.HEADING, spans=spans, level=heading.level, lang=lang, ids=ids, place=heading.place)

    def text(self, role: Role, inlines: Inlines, block: Block, lang: str) -> Entry:
        spans = tidy(spans_of(inlines, Span("", lang)))
        return Entry(role=role, spans=spans, lang=lang, ids=(*_ids(block), *inner_ids(inlines)), place=block.place)

    def list(self, block: BulletList | OrderedList, lang: str, depth: int) -> Entry:
        items = []
        for index, item in enumerate(block.items):
            inner = item.lang or lang
            entry = self.container(Role.ITEM, tuple(self.blocks(item.children, inner, depth)), item, inner)
            if isinstance(block, OrderedList):
                label = number_label(block.start + index, block.numbering) + "."
            elif item.checked is not None:
                label = task_label(self.lang, checked=item.checked)
            else:
                label = BULLET
            items.append(entry._replace(label=label, checked=item.checked))
        kind = ListKind.NUMBERS if isinstance(block, OrderedList) else ListKind.BULLETS
        return self.container(Role.LIST, tuple(items), block, lang)._replace(level=depth, list_kind=kind)

    def definition(self, item: Definition, lang: str, depth: int) -> Iterator[Entry]:
        for term in item.terms:
            spans = tidy(spans_of(term, Span("", lang)))
            entry = Entry(role=Role.TERM, spans=spans, lang=lang, ids=inner_ids(term), place=item.place)
            yield entry
            yield from self.called(entry)
        for description in item.descriptions:
            children = tuple(self.blocks(description, lang, depth))
            place = description[0].place if description else item.place
            yield Entry(role=Role.DESCRIPTION, children=children, lang=lang, place=place)

    def table(self, block: Table, lang: str) -> Entry:
        children: list[Entry] = []
        if block.caption:
            children.append(self.caption(block, block.caption, lang))
        rows = [self.row(block.header, lang, header=True)]
        rows += [self.row(row, lang, header=False) for row in block.rows]
        children += with_headers(rows)
        return self.container(Role.TABLE, tuple(children), block, lang)

    def row(self, cells: Row, lang: str, *, header: bool) -> Entry:
        entries = tuple(self.cell(cell, lang, header=header) for cell in cells)
        return Entry(role=Role.ROW, children=entries, header=header, lang=lang, place=cells[0].place if cells else None)

    def cell(self, cell: Cell, lang: str, *, header: bool) -> Entry:
        scope = Scope.COLUMN if header else Scope.ROW if cell.header else Scope.NONE
        spans = tidy(spans_of(cell.children, Span("", lang)))
        ids = inner_ids(cell.children)
        return Entry(role=Role.CELL, spans=spans, scope=scope, lang=lang, ids=ids, place=cell.place)

    def figure(self, block: Figure, lang: str) -> Iterator[Entry]:
        if block.image.decorative and not block.caption:
            return
        caption = self.caption(block, block.caption, lang) if block.caption else None
        figure = self.container(Role.FIGURE, (caption,) if caption else (), block, lang)
        yield figure._replace(alt="" if block.image.decorative else _tidy_alt(block.image.alt))

    def caption(self, block: Table | Figure, caption: Inlines, lang: str) -> Entry:
        phrases, spoken = phrases_in(lang, self.lang)
        label = phrases.table if isinstance(block, Table) else phrases.figure
        number = (Span(f"{label} {block.number}: ", spoken),) if block.number is not None else ()
        spans = tidy((*number, *spans_of(caption, Span("", lang))))
        return Entry(role=Role.CAPTION, spans=spans, lang=lang, ids=inner_ids(caption), place=block.place)


def _tidy_alt(text: str) -> str:
    """Return an alternative text as it is met."""
    return " ".join(text.split())


def _ids(block: Block | ListItem) -> tuple[str, ...]:
    return (block.id,) if block.id else ()
