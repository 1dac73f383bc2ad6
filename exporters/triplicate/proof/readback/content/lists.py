"""Lists, with their items as they are numbered (HTML, 4.4.5 to 4.4.10)."""

from collections.abc import Iterator

from lxml import etree

from triplicate.document.model import Numbering
from triplicate.proof.outline.entry import Entry, ListKind, Role, Span, tidy
from triplicate.proof.outline.labels import BULLET, number_label
from triplicate.proof.readback.archive import children, local_name
from triplicate.proof.readback.content.base import ContentBlockReader
from triplicate.proof.readback.content.inlines import is_hidden, language, mixed, whole

_LISTED = frozenset({"li", "ol", "ul", "menu", "dir"})


def list_of_items(reader: ContentBlockReader, element: etree._Element, around: Span, depth: int) -> Entry:
    """Return a list with its items as they are numbered (HTML, 4.4.5 to 4.4.8)."""
    ordered = local_name(element) == "ol"
    parts = list(_parts(element))
    items = {child for child, _ in parts if child is not None and local_name(child) == "li" and not is_hidden(child)}
    backwards = element.get("reversed") is not None
    number = whole(element.get("start"), len(items) if backwards else 1)
    counted = element.get("type") or "1"
    numbering = Numbering(counted) if counted in set(Numbering) else Numbering.DECIMAL
    entries: list[Entry] = []
    for child, text in parts:
        if child is None or child not in items:
            _add_stray(entries, reader, child, around._replace(text=text), depth)
            continue
        inner = around._replace(lang=language(child, around.lang))
        entry = reader.container(Role.ITEM, child, inner, depth)
        number = whole(child.get("value"), number)
        label = f"{number_label(number, numbering)}." if ordered else BULLET
        entries.append(_task(entry._replace(label=label)))
        number += -1 if backwards else 1
    kind = ListKind.NUMBERS if ordered else ListKind.BULLETS
    result = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=kind, lang=around.lang)
    return reader.entry(result, element)


def _parts(element: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """Yield what stands in a list; items that something is around are items all the same, as browsers show them."""
    for child, text in mixed(element):
        wraps = child is not None and local_name(child) not in _LISTED and not is_hidden(child)
        if child is not None and wraps and any(local_name(inner) == "li" for inner in children(child)):
            yield from _parts(child)
        else:
            yield child, text


def _add_stray(
    items: list[Entry], reader: ContentBlockReader, element: etree._Element | None, around: Span, depth: int
) -> None:
    """Add what stands in a list and in no item, such as a list right in a list: it goes on with the item before it."""
    if element is not None:
        inside = reader.block(element, around, depth)
    else:
        words = tidy((around,))
        inside = [Entry(role=Role.PARAGRAPH, spans=words, lang=around.lang)] if words else []
    if not inside:
        return
    if items:
        items[-1] = items[-1]._replace(children=(*items[-1].children, *inside))
    else:
        items.append(Entry(role=Role.ITEM, children=tuple(inside), lang=around.lang))


def definitions(reader: ContentBlockReader, element: etree._Element, around: Span, depth: int) -> Entry:
    """Return a list of terms and descriptions."""
    entries = tuple(_definitions(reader, element, around, depth))
    result = Entry(role=Role.LIST, children=entries, level=depth, list_kind=ListKind.TERMS, lang=around.lang)
    return reader.entry(result, element)


def _definitions(reader: ContentBlockReader, element: etree._Element, around: Span, depth: int) -> Iterator[Entry]:
    for child in children(element):
        if is_hidden(child):
            continue
        inner = around._replace(lang=language(child, around.lang))
        match local_name(child):
            case "dt":
                yield reader.text(Role.TERM, child, inner)
            case "dd":
                yield reader.container(Role.DESCRIPTION, child, inner, depth)
            case "div":
                yield from _definitions(reader, child, inner, depth)
            case _:
                if inside := tuple(reader.block(child, inner, depth)):
                    yield Entry(role=Role.DESCRIPTION, children=inside, lang=inner.lang)


def _task(item: Entry) -> Entry:
    """Return an item with the state of the box that stands before its words."""
    first = item.children[0] if item.children else None
    if first is None or first.checked is None:
        return item
    rest = item.children[1:]
    inside = (first._replace(checked=None, label=""), *rest) if first.spans or not rest else rest
    label = item.label if item.label != BULLET else first.label or item.label
    return item._replace(checked=first.checked, label=label, children=inside)
