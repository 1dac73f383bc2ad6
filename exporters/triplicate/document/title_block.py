"""What the title block and the end of a document say, the same in every format.

The lines come from the metadata: they are not in the source's text, yet every reader meets them.
"""

from dataclasses import dataclass
from enum import StrEnum

from triplicate.document.model import Author, Document, Metadata
from triplicate.document.phrases import phrases_for


class LineKind(StrEnum):
    """What a line of the title block or of the end is; the values are class and style names."""

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
    text: str


def title_block(document: Document) -> tuple[MetadataLine, ...]:
    """Return the lines that follow the title, in order."""
    metadata = document.metadata
    return _lines(
        (LineKind.SUBTITLE, metadata.subtitle),
        (LineKind.PUBLISHER, metadata.publisher),
        (LineKind.AUTHORS, "; ".join(_author(author) for author in metadata.authors)),
        (LineKind.DATE, date_in_words(metadata)),
        (LineKind.SUMMARY, metadata.description),
    )


def end_lines(document: Document) -> tuple[MetadataLine, ...]:
    """Return the lines after the text: whom to ask for another format, and the rights."""
    metadata = document.metadata
    phrases = phrases_for(metadata.lang)
    contact = phrases.other_format.format(contact=metadata.contact) if metadata.contact else None
    return _lines((LineKind.CONTACT, contact), (LineKind.RIGHTS, metadata.rights))


def date_in_words(metadata: Metadata) -> str | None:
    """Return the document's date as its language writes it ("25 January 2019"), or None."""
    if metadata.date is None:
        return None
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(metadata.lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return metadata.date.isoformat()
    return format_date(metadata.date, format="long", locale=locale)


def _author(author: Author) -> str:
    return ", ".join(part for part in (author.name, author.role, author.affiliation) if part)


def _lines(*candidates: tuple[LineKind, str | None]) -> tuple[MetadataLine, ...]:
    return tuple(MetadataLine(kind, text) for kind, text in candidates if text)
