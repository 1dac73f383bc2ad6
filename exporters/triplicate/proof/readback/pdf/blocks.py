"""From structure elements to entries (ISO 32000-1, 14.8.4)."""

from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, Mark, Role, Span, tidy_code
from triplicate.proof.readback.pdf.base import PdfBlockReader
from triplicate.proof.readback.pdf.inlines import HIDDEN, PdfLine, names_in, says_itself, within
from triplicate.proof.readback.pdf.lists import list_of_items
from triplicate.proof.readback.pdf.notes import contents, note
from triplicate.proof.readback.pdf.tables import table
from triplicate.proof.readback.pdf.tree import Annotation, Element

_HEADING = regex(r"H([1-9]\d?)")


class EntryBuilder(PdfBlockReader):
    """Builds the entries of one file."""

    def build(self, elements: list[Element], lang: str) -> list[Entry]:
        """Return the entries of the elements at the top of the tree."""
        return self.blocks(list(elements), Span("", lang), 0)

    def block(self, element: Element, around: Span, depth: int) -> list[Entry]:
        """Return the entries of one element."""
        inner = within(element, around)
        role = element.role
        if role in HIDDEN:
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
                return [list_of_items(self, element, inner, depth + 1)]
            case "BlockQuote":
                return [self.container(Role.QUOTATION, element, inner, depth)]
            case "Table":
                return table(self, element, inner, depth)
            case "Caption":
                return self.text(Role.CAPTION, element, inner, depth)
            case "Figure":
                return [self.figure(element, inner, depth)]
            case "Formula":
                alt, tex = self.inline.formula(element, inner)
                return [self.made(Entry(role=Role.FORMULA, alt=alt, lang=inner.lang, source=tex), element)]
            case "Note" | "FENote":
                return [note(self, element, inner)]
            case "TOC":
                return [contents(self, element, inner)]
            case "Aside" | "Div" | "Sect" | "Part" | "Art" if _is_figure(element) and not element.title:
                return [self.captioned(element, inner, depth)]
            case "Aside":
                return [self.callout(element, inner, depth)]
            case "Div" | "Sect" if element.title and _begins_with_caption(element):
                return [self.callout(element, inner, depth)]
            case _:
                return self.splice(element, inner, depth)

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
        within = around._replace(marks=around.marks | {Mark.CODE})
        for kid in code.kids:
            line = PdfLine()
            self.inline.add(kid, within, line)
            text = "".join(span.text for span in line.spans)
            parts.append(
                f"{text}\n" if isinstance(kid, Element) and kid.role == "Sub" and not text.endswith("\n") else text
            )
        text = tidy_code("".join(parts))
        lang = code.lang or around.lang
        spans = (Span(text, lang, frozenset({Mark.CODE})),) if text else ()
        ids = tuple(names_in(element))
        return self.made(Entry(role=Role.CODE, spans=spans, lang=lang, ids=ids), element)

    def figure(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a figure with its alternative text and the captions in it; without one, with all that it says."""
        captions = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Caption"]
        inside = self.blocks(element.kids if says_itself(element) else captions, around, depth)
        alt, source = self.inline.alternative(element), self.inline.picture(element)
        entry = Entry(role=Role.FIGURE, alt=alt, children=tuple(inside), lang=around.lang, source=source)
        return self.made(entry, element)

    def captioned(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a figure whose caption stands beside it in an element that holds both."""
        inside = self.blocks(element.kids, around, depth)
        figure = next((entry for entry in inside if entry.role is Role.FIGURE), None)
        rest = tuple(entry for entry in inside if entry is not figure)
        if figure is None:
            return Entry(role=Role.FIGURE, children=rest, lang=around.lang)._replace(where=self.inline.where(element))
        return figure._replace(children=(*figure.children, *rest), ids=(*self.inline.ids(element), *figure.ids))

    def callout(self, element: Element, around: Span, depth: int) -> Entry:
        """Return a callout; the caption or the paragraph that it begins with is its title."""
        entry = self.container(Role.CALLOUT, element, around, depth)
        if entry.children and entry.children[0].role in (Role.CAPTION, Role.PARAGRAPH):
            title = entry.children[0]._replace(role=Role.CALLOUT_TITLE)
            return entry._replace(children=(title, *entry.children[1:]))
        return entry


def _begins_with_caption(element: Element) -> bool:
    first = next((kid for kid in element.kids if isinstance(kid, Element)), None)
    return first is not None and first.role == "Caption"


def _is_figure(element: Element) -> bool:
    """Whether an element holds a figure and its caption, and nothing else."""
    roles = sorted(kid.role for kid in element.kids if isinstance(kid, Element))
    return roles in (["Caption", "Figure"], ["Caption"])
