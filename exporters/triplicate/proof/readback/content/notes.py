"""Notes, and tables of contents."""

from lxml import etree

from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, ListKind, Role, Span
from triplicate.proof.outline.labels import BULLET
from triplicate.proof.readback.archive import local_name, text_of
from triplicate.proof.readback.content.base import ContentBlockReader
from triplicate.proof.readback.content.inlines import BLOCKS, kinds

NOTES = frozenset({"footnotes", "endnotes", "rearnotes"})
"""The kinds of sections of notes (EPUB 3 Structural Semantics Vocabulary, DPUB-ARIA)."""

_KINDS = frozenset({"footnote", "endnote", "rearnote"})

_NUMBER = regex(r"[\[(]?(\d+|[*†‡§])[\])]?[.:]?")


def notes(reader: ContentBlockReader, element: etree._Element, around: Span) -> list[Entry]:
    """Return what stands in a section of notes: the items of its lists are notes, the rest is what it is."""
    entries: list[Entry] = []
    for entry in reader.splice(element, around, 0):
        if entry.role is Role.LIST and entry.list_kind is not ListKind.TERMS:
            entries += (item._replace(role=Role.NOTE, label=_number(item.label)) for item in entry.children)
        elif entry.role is not Role.BREAK:
            entries.append(entry)
    return entries


def is_note(element: etree._Element) -> bool:
    """Whether an element is a note by its kind, or by standing in a section of notes and in none of them.

    What has the role "note" elsewhere is a remark: a callout, in a note as well as in the text (WAI-ARIA 1.2, "note").
    """
    kind = kinds(element)
    if kind & _KINDS:
        return True
    if "note" not in kind:
        return False
    outside = map(kinds, element.iterancestors())
    return bool(next((parent for parent in outside if parent & {"note", *_KINDS, *NOTES}), set()) & NOTES)


def _number(label: str) -> str:
    """Return the number of a note by that of its item; a bullet is none."""
    return "" if label == BULLET else label.rstrip(".")


def note(reader: ContentBlockReader, element: etree._Element, around: Span) -> Entry:
    """Return a note; a number that stands first in it, in an element of its own, is its label."""
    label = ""
    for inner in element.iter():
        if inner is element or local_name(inner) in BLOCKS:
            if (inner.text or "").strip():
                break
            continue
        text = text_of(inner)
        if found := _NUMBER.fullmatch(text):
            label = found[1]
            inner.set("aria-hidden", "true")
        break
    entry = reader.container(Role.NOTE, element, around, 0)
    return entry._replace(label=label)


def contents(reader: ContentBlockReader, element: etree._Element, around: Span) -> list[Entry]:
    """Return a table of contents that stands in the text."""
    entry = reader.container(Role.CONTENTS, element, around, 0)
    headings = [child for child in entry.children if child.role is Role.HEADING]
    entries = contents_entries(entry.children)
    return [entry._replace(label=headings[0].words if headings else "", children=tuple(entries))]


def contents_entries(entries: tuple[Entry, ...], level: int = 0) -> list[Entry]:
    """Return the entries of nested lists of links as entries of contents."""
    result: list[Entry] = []
    for entry in entries:
        if entry.role in (Role.LIST, Role.ITEM):
            result += contents_entries(entry.children, level + (entry.role is Role.LIST))
        elif entry.role is Role.PARAGRAPH and level:
            result.append(entry._replace(role=Role.CONTENTS_ENTRY, level=level))
    return result
