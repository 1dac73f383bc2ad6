"""From structure elements to entries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from triplicate.outline.entry import Entry, Fault, ListKind, Mark, Role, Scope, Span, SpanKind, tidy, tidy_code
from triplicate.outline.labels import checked_by
from triplicate.outline.tables import lone_text, said, with_headers
from triplicate.readback.pdf import content as streams
from triplicate.readback.pdf.places import Places
from triplicate.readback.pdf.tree import Annotation, Content, Element

_INLINE = frozenset(
    (
        *("Span", "Sub", "Quote", "Reference", "BibEntry", "Code", "Em", "Strong", "Link", "Annot", "Ruby", "RB", "RT"),
        *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form", "Lbl", "Note", "FENote"),
    )
)
_HIDDEN = frozenset({"Artifact", "RT", "RP", "Private"})
_MARKS = {"Em": Mark.EMPHASIS, "Strong": Mark.STRONG, "Code": Mark.CODE}
_HEADING = re.compile(r"H([1-9]\d?)")
_NUMBERS = frozenset({"Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha", "Ordered"})
_BULLETS = frozenset({"Disc", "Circle", "Square", "Unordered"})
_NUMBER = re.compile(r"\W*(\d+|[a-z]{1,3}|[A-Z]{1,3}|[ivxlcdm]+|[IVXLCDM]+)[.):]?\W*")
_CALL = re.compile(r"\W*(\d+|[*†‡§]+)\W*")


@dataclass(slots=True)
class _Line:
    """What is gathered for one entry: spans, names that lead to it, and blocks and notes met among its words."""

    spans: list[Span] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


class EntryBuilder:
    """Builds the entries of one file; ``faults`` is what was found on the way."""

    def __init__(self, content: streams.Content, places: Places, elements: Iterable[Element]) -> None:
        self.content = content
        self.places = places
        self.faults: list[Fault] = []
        self.notes = {element.number for element in elements if element.role in ("Note", "FENote")}
        self.note_of = dict(_note_content(elements))

    def build(self, elements: list[Element], lang: str) -> list[Entry]:
        """Return the entries of the elements at the top of the tree."""
        return self.blocks(list(elements), Span("", lang), 0)

    # Places and names

    def where(self, element: Element) -> str:
        """Return where an element begins, for a person."""
        page = next((self._page(item) for item in _contents(element)), None)
        return "" if page is None else f"page {page + 1}"

    def _page(self, item: Content) -> int | None:
        sequence = self.content.sequences.get((item.key, item.mcid))
        return sequence.page if sequence else None

    def ids(self, element: Element) -> tuple[str, ...]:
        """Return the names by which links reach an element itself."""
        return (f"object {element.number[0]}",) if element.number != (0, 0) else ()

    def target(self, annotations: Iterable[Annotation]) -> str:
        """Return where a link leads: an address, or ``#`` and a name of the content that is met there."""
        for annotation in annotations:
            if annotation.uri:
                return annotation.uri
            found = self.places.find(annotation.destination)
            if found is not None:
                return f"#{_name(found)}"
        return ""

    # Blocks

    def blocks(self, kids: "Iterable[Element | Content | Annotation]", around: Span, depth: int) -> list[Entry]:
        """Return the entries of kids: blocks, and words that stand in no paragraph as one."""
        entries: list[Entry] = []
        line = _Line()
        kids = list(kids)
        block_level = any(isinstance(kid, Element) and kid.role not in _INLINE for kid in kids)
        for kid in kids:
            alone = isinstance(kid, Element) and self.may_stand_alone(kid, around)
            stands = isinstance(kid, Element) and (
                kid.role not in _INLINE
                or (alone and not tidy(line.spans) and (block_level or len(kids) == 1))
                or kid.role in ("Note", "FENote")
            )
            if stands and isinstance(kid, Element):
                entries += self.stray(line, around, depth)
                line = _Line()
                entries += self.block(kid, around, depth)
            else:
                self.inline(kid, around, line)
        return entries + self.stray(line, around, depth)

    def may_stand_alone(self, element: Element, around: Span) -> bool:
        """Return whether an element that belongs to a line of words may be a block where it stands alone."""
        if element.role == "Code":
            return self.is_code_block(element, around)
        if element.role == "Figure":
            return element.name("Placement") != "Inline"
        return element.role in ("Formula", "Note", "FENote")

    def is_code_block(self, code: Element, around: Span) -> bool:
        """Return whether code has lines, or says that it is a block."""
        lines = any(isinstance(kid, Element) and kid.role == "Sub" for kid in code.kids)
        return lines or "\n" in self.said(code, around) or code.name("Placement") == "Block"

    def stray(self, line: _Line, around: Span, depth: int) -> list[Entry]:
        """Return gathered words as a paragraph, and the blocks met among them after it."""
        spans = tidy(line.spans)
        entries = []
        if spans:
            entries.append(Entry(role=Role.PARAGRAPH, spans=spans, lang=around.lang, ids=tuple(line.ids)))
        for element in line.blocks:
            entries += self.block(element, around, depth)
        return entries

    def text(self, role: Role, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return an entry of the words in an element, then what blocks and notes stand among them."""
        line = _Line()
        self.fill(element, around, line)
        ids = (*self.ids(element), *line.ids)
        entry = Entry(role=role, spans=tidy(line.spans), lang=around.lang, ids=ids, where=self.where(element))
        entries = [entry]
        for block in line.blocks:
            entries += self.block(block, around, depth)
        return entries

    def block(self, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries of one element."""
        inner = around._replace(lang=element.lang if element.lang is not None else around.lang)
        role = element.role
        if role in _HIDDEN:
            return []
        if heading := _HEADING.fullmatch(role):
            first, *rest = self.text(Role.HEADING, element, inner, depth)
            return [first._replace(level=int(heading[1])), *rest]
        match role:
            case "H":
                first, *rest = self.text(Role.HEADING, element, inner, depth)
                return [first._replace(level=1), *rest]
            case "Title":
                return self.text(Role.TITLE, element, inner, depth)
            case "P":
                return self.paragraph(element, inner, depth)
            case "Code":
                return [self.code(element, element, inner)]
            case "L":
                return [self.list_of_items(element, inner, depth + 1)]
            case "BlockQuote":
                return [self.container(Role.QUOTATION, element, inner, depth)]
            case "Table":
                return [self.table(element, inner, depth)]
            case "Caption":
                return self.text(Role.CAPTION, element, inner, depth)
            case "Figure":
                return [self.figure(element, inner, depth)]
            case "Formula":
                alt = _one_line(element.alt or element.actual or self.said(element, inner))
                return [self.made(Entry(role=Role.FORMULA, alt=alt, lang=inner.lang), element)]
            case "Note" | "FENote":
                return [self.note(element, inner)]
            case "TOC":
                return [self.contents(element, inner)]
            case "Aside" | "Div" | "Sect" | "Part" | "Art" if _is_figure(element):
                return [self.captioned(element, inner, depth)]
            case "Aside":
                return [self.callout(element, inner, depth)]
            case _:
                return self.splice(element, inner, depth)

    def made(self, entry: Entry, element: Element) -> Entry:
        """Complete an entry with its names and its place."""
        ids = (
            *self.ids(element),
            *(_name((item.key, item.mcid)) for item in element.kids if isinstance(item, Content)),
        )
        return entry._replace(ids=(*entry.ids, *ids), where=self.where(element))

    def container(self, role: Role, element: Element, around: Span, depth: int) -> Entry:
        """Return an entry that holds the blocks of an element."""
        inside = tuple(self.blocks(element.kids, around, depth))
        where = self.where(element)
        return Entry(role=role, children=inside, lang=around.lang, ids=self.ids(element), where=where)

    def splice(self, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return what is in an element that is not met itself; its name leads to the first entry in it."""
        if element.actual is not None:
            spans = tidy((around._replace(text=element.actual),))
            return [self.made(Entry(role=Role.PARAGRAPH, spans=spans, lang=around.lang), element)]
        entries = self.blocks(element.kids, around, depth)
        if entries:
            entries[0] = entries[0]._replace(ids=(*self.ids(element), *entries[0].ids))
        return entries

    def paragraph(self, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return a paragraph; one that is nothing but lines of code is a block of code."""
        only = [kid for kid in element.kids if not isinstance(kid, Annotation)]
        code = only[0] if len(only) == 1 else None
        if isinstance(code, Element) and code.role == "Code" and self.is_code_block(code, around):
            return [self.code(element, code, around)]
        entries = self.text(Role.PARAGRAPH, element, around, depth)
        return entries if entries[0].spans or len(entries) == 1 else entries[1:]

    def code(self, element: Element, code: Element, around: Span) -> Entry:
        """Return a block of code; each Sub in it is a line."""
        parts = []
        for kid in code.kids:
            line = _Line()
            self.inline(kid, around, line)
            text = "".join(span.text for span in line.spans)
            parts.append(
                f"{text}\n" if isinstance(kid, Element) and kid.role == "Sub" and not text.endswith("\n") else text
            )
        text = tidy_code("".join(parts))
        lang = code.lang or around.lang
        spans = (Span(text, lang, frozenset({Mark.CODE})),) if text else ()
        ids = tuple(_name((item.key, item.mcid)) for item in _contents(element))
        return self.made(Entry(role=Role.CODE, spans=spans, lang=lang, ids=ids), element)

    # Lists

    def list_of_items(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a list; nested lists that stand beside the items belong to the item before them."""
        numbering = element.name("ListNumbering")
        items = [kid for kid in element.kids if isinstance(kid, Element)]
        labels = [self.label(item, around) for item in items if item.role == "LI"]
        if numbering in _NUMBERS:
            kind = ListKind.NUMBERS
        elif numbering in _BULLETS:
            kind = ListKind.BULLETS
        elif numbering == "Description" or any(label and not _is_marker(label, around.lang) for label in labels):
            kind = ListKind.TERMS
        else:
            kind = ListKind.NUMBERS if any(map(_NUMBER.fullmatch, labels)) else ListKind.BULLETS
        entries: list[Entry] = []
        for kid in items:
            inner = around._replace(lang=kid.lang if kid.lang is not None else around.lang)
            if kid.role == "Caption":
                entries += self.text(Role.CAPTION, kid, inner, depth)
            elif kid.role != "LI":
                nested = tuple(self.block(kid, inner, depth))
                if entries and entries[-1].role is Role.ITEM:
                    entries[-1] = entries[-1]._replace(children=entries[-1].children + nested)
                else:
                    entries += nested
            elif kind is ListKind.TERMS:
                entries += self.definition(kid, inner, depth)
            else:
                entries.append(self.item(kid, inner, depth))
        entry = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=kind, lang=around.lang)
        return entry._replace(ids=self.ids(element), where=self.where(element))

    def label(self, item: Element, around: Span) -> str:
        """Return what an item's labels say."""
        found = (kid for kid in item.kids if isinstance(kid, Element) and kid.role == "Lbl")
        return " ".join(_one_line(self.said(kid, around)) for kid in found)

    def item(self, element: Element, around: Span, depth: int) -> Entry:
        """Return an item: its label, and what is in its bodies."""
        label = self.label(element, around)
        bodies: list[Element | Content | Annotation] = []
        names: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element) and kid.role == "Lbl":
                names += [_name((item.key, item.mcid)) for item in _contents(kid)]
            elif isinstance(kid, Element) and kid.role == "LBody" and kid.lang is None:
                bodies += kid.kids
            else:
                bodies.append(kid)
        inside = tuple(self.blocks(bodies, around, depth))
        entry = Entry(
            role=Role.ITEM, children=inside, label=label, lang=around.lang, checked=checked_by(label, around.lang)
        )
        return entry._replace(ids=(*self.ids(element), *names), where=self.where(element))

    def definition(self, element: Element, around: Span, depth: int) -> Iterator[Entry]:
        """Yield terms and descriptions of one item of a list of definitions."""
        for kid in element.kids:
            if not isinstance(kid, Element):
                continue
            inner = around._replace(lang=kid.lang if kid.lang is not None else around.lang)
            if kid.role == "Lbl":
                yield from self.text(Role.TERM, kid, inner, depth)
            else:
                yield self.container(Role.DESCRIPTION, kid, inner, depth)

    # Tables

    def table(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a table, the header cells of every cell found by the names it gives or by position."""
        captions: list[Entry] = []
        rows: list[Entry] = []
        named: dict[str, str] = {}
        for kid in element.kids:
            if not isinstance(kid, Element):
                continue
            if kid.role == "Caption":
                captions += self.text(Role.CAPTION, kid, around._replace(lang=kid.lang or around.lang), depth)
            group = [kid] if kid.role == "TR" else [row for row in kid.kids if isinstance(row, Element)]
            inner = around._replace(lang=kid.lang or around.lang)
            rows += [self.row(row, kid.role == "THead", inner, depth, named) for row in group if row.role == "TR"]
        cells = (row._replace(children=tuple(_named(cell, named) for cell in row.children)) for row in rows)
        entry = Entry(role=Role.TABLE, children=(*captions, *with_headers(list(cells))), lang=around.lang)
        return entry._replace(ids=self.ids(element), where=self.where(element))

    def row(self, element: Element, header: bool, around: Span, depth: int, named: dict[str, str]) -> Entry:  # noqa: FBT001
        """Return a row of a table; ``named`` gets the words of cells that have a name."""
        cells = []
        for kid in element.kids:
            if not isinstance(kid, Element) or kid.role not in ("TH", "TD"):
                continue
            inner = around._replace(lang=kid.lang if kid.lang is not None else around.lang)
            cell = self.cell(kid, inner, depth)
            if kid.id:
                named[kid.id] = said(cell)
            cells.append(cell)
        entry = Entry(role=Role.ROW, children=tuple(cells), header=header, lang=around.lang)
        return entry._replace(where=self.where(element))

    def cell(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a cell; its ``headers`` are still the names that it gives."""
        entry = self.container(Role.CELL, element, around, depth)
        if text := lone_text(entry.children):
            entry = entry._replace(spans=text.spans, children=(), ids=(*entry.ids, *text.ids))
        scope = Scope.NONE
        if element.role == "TH":
            scopes = {"Column": Scope.COLUMN, "Row": Scope.ROW, "Both": Scope.BOTH}
            scope = scopes.get(element.name("Scope"), Scope.UNKNOWN)
        return entry._replace(
            scope=scope,
            headers=element.texts("Headers"),
            columns=element.whole("ColSpan"),
            rows=element.whole("RowSpan"),
        )

    # Figures, callouts, notes, contents

    def figure(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a figure with its alternative text and the captions in it."""
        alt = element.alt if element.alt is not None else element.actual
        if alt is None:
            self.faults.append(Fault("alt-lost", "A figure has no alternative text.", self.where(element)))
        captions = [
            entry
            for kid in element.kids
            if isinstance(kid, Element) and kid.role == "Caption"
            for entry in self.block(kid, around, depth)
        ]
        entry = Entry(role=Role.FIGURE, alt=_one_line(alt or ""), children=tuple(captions), lang=around.lang)
        return self.made(entry, element)

    def captioned(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a figure whose caption stands beside it in an element that holds both."""
        inside = self.blocks(element.kids, around, depth)
        figure = next((entry for entry in inside if entry.role is Role.FIGURE), None)
        rest = tuple(entry for entry in inside if entry is not figure)
        if figure is None:
            return Entry(role=Role.FIGURE, children=rest, lang=around.lang)._replace(where=self.where(element))
        return figure._replace(children=(*figure.children, *rest), ids=(*self.ids(element), *figure.ids))

    def callout(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a callout; its first paragraph is its title."""
        entry = self.container(Role.CALLOUT, element, around, depth)
        if entry.children and entry.children[0].role is Role.PARAGRAPH:
            title = entry.children[0]._replace(role=Role.CALLOUT_TITLE)
            return entry._replace(children=(title, *entry.children[1:]))
        return entry

    def note(self, element: Element, around: Span) -> Entry:
        """Return a note with its label; links back to its calls are not of its words."""
        labels = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Lbl"]
        label = " ".join(self.said(kid, around) for kid in labels)
        rest = [kid for kid in element.kids if kid not in labels]
        inside = tuple(entry for entry in (_without_back(one) for one in self.blocks(rest, around, 0)) if entry)
        number = _CALL.fullmatch(label)
        entry = Entry(
            role=Role.NOTE, label=number[1] if number else _one_line(label), children=inside, lang=around.lang
        )
        ids = (*self.ids(element), *(_name((item.key, item.mcid)) for kid in labels for item in _contents(kid)))
        return entry._replace(ids=ids, where=self.where(element))

    def contents(self, element: Element, around: Span) -> Entry:
        """Return a table of contents with its entries in one row."""
        captions = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Caption"]
        label = " ".join(_one_line(self.said(kid, around)) for kid in captions)
        entry = Entry(
            role=Role.CONTENTS, label=label, children=tuple(self.contents_of(element, around, 1)), lang=around.lang
        )
        return entry._replace(ids=self.ids(element), where=self.where(element))

    def contents_of(self, element: Element, around: Span, level: int) -> Iterator[Entry]:
        """Yield the entries of a table of contents and of those nested in it."""
        for kid in element.kids:
            if not isinstance(kid, Element):
                continue
            inner = around._replace(lang=kid.lang if kid.lang is not None else around.lang)
            if kid.role == "TOC":
                yield from self.contents_of(kid, inner, level + 1)
            elif kid.role == "TOCI":
                line = _Line()
                nested = [part for part in kid.kids if isinstance(part, Element) and part.role == "TOC"]
                for part in kid.kids:
                    if part not in nested:
                        self.inline(part, inner, line, calls=False)
                entry = Entry(role=Role.CONTENTS_ENTRY, spans=tidy(line.spans), level=level, lang=inner.lang)
                yield entry._replace(where=self.where(kid))
                for part in nested:
                    yield from self.contents_of(part, inner, level + 1)

    # Words

    def said(self, element: Element, around: Span) -> str:
        """Return the words in an element."""
        line = _Line()
        self.fill(element, around, line)
        return "".join(span.text for span in line.spans)

    def fill(self, element: Element, around: Span, line: _Line, *, calls: bool = True) -> None:
        """Add the words in an element; its replacement text stands for all of them (14.9.4)."""
        if element.actual is not None:
            line.spans.append(around._replace(text=element.actual))
            line.ids += [_name((item.key, item.mcid)) for item in _contents(element)]
            return
        for kid in element.kids:
            self.inline(kid, around, line, calls=calls)

    def inline(self, kid: "Element | Content | Annotation", around: Span, line: _Line, *, calls: bool = True) -> None:
        """Add what one kid says."""
        if isinstance(kid, Content):
            self.words(kid, around, line)
        elif isinstance(kid, Element) and kid.role not in _HIDDEN:
            self.element(kid, around, line, calls=calls)

    def words(self, item: Content, around: Span, line: _Line) -> None:
        """Add the words of a marked-content sequence."""
        line.ids.append(_name((item.key, item.mcid)))
        sequence = self.content.sequences.get((item.key, item.mcid))
        for piece in sequence.pieces if sequence else ():
            line.spans.append(
                around._replace(
                    text=piece.text,
                    lang=piece.lang or around.lang,
                    expansion=piece.expansion or around.expansion,
                )
            )

    def element(self, element: Element, around: Span, line: _Line, *, calls: bool) -> None:
        """Add what an element within a line says; blocks and notes wait for the end of the line."""
        inner = around._replace(
            lang=element.lang if element.lang is not None else around.lang,
            expansion=element.expansion or around.expansion,
        )
        match element.role:
            case "Figure":
                if element.alt is None and element.actual is None:
                    self.faults.append(Fault("alt-lost", "A figure has no alternative text.", self.where(element)))
                alt = _one_line(element.alt or element.actual or "")
                line.spans.append(inner._replace(text=alt, kind=SpanKind.PICTURE))
                line.ids += [_name((item.key, item.mcid)) for item in _contents(element)]
            case "Formula":
                alt = _one_line(element.alt or element.actual or self.said(element, inner))
                line.spans.append(inner._replace(text=alt, kind=SpanKind.FORMULA))
                line.ids += [_name((item.key, item.mcid)) for item in _contents(element)]
            case "Note" | "FENote":
                line.blocks.append(element)
            case "Link":
                target = self.target(_annotations(element))
                self.fill(element, inner._replace(target=target or inner.target), line, calls=calls)
            case "Reference" if calls and self.call(element, inner, line):
                return
            case role if role in _INLINE or role in ("P", "NonStruct", "LBody", "Caption", "Div"):
                line.ids += self.ids(element)
                if mark := _MARKS.get(role) or _text_mark(element):
                    inner = inner._replace(marks=inner.marks | {mark})
                if element.alt is not None and element.actual is None:
                    line.spans.append(inner._replace(text=element.alt))
                    return
                self.fill(element, inner, line, calls=calls)
            case _:
                line.blocks.append(element)

    def call(self, element: Element, around: Span, line: _Line) -> bool:
        """Add the call of a note, if the reference is one."""
        text = self.said(element, around)
        target = self.target(_annotations(element))
        noted = [ref for ref in element.refs if ref in self.notes]
        number = _CALL.fullmatch(text)
        if noted:
            target = f"#{_name(noted[0])}"
        if not number:
            return False
        if target[1:] in self.note_of:
            target = f"#{self.note_of[target[1:]]}"
        line.spans.append(around._replace(text=number[1], target=target, kind=SpanKind.CALL, marks=frozenset()))
        line.ids += [_name((item.key, item.mcid)) for item in _contents(element)]
        return True


def walk_elements(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield all elements of the tree, in order."""
    stack = list(elements)[::-1]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def _contents(element: Element) -> Iterator[Content]:
    for inner in walk_elements((element,)):
        yield from (kid for kid in inner.kids if isinstance(kid, Content))


def _annotations(element: Element) -> Iterator[Annotation]:
    for inner in walk_elements((element,)):
        yield from (kid for kid in inner.kids if isinstance(kid, Annotation))


def _note_content(elements: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Yield the name of every sequence in a note and the name of the note."""
    for element in elements:
        if element.role in ("Note", "FENote"):
            for item in _contents(element):
                yield _name((item.key, item.mcid)), _name(element.number)


def _name(found: tuple[object, int]) -> str:
    """Return the name of a marked-content sequence, or of an object by its number."""
    key, number = found
    return f"content {key[0]} {key[1]} {number}" if isinstance(key, tuple) else f"object {key}"


def _is_figure(element: Element) -> bool:
    """Whether an element holds a figure and its caption, and nothing else."""
    roles = sorted(kid.role for kid in element.kids if isinstance(kid, Element))
    return roles in (["Caption", "Figure"], ["Caption"])


def _is_marker(label: str, lang: str) -> bool:
    return (
        not any(map(str.isalnum, label)) or _NUMBER.fullmatch(label) is not None or checked_by(label, lang) is not None
    )


def _text_mark(element: Element) -> Mark | None:
    """Return the mark of a span by its layout: 1.7 knows no TextPosition, only how far a line is shifted."""
    position = {"Sub": Mark.SUBSCRIPT, "Sup": Mark.SUPERSCRIPT}.get(element.name("TextPosition"))
    if position is None and (shift := element.number_of("BaselineShift")):
        position = Mark.SUPERSCRIPT if shift > 0 else Mark.SUBSCRIPT
    return position or (Mark.STRUCK if element.name("TextDecorationType") == "LineThrough" else None)


def _named(cell: Entry, named: dict[str, str]) -> Entry:
    """Return a cell with the words of the header cells it names, instead of their names."""
    return cell._replace(headers=tuple(named[name] for name in cell.headers if named.get(name)))


def _without_back(entry: Entry) -> Entry | None:
    """Return an entry of a note without links that say nothing in words (an arrow back to the call)."""
    if entry.role is Role.CODE:
        return entry
    spans = tidy(
        span for span in entry.spans if not (span.target.startswith("#") and not any(map(str.isalnum, span.text)))
    )
    if entry.spans and not spans:
        return None
    return entry._replace(spans=spans)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
