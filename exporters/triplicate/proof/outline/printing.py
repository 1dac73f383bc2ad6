"""An outline for people and programs: as indented text, as JSON, and as a screen reader announces it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields

from triplicate.proof.outline.entry import Entry, Mark, Outline, Role, Scope, Span, SpanKind
from triplicate.proof.outline.labels import is_number
from triplicate.proof.outline.looks import Seen


def as_text(outline: Outline, *, where: bool = False) -> str:
    """Return the outline as indented text, a line an entry; ``where`` adds each entry's place."""
    lines = [f"{outline.title or '(no title)'} [{outline.lang or 'no language'}]"]
    stack = [(entry, 1, outline.lang) for entry in reversed(outline.entries)]
    while stack:
        entry, depth, lang = stack.pop()
        lines.append("  " * depth + _line(entry, lang) + (f"  <{_where(entry)}>" if where else ""))
        stack.extend((child, depth + 1, entry.lang) for child in reversed(entry.children))
    for navigation in outline.navigation:
        lines.append(f"beside: {navigation.kind}")
        lines.extend("  " * entry.level + "  " + _line(entry, entry.lang) for entry in navigation.entries)
    lines += [
        f"fault: {fault.name}: {fault.message}" + (f"  <{fault.where}>" if where else "") for fault in outline.faults
    ]
    return "\n".join(lines) + "\n"


def as_json(outline: Outline) -> str:
    """Return the outline as JSON: the fields of the types, those that are empty, and how pictures look, left out."""
    return json.dumps(_plain(outline), ensure_ascii=False, indent=1) + "\n"


def announce(outline: Outline) -> Iterator[str]:
    """Yield what a screen reader says on its way through the document, a line a stop.

    The wording follows what NVDA and Orca have in common: the role first, then the words, and the way out of
    lists, tables and quotations.
    """
    yield f"document, {outline.title}" if outline.title else "document without title"
    stack: list[Entry | str] = list(reversed(outline.entries))
    while stack:
        entry = stack.pop()
        if isinstance(entry, str):
            yield entry
            continue
        words = _spoken(entry.spans, outline.lang)
        opening, closing = _announcement(entry, words)
        yield from opening
        if closing:
            stack.append(closing)
        stack.extend(reversed(entry.children))


def _announcement(entry: Entry, words: str) -> tuple[list[str], str]:
    """Return what is said at an entry, and what is said on leaving it."""
    match entry.role:
        case Role.HEADING:
            return [f"heading level {entry.level}, {words}"], ""
        case Role.LIST:
            items = sum(child.role in (Role.ITEM, Role.DESCRIPTION) for child in entry.children)
            nested = f", level {entry.level}" if entry.level > 1 else ""
            return [f"list, {items} {'item' if items == 1 else 'items'}{nested}"], "out of list"
        case Role.ITEM:
            return [_item(entry)], ""
        case Role.TABLE:
            rows = [child for child in entry.children if child.role is Role.ROW]
            columns = max((sum(cell.columns for cell in row.children) for row in rows), default=0)
            return [f"table, {columns} columns, {len(rows)} rows"], "out of table"
        case Role.ROW:
            return [], ""
        case Role.CELL:
            said = [words or ("" if entry.children else "blank")]
            if entry.scope is not Scope.NONE:
                said.insert(0, f"{entry.scope.value} header")
            line = ", ".join(filter(None, (*entry.headers, *said)))
            return ([line] if line else []), ""
        case Role.FIGURE:
            return [f"figure, {entry.alt}" if entry.alt else "figure without description"], ""
        case Role.FORMULA:
            return [f"formula, {entry.alt}"], ""
        case Role.QUOTATION | Role.CALLOUT | Role.CONTENTS:
            name = "note" if entry.role is Role.CALLOUT else entry.role.value
            return [name], f"out of {name}"
        case Role.NOTE:
            return [f"footnote {entry.label}".rstrip()], "out of footnote"
        case Role.BREAK:
            return ["separator"], ""
        case Role.CONTENTS_ENTRY:
            return [", ".join(filter(None, (words, entry.label)))], ""
        case Role.PARAGRAPH | Role.CALLOUT_TITLE | Role.DESCRIPTION | Role.COVER:
            return ([words] if words else []), ""
        case Role.TITLE | Role.TERM | Role.ATTRIBUTION | Role.CODE | Role.CAPTION:
            return [f"{entry.role.value}, {words}"], ""


