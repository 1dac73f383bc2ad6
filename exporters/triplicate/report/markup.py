"""Functions that append elements to the report's page."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from triplicate.document.language import canonical, direction
from triplicate.later import regex
from triplicate.rules.finding import Finding, Quote

_QUOTED = regex(r"(“[^”]*”)")
# What HTML forbids: control characters but for tab and line feed, and halves of surrogate pairs.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000)), "\ufffd")


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Append an element; ``class_`` and ``for_`` are the attributes without the line."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    element = SubElement(parent, tag, named)
    element.text = text or None
    return element


def passage(parent: Element, text: str, lang: str, tag: str = "span", **attributes: str) -> Element:
    """Append words of the document, marked with their language and its direction."""
    element = add(parent, tag, text, **attributes)
    if valid := canonical(lang) if lang else None:
        element.set("lang", valid)
    element.set("dir", direction(valid) if valid else "auto")
    return element


def pieces(parent: Element, parts: Iterable[tuple[str, str]]) -> None:
    """Append words that are in several languages."""
    for text, lang in parts:
        passage(parent, text, lang)


def message(parent: Element, text: str, lang: str) -> None:
    """Append an English message whose words in “…” are the document's."""
    for part in _QUOTED.split(text):
        if part.startswith("“") and part.endswith("”"):
            append(parent, "“")
            passage(parent, part[1:-1], lang)
            append(parent, "”")
        else:
            append(parent, part)


def sentence(parent: Element, finding: Finding, lang: str) -> None:
    """Append the message of a finding, English but for the words of the text that it quotes."""
    for part in finding.parts():
        if isinstance(part, Quote):
            passage(parent, part, lang)
        else:
            append(parent, part)


def append(parent: Element, text: str) -> None:
    """Append text after what an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def terms(parent: Element, pairs: Iterable[tuple[str, str]]) -> Element:
    """Append a list of terms with what they are; pairs without words are left out."""
    found = add(parent, "dl")
    for term, words in pairs:
        if words:
            add(found, "dt", term)
            add(found, "dd", words)
    return found


def table(parent: Element, caption: Iterable[tuple[str, str]], heads: Iterable[str], class_: str) -> Element:
    """Append a table and return its body; ``caption`` is in pieces, each with its language.

    The roles are written out, since browsers forget them where narrow screens show rows as blocks.
    """
    found = add(parent, "table", class_=class_, role="table")
    named = add(found, "caption")
    pieces(named, caption)
    group = add(found, "thead", role="rowgroup")
    row = add(group, "tr", role="row")
    for head in heads:
        add(row, "th", head, scope="col", role="columnheader")
    return add(found, "tbody", role="rowgroup")


def serialised(root: Element) -> bytes:
    """Return a page as bytes."""
    text = tostring(root, encoding="unicode", method="html").translate(_FORBIDDEN)
    return f"<!DOCTYPE html>\n{text}\n".encode()
