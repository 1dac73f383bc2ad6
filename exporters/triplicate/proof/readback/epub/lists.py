"""Lists, with their items as they are numbered (HTML, 4.4.5 to 4.4.10)."""

from lxml import etree

from triplicate.document.model import Numbering
from triplicate.proof.outline.entry import Entry, ListKind, Role, Span
from triplicate.proof.outline.labels import BULLET, number_label
from triplicate.proof.readback.archive import children, local_name
from triplicate.proof.readback.epub.base import EpubBlockReader
from triplicate.proof.readback.epub.inlines import is_hidden, language, nearest, whole


def list_of_items(reader: EpubBlockReader, element: etree._Element, around: Span, depth: int) -> Entry:
    """Return a list with its items as they are numbered (HTML, 4.4.5 to 4.4.8)."""
    ordered = local_name(element) == "ol"
    items = [child for child in children(element) if local_name(child) == "li" and not is_hidden(child)]
    backwards = element.get("reversed") is not None
    number = whole(element.get("start"), len(items) if backwards else 1)
    counted = element.get("type") or "1"
    numbering = Numbering(counted) if counted in set(Numbering) else Numbering.DECIMAL
    entries = []
    for item in items:
        inner = around._replace(lang=language(item, around.lang))
        entry = reader.container(Role.ITEM, item, inner, depth)
        number = whole(item.get("value"), number)
        label = f"{number_label(number, numbering)}." if ordered else BULLET
        entries.append(_task(entry._replace(label=label)))
        number += -1 if backwards else 1
    kind = ListKind.NUMBERS if ordered else ListKind.BULLETS
    result = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=kind, lang=around.lang)
    return reader.entry(result, element)


def definitions(reader: EpubBlockReader, element: etree._Element, around: Span, depth: int) -> Entry:
    """Return a list of terms and descriptions."""
    entries = []
    for child in element.iter():
        tag = local_name(child)
        if tag not in ("dt", "dd") or nearest(child, "dl") is not element:
            continue
        inner = around._replace(lang=language(child, around.lang))
        if tag == "dt":
            entries.append(reader.text(Role.TERM, child, inner))
        else:
            entries.append(reader.container(Role.DESCRIPTION, child, inner, depth))
    result = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=ListKind.TERMS, lang=around.lang)
    return reader.entry(result, element)


def _task(item: Entry) -> Entry:
    """Return an item with the state of the box that stands before its words."""
    first = item.children[0] if item.children else None
    if first is None or first.checked is None:
        return item
    rest = item.children[1:]
    inside = (first._replace(checked=None, label=""), *rest) if first.spans or not rest else rest
    return item._replace(checked=first.checked, label=first.label or item.label, children=inside)
