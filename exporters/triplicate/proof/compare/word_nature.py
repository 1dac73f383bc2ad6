"""What Word's files have by their nature; the reasons stand in :mod:`triplicate.proof.compare.nature`."""

from collections.abc import Iterator

from triplicate.proof.outline.entry import Entry, ListKind, Role, Scope, Span, SpanKind, flatten
from triplicate.proof.outline.tables import with_headers


def with_inner_calls(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield entries of a source as Word has them: calls made only in notes stand beside the calls of those, and apart.

    Two calls side by side would be one number for the eye.
    """
    notes = {entry.label: entry for entry in flatten(entries) if entry.role is Role.NOTE}
    if not any(span.kind is SpanKind.CALL for met in flatten(notes.values()) for span in met.spans):
        yield from entries
        return
    outside: set[str] = set()
    stack = [entry for entry in entries if entry.role is not Role.NOTE]
    while stack:
        entry = stack.pop()
        outside.update(span.text for span in entry.spans if span.kind is SpanKind.CALL)
        stack.extend(child for child in entry.children if child.role is not Role.NOTE)
    met: set[str] = set()

    def called(span: Span) -> Iterator[Span]:
        yield span
        if span.kind is not SpanKind.CALL or span.text in met:
            return
        met.add(span.text)
        note = notes.get(span.text)
        for inner in flatten((note,)) if note else ():
            for call in inner.spans:
                if call.kind is SpanKind.CALL and call.text not in outside and call.text not in met:
                    yield span._replace(text="\u00a0", target="", kind=SpanKind.WORDS)
                    yield from called(call._replace(lang=span.lang))

    def rewritten(entry: Entry) -> Entry:
        if entry.role is Role.NOTE:
            return entry
        spans = tuple(inner for span in entry.spans for inner in called(span))
        children = tuple(rewritten(child) for child in entry.children)
        if spans == entry.spans and children == entry.children:
            return entry
        return entry._replace(spans=spans, children=children)

    for entry in entries:
        yield rewritten(entry)


def joined(entries: list[Entry]) -> list[Entry]:
    """Return entries with those joined that Word cannot keep apart."""
    result: list[Entry] = []
    for entry in entries:
        last = result[-1] if result else None
        if last is not None and last.role is entry.role and _are_one(last, entry):
            children = tuple(joined([*last.children, *_named(entry)]))
            result[-1] = last._replace(children=children)
        else:
            result.append(entry)
    return result


def _named(entry: Entry) -> tuple[Entry, ...]:
    """Return the children of an entry, the first with its names: links to the entry lead there."""
    first = tuple(child._replace(ids=(*entry.ids, *child.ids)) for child in entry.children[:1])
    return *first, *entry.children[1:]


def _are_one(first: Entry, second: Entry) -> bool:
    match first.role:
        case Role.DESCRIPTION:
            return True
        case Role.QUOTATION:
            return not first.children or first.children[-1].role is not Role.ATTRIBUTION
        case Role.LIST:
            return first.list_kind is second.list_kind is ListKind.TERMS
        case _:
            return False


def column_of_headers(children: list[Entry]) -> list[Entry]:
    """Return a table's parts, every first cell a header if one of them is."""
    rows = [child for child in children if child.role is Role.ROW]
    rest = [child for child in children if child.role is not Role.ROW]
    any_header = any(cell.scope is Scope.ROW for row in rows for cell in row.children)
    made = []
    for row in rows:
        cells = list(row.children)
        if any_header and cells and not row.header and cells[0].scope is Scope.NONE:
            cells[0] = cells[0]._replace(scope=Scope.ROW)
            made.append(row._replace(children=tuple(cells)))
        else:
            made.append(row)
    return [*rest, *with_headers(made, anew=True)]
