"""The tokens of a style, as types: what each means, and in which unit."""

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any

from triplicate.document.model import Metadata, Picture
from triplicate.later import dataclass
from triplicate.theme.fonts import Family

PAGE_SIZES = {"A4": (595.276, 841.89), "A5": (419.528, 595.276), "Letter": (612.0, 792.0)}
"""Width and height in points."""


def dimensions(size: str) -> tuple[float, float]:
    """Return the width and height in points of a page's size."""
    if known := PAGE_SIZES.get(size):
        return known
    width, height = (float(length.removesuffix("pt")) for length in size.split())
    return width, height


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet: ``size`` is a key of :data:`PAGE_SIZES`, or width and height as CSS has them: "600pt 800pt".

    Margins are in points.

    ``mirrored`` sheets are printed on both sides and bound: ``left`` is then the inner margin, ``right`` the outer.
    ``crop_marks`` shows a printer where to cut.
    """

    size: str
    top: float
    right: float
    bottom: float
    left: float
    mirrored: bool
    crop_marks: bool

    @property
    def width(self) -> float:
        """Width of the sheet in points."""
        return dimensions(self.size)[0]

    @property
    def height(self) -> float:
        """Height of the sheet in points."""
        return dimensions(self.size)[1]

    @property
    def measure(self) -> float:
        """Width of the text in points."""
        return self.width - self.left - self.right

    @property
    def sideways(self) -> float:
        """Width of the text in points on a page turned sideways."""
        return self.height - self.left - self.right

    @property
    def depth(self) -> float:
        """Height of the text in points."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in points; ``small`` is for captions, notes and page headers and footers.

    ``least`` is the edition's promise: nothing is smaller, ``script`` (sub- and superscripts and the calls of notes)
    included. ``formula`` is a factor: formulas are drawn that much larger than the text around them, since the
    smallest of their own scripts have half of a formula's size.
    """

    least: float
    body: float
    title: float
    h2: float
    h3: float
    h4: float
    h5: float
    h6: float
    lead: float
    small: float
    code: float
    script: float
    formula: float

    def heading(self, level: int) -> float:
        """Size of a heading of level 1 (the title) to 6."""
        return (self.title, self.h2, self.h3, self.h4, self.h5, self.h6)[level - 1]

    def too_small(self) -> tuple[str, ...]:
        """Return the tokens that break the edition's promise."""
        names = (field.name for field in fields(self) if field.name != "formula")
        return tuple(name for name in names if getattr(self, name) < self.least)


@dataclass(frozen=True, slots=True)
class Spacing:
    """``line``: line height as a factor of the size; ``letter`` and ``word`` in em; the rest in points.

    ``cell`` is the padding above and below the words of a table's cell, ``cell_side`` that at either side of them,
    ``cell_close`` the same in a table whose columns stand close.
    """

    line: float
    heading_line: float
    letter: float
    word: float
    paragraph: float
    item: float
    indent: float
    before_heading: float
    after_heading: float
    cell: float
    cell_side: float
    cell_close: float


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as ``#rrggbb``. Each ``*_background`` lies under ``text``; ``hair`` is a line that tells nothing."""

    text: str
    muted: str
    heading: str
    link: str
    rule: str
    hair: str
    accent: str
    page_background: str
    cover_background: str
    cover_text: str
    cover_muted: str
    code_background: str
    header_background: str
    stripe_background: str
    note: str
    note_background: str
    tip: str
    tip_background: str
    important: str
    important_background: str
    warning: str
    warning_background: str
    caution: str
    caution_background: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families by use; ``fallback`` are tried in order for characters that the first lacks.

    ``by_language`` are languages (as BCP 47 tags) that are set in another family, which has all their letters.
    """

    body: Family
    heading: Family
    code: Family
    fallback: tuple[Family, ...]
    by_language: tuple[tuple[str, Family], ...] = ()

    @property
    def all(self) -> tuple[Family, ...]:
        """Every family once, the body's first."""
        return tuple(dict.fromkeys((self.body, self.heading, self.code, *self.fallback)))


@dataclass(frozen=True, slots=True)
class Links:
    """What is printed after links, for readers on paper.

    ``addresses``: whether that is the address of a link to the outside, in the PDF and in Word. ``pages``: whether it
    is the page that a link within the text leads to, in the PDF: Word would have to lay out the text to know it.
    """

    addresses: bool
    pages: bool


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the head and the foot of every page, beside the page's number.

    In both, ``{title}``, ``{publisher}`` and ``{date}`` stand for what the document says.
    """

    header: str
    footer: str

    def header_for(self, metadata: Metadata) -> str:
        """Return the words at the head of a document's pages; empty for none."""
        return _filled(self.header, metadata)

    def footer_for(self, metadata: Metadata) -> str:
        """Return the words at the foot of a document's pages; empty for none."""
        return _filled(self.footer, metadata)


RUNNING_NAMES = ("title", "publisher", "date")
"""What may stand in braces in the words of :class:`Running`."""


def _filled(words: str, metadata: Metadata) -> str:
    from triplicate.document.title_block import date_in_words

    values = {
        "title": metadata.title,
        "publisher": metadata.publisher or "",
        "date": (date_in_words(metadata) or "") if "{date}" in words else "",
    }
    # What parts two words is left over where one of them is missing.
    return words.format_map(values).strip(" ,;·|–-")


@dataclass(frozen=True, slots=True)
class Artwork:
    """A house's picture and its text alternative; ``width`` in points, None for its own size."""

    picture: Picture
    alt: str
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A Word file that lends its styles, page, headers and footers; ``name`` is the file's, as it was given."""

    name: str
    data: bytes = field(repr=False)


_LARGE_PRINT = 16.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A style, resolved. ``name`` is its file's stem; ``template`` is for Word alone.

    ``roles`` is what files say of roles, by their names: :func:`triplicate.theme.role` tells what it comes to. What is
    known of a theme is looked up by it many times for every table: its name alone is in its hash.
    """

    name: str
    description: str
    page: Page = field(hash=False)
    type: Type = field(hash=False)
    spacing: Spacing = field(hash=False)
    colours: Colours = field(hash=False)
    fonts: Fonts = field(hash=False)
    links: Links = field(hash=False)
    running: Running = field(hash=False)
    roles: Mapping[str, Mapping[str, Any]] = field(hash=False, repr=False)
    logo: Artwork | None = field(default=None, hash=False)
    cover: Artwork | None = field(default=None, hash=False)
    template: Template | None = field(default=None, hash=False)

    @property
    def is_large(self) -> bool:
        """Whether it is large print, for readers who see little of a page at once: 16 points or more (UKAAF G003)."""
        return self.type.body >= _LARGE_PRINT
