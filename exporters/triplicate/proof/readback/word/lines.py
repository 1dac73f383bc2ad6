"""Paragraphs read from their beginning to their end: words, links, fields, pictures, calls of notes."""

from dataclasses import dataclass, field

from lxml import etree

from triplicate.proof.outline.entry import Fault, Span, SpanKind
from triplicate.proof.outline.labels import task_label
from triplicate.proof.readback.archive import local_name, text_of
from triplicate.proof.readback.word.fields import Fields, linked
from triplicate.proof.readback.word.markup import W14, Properties, R, W, find, properties, value, value_of
from triplicate.proof.readback.word.runs import RunReader, split_by_script

_UNREAD = frozenset(
    (
        *("pPr", "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "proofErr", "bookmarkEnd", "sdtPr"),
        *("sdtEndPr", "permStart", "permEnd", "Fallback", "rt", "delText", "tblPr", "commentReference"),
    )
)


@dataclass(slots=True)
class WordLine:
    """What a paragraph says.

    ``drawn`` counts its pictures, those that say nothing too; ``in_contents`` tells that it is in a table of
    contents, ``page`` the page it names there.
    """

    spans: list[Span] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    checked: bool | None = None
    label: str = ""
    drawn: int = 0
    standing_formula: bool = False
    rule: bool = False
    in_contents: bool = False
    page: str = ""


class LineReader:
    """Reads paragraphs of one part; ``links`` maps its relationships' ids to addresses."""

    def __init__(self, runs: RunReader, links: dict[str, str], faults: list[Fault]) -> None:
        self.runs = runs
        self.links = links
        self.faults = faults
        self.fields = Fields()
        self.open_bookmarks: dict[str, tuple[str, WordLine, int]] = {}
        self.note_bookmarks: dict[str, list[str]] = {}
        self.numbers: dict[str, int] = {}
        self.where = ""

    def read(self, paragraph: etree._Element, style: str | None, *, code: bool = False) -> WordLine:
        """Return what a paragraph of a style says; in ``code`` the ends of lines are kept."""
        line = WordLine()
        line.in_contents = self.fields.in_contents
        self._children(paragraph, style, Span(""), line, code=code)
        line.in_contents = line.in_contents or self.fields.in_contents
        return line

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
                    self._children(child, style, linked(instruction, around), line, code=code)
                case "oMath" | "oMathPara":
                    self._formula(child, "", around, line)
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
        box = None if control is None else control.find(f"{W14}checkbox")
        if box is not None:
            state = box.find(f"{W14}checked")
            line.checked = state is not None and state.get(f"{W14}val") in ("1", "true", "on")
            line.label = task_label(self._plain_lang(around), checked=line.checked)
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
        text = title or text_of(element)
        if local_name(element) == "oMathPara":
            line.standing_formula = True
        line.spans.append(around._replace(text=text, kind=SpanKind.FORMULA, lang=self._plain_lang(around)))

    def _plain_lang(self, around: Span) -> str:
        return around.lang or self.runs.language((), None)

    # Runs

    def _run(self, run: etree._Element, style: str | None, around: Span, line: WordLine, *, code: bool) -> None:
        found = properties(find(run, "rPr"))
        span, hidden = self.runs.span(found, style, self.fields.around(around))
        silent = hidden or self.fields.in_code or self.fields.is_page
        character = value_of(found, "rStyle")
        for child in run:
            match local_name(child):
                case "t" if not silent:
                    self._words(child.text or "", span, character, found, style, line)
                case "t" if not hidden and self.fields.is_page:
                    line.page += child.text or ""
                case "tab" | "ptab" if not silent:
                    line.spans.append(span._replace(text="\t"))
                case "br" | "cr" if not silent and child.get(f"{W}type") not in ("page", "column"):
                    line.spans.append(span._replace(text="\n" if code else " "))
                case "noBreakHyphen" if not silent:
                    line.spans.append(span._replace(text="\u2011"))
                case "sym" if not silent:
                    line.spans.append(span._replace(text=_symbol(child)))
                case "fldChar":
                    self.fields.character(child.get(f"{W}fldCharType"))
                    span, hidden = self.runs.span(found, style, self.fields.around(around))
                    silent = hidden or self.fields.in_code or self.fields.is_page
                case "instrText":
                    self.fields.add_code(child.text or "")
                case "footnoteReference" | "endnoteReference" if not silent:
                    self._call(child, span, run, line)
                    if child.get(f"{W}customMarkFollows") in ("1", "true", "on"):
                        return
                case "drawing" | "pict" | "object" if not silent:
                    self._drawing(child, span, line)
                case "AlternateContent" if not silent:
                    choice = next((inner for inner in child if local_name(inner) == "Choice"), None)
                    drawings = (
                        [] if choice is None else [one for one in choice if local_name(one) in ("drawing", "pict")]
                    )
                    for one in drawings:
                        self._drawing(one, span, line)
                case "ruby" if not silent:
                    base = find(child, "rubyBase")
                    if base is not None:
                        self._children(base, style, around, line, code=code)
                case _:
                    pass

    def _words(
        self,
        text: str,
        span: Span,
        character: str | None,
        found: Properties,
        style: str | None,
        line: WordLine,
    ) -> None:
        if character == "AbbreviationExpansion":
            # What the short form before it stands for, given in the text at its first use.
            if line.spans:
                line.spans[-1] = line.spans[-1]._replace(expansion=text.strip().removeprefix("(").removesuffix(")"))
            return
        if character == "LinkAddress" and line.spans and text == f" ({_printed(line.spans[-1].target)})":
            # The address of the link before it, printed for readers on paper: the link says it already.
            return
        if (target := self.fields.call) is not None:
            line.spans.append(span._replace(text=text.strip(), kind=SpanKind.CALL, target=target, marks=frozenset()))
            return
        if text.isascii():
            line.spans.append(span._replace(text=text))
        else:
            line.spans += split_by_script(text, span, self.runs.east_asian(found, style))

    def _call(self, element: etree._Element, span: Span, run: etree._Element, line: WordLine) -> None:
        kind = local_name(element).removesuffix("Reference")
        name = f"{kind} {element.get(f'{W}id')}"
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            number = "".join(text.text or "" for text in run.iter(f"{W}t"))
        else:
            self.numbers[kind] = self.numbers.get(kind, 0) + 1
            number = str(self.numbers[kind])
        line.spans.append(span._replace(text=number, kind=SpanKind.CALL, target=f"#{name}", marks=frozenset()))

    def _drawing(self, element: etree._Element, span: Span, line: WordLine) -> None:
        line.drawn += 1
        for shape in element.iter():
            if local_name(shape) in ("rect", "line") and shape.get("{urn:schemas-microsoft-com:office:office}hr"):
                line.drawn -= 1
                line.rule = True
                return
        inner = [node for node in element.iter() if local_name(node) in ("docPr", "shape", "imagedata")]
        if any(local_name(node) == "decorative" and node.get("val") in ("1", "true") for node in element.iter()):
            return
        alt = next((text for node in inner for key in ("descr", "alt", "title") if (text := node.get(key))), "")
        if not alt:
            self.faults.append(Fault("alt-lost", "A picture has no alternative text.", self.where))
        line.spans.append(span._replace(text=" ".join(alt.split()), kind=SpanKind.PICTURE))


def _printed(target: str) -> str:
    """Return an address as it is printed."""
    return target.removeprefix("mailto:").removeprefix("tel:")


def _symbol(element: etree._Element) -> str:
    """Return a character of a symbol font; those of private use say nothing (17.3.3.30)."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF else chr(code)
