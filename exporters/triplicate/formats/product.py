"""The formats, and what an exporter gives back: a file's bytes, what it could not carry, where its pages begin."""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum, StrEnum, auto

from triplicate.document.model import Node
from triplicate.later import dataclass
from triplicate.rules.finding import Finding


class Format(StrEnum):
    """The formats, in the order in which they are made; the values are the suffixes of their files."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """What a file of the format is, in the words of the web."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.EPUB: "application/epub+zip",
    Format.HTML: "text/html",
}


USUAL = (Format.PDF, Format.DOCX, Format.EPUB)
"""The formats that are made where nothing else is said."""


class Region(Enum):
    """A part of the pages: the text, the contents before it, the lines after it."""

    CONTENTS = auto()
    TEXT = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class PageStart:
    """A page begins at ``node``, one of the document's (told by its ``serial``); in a Text before character ``offset``.

    ``label`` is the page's label as printed. A page that shows the contents alone begins at the entry of the heading
    ``node``; one that shows the lines after the text alone begins with them, and ``node`` is the title.
    """

    label: str
    node: Node
    offset: int = 0
    region: Region = Region.TEXT


@dataclass(frozen=True, slots=True)
class Product:
    """The finished bytes of one file; ``page_starts`` from the PDF alone, in order, the first page included.

    ``beside`` are files that a web page shows and does not hold, by their paths seen from it. ``in_one_piece`` says why
    a long PDF whose chapters begin pages was not laid out in parts, "" where there is nothing to say.
    """

    data: bytes
    findings: tuple[Finding, ...] = ()
    page_starts: tuple[PageStart, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    in_one_piece: str = ""
