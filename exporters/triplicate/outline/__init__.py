"""A document as a screen reader meets it: role, level, number, words, language, in reading order."""

from triplicate.outline.entry import (
    Entry,
    Fault,
    ListKind,
    Mark,
    Navigation,
    Outline,
    Role,
    Scope,
    Span,
    SpanKind,
    flatten,
)
from triplicate.outline.printing import announce, as_json, as_text
from triplicate.outline.source import outline_of

__all__ = [
    "Entry",
    "Fault",
    "ListKind",
    "Mark",
    "Navigation",
    "Outline",
    "Role",
    "Scope",
    "Span",
    "SpanKind",
    "announce",
    "as_json",
    "as_text",
    "flatten",
    "outline_of",
]
