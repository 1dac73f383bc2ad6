"""The words of a content document: spans with their language, marks and links."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import etree

from triplicate.proof.outline.entry import Fault, Mark, Span, SpanKind
from triplicate.proof.outline.labels import checked_by
from triplicate.proof.readback.archive import entity_text, local_name, resolved, text_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = "{http://www.idpf.org/2007/ops}type"
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
_UNMET = frozenset({"script", "style", "template", "head", "rt", "rp", "wbr", "audio", "video", "source", "track"})


@dataclass(slots=True)
class EpubLine:
    """Words being gathered for one entry: ``ids`` by which they are reached, ``checked`` of a task's box."""

    spans: list[Span] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    checked: bool | None = None
    label: str = ""


def kinds(element: etree._Element) -> frozenset[str]:
    """Return what an element is in the words of ARIA's ``role`` and of ``epub:type``, without their prefixes."""
    tokens = f"{element.get('role') or ''} {element.get(_TYPE) or ''}".split()
    return frozenset(token.removeprefix("doc-") for token in tokens)


def language(element: etree._Element, around: str) -> str:
    """Return the language in force in an element."""
    lang = element.get(XML_LANG)
    if lang is None:
        lang = element.get("lang")
    return around if lang is None else lang


def is_hidden(element: etree._Element) -> bool:
    """Whether a reader does not meet an element at all."""
    return (
        element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or local_name(element) in _UNMET
        or "pagebreak" in kinds(element)
    )


class EpubInlineReader:
    """Reads the inline content of one content document; ``part`` is its name, ``faults`` what was found."""

    def __init__(self, part: str, faults: list[Fault]) -> None:
        self.part = part
        self.faults = faults

    def where(self, element: etree._Element) -> str:
        """Return where an element stands, for a person."""
        return f"{self.part}, line {element.sourceline}"

    def name(self, identifier: str) -> str:
        """Return the name by which links reach an element of this content document."""
        return f"{self.part}#{identifier}"

    def target(self, href: str) -> str:
        """Return where a link leads: an absolute address as it is, else ``#`` and an entry's name."""
        if urlsplit(href).scheme or href.startswith("//"):
            return href
        path, _, fragment = href.partition("#")
        part = resolved(self.part, unquote(path)) if path else self.part
        return f"#{part}#{unquote(fragment)}" if fragment else f"#{part}"

    def element(self, element: etree._Element, around: Span, line: EpubLine) -> None:
        """Add what an inline element says."""
        if is_hidden(element):
            self.hide(element, line)
            return
        if identifier := element.get("id"):
            line.ids.append(self.name(identifier))
        tag = local_name(element)
        inner = around._replace(lang=language(element, around.lang))
        match tag:
            case "br":
                line.spans.append(inner._replace(text=" "))
            case "img" | "svg":
                self.picture(element, inner, line)
            case "math":
                text = element.get("alttext") or text_of(element, "annotation", "annotation-xml")
                line.spans.append(inner._replace(text=text, kind=SpanKind.FORMULA))
            case "input":
                if element.get("type") == "checkbox":
                    line.checked = element.get("checked") is not None
                    line.label = element.get("aria-label") or line.label
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
                self.mixed(element, inner, line)

    def mixed(self, element: etree._Element, around: Span, line: EpubLine) -> None:
        """Add what stands in an element: its text and inline elements."""
        for node, text in mixed(element):
            if node is None:
                line.spans.append(around._replace(text=text))
            else:
                self.element(node, around, line)

    def hide(self, element: etree._Element, line: EpubLine) -> None:
        """Keep the names by which a hidden element and what is in it are reached."""
        line.ids += [self.name(inner.get("id", "")) for inner in element.iter() if inner.get("id")]

    def link(self, element: etree._Element, around: Span, line: EpubLine) -> None:
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

    def picture(self, element: etree._Element, around: Span, line: EpubLine) -> None:
        """Add a picture that says something."""
        alt = alternative(element)
        if alt is None:
            self.faults.append(Fault("alt-lost", "A picture has no alternative text.", self.where(element)))
        if alt != "":
            line.spans.append(around._replace(text=alt or "", kind=SpanKind.PICTURE))


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
    """Return a picture's alternative text: "" for a decorative one, None where it is missing."""
    if kinds(element) & {"presentation", "none"}:
        return ""
    if local_name(element) == "img":
        alt = element.get("aria-label") or element.get("alt")
        return None if alt is None else " ".join(alt.split())
    titles = (child for child in element if local_name(child) == "title")
    alt = element.get("aria-label") or next((text_of(title) for title in titles), None)
    return None if alt is None else " ".join(alt.split())


def mixed(element: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """Yield the child elements of an element and the pieces of text between them, in order."""
    if element.text:
        yield None, element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child, ""
        elif text := entity_text(child):
            yield None, text
        if child.tail:
            yield None, child.tail
