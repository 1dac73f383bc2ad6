"""The words of a content document: spans with their language, marks and links."""

from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote, urlsplit

from lxml import etree

from triplicate.proof.outline.entry import Fault, Mark, Span, SpanKind, tidy
from triplicate.proof.outline.labels import checked_by
from triplicate.proof.readback.archive import children, local_name, resolved, text_of
from triplicate.proof.readback.content.controls import ContentLine, control
from triplicate.proof.readback.content.formulas import linear
from triplicate.proof.readback.content.tex import tex_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OPS = "{http://www.idpf.org/2007/ops}"
_TYPE = f"{_OPS}type"
_KNOWN_LANGUAGES = ("http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")
_HREF = "{http://www.w3.org/1999/xlink}href"

_MARKS = {
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "s": Mark.STRUCK,
    "del": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "code": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
    "kbd": Mark.KEYBOARD,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
}
# Never met: page breaks are for the page list, the words of rt and rp repeat those of ruby.
_UNMET = frozenset(
    (
        *("script", "style", "template", "head", "rt", "rp", "wbr", "audio", "video", "source", "track", "datalist"),
        *("defs", "desc", "metadata", "symbol", "trigger"),
    )
)
# Elements that stand on their own lines (HTML, 15.3.3 "Flow content").
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup"),
        *("hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_NO_KINDS = frozenset[str]()
_CONTROLS = frozenset({"button", "meter", "output", "progress", "textarea"})


def kinds(element: etree._Element) -> frozenset[str]:
    """Return what an element is in the words of ARIA's ``role`` and of ``epub:type``, without their prefixes."""
    role, term = element.get("role"), element.get(_TYPE)
    if not (role or term):
        return _NO_KINDS
    return frozenset(token.removeprefix("doc-") for token in f"{role or ''} {term or ''}".split())


def language(element: etree._Element, around: str) -> str:
    """Return the language in force in an element."""
    lang = element.get(XML_LANG)
    if lang is None:
        lang = element.get("lang")
    return around if lang is None else lang


def within(element: etree._Element, around: Span) -> Span:
    """Return the span around what is in an element: in its language."""
    lang = language(element, around.lang)
    return around if lang == around.lang else around._replace(lang=lang)


def is_hidden(element: etree._Element) -> bool:
    """Whether a reader does not meet an element at all."""
    return (
        element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or local_name(element) in _UNMET
        or "pagebreak" in kinds(element)
        # In a drawing these are attributes (SVG 2, 6.6).
        or element.get("display") == "none"
        or element.get("visibility") == "hidden"
    )


class ContentInlineReader:
    """Reads the inline content of one content document; ``faults`` is what was found.

    ``part`` is its name among the parts of a book, empty for a page that stands alone.
    The alternative texts of the pictures in ``met`` are met elsewhere, as those of figures.
    """

    def __init__(self, part: str, faults: list[Fault]) -> None:
        self.part = part
        self.faults = faults
        self.met: set[etree._Element] = set()

    def where(self, element: etree._Element) -> str:
        """Return where an element stands, for a person."""
        return f"{self.part}, line {element.sourceline}" if self.part else f"line {element.sourceline}"

    def name(self, identifier: str) -> str:
        """Return the name by which links reach an element of this content document."""
        return f"{self.part}#{identifier}"

    def target(self, href: str) -> str:
        """Return where a link leads: an absolute address as it is, else ``#`` and an entry's name."""
        if urlsplit(href).scheme or href.startswith("//"):
            return href
        path, _, fragment = href.partition("#")
        if path and not self.part:
            return href
        part = resolved(self.part, unquote(path)) if path else self.part
        return f"#{part}#{unquote(fragment)}" if fragment else f"#{part}"

    def element(self, element: etree._Element, around: Span, line: ContentLine) -> None:
        """Add what an inline element says."""
        if is_hidden(element):
            self.hide(element, line)
            return
        if identifier := element.get("id"):
            line.ids.append(self.name(identifier))
        tag = local_name(element)
        inner = within(element, around)
        match tag:
            case "br":
                line.spans.append(inner._replace(text=" "))
            case "img" | "svg":
                self.picture(element, inner, line)
            case "object" if not text_of(element) and not any(map(alternative, element.iter("{*}img", "{*}svg"))):
                self.picture(element, inner, line)
            case "math":
                text = element.get("alttext") or linear(element)
                line.spans.append(inner._replace(text=text, kind=SpanKind.FORMULA, source=tex_of(element)))
            case "input" | "select":
                control(element, inner, line)
            case "label" if checked_by(text_of(element), around.lang) is not None:
                # The words say the state of the box and no more.
                line.label = text_of(element)
                for box in element.iter("{*}input"):
                    self.element(box, around, line)
            case "a":
                self.link(element, inner, line)
            case "abbr":
                self.mixed(element, inner._replace(expansion=element.get("title") or ""), line)
            case _:
                if mark := _MARKS.get(tag):
                    inner = inner._replace(marks=inner.marks | {mark})
                apart = tag in BLOCKS or tag in _CONTROLS
                line.spans += [inner._replace(text=" ")] * apart
                self.mixed(element, inner, line)
                line.spans += [inner._replace(text=" ")] * apart

    def mixed(self, element: etree._Element, around: Span, line: ContentLine) -> None:
        """Add what stands in an element: its text and inline elements."""
        for node, text in mixed(element):
            if node is None:
                line.spans.append(around._replace(text=text))
            else:
                self.element(node, around, line)

    def hide(self, element: etree._Element, line: ContentLine) -> None:
        """Keep the names by which a hidden element and what is in it are reached."""
        line.ids += [self.name(inner.get("id", "")) for inner in element.iter() if inner.get("id")]

    def link(self, element: etree._Element, around: Span, line: ContentLine) -> None:
        """Add the words of a link, a call of a note, or nothing for a link back from a note."""
        href = element.get("href") or element.get(_HREF)
        if href is None:
            self.mixed(element, around, line)
            return
        kind = kinds(element)
        if "backlink" in kind:
            self.hide(element, line)
            return
        target = self.target(href)
        if "noteref" in kind:
            text = text_of(element).strip("[]()")
            line.spans.append(around._replace(text=text, target=target, kind=SpanKind.CALL, marks=frozenset()))
            return
        self.mixed(element, around._replace(target=target), line)

    def file(self, element: etree._Element) -> str:
        """Return the part in which a picture lies; an address of another kind as it is."""
        reference = element.get("src") or element.get("data") or ""
        inner = element if local_name(element) != "svg" else next(element.iter("{*}image"), element)
        reference = reference or inner.get(_HREF) or inner.get("href") or ""
        return resolved(self.part, unquote(reference)) if reference and not urlsplit(reference).scheme else reference

    def picture(self, element: etree._Element, around: Span, line: ContentLine) -> None:
        """Add a picture that says something, and the words that are drawn in it."""
        drawn = ContentLine()
        if local_name(element) == "svg":
            self.drawn_words(element, around, drawn)
        said = bool(tidy(drawn.spans))
        alt = "" if element in self.met else alternative(element)
        if alt is None and not said:
            self.faults.append(Fault("alt-lost", "A picture has no alternative text.", self.where(element)))
        if alt or (alt is None and not said):
            line.spans.append(around._replace(text=alt or "", kind=SpanKind.PICTURE, source=self.file(element)))
        line.spans += drawn.spans
        line.ids += drawn.ids

    def drawn_words(self, element: etree._Element, around: Span, line: ContentLine) -> None:
        """Add the words in a drawing; one that says it is a picture is met by its alternative text alone."""
        if kinds(element) & {"img", "presentation", "none"}:
            return
        switch = local_name(element) == "switch"
        for child in _drawn_branch(element, around.lang) if switch else children(element):
            if is_hidden(child) or local_name(child) == "title":
                continue
            inner = around._replace(lang=language(child, around.lang))
            if local_name(child) in ("text", "foreignObject"):
                line.spans.append(inner._replace(text=" "))
                self.element(child, inner, line)
                line.spans.append(inner._replace(text=" "))
            else:
                href = child.get("href") or child.get(_HREF)
                if local_name(child) == "a" and href:
                    inner = inner._replace(target=self.target(href))
                self.drawn_words(child, inner, line)


def whole(text: str | None, default: int) -> int:
    """Return the whole number that an attribute is; a default for anything else."""
    try:
        return int(text) if text else default
    except ValueError:
        return default


def nearest(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the nearest ancestor with a name."""
    return next((parent for parent in element.iterancestors() if local_name(parent) == tag), None)


def alternative(element: etree._Element) -> str | None:
    """Return a picture's alternative text: "" for a decorative one, None where it is missing.

    That of a drawing is its title with its description.
    """
    if kinds(element) & {"presentation", "none"}:
        return ""
    if local_name(element) == "object":
        alt = element.get("aria-label") or element.get("title")
        return None if alt is None else " ".join(alt.split())
    if local_name(element) == "img":
        alt = element.get("aria-label") or element.get("alt")
        return None if alt is None else " ".join(alt.split())
    name = element.get("aria-label") or _child_text(element, "title")
    said = [text for text in (name, _child_text(element, "desc")) if text is not None]
    return " ".join(" ".join(said).split()) if said else None


def _child_text(element: etree._Element, name: str) -> str | None:
    """Return the words of the first child of a name, None if there is none."""
    return next((text_of(child) for child in children(element) if local_name(child) == name), None)


def mixed(element: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """Yield the child elements of an element and the pieces of text between them, in order.

    Of a switch only the branch that is met.
    """
    if element.tag == f"{_OPS}switch":
        branch = _branch(element)
        if branch is not None:
            yield branch, ""
        return
    if element.text:
        yield None, element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child, ""
        if child.tail:
            yield None, child.tail


def _drawn_branch(switch: etree._Element, lang: str) -> Iterator[etree._Element]:
    """Yield the branch of a switch in a drawing that is met: the first that suits the language around (SVG 2, 5.8)."""
    for child in children(switch):
        wanted = child.get("requiredExtensions") or ""
        tags = child.get("systemLanguage")
        speaks = tags is None or any(f"{lang}-".startswith(f"{tag.strip()}-") for tag in tags.split(","))
        if speaks and all(one in _KNOWN_LANGUAGES for one in wanted.split()):
            yield child
            return


def _branch(switch: etree._Element) -> etree._Element | None:
    """Return the branch of a switch that is met: the first in a language that is read, else the default (EPUB 3.2)."""
    cases = (child for child in children(switch) if local_name(child) == "case")
    known = (case for case in cases if case.get("required-namespace") in _KNOWN_LANGUAGES)
    defaults = (child for child in children(switch) if local_name(child) == "default")
    return next(chain(known, defaults), None)
