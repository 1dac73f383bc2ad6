"""The blocks of a content document: entries with their roles."""

import re

from lxml import etree

from triplicate.model import Numbering
from triplicate.outline.entry import Entry, Fault, ListKind, Mark, Role, Span, tidy, tidy_code
from triplicate.outline.labels import BULLET, number_label
from triplicate.readback.archive import children, local_name, text_of
from triplicate.readback.epub.inlines import InlineReader, Line, alternative, is_hidden, kinds, language, mixed

# Elements that stand on their own lines (HTML, 15.3.3 "Flow content").
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup"),
        *("hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "tr", "ul"),
    )
)
_HEADING = re.compile(r"h([1-6])")
_NUMBER = re.compile(r"[\[(]?(\d+|[*†‡§])[\])]?[.:]?")
_NOTE_KINDS = frozenset({"footnote", "endnote", "rearnote"})


class BlockReader:
    """Reads one content document; ``part`` is its name in the archive, ``faults`` what was found on the way."""

    def __init__(self, part: str, faults: list[Fault]) -> None:
        self.inline = InlineReader(part, faults)
        self.pending: list[str] = []

    def read(self, root: etree._Element) -> list[Entry]:
        """Return the entries of a content document, its own name leading to the first."""
        lang = language(root, "")
        bodies = [child for child in children(root) if local_name(child) == "body"]
        self.pending.append(self.inline.part)
        entries: list[Entry] = []
        for body in bodies:
            inside = self.blocks(body, Span("", language(body, lang)), 0)
            entries += [Entry(role=Role.COVER, children=tuple(inside))] if "cover" in kinds(body) else inside
        return entries

    # What entries share

    def entry(self, entry: Entry, element: etree._Element, own: bool = True) -> Entry:  # noqa: FBT001, FBT002
        """Complete an entry with the names that lead to it and the place where it stands."""
        ids = [*self.pending, *entry.ids]
        self.pending = []
        if own and (identifier := element.get("id")):
            ids.append(self.inline.name(identifier))
        return entry._replace(ids=tuple(dict.fromkeys(ids)), where=self.inline.where(element))

    def line(self, element: etree._Element, around: Span) -> Line:
        """Return the words of an element that holds no blocks."""
        line = Line()
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

    # Blocks

    def blocks(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries in an element: its blocks, and stray words as paragraphs."""
        entries: list[Entry] = []
        line = Line()
        for node, text in mixed(element):
            if node is None:
                line.spans.append(around._replace(text=text))
            elif local_name(node) in _BLOCKS or (local_name(node) == "math" and node.get("display") == "block"):
                entries += self.stray(line, element, around)
                line = Line()
                entries += self.block(node, around, depth)
            else:
                self.inline.element(node, around, line)
        return entries + self.stray(line, element, around)

    def stray(self, line: Line, element: etree._Element, around: Span) -> list[Entry]:
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

    def block(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries of one block."""
        if is_hidden(element):
            line = Line()
            self.inline.hide(element, line)
            self.pending += line.ids
            return []
        inner = around._replace(lang=language(element, around.lang))
        kind = kinds(element)
        tag = local_name(element)
        if heading := _HEADING.fullmatch(tag):
            return [self.text(Role.HEADING, element, inner)._replace(level=int(heading[1]))]
        if "heading" in kind:
            level = element.get("aria-level") or "2"
            return [self.text(Role.HEADING, element, inner)._replace(level=int(level) if level.isdecimal() else 2)]
        if kind & _NOTE_KINDS and tag != "section":
            return [self.note(element, inner)]
        if kind & {"footnotes", "endnotes", "rearnotes"}:
            return self.notes(element, inner)
        if "cover" in kind:
            return [Entry(role=Role.COVER, children=tuple(self.blocks(element, inner, depth)))]
        if "note" in kind or tag == "aside":
            return [self.callout(element, inner, depth)]
        match tag:
            case "p" | "summary":
                return self.paragraph(element, inner)
            case "ul" | "ol" | "menu":
                return [self.list_of_items(element, inner, depth + 1)]
            case "dl":
                return [self.definitions(element, inner, depth + 1)]
            case "blockquote":
                return [self.container(Role.QUOTATION, element, inner, depth)]
            case "footer" if local_name(element.getparent()) == "blockquote":  # type: ignore[arg-type]
                return [entry._replace(role=Role.ATTRIBUTION) for entry in self.blocks(element, inner, depth)]
            case "pre":
                return [self.code(element, inner)]
            case "table":
                from triplicate.readback.epub.tables import table

                return table(self, element, inner, depth)
            case "figure":
                return self.figure(element, inner, depth)
            case "hr":
                return [self.entry(Entry(role=Role.BREAK, lang=inner.lang), element)]
            case "nav":
                return self.contents(element, inner) if "toc" in kind else self.splice(element, inner, depth)
            case "math":
                line = Line()
                self.inline.element(element, around, line)
                return [self.entry(Entry(role=Role.FORMULA, alt=line.spans[0].text, lang=inner.lang), element)]
            case _:
                return self.splice(element, inner, depth)

    def splice(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return what is in an element that is not met itself; its name leads to the first entry in it."""
        if identifier := element.get("id"):
            self.pending.append(self.inline.name(identifier))
        return self.blocks(element, around, depth)

    def container(self, role: Role, element: etree._Element, around: Span, depth: int) -> Entry:
        """Return an entry that holds the blocks of an element."""
        inside = tuple(self.blocks(element, around, depth))
        return self.entry(Entry(role=role, children=inside, lang=around.lang), element)

    def paragraph(self, element: etree._Element, around: Span) -> list[Entry]:
        """Return a paragraph; one that holds nothing but a formula on its own line is that formula."""
        entry = self.text(Role.PARAGRAPH, element, around)
        maths = [child for child in element.iter() if local_name(child) == "math"]
        if len(entry.spans) == len(maths) == 1 and maths[0].get("display") == "block":
            span = entry.spans[0]
            return [entry._replace(role=Role.FORMULA, spans=(), alt=span.text, lang=span.lang)]
        if not entry.spans and entry.checked is None:
            self.pending += entry.ids
            return []
        return [entry]

    def code(self, element: etree._Element, around: Span) -> Entry:
        """Return a block of code, its lines kept."""
        line = self.line(element, around)
        text = tidy_code("".join(span.text for span in line.spans))
        spans = (Span(text, around.lang, frozenset({Mark.CODE})),) if text else ()
        return self.entry(Entry(role=Role.CODE, spans=spans, lang=around.lang, ids=tuple(line.ids)), element)

    def list_of_items(self, element: etree._Element, around: Span, depth: int) -> Entry:
        """Return a list with its items as they are numbered (HTML, 4.4.5 to 4.4.8)."""
        ordered = local_name(element) == "ol"
        items = [child for child in children(element) if local_name(child) == "li" and not is_hidden(child)]
        backwards = element.get("reversed") is not None
        number = _whole(element.get("start"), len(items) if backwards else 1)
        counted = element.get("type") or "1"
        numbering = Numbering(counted) if counted in set(Numbering) else Numbering.DECIMAL
        entries = []
        for item in items:
            inner = around._replace(lang=language(item, around.lang))
            entry = self.container(Role.ITEM, item, inner, depth)
            number = _whole(item.get("value"), number)
            label = f"{number_label(number, numbering)}." if ordered else BULLET
            entries.append(_task(entry._replace(label=label)))
            number += -1 if backwards else 1
        kind = ListKind.NUMBERS if ordered else ListKind.BULLETS
        result = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=kind, lang=around.lang)
        return self.entry(result, element)

    def definitions(self, element: etree._Element, around: Span, depth: int) -> Entry:
        """Return a list of terms and descriptions."""
        entries = []
        for child in element.iter():
            tag = local_name(child)
            if tag not in ("dt", "dd") or _owner(child, "dl") is not element:
                continue
            inner = around._replace(lang=language(child, around.lang))
            if tag == "dt":
                entries.append(self.text(Role.TERM, child, inner))
            else:
                entries.append(self.container(Role.DESCRIPTION, child, inner, depth))
        result = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=ListKind.TERMS, lang=around.lang)
        return self.entry(result, element)

    def callout(self, element: etree._Element, around: Span, depth: int) -> Entry:
        """Return a callout; its title is what it is labelled by."""
        entry = self.container(Role.CALLOUT, element, around, depth)
        first = next(children(element), None)
        titled = first is not None and (
            "title" in (first.get("class") or "")
            or (first.get("id") is not None and first.get("id") == element.get("aria-labelledby"))
        )
        inside = list(entry.children)
        if titled and inside and inside[0].role in (Role.PARAGRAPH, Role.HEADING):
            inside[0] = inside[0]._replace(role=Role.CALLOUT_TITLE, level=0)
        return entry._replace(children=tuple(inside))

    def figure(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return a figure: its picture's alternative text, its caption and what else is in it."""
        pictures = [child for child in element.iter() if local_name(child) in ("img", "svg")]
        outer = [child for child in pictures if _owner(child, "figcaption") is None]
        inside = []
        for child in children(element):
            if local_name(child) == "figcaption":
                line = around._replace(lang=language(child, around.lang))
                inside.append(self.text(Role.CAPTION, child, line))
            elif child not in outer and not (len(outer) == 1 and outer[0] in child.iter()):
                inside += self.block(child, around, depth)
        if len(outer) != 1:
            return inside if not outer else self.splice(element, around, depth)
        alt = alternative(outer[0])
        if alt is None:
            fault = Fault("alt-lost", "A picture has no alternative text.", self.inline.where(element))
            self.inline.faults.append(fault)
        if alt == "" and not inside:
            return []
        lang = language(outer[0], around.lang)
        return [self.entry(Entry(role=Role.FIGURE, alt=alt or "", children=tuple(inside), lang=lang), element)]

    # Notes and contents

    def notes(self, element: etree._Element, around: Span) -> list[Entry]:
        """Return the notes of a section of notes; its heading is not of the text."""
        entries = [entry for entry in self.splice(element, around, 0) if entry.role in (Role.NOTE, Role.LIST)]
        return [
            item if item.role is Role.NOTE else item._replace(role=Role.NOTE, label=item.label.rstrip("."))
            for entry in entries
            for item in (entry.children if entry.role is Role.LIST else (entry,))
        ]

    def note(self, element: etree._Element, around: Span) -> Entry:
        """Return a note; a number that stands first in it, in an element of its own, is its label."""
        label = ""
        for inner in element.iter():
            if inner is element or local_name(inner) in _BLOCKS:
                if (inner.text or "").strip():
                    break
                continue
            text = text_of(inner)
            if found := _NUMBER.fullmatch(text):
                label = found[1]
                inner.set("aria-hidden", "true")
            break
        entry = self.container(Role.NOTE, element, around, 0)
        return entry._replace(label=label)

    def contents(self, element: etree._Element, around: Span) -> list[Entry]:
        """Return a table of contents that stands in the text."""
        entry = self.container(Role.CONTENTS, element, around, 0)
        headings = [child for child in entry.children if child.role is Role.HEADING]
        entries = contents_entries(entry.children)
        return [entry._replace(label=headings[0].words if headings else "", children=tuple(entries))]


def contents_entries(entries: tuple[Entry, ...], level: int = 0) -> list[Entry]:
    """Return the entries of nested lists of links as entries of contents."""
    result: list[Entry] = []
    for entry in entries:
        if entry.role in (Role.LIST, Role.ITEM):
            result += contents_entries(entry.children, level + (entry.role is Role.LIST))
        elif entry.role is Role.PARAGRAPH and level:
            result.append(entry._replace(role=Role.CONTENTS_ENTRY, level=level))
    return result


def _task(item: Entry) -> Entry:
    """Return an item with the state of the box that stands before its words."""
    first = item.children[0] if item.children else None
    if first is None or first.checked is None:
        return item
    rest = item.children[1:]
    inside = (first._replace(checked=None, label=""), *rest) if first.spans or not rest else rest
    return item._replace(checked=first.checked, label=first.label or item.label, children=inside)


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the nearest ancestor with a name."""
    return next((parent for parent in element.iterancestors() if local_name(parent) == tag), None)
