"""Paragraphs read from their beginning to their end: words, links, fields, pictures, calls of notes."""

import string
from urllib.parse import quote

from lxml import etree

from triplicate.later import dataclass
from triplicate.proof.outline.entry import Fault, Span, SpanKind
from triplicate.proof.outline.labels import task_label
from triplicate.proof.readback.archive import local_name, text_of
from triplicate.proof.readback.word.drawings import alternative_in, drawing_of
from triplicate.proof.readback.word.fields import Fields, linked, names_page
from triplicate.proof.readback.word.forms import control_state, field_choice, field_state
from triplicate.proof.readback.word.formulas import linear
from triplicate.proof.readback.word.markup import Properties, R, W, find, properties, value, value_of
from triplicate.proof.readback.word.runs import RunReader, split_by_script
from triplicate.proof.readback.word.symbols import in_unicode, symbol_of
from triplicate.proof.readback.word.tex import tex_of
from triplicate.proof.readback.word.word_line import WordLine

__all__ = ["LineReader", "WordLine"]

_UNREAD = frozenset(
    (
        *("pPr", "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "proofErr", "bookmarkEnd", "sdtPr"),
        *("sdtEndPr", "permStart", "permEnd", "Fallback", "rt", "delText", "tblPr", "commentReference"),
    )
)
_CALLS = frozenset({"footnoteReference", "endnoteReference"})


@dataclass(slots=True)
class _Run:
    """A run that is being read: its own properties, and the span and the hiding in force."""

    element: etree._Element
    found: Properties
    style: str | None
    around: Span
    span: Span
    hidden: bool
    code: bool


class LineReader:
    """Reads paragraphs of one part; ``links`` maps its relationships' ids to addresses, ``parts`` to other parts."""

    def __init__(self, runs: RunReader, links: dict[str, str], parts: dict[str, str], faults: list[Fault]) -> None:
        self.runs = runs
        self.links = links
        self.parts = parts
        self.faults = faults
        self.fields = Fields()
        self.open_bookmarks: dict[str, tuple[str, WordLine, int]] = {}
        self.note_bookmarks: dict[str, list[str]] = {}
        self.numbers: dict[str, int] = {}
        self.where = ""

    def read(
        self, paragraph: etree._Element, style: str | None, *, code: bool = False, contents: bool = False
    ) -> WordLine:
        """Return what a paragraph of a style says.

        In ``code`` the ends of lines are kept; ``contents`` tells that the style is of a table of contents.
        """
        line = WordLine(in_contents=contents or self.fields.in_contents)
        self._children(paragraph, style, Span(""), line, code=code)
        line.in_contents = line.in_contents or self.fields.in_contents
        return line

    def unread(self, element: etree._Element, where: str) -> None:
        """Tell that an element stands for a part or a file that has words, which are not read."""
        relation = element.get(f"{R}id") or ""
        part = self.parts.get(relation) or self.links.get(relation) or "another part"
        self.faults.append(Fault("text-unread", f"What stands in {part} is not read.", where))

    # Elements of a paragraph

    def _children(
        self, element: etree._Element, style: str | None, around: Span, line: WordLine, *, code: bool
    ) -> None:
        for child in element:
            name = local_name(child)
            if not name or name in _UNREAD:
                if name == "bookmarkEnd":
                    self._end_bookmark(child.get(f"{W}id") or "", line)
                continue
            match name:
                case "r":
                    self._run(child, style, around, line, code=code)
                case "hyperlink":
                    inner = around._replace(target=self._hyperlink(child))
                    self._children(child, style, inner, line, code=code)
                case "bookmarkStart":
                    self._bookmark(child, line)
                case "sdt":
                    self._control(child, style, around, line, code=code)
                case "fldSimple":
                    instruction = (child.get(f"{W}instr") or "").strip()
                    if names_page(instruction) and (line.in_contents or self.fields.in_contents):
                        line.page += text_of(child)
                        continue
                    self._children(child, style, linked(instruction, around), line, code=code)
                case "oMath" | "oMathPara":
                    self._formula(child, "", around, line)
                case "subDoc":
                    self.unread(child, self.where)
                case _:
                    self._children(child, style, around, line, code=code)

    def _hyperlink(self, element: etree._Element) -> str:
        anchor = element.get(f"{W}anchor")
        address = self.links.get(element.get(f"{R}id") or "", "")
        if not address:
            return f"#{anchor}" if anchor else ""
        return f"{address}#{anchor}" if anchor and "#" not in address else address

    def _bookmark(self, element: etree._Element, line: WordLine) -> None:
        name = element.get(f"{W}name") or ""
        self.open_bookmarks[element.get(f"{W}id") or ""] = (name, line, len(line.spans))
        if name and name != "_GoBack":
            line.ids.append(name)

    def _end_bookmark(self, key: str, line: WordLine) -> None:
        """End a bookmark; one around a call alone is where a repeated call leads, and so stands for the note."""
        name, beginning, start = self.open_bookmarks.pop(key, ("", line, 0))
        inside = line.spans[start:] if beginning is line else []
        if name in line.ids and len(inside) == 1 and inside[0].kind is SpanKind.CALL:
            line.ids.remove(name)
            self.note_bookmarks.setdefault(inside[0].target[1:], []).append(name)

    def _control(self, element: etree._Element, style: str | None, around: Span, line: WordLine, *, code: bool) -> None:
        """Read a content control: a check box, a formula with its title, or what is in it."""
        control, content = find(element, "sdtPr"), find(element, "sdtContent")
        title = value(control, "alias") or ""
        if (ticked := control_state(control)) is not None:
            span = around._replace(lang=around.lang or self.runs.language((), style))
            line.box(span, task_label(span.lang, checked=ticked), ticked=ticked)
            return
        if content is None:
            return
        formulas = [child for child in content if local_name(child) in ("oMath", "oMathPara")]
        if len(formulas) == 1 == len(content):
            self._formula(formulas[0], title, around, line)
            return
        self._children(content, style, around, line, code=code)

    def _formula(self, element: etree._Element, title: str, around: Span, line: WordLine) -> None:
        """Add a formula by its title, or by its own characters if it has none."""
        text = title or linear(element)
        if local_name(element) == "oMathPara":
            line.standing_formula = True
        formula = around._replace(text=text, kind=SpanKind.FORMULA, lang=self._plain_lang(around))
        line.spans.append(formula._replace(source=tex_of(element)))

    def _plain_lang(self, around: Span) -> str:
        return around.lang or self.runs.language((), None)

    # Runs

    def _run(self, run: etree._Element, style: str | None, around: Span, line: WordLine, *, code: bool) -> None:
        found = properties(find(run, "rPr"))
        span, hidden = self.runs.span(found, style, self.fields.around(around))
        self._run_parts(run, _Run(run, found, style, around, span, hidden=hidden, code=code), line)

    def _run_parts(self, parent: etree._Element, run: "_Run", line: WordLine) -> None:
        for child in parent:
            match local_name(child):
                case "fldChar":
                    self._field_character(child, run, line)
                case "instrText":
                    self.fields.add_code(child.text or "")
                case "t" if not (run.hidden or self.fields.in_code) and self._names_page(line):
                    line.page += child.text or ""
                case name if not (run.hidden or self.fields.in_code):
                    self._run_part(name, child, run, line)
                    if name in _CALLS and _has_own_mark(child):
                        return
                case _:
                    pass

    def _names_page(self, line: WordLine) -> bool:
        """Whether what comes is the page of an entry in a table of contents."""
        return self.fields.is_page and (line.in_contents or self.fields.in_contents)

    def _run_part(self, name: str, child: etree._Element, run: "_Run", line: WordLine) -> None:
        """Add what a child of a run says."""
        match name:
            case "t":
                self._words(in_unicode(child.text or "", self.runs.font(run.found, run.style)), run, line)
            case "tab" | "ptab":
                line.spans.append(run.span._replace(text="\t"))
            case "br" | "cr" if child.get(f"{W}type") not in ("page", "column"):
                line.spans.append(run.span._replace(text="\n" if run.code else " "))
            case "noBreakHyphen":
                line.spans.append(run.span._replace(text="\u2011"))
            case "sym" | "symEx":
                line.spans.append(run.span._replace(text=symbol_of(child)))
            case "footnoteReference" | "endnoteReference":
                self._call(child, run.span, run.element, line)
            case "footnoteRef" | "endnoteRef":
                line.numbered = True
            case "drawing" | "pict" | "object":
                self._drawing(child, run.span, line)
            case "AlternateContent":
                for one in alternative_in(child):
                    self._run_part(local_name(one), one, run, line)
            case "ruby":
                base = find(child, "rubyBase")
                if base is not None:
                    self._children(base, run.style, run.around, line, code=run.code)
            case _:
                pass

    def _field_character(self, element: etree._Element, run: "_Run", line: WordLine) -> None:
        """Follow the beginning, middle or end of a field; a form field says its state."""
        self.fields.character(element.get(f"{W}fldCharType"))
        run.span, run.hidden = self.runs.span(run.found, run.style, self.fields.around(run.around))
        data = find(element, "ffData")
        if data is None or run.hidden:
            return
        choice = field_choice(data)
        state = field_state(data)
        if choice is None and state is None:
            return
        self.fields.settle()
        if state is not None:
            line.box(run.span, "", ticked=state)
        elif choice:
            line.spans.append(run.span._replace(text=choice))

    def _words(self, text: str, run: "_Run", line: WordLine) -> None:
        span, character = run.span, value_of(run.found, "rStyle")
        if character == "AbbreviationExpansion":
            # What the short form before it stands for, given in the text at its first use.
            if line.spans:
                line.spans[-1] = line.spans[-1]._replace(expansion=text.strip().removeprefix("(").removesuffix(")"))
            return
        if character == "LinkAddress" and line.spans and _is_printed(text, line.spans[-1].target):
            # The address of the link before it, printed for readers on paper: the link says it already.
            return
        if (target := self.fields.call) is not None:
            line.spans.append(span._replace(text=text.strip(), kind=SpanKind.CALL, target=target, marks=frozenset()))
            return
        if line.numbered:
            text, line.numbered = text.removeprefix(" "), False
        if text.isascii():
            line.spans.append(span._replace(text=text))
        else:
            line.spans += split_by_script(text, span, self.runs.east_asian(run.found, run.style))

    def _call(self, element: etree._Element, span: Span, run: etree._Element, line: WordLine) -> None:
        kind = local_name(element).removesuffix("Reference")
        name = f"{kind} {element.get(f'{W}id')}"
        if _has_own_mark(element):
            number = "".join(text.text or "" for text in run.iter(f"{W}t"))
        else:
            self.numbers[kind] = self.numbers.get(kind, 0) + 1
            number = str(self.numbers[kind])
        line.spans.append(span._replace(text=number, kind=SpanKind.CALL, target=f"#{name}", marks=frozenset()))

    def _drawing(self, element: etree._Element, span: Span, line: WordLine) -> None:
        drawing = drawing_of(element)
        if drawing.rule:
            line.rule = True
            return
        line.drawn += 1
        line.boxes += drawing.boxes
        if drawing.words:
            line.spans.append(span._replace(text=f" {drawing.words} "))
        if drawing.decorative or (not drawing.alt and (drawing.words or drawing.boxes)):
            return
        if not drawing.alt:
            self.faults.append(Fault("alt-lost", "A picture has no alternative text.", self.where))
        file = self.parts.get(drawing.relation, "")
        line.spans.append(span._replace(text=drawing.alt, kind=SpanKind.PICTURE, source=file))


def _has_own_mark(call: etree._Element) -> bool:
    """Whether the call of a note is what stands after it in its run, and no number (17.11.1)."""
    return call.get(f"{W}customMarkFollows") in ("1", "true", "on")


def _is_printed(text: str, target: str) -> bool:
    """Tell whether words are an address as it is printed: without its scheme, its letters perhaps not encoded."""
    return _encoded(text) == _encoded(f" ({target.removeprefix('mailto:').removeprefix('tel:')})")


def _encoded(address: str) -> str:
    """Return an address with letters beyond ASCII encoded, as they must be in the target of a link (RFC 3987, 3.1)."""
    return quote(address, safe=string.printable)
