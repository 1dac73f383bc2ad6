"""What the title block and the end of a document say, the same in every format.

The lines come from the metadata: they are not in the source's text, yet every reader meets them.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from triplicate.document.kinds import has_cover
from triplicate.document.language import locale_of
from triplicate.document.model import NOWHERE, Author, Document, Inline, Inlines, Link, Metadata, Text
from triplicate.document.phrases import in_own_words, phrases_for
from triplicate.document.walk import text_of
from triplicate.later import dataclass, regex

_ADDRESS = regex(
    r"(?P<mailto>(?<![\w.%+-])[\w.%+-]++@[\w-]+(?:\.[\w-]+)+)|(?P<https>https?://[^\s<>]*[\w/])"
    r"|(?P<tel>\+\d(?:[ \u00a0()-]{0,2}\d){6,14})"
)
"""A mailbox, a page, and a telephone number that begins with the code of a country."""


class LineKind(StrEnum):
    """What a line of the title block or of the end is; the values are class and style names."""

    MASTHEAD = "masthead"
    KIND = "kind"
    SUBTITLE = "subtitle"
    PUBLISHER = "publisher"
    AUTHORS = "authors"
    DATE = "date"
    SUMMARY = "summary"
    CONTACT = "contact"
    RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class MetadataLine:
    """One paragraph made from the metadata."""

    kind: LineKind
    children: Inlines

    @property
    def text(self) -> str:
        """The plain text of the line."""
        return text_of(self.children)


def masthead(document: Document) -> tuple[MetadataLine, ...]:
    """Return the lines that stand before the title: who publishes the text, what it calls itself, and its date.

    On a cover what it calls itself stands there alone.
    """
    metadata = document.metadata
    kind = _own(phrases_for(metadata.lang).kind(metadata.kind), metadata.lang) if metadata.kind else ()
    if has_cover(metadata):
        return _lines((LineKind.KIND, kind))
    dated = [part for part in (kind, _plain(date_in_words(metadata))) if part]
    return _lines((LineKind.MASTHEAD, worded(document, metadata.publisher)), (LineKind.KIND, _joined(" | ", dated)))


def title_block(document: Document) -> tuple[MetadataLine, ...]:
    """Return the lines that follow the title, in order."""
    metadata = document.metadata
    authors = _joined("; ", [_author(document, author) for author in metadata.authors])
    imprint = (
        (
            (LineKind.PUBLISHER, worded(document, metadata.publisher)),
            (LineKind.AUTHORS, authors),
            (LineKind.DATE, _plain(date_in_words(metadata))),
        )
        if has_cover(metadata)
        else ((LineKind.AUTHORS, authors),)
    )
    return _lines(
        (LineKind.SUBTITLE, worded(document, metadata.subtitle)),
        *imprint,
        (LineKind.SUMMARY, worded(document, metadata.description)),
    )


def before_picture(lines: Sequence[MetadataLine]) -> tuple[tuple[MetadataLine, ...], tuple[MetadataLine, ...]]:
    """Return the lines that follow the title in two parts: before and after the picture on the cover."""
    first = tuple(line for line in lines if line.kind is LineKind.SUBTITLE)
    return first, tuple(line for line in lines if line not in first)


def end_lines(document: Document) -> tuple[MetadataLine, ...]:
    """Return the lines after the text: whom to ask for another format, and the rights."""
    metadata = document.metadata
    contact = tuple(linked(worded(document, metadata.contact)))
    if contact:
        before, _, after = phrases_for(metadata.lang).other_format.partition("{contact}")
        contact = (*_own(before, metadata.lang), *contact, *_own(after, metadata.lang))
    return _lines((LineKind.CONTACT, contact), (LineKind.RIGHTS, worded(document, metadata.rights)))


def worded(document: Document, text: str | None) -> Inlines:
    """Return a text of the metadata as it is worded: its plain words where nothing more is known of it."""
    return document.wording.get(text or "") or _plain(text)


def date_in_words(metadata: Metadata) -> str | None:
    """Return the document's date as its language writes it ("25 January 2019"), or None."""
    if metadata.date is None:
        return None
    from babel.dates import format_date

    locale = locale_of(metadata.lang)
    return format_date(metadata.date, format="long", locale=locale) if locale else metadata.date.isoformat()


def _plain(text: str | None) -> Inlines:
    return (Text(text),) if text else ()


def _own(words: str, lang: str) -> Inlines:
    return in_own_words(words, lang, NOWHERE) if words else ()


def _author(document: Document, author: Author) -> Inlines:
    return _joined(", ", [worded(document, part) for part in (author.name, author.role, author.affiliation) if part])


def _joined(between: str, parts: list[Inlines]) -> Inlines:
    """Return inline nodes one after the other, each two of them with words between."""
    found: list[Inline] = []
    for part in parts:
        found += (Text(between), *part) if found else part
    return tuple(found)


def linked(inlines: Inlines) -> Iterator[Inline]:
    """Yield inline nodes, the addresses among their words as links."""
    for inline in inlines:
        if not isinstance(inline, Text):
            yield inline
            continue
        place = 0
        for found in _ADDRESS.finditer(inline.text):
            if found.start() > place:
                yield Text(inline.text[place : found.start()])
            words = found.group()
            target = {"mailto": f"mailto:{words}", "tel": f"tel:{re.sub(r'[^+0-9]', '', words)}"}
            yield Link((Text(words),), target.get(found.lastgroup or "", words))
            place = found.end()
        if place == 0:
            yield inline
        elif place < len(inline.text):
            yield Text(inline.text[place:])


def _lines(*candidates: tuple[LineKind, Inlines]) -> tuple[MetadataLine, ...]:
    return tuple(MetadataLine(kind, children) for kind, children in candidates if children)