def _item(entry: Entry) -> str:
    if entry.checked is not None:
        state = f"check box, {'checked' if entry.checked else 'not checked'}"
        return f"{entry.label} {state}" if is_number(entry.label) else state
    return entry.label if any(map(str.isalnum, entry.label)) else "bullet"


def _spoken(spans: Iterable[Span], lang: str) -> str:
    said = []
    target = ""
    for span in spans:
        text = span.text
        if span.kind is SpanKind.PICTURE:
            text = f" graphic, {text} "
        elif span.kind is SpanKind.FORMULA:
            text = f" formula, {text} "
        elif span.kind is SpanKind.CALL:
            text = f" footnote {text} "
        elif span.target and span.target != target:
            text = f"link, {text}"
        if span.lang.casefold() != lang.casefold() and text.strip():
            text = f"({span.lang}) {text}"
        said.append(text)
        target = span.target
    return " ".join("".join(said).split())


# Text

_MARKS = {
    Mark.EMPHASIS: "em",
    Mark.STRONG: "strong",
    Mark.STRUCK: "struck",
    Mark.CODE: "code",
    Mark.KEYBOARD: "kbd",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
}


def _line(entry: Entry, lang: str) -> str:
    head = [entry.role.value]
    if entry.role in (Role.HEADING, Role.CONTENTS_ENTRY):
        head.append(str(entry.level))
    if entry.role is Role.LIST:
        head.append(f"of {entry.list_kind.value if entry.list_kind else 'nothing'}, depth {entry.level}")
    if entry.label:
        head.append(repr(entry.label))
    if entry.checked is not None:
        head.append("checked" if entry.checked else "not checked")
    if entry.header:
        head.append("header")
    if entry.scope is not Scope.NONE:
        head.append(f"header of {entry.scope.value}")
    if entry.columns > 1 or entry.rows > 1:
        head.append(f"{entry.columns}×{entry.rows}")
    if entry.headers:
        head.append(f"under {' / '.join(entry.headers)}")
    if entry.alt:
        head.append(f"alt {entry.alt!r}")
    if entry.lang.casefold() != lang.casefold():
        head.append(f"[{entry.lang}]")
    words = "".join(_span(span, entry) for span in entry.spans)
    return " ".join(head) + (f": {words}" if entry.spans else "")


def _span(span: Span, entry: Entry) -> str:
    notes = [_MARKS[mark] for mark in sorted(span.marks) if not (entry.role is Role.CODE and mark is Mark.CODE)]
    if span.kind is not SpanKind.WORDS:
        notes.insert(0, span.kind.value)
    if span.lang.casefold() != entry.lang.casefold():
        notes.append(span.lang)
    if span.expansion:
        notes.append(f"= {span.expansion}")
    if span.target:
        notes.append(f"→ {span.target}")
    text = span.text.replace("\n", "⏎")
    return f"⟨{text}|{', '.join(notes)}⟩" if notes else text


def _where(entry: Entry) -> str:
    if entry.where or entry.place is None:
        return entry.where
    return f"{entry.place.line}:{entry.place.column}"


# JSON


def _plain(value: object) -> object:
    if isinstance(value, (Entry, Span, Seen)):
        defaults = {**value._field_defaults, **({"look": value.look} if isinstance(value, Seen) else {})}
        return {
            name: _plain(part)
            for name, part in zip(value._fields, value, strict=True)
            if name not in defaults or part != defaults[name]
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset):
        return sorted(str(part) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        pairs = ((field.name, getattr(value, field.name), field.default) for field in fields(value))  # type: ignore[arg-type]
        return {name: _plain(part) for name, part, default in pairs if part not in (default, (), frozenset())}
    return value
