"""Lists, with their items as they are labelled (ISO 32000-1, 14.8.4.3.3)."""

from collections.abc import Iterator

from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, ListKind, Role, Span
from triplicate.proof.outline.labels import checked_by, parted_label
from triplicate.proof.readback.pdf.base import PdfBlockReader
from triplicate.proof.readback.pdf.inlines import names_in, one_line, within
from triplicate.proof.readback.pdf.tree import Annotation, Element, MarkedContentReference

_NUMBERS = frozenset({"Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha", "Ordered"})
_BULLETS = frozenset({"Disc", "Circle", "Square", "Unordered"})
_NUMBER = regex(r"\W*(\d+|[a-z]{1,3}|[A-Z]{1,3}|[ivxlcdm]+|[IVXLCDM]+)[.):]?\W*")


def list_of_items(reader: PdfBlockReader, element: Element, around: Span, depth: int) -> Entry:
    """Return a list; nested lists that stand beside the items belong to the item before them."""
    numbering = element.name("ListNumbering")
    items = [kid for kid in element.kids if isinstance(kid, Element)]
    labels = [_label(reader, item, around) for item in items if item.role == "LI"]
    if numbering in _NUMBERS:
        kind = ListKind.NUMBERS
    elif numbering in _BULLETS:
        kind = ListKind.BULLETS
    elif numbering == "None" and any(labels) and not _count(labels):
        # Labels of such a list are "arbitrary text" (ISO 32000-1, table 347): terms, though they be numbers.
        kind = ListKind.TERMS
    elif numbering == "Description" or any(label and not _is_marker(label, around.lang) for label in labels):
        kind = ListKind.TERMS
    else:
        kind = ListKind.NUMBERS if any(map(_NUMBER.fullmatch, labels)) else ListKind.BULLETS
    entries: list[Entry] = []
    for kid in items:
        inner = within(kid, around)
        if kid.role == "Caption":
            entries += reader.text(Role.CAPTION, kid, inner, depth)
        elif kid.role != "LI":
            nested = tuple(reader.block(kid, inner, depth))
            if entries and entries[-1].role is Role.ITEM:
                entries[-1] = entries[-1]._replace(children=entries[-1].children + nested)
            else:
                entries += nested
        elif kind is ListKind.TERMS:
            entries += _definition(reader, kid, inner, depth)
        else:
            entries.append(_item(reader, kid, inner, depth))
    entry = Entry(role=Role.LIST, children=tuple(entries), level=depth, list_kind=kind, lang=around.lang)
    return entry._replace(ids=reader.inline.ids(element), where=reader.inline.where(element))


def _label(reader: PdfBlockReader, item: Element, around: Span) -> str:
    """Return what an item's labels say."""
    found = (kid for kid in item.kids if isinstance(kid, Element) and kid.role == "Lbl")
    return " ".join(one_line(reader.inline.said(kid, around)) for kid in found)


def _item(reader: PdfBlockReader, element: Element, around: Span, depth: int) -> Entry:
    """Return an item: its label, and what is in its bodies."""
    label, checked = parted_label(_label(reader, element, around), around.lang)
    bodies: list[Element | MarkedContentReference | Annotation] = []
    names: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role == "Lbl":
            names += names_in(kid)
        elif isinstance(kid, Element) and kid.role == "LBody" and kid.lang is None:
            bodies += kid.kids
        else:
            bodies.append(kid)
    inside = tuple(reader.blocks(bodies, around, depth))
    entry = Entry(role=Role.ITEM, children=inside, label=label, lang=around.lang, checked=checked)
    return entry._replace(ids=(*reader.inline.ids(element), *names), where=reader.inline.where(element))


def _definition(reader: PdfBlockReader, element: Element, around: Span, depth: int) -> Iterator[Entry]:
    """Yield terms and descriptions of one item of a list of definitions."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            continue
        inner = within(kid, around)
        if kid.role == "Lbl":
            yield from reader.text(Role.TERM, kid, inner, depth)
        else:
            yield reader.container(Role.DESCRIPTION, kid, inner, depth)


def _count(labels: list[str]) -> bool:
    """Tell whether labels are numbers with a sign after them, or one and the same sign: so some lists are written."""
    if len(set(labels)) == 1 and not any(map(str.isalnum, labels[0])):
        return True
    return all(_NUMBER.fullmatch(label) and not label[-1].isalnum() for label in labels)


def _is_marker(label: str, lang: str) -> bool:
    return (
        not any(map(str.isalnum, label)) or _NUMBER.fullmatch(label) is not None or checked_by(label, lang) is not None
    )
