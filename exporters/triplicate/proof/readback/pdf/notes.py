"""Notes, and tables of contents (ISO 32000-1, 14.8.4.2 and 14.8.4.4)."""

from collections.abc import Iterator
from itertools import groupby

from triplicate.proof.outline.entry import Entry, Role, Span, tidy
from triplicate.proof.readback.pdf.base import PdfBlockReader
from triplicate.proof.readback.pdf.inlines import CALL, PdfLine, names_in, one_line, within
from triplicate.proof.readback.pdf.tree import Element


def note(reader: PdfBlockReader, element: Element, around: Span) -> Entry:
    """Return a note with its label; links back to its calls are not of its words."""
    labels = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Lbl"]
    label = " ".join(reader.inline.said(kid, around) for kid in labels)
    rest = [kid for kid in element.kids if kid not in labels]
    inside = tuple(entry for entry in (_without_back(one) for one in reader.blocks(rest, around, 0)) if entry)
    number = CALL.fullmatch(label)
    entry = Entry(role=Role.NOTE, label=number[1] if number else one_line(label), children=inside, lang=around.lang)
    ids = (*reader.inline.ids(element), *(name for kid in labels for name in names_in(kid)))
    return entry._replace(ids=ids, where=reader.inline.where(element))


def contents(reader: PdfBlockReader, element: Element, around: Span) -> Entry:
    """Return a table of contents with its entries in one row."""
    captions = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Caption"]
    label = " ".join(one_line(reader.inline.said(kid, around)) for kid in captions)
    entry = Entry(
        role=Role.CONTENTS, label=label, children=tuple(_contents_of(reader, element, around, 1)), lang=around.lang
    )
    return entry._replace(ids=reader.inline.ids(element), where=reader.inline.where(element))


def _contents_of(reader: PdfBlockReader, element: Element, around: Span, level: int) -> Iterator[Entry]:
    """Yield the entries of a table of contents and of those nested in it."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            continue
        inner = within(kid, around)
        if kid.role == "TOC":
            yield from _contents_of(reader, kid, inner, level + 1)
        elif kid.role == "TOCI":
            line = PdfLine()
            nested = [part for part in kid.kids if isinstance(part, Element) and part.role == "TOC"]
            for part in kid.kids:
                if part not in nested:
                    reader.inline.add(part, inner, line, calls=False)
            entry = Entry(role=Role.CONTENTS_ENTRY, spans=tidy(line.spans), level=level, lang=inner.lang)
            yield entry._replace(where=reader.inline.where(kid))
            for part in nested:
                yield from _contents_of(reader, part, inner, level + 1)


def _without_back(entry: Entry) -> Entry | None:
    """Return an entry of a note without links at its ends that say nothing in words (an arrow back to the call)."""
    if entry.role is Role.CODE:
        return entry
    links = [list(spans) for _, spans in groupby(entry.spans, key=lambda span: span.target)]
    last = len(links) - 1
    kept = (link for place, link in enumerate(links) if not (place in (0, last) and _says_nothing(link)))
    spans = tidy(span for link in kept for span in link)
    if entry.spans and not spans:
        return None
    return entry._replace(spans=spans)


def _says_nothing(link: list[Span]) -> bool:
    """Return whether words that lead to one place within the file are no words."""
    return link[0].target.startswith("#") and not any(character.isalnum() for span in link for character in span.text)
