"""The words of a line: from elements within it to spans, with links, marks, pictures, formulas and calls of notes."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from sys import intern

from triplicate.document.language import direction
from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Fault, Mark, Span, SpanKind
from triplicate.proof.readback.pdf import marked_content as streams
from triplicate.proof.readback.pdf.bidi import logical
from triplicate.proof.readback.pdf.formulas import Read, tex_of
from triplicate.proof.readback.pdf.places import Places
from triplicate.proof.readback.pdf.tree import Annotation, Element, MarkedContentReference

INLINE = frozenset(
    (
        *("Span", "Sub", "Quote", "Reference", "BibEntry", "Code", "Em", "Strong", "Link", "Annot", "Ruby", "RB", "RT"),
        *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form", "Lbl", "Note", "FENote"),
    )
)
"""The types of elements that stand within a line (ISO 32000-1, 14.8.4.4)."""

HIDDEN = frozenset({"Artifact", "RT", "RP", "Private"})
_DRAWN = frozenset({SpanKind.PICTURE, SpanKind.FORMULA})
_MARKS = {"Em": Mark.EMPHASIS, "Strong": Mark.STRONG, "Code": Mark.CODE}
CALL = regex(r"\W*(\d+|[*†‡§]+)\W*")


@dataclass(slots=True)
class PdfLine:
    """What is gathered for one entry: spans, names that lead to it, and blocks and notes met among its words."""

    spans: list[Span] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


class PdfInlineReader:
    """Reads the words of one file, with ``read`` what is in its streams; ``faults`` is what was found on the way."""

    def __init__(self, content: streams.PageContents, places: Places, elements: Iterable[Element], read: Read) -> None:
        self._content = content
        self._read = read
        self._places = places
        self.faults: list[Fault] = []
        self._notes = {element.number for element in elements if element.role in ("Note", "FENote")}
        self._note_of = dict(_note_content(elements))
        self._images = content.images()

    def where(self, element: Element) -> str:
        """Return where an element begins, for a person."""
        page = next((self._page(item) for item in contents_in(element)), None)
        return "" if page is None else intern(f"page {page + 1}")

    def _page(self, item: MarkedContentReference) -> int | None:
        sequence = self._content.sequences.get(item)
        return sequence.page if sequence else None

    def ids(self, element: Element) -> tuple[str, ...]:
        """Return the names by which links reach an element itself."""
        return (f"object {element.number[0]}",) if element.number != (0, 0) else ()

    def target(self, annotations: Iterable[Annotation]) -> str:
        """Return where a link leads: an address, or ``#`` and a name of the content that is met there."""
        for annotation in annotations:
            if annotation.uri:
                return annotation.uri
            found = self._places.find(annotation.destination)
            if found is not None:
                return f"#{name_of(found)}"
        return ""

    def alternative(self, element: Element) -> str:
        """Return the alternative text of a figure."""
        alt = element.alt if element.alt is not None else element.actual
        if alt is None:
            self.faults.append(Fault("alt-lost", "A figure has no alternative text.", self.where(element)))
        return one_line(alt or "")

    def picture(self, element: Element) -> str:
        """Return where the image lies that a figure is; "" if it is none, or more than one."""
        images = [one for item in contents_in(element) for _, one in self._images.get(item, ())]
        return images[0].source if len(images) == 1 else ""

    def formula(self, element: Element, around: Span) -> tuple[str, str]:
        """Return what a formula says, and its TeX, "" if the file does not have it."""
        said = one_line(element.alt or element.actual or self.said(element, around))
        return said, tex_of(element, self._read)

    def said(self, element: Element, around: Span) -> str:
        """Return the words in an element."""
        line = PdfLine()
        self.fill(element, around, line)
        return "".join(span.text for span in line.spans)

    def fill(self, element: Element, around: Span, line: PdfLine, *, calls: bool = True) -> None:
        """Add the words in an element; its replacement text stands for all of them (14.9.4)."""
        if element.actual is not None:
            line.spans.append(around._replace(text=element.actual))
            line.ids += names_in(element)
            return
        for kid in element.kids:
            self.add(kid, around, line, calls=calls)

    def add(
        self, kid: "Element | MarkedContentReference | Annotation", around: Span, line: PdfLine, *, calls: bool = True
    ) -> None:
        """Add what one kid says."""
        if isinstance(kid, MarkedContentReference):
            self._words(kid, around, line)
        elif isinstance(kid, Element) and kid.role not in HIDDEN:
            self._element(kid, around, line, calls=calls)
        elif isinstance(kid, Annotation) and (said := " ".join(filter(None, (kid.name, kid.value)))):
            line.spans.append(around._replace(text=f" {said} "))

    def _words(self, item: MarkedContentReference, around: Span, line: PdfLine) -> None:
        """Add the words of a marked-content sequence."""
        line.ids.append(name_of(item))
        sequence = self._content.sequences.get(item)
        for piece in sequence.pieces if sequence else ():
            lang = piece.lang or around.lang
            text = piece.text
            if piece.shown and lang:
                # Code runs from left to right in any line.
                to_left = Mark.CODE not in around.marks and direction(lang) == "rtl"
                text = logical(piece.shown, right_to_left=to_left)
            elif piece.tabbed and line.spans and line.spans[-1].kind in _DRAWN:
                text = text.removeprefix(" ")  # what is drawn before the words leads to them, and no tab
            line.spans.append(
                around._replace(
                    text=text,
                    lang=lang,
                    expansion=piece.expansion or around.expansion,
                )
            )

    def _element(self, element: Element, around: Span, line: PdfLine, *, calls: bool) -> None:
        """Add what an element within a line says; blocks and notes wait for the end of the line."""
        inner = around._replace(
            lang=element.lang if element.lang is not None else around.lang,
            expansion=element.expansion or around.expansion,
        )
        match element.role:
            case "Figure":
                source = self.picture(element)
                line.spans.append(inner._replace(text=self.alternative(element), kind=SpanKind.PICTURE, source=source))
                if says_itself(element):
                    self.fill(element, inner, line, calls=calls)
                else:
                    line.ids += names_in(element)
            case "Formula":
                alt, tex = self.formula(element, inner)
                line.spans.append(inner._replace(text=alt, kind=SpanKind.FORMULA, source=tex))
                line.ids += names_in(element)
            case "Note" | "FENote":
                line.blocks.append(element)
            case "Link":
                target = self.target(_annotations(element))
                self.fill(element, inner._replace(target=target or inner.target), line, calls=calls)
            case "Reference" if calls and self._call(element, inner, line):
                return
            case role if role in INLINE or role in ("P", "NonStruct", "LBody", "Caption", "Div"):
                line.ids += self.ids(element)
                if mark := _MARKS.get(role) or _text_mark(element):
                    inner = inner._replace(marks=inner.marks | {mark})
                if element.alt is not None and element.actual is None:
                    values = (field.value for field in _annotations(element) if field.value)
                    line.spans.append(inner._replace(text=" ".join((element.alt, *values))))
                    return
                self.fill(element, inner, line, calls=calls)
            case _:
                line.blocks.append(element)

    def _call(self, element: Element, around: Span, line: PdfLine) -> bool:
        """Add the call of a note, if the reference is one."""
        text = self.said(element, around)
        target = self.target(_annotations(element))
        noted = [ref for ref in element.refs if ref in self._notes]
        number = CALL.fullmatch(text)
        if noted:
            target = f"#{name_of(noted[0])}"
        if not number:
            return False
        if target[1:] in self._note_of:
            target = f"#{self._note_of[target[1:]]}"
        line.spans.append(around._replace(text=number[1], target=target, kind=SpanKind.CALL, marks=frozenset()))
        line.ids += names_in(element)
        return True


