"""The blocks of a content document: entries with their roles."""

from lxml import etree

from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, Fault, Mark, Role, Span, tidy_code
from triplicate.proof.readback.archive import children, local_name
from triplicate.proof.readback.content.base import ContentBlockReader
from triplicate.proof.readback.content.controls import ContentLine
from triplicate.proof.readback.content.inlines import alternative, is_hidden, kinds, language, nearest, whole, within
from triplicate.proof.readback.content.lists import definitions, list_of_items
from triplicate.proof.readback.content.notes import NOTES, contents, is_note, note, notes
from triplicate.proof.readback.content.tables import table

_HEADING = regex(r"h([1-6])")


class ContentReader(ContentBlockReader):
    """Reads the blocks of one content document."""

    def read(self, root: etree._Element) -> list[Entry]:
        """Return the entries of a content document, its own name leading to the first."""
        lang = language(root, "")
        bodies = [child for child in children(root) if local_name(child) == "body"]
        if self.inline.part:
            self.pending.append(self.inline.part)
        if local_name(root) == "svg":
            return self.drawing(root, Span("", lang))
        entries: list[Entry] = []
        for body in bodies:
            inside = self.blocks(body, Span("", language(body, lang)), 0)
            entries += [Entry(role=Role.COVER, children=tuple(inside))] if "cover" in kinds(body) else inside
        return entries

    def block(self, element: etree._Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries of one block."""
        if is_hidden(element):
            line = ContentLine()
            self.inline.hide(element, line)
            self.pending += line.ids
            return []
        inner = within(element, around)
        kind = kinds(element)
        tag = local_name(element)
        if heading := _HEADING.fullmatch(tag):
            return [self.text(Role.HEADING, element, inner)._replace(level=int(heading[1]))]
        if "heading" in kind:
            return [self.text(Role.HEADING, element, inner)._replace(level=max(whole(element.get("aria-level"), 2), 1))]
        if tag != "section" and is_note(element):
            return [note(self, element, inner)]
        if kind & NOTES:
            return notes(self, element, inner)
        if "cover" in kind:
            return [Entry(role=Role.COVER, children=tuple(self.blocks(element, inner, depth)))]
        if kind & {"note", "abstract"} or tag == "aside":
            return [self.callout(element, inner, depth)]
        match tag:
            case "p" | "summary":
                return self.paragraph(element, inner)
            case "ul" | "ol" | "menu":
                return [list_of_items(self, element, inner, depth + 1)]
            case "dl":
                return [definitions(self, element, inner, depth + 1)]
            case "blockquote":
                return [self.container(Role.QUOTATION, element, inner, depth)]
            case "footer" if local_name(element.getparent()) == "blockquote":  # type: ignore[arg-type]
                return [entry._replace(role=Role.ATTRIBUTION) for entry in self.blocks(element, inner, depth)]
            case "pre":
                return [self.code(element, inner)]
            case "table":
                return table(self, element, inner, depth)
            case "figcaption":
                return [self.text(Role.CAPTION, element, inner)]
            case "figure":
                return self.figure(element, inner, depth)
            case "hr":
                return [self.entry(Entry(role=Role.BREAK, lang=inner.lang), element)]
            case "nav":
                return contents(self, element, inner) if "toc" in kind else self.splice(element, inner, depth)
            case "math":
                line = ContentLine()
                self.inline.element(element, around, line)
                formula = Entry(role=Role.FORMULA, alt=line.spans[0].text, lang=inner.lang, source=line.spans[0].source)
                return [self.entry(formula, element)]
            case "a" if href := element.get("href"):
                return self.splice(element, inner._replace(target=self.inline.target(href)), depth)
            case _:
                return self.splice(element, inner, depth)

    def drawing(self, element: etree._Element, around: Span) -> list[Entry]:
        """Return a drawing that is a content document: by its alternative text, with the words in it."""
        alt = alternative(element)
        line = ContentLine()
        if alt:
            self.inline.met.add(element)
        self.inline.picture(element, around, line)
        words = self.stray(line, element, around)
        if not alt:
            return words
        return [self.entry(Entry(role=Role.FIGURE, alt=alt, children=tuple(words), lang=around.lang), element)]

    def paragraph(self, element: etree._Element, around: Span) -> list[Entry]:
        """Return a paragraph; one that holds nothing but a formula on its own line is that formula."""
        entry = self.text(Role.PARAGRAPH, element, around)
        maths = list(element.iter("{*}math"))
        if len(entry.spans) == len(maths) == 1 and maths[0].get("display") == "block":
            span = entry.spans[0]
            return [entry._replace(role=Role.FORMULA, spans=(), alt=span.text, lang=span.lang, source=span.source)]
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
        pictures = list(element.iter("{*}img", "{*}svg"))
        outer = [child for child in pictures if nearest(child, "figcaption") is None]
        if len(outer) != 1:
            return self.splice(element, around, depth) if outer else self.blocks(element, around, depth)
        self.inline.met.add(outer[0])
        inside = tuple(self.blocks(element, around, depth))
        alt = alternative(outer[0])
        if alt is None:
            fault = Fault("alt-lost", "A picture has no alternative text.", self.inline.where(element))
            self.inline.faults.append(fault)
        if alt == "" and not inside:
            return []
        lang = language(outer[0], around.lang)
        figure = Entry(role=Role.FIGURE, alt=alt or "", children=inside, lang=lang, source=self.inline.file(outer[0]))
        return [self.entry(figure, element)]
