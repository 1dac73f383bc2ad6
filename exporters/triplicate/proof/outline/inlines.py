"""The words of the model's lines: inline nodes as spans."""

from collections.abc import Iterator
from typing import assert_never

from triplicate.document import walk
from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from triplicate.proof.outline.entry import Mark, Span, SpanKind


def spans_of(inlines: Inlines, around: Span) -> Iterator[Span]:
    """Yield what inline nodes say, in the language and with the marks of the span around them."""
    for inline in inlines:
        yield from _span(inline, around)


def _span(inline: Inline, around: Span) -> Iterator[Span]:
    match inline:
        case Text():
            yield around._replace(text=inline.text)
        case Emphasis():
            yield from spans_of(inline.children, _marked(around, Mark.EMPHASIS))
        case Strong():
            yield from spans_of(inline.children, _marked(around, Mark.STRONG))
        case Strikethrough():
            yield from spans_of(inline.children, _marked(around, Mark.STRUCK))
        case Subscript():
            yield from spans_of(inline.children, _marked(around, Mark.SUBSCRIPT))
        case Superscript():
            yield from spans_of(inline.children, _marked(around, Mark.SUPERSCRIPT))
        case Code():
            yield _marked(around, Mark.CODE)._replace(text=inline.text)
        case Keyboard():
            yield _marked(around, Mark.KEYBOARD)._replace(text=inline.text)
        case Link():
            yield from spans_of(inline.children, around._replace(target=inline.target))
        case Passage():
            yield from spans_of(inline.children, around._replace(lang=inline.lang or around.lang))
        case Abbreviation():
            yield around._replace(text=inline.text, expansion=inline.expansion)
        case NoteReference():
            target = f"#{note_id(inline.number)}"
            yield around._replace(text=str(inline.number), kind=SpanKind.CALL, target=target)
        case LineBreak():
            yield around._replace(text=" ")
        case Image():
            if not inline.decorative:
                yield around._replace(text=inline.alt, kind=SpanKind.PICTURE)
        case Math():
            yield around._replace(text=inline.alt, kind=SpanKind.FORMULA)
        case _:
            assert_never(inline)


def _marked(span: Span, mark: Mark) -> Span:
    return span._replace(marks=span.marks | {mark})


def note_id(number: int) -> str:
    """Return the name by which calls reach a note."""
    return f"note {number}"


def inner_ids(inlines: Inlines) -> tuple[str, ...]:
    """Return the names by which links reach words within a line."""
    return tuple(node.id for node in walk.descend(*inlines) if isinstance(node, Passage) and node.id)