def says_itself(figure: Element) -> bool:
    """Whether a figure has no text that stands for what is drawn in it, so that the words in it are met."""
    return not (figure.alt or figure.actual)


def walk_elements(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield all elements of the tree, in order."""
    stack = list(elements)[::-1]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def within(element: Element, around: Span) -> Span:
    """Return the span around what is in an element: its language is that of the element, if it has one."""
    return around if element.lang is None else around._replace(lang=element.lang)


def names_in(element: Element) -> Iterator[str]:
    """Yield the names of all the content in an element."""
    return map(name_of, contents_in(element))


def contents_in(element: Element) -> Iterator[MarkedContentReference]:
    """Yield the content in an element and in those that it holds."""
    for inner in walk_elements((element,)):
        yield from (kid for kid in inner.kids if isinstance(kid, MarkedContentReference))


def _annotations(element: Element) -> Iterator[Annotation]:
    for inner in walk_elements((element,)):
        yield from (kid for kid in inner.kids if isinstance(kid, Annotation))


def _note_content(elements: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Yield the name of every sequence in a note and the name of the note."""
    for element in elements:
        if element.role in ("Note", "FENote"):
            for name in names_in(element):
                yield name, name_of(element.number)


def name_of(found: tuple[object, int]) -> str:
    """Return the name of a marked-content sequence, or of an object by its number."""
    key, number = found
    return f"content {key[0]} {key[1]} {number}" if isinstance(key, tuple) else f"object {key}"


def _text_mark(element: Element) -> Mark | None:
    """Return the mark of a span by its layout: 1.7 knows no TextPosition, only how far a line is shifted."""
    position = {"Sub": Mark.SUBSCRIPT, "Sup": Mark.SUPERSCRIPT}.get(element.name("TextPosition"))
    if position is None and (shift := element.number_of("BaselineShift")):
        position = Mark.SUPERSCRIPT if shift > 0 else Mark.SUBSCRIPT
    return position or (Mark.STRUCK if element.name("TextDecorationType") == "LineThrough" else None)


def one_line(text: str) -> str:
    """Return words with single spaces, without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())
