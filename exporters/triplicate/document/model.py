"""The document tree: what every reader must meet, free of any format.

Types only. Two closed unions, :data:`Block` and :data:`Inline`, are matched in full by every exporter, so
that a node which a format forgets is a type error. All nodes are frozen and compare by what they say; where
they stood in the source (:class:`Place`) and which node they are (``serial``) take no part in comparison.

Two things are settled while reading and never again: numbers (of sections, tables, figures and notes) and
targets (an inner link always names an ``id`` that exists in the document).
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Literal

from triplicate.document.language import Direction
from triplicate.document.lengths import points
from triplicate.later import dataclass


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the source: line and column, both counted from 1."""

    line: int
    column: int = 1


NOWHERE = Place(1, 1)

_serials = count(-1, -1)


def new_serial() -> int:
    """Return a number that no node has yet, below zero."""
    return next(_serials)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """What every node has: its place in the source, and a number by which it is told from all others.

    ``serial`` is what other things of a node (its page, its note, its name in a file) are kept under. It stays when
    the node is rebuilt with :func:`dataclasses.replace`, for then it is still the same paragraph. The reader counts
    the nodes of a document from 1, so that the same text always gives the same; a node made by hand has a negative
    one of its own. In a document that holds a node, or copies of it, in two places there is one twice until
    :func:`triplicate.document.rebuild.numbered`, which every export goes through. It is never written into a file.
    """

    place: Place = field(default=NOWHERE, compare=False)
    serial: int = field(default_factory=new_serial, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BlockNode(_Node):
    """What every block may carry: an ``id`` to be linked to, and a language other than its surroundings'."""

    id: str | None = None
    lang: str | None = None


# Inline nodes


@dataclass(frozen=True, slots=True)
class Text(_Node):
    """Words as they are read. White space is single; a soft hyphen (U+00AD) may be inside."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis(_Node):
    """Stress emphasis."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong(_Node):
    """Strong importance."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Strikethrough(_Node):
    """Words that no longer hold."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Subscript(_Node):
    """Lowered text, as the 2 of H₂O."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Superscript(_Node):
    """Raised text, as an exponent."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Code(_Node):
    """Computer code within a sentence; never spell-checked, spaces kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Keyboard(_Node):
    """A key or keys to be pressed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(_Node):
    """A link. ``target`` is ``#id`` of a node in this document, or an absolute URL (``mailto:`` and ``tel:`` too).

    ``children`` hold no other link.
    """

    children: "Inlines"
    target: str


@dataclass(frozen=True, slots=True)
class Passage(_Node):
    """Words in another language, or words that can be linked to, or both.

    ``dir`` tells how they run if that is not said by their language: a telephone number in a line from right to left.
    """

    children: "Inlines"
    lang: str | None = None
    id: str | None = None
    dir: Direction | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation(_Node):
    """A short form and what it stands for; ``first`` tells its first use in the document."""

    text: str
    expansion: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class NoteReference(_Node):
    """The call of a footnote: ``number`` names a :class:`Note` of the document."""

    number: int


@dataclass(frozen=True, slots=True)
class LineBreak(_Node):
    """A line that ends here without ending the paragraph."""


@dataclass(frozen=True, slots=True)
class Length:
    """A width: ``value`` in ``unit``; ``%`` is of the column's width."""

    value: float
    unit: Literal["cm", "mm", "in", "pt", "px", "%"]

    def within(self, room: float) -> float:
        """Return the width in points where the column has so much room."""
        return room * self.value / 100 if self.unit == "%" else points(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Image(_Node):
    """A picture.

    ``source`` is a key of :attr:`Document.pictures`. Exactly one of three states holds (WCAG 2.2, 1.1.1):
    ``alt`` says what the picture says; or ``decorative``; or ``described_by`` is the id of the block that
    describes it, and ``alt`` is a short text that points there, made while reading.
    """

    source: str
    alt: str
    decorative: bool = False
    described_by: str | None = None
    width: Length | None = None


@dataclass(frozen=True, slots=True)
class Math(_Node):
    """A formula in a sentence: TeX, and the words a voice says."""

    tex: str
    alt: str


Inline = (
    Text
    | Emphasis
    | Strong
    | Strikethrough
    | Subscript
    | Superscript
    | Code
    | Keyboard
    | Link
    | Passage
    | Abbreviation
    | NoteReference
    | LineBreak
    | Image
    | Math
)
Inlines = tuple[Inline, ...]


# Block nodes


class Counting(StrEnum):
    """How a section is counted where sections are numbered; the values are the class names in a source."""

    NUMBER = "number"
    ANNEX = "annex"
    """A section of level 2 that has a letter: A, and A.1 in it."""
    NONE = "unnumbered"
    """Neither it nor the sections in it have a number."""


@dataclass(frozen=True, slots=True)
class Heading(_BlockNode):
    """A heading. ``level`` is 1 for the title alone, 2–6 in the text; ``number`` as printed, for example "2.1"."""

    level: int
    children: Inlines
    number: str | None = None
    counting: Counting = Counting.NUMBER


@dataclass(frozen=True, slots=True)
class Paragraph(_BlockNode):
    """A paragraph. ``lead_in`` tells that it introduces or heads the block after it and stays on its page."""

    children: Inlines
    lead_in: bool = False


@dataclass(frozen=True, slots=True)
class ListItem(_BlockNode):
    """One item. ``checked`` is not None in a task list alone."""

    children: "Blocks"
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class BulletList(_BlockNode):
    """An unordered list; a task list if its items are checked or not. ``tight``: no space between items.

    Of ``key_figures`` each item is one paragraph: a figure, which is a :class:`Strong`, and what it counts after a
    :class:`LineBreak`. Eyes find them side by side and without markers, where there is room.
    """

    items: tuple[ListItem, ...]
    tight: bool = True
    key_figures: bool = False


class Numbering(StrEnum):
    """How the items of an ordered list are counted; the values are those of HTML's ``ol type``."""

    DECIMAL = "1"
    LOWER_ALPHA = "a"
    UPPER_ALPHA = "A"
    LOWER_ROMAN = "i"
    UPPER_ROMAN = "I"


@dataclass(frozen=True, slots=True)
class OrderedList(_BlockNode):
    """An ordered list; the first item has the number ``start``."""

    items: tuple[ListItem, ...]
    start: int = 1
    numbering: Numbering = Numbering.DECIMAL
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Definition(_Node):
    """One or more terms and their descriptions."""

    terms: tuple[Inlines, ...]
    descriptions: tuple["Blocks", ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(_BlockNode):
    """Terms with their descriptions."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Quotation(_BlockNode):
    """A quotation of one or more blocks, and who said it, with the dash that tells the one from the other."""

    children: "Blocks"
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class CodeBlock(_BlockNode):
    """Lines of code, without the last line's end; ``language`` is a programming language, as written."""

    text: str
    language: str | None = None


class Align(StrEnum):
    """Where the text of a table column stands; START follows the direction of the text."""

    START = "start"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell(_Node):
    """A table cell; ``header`` tells a row header (a column header is any cell of the header row)."""

    children: Inlines
    header: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(_BlockNode):
    """A table of one header row and body rows, all of the length of ``align``.

    ``caption`` may be empty; with a caption the table has a ``number``, counted through the document. With a ``total``
    the last row sums up those above it.
    """

    header: Row
    rows: tuple[Row, ...]
    align: tuple[Align, ...]
    caption: Inlines = ()
    number: int | None = None
    total: bool = False

    def sums_up(self, row: Row) -> bool:
        """Return whether a row is the one that sums up the others."""
        return self.total and row is self.rows[-1]


@dataclass(frozen=True, slots=True)
class Figure(_BlockNode):
    """A picture that stands alone, with its caption; with a caption it has a ``number``."""

    image: Image
    caption: Inlines = ()
    number: int | None = None


class CalloutKind(StrEnum):
    """What a callout is for; the values are the class names in source and HTML."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"
    SUMMARY = "summary"
    """What a text, or a part of it, says in short: no aside, but a part of the text."""


@dataclass(frozen=True, slots=True)
class Callout(_BlockNode):
    """A block set apart. ``title`` is what it is announced as: the writer's words, or the kind's name."""

    kind: CalloutKind
    title: Inlines
    children: "Blocks"


@dataclass(frozen=True, slots=True)
class Division(_BlockNode):
    """Several blocks with something in common: their language, an id."""

    children: "Blocks"


@dataclass(frozen=True, slots=True)
class MathBlock(_BlockNode):
    """A formula that stands alone: TeX, and the words a voice says."""

    tex: str
    alt: str


@dataclass(frozen=True, slots=True)
class ThematicBreak(_BlockNode):
    """A change of subject, drawn as a rule."""


@dataclass(frozen=True, slots=True)
class PageBreak(_BlockNode):
    """The text goes on at the top of a new page, where there are pages."""


Block = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | DefinitionList
    | Quotation
    | CodeBlock
    | Table
    | Figure
    | Callout
    | Division
    | MathBlock
    | ThematicBreak
    | PageBreak
)
Blocks = tuple[Block, ...]
Node = Block | Inline | ListItem | Definition | Cell


# The document


@dataclass(frozen=True, slots=True)
class Note(_Node):
    """A footnote: ``number`` counts from 1 in the order of the first calls."""

    number: int
    children: Blocks


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the text."""

    name: str
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file in the one form that all copies show: its bytes and size in pixels (of an SVG: in CSS pixels).

    ``name`` is the file's name, ``media_type`` one of image/png, image/jpeg, image/gif, image/svg+xml. A picture of
    dots is upright, with eight bits a channel, grey or sRGB, of one frame; an SVG keeps to itself.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)
    width: int
    height: int


class PdfStandard(StrEnum):
    """The accessibility standard that a text asks of its PDF; the default comes first.

    ``ua-1`` makes a file that is PDF/UA-1 and PDF/A-2a at once, ``ua-2`` one that is PDF/UA-2, WTPDF 1.0 for
    accessibility and PDF/A-4.
    """

    UA_1 = "ua-1"
    UA_2 = "ua-2"


class Kind(StrEnum):
    """What a text says it is."""

    RELEASE = "release"
    REPORT = "report"
    LEAFLET = "leaflet"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the text; the keys of the front matter.

    All texts are plain; how those that are printed are worded stands in :attr:`Document.wording`. ``lang`` is a BCP 47
    tag in canonical case; ``dir`` follows from it unless given. A ``cover_image`` without ``cover_alt`` is decorative.
    ``kind`` is what the writer calls the text, None if nothing. ``chapters_begin_pages``: each section of level 2 does.
    """

    title: str
    lang: str
    dir: Literal["ltr", "rtl"] = "ltr"
    subtitle: str | None = None
    authors: tuple[Author, ...] = ()
    date: dt.date | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    subject: str | None = None
    publisher: str | None = None
    rights: str | None = None
    identifier: str | None = None
    cover_image: str | None = None
    cover_alt: str | None = None
    toc: bool = False
    toc_depth: int = 3
    number_sections: bool = False
    style: str | None = None
    pdf_standard: str | None = None
    contact: str | None = None
    math: bool = False
    certified_by: str | None = None
    kind: Kind | None = None
    chapters_begin_pages: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One text, read.

    ``title`` is the level-1 heading, the only one; ``blocks`` hold headings of levels 2–6. ``pictures`` has
    the file of every image by its ``source`` (and of the cover by ``metadata.cover_image``). ``cover`` is the picture
    on the cover of a report, after title and subtitle. ``logo`` is a house's, which stands before the title: a theme
    brings it, a source never. ``wording`` are the inline nodes of those
    texts of the metadata that are printed, by the text: what has none there is printed as plain words. ``path`` is
    the source's file, None for text given as a string; ``sha256`` the hexadecimal digest of the source's bytes.
    ``address`` is that of the folder in which its files are published, ending in a slash, empty if that is not known.
    """

    metadata: Metadata
    title: Heading
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)
    cover: Figure | None = None
    logo: Figure | None = None
    wording: Mapping[str, Inlines] = field(default_factory=dict, repr=False)
    path: Path | None = field(default=None, compare=False)
    sha256: str = field(default="", compare=False)
    address: str = field(default="", compare=False)
