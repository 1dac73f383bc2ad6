"""A document as a screen reader meets it: role, level, number, words, language, in reading order."""

from triplicate.proof.outline.entry import (
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
from triplicate.proof.outline.printing import announce, as_json, as_text
from triplicate.proof.outline.source import outline_of

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
