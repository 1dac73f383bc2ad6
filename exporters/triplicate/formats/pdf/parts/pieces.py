"""What is made of one part of a document: its objects, and what the file has to know of them."""

import pickle
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any

import pydyf

from triplicate.formats.pdf.navigation import Bookmark
from triplicate.formats.product import PageStart
from triplicate.later import dataclass
from triplicate.rules.finding import Finding

SHARED = PAGES, CATALOG, PROFILE, COLOURS, FONTS, DOCUMENT, ROOT, EXTRA = range(1, 9)
"""The numbers of the objects that there are once.

WeasyPrint 70 gives the first four to each file that it writes. The last two are the root of the structure tree and what
PDF 1.7 alone has, the properties, or PDF 2.0, its namespace.
"""


OF_ANY_FILE = SHARED[:4]


@dataclass(frozen=True, slots=True)
class Written:
    """An object: its number in the part, what it is; ``data`` is what a stream holds.

    ``shows`` tells whether it may show glyphs.
    """

    number: int
    head: bytes
    data: bytes | None = None
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """What a part writes in a font, and by what the font is found again.

    ``texts`` and ``widths`` are by the codes, ``drawn`` is what those beyond the glyphs of the font draw.
    """

    hash: str
    family: str
    style: int
    weight: int
    size: float
    texts: Mapping[int, str]
    widths: Mapping[int, int]
    drawn: Mapping[int, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: the reference to it; the number of the stream that is to say its number; whether it lies sideways."""

    page: bytes
    number: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file has to know of a part.

    ``elements`` are references to its outermost structure elements, ``leaf`` is its leaf of the parent tree, of so many
    ``keys``; ``ids`` and ``names`` lead to elements and places, ``headings`` from names of headings to their elements;
    ``calls`` are references to the calls of notes that other parts call too, by the numbers of these.
    """

    sheets: tuple[Sheet, ...]
    elements: tuple[bytes, ...]
    leaf: bytes
    keys: int
    ids: Mapping[str, bytes]
    names: tuple[tuple[str, bytes], ...]
    bookmarks: tuple[Bookmark, ...]
    headings: Mapping[str, bytes]
    starts: tuple[PageStart, ...]
    findings: tuple[Finding, ...]
    calls: Mapping[int, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part: its objects and facts; ``shared`` are the numbers that objects have in the file, by those in the part.

    ``named`` are the names, by the numbers in the part, of objects that it has in common with others.
    """

    objects: tuple[Written, ...] = field(repr=False)
    shared: Mapping[int, int]
    facts: Facts = field(repr=False)
    fonts: tuple[Font, ...] = field(default=(), repr=False)
    named: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a part has, on which of them, from 1, each destination stands, and which its links say pages of.

    ``on_back`` tells whether it was laid out to begin on the back of a sheet.
    """

    pages: int
    targets: Mapping[str, int]
    references: frozenset[str]
    on_back: bool


def packed(piece: Piece) -> bytes:
    """Return a part as it takes the least memory until it is known whether it is right."""
    return zlib.compress(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(data: bytes) -> Piece:
    """Return a part that was packed."""
    found: Piece = pickle.loads(zlib.decompress(data))  # noqa: S301  a process of this program has packed it
    return found


def written(objects: Iterable[Any]) -> tuple[Written, ...]:
    """Return objects of pydyf as they are written; their streams are compressed."""
    return tuple(map(_written, objects))


def _written(one: Any) -> Written:
    if not isinstance(one, pydyf.Stream):
        return Written(int(one.number), one.data)
    data = b"\n".join(map(pydyf._to_bytes, one.stream))  # noqa: SLF001
    head = pydyf.Dictionary({**one.extra, "Length": len(data)}).data
    return Written(int(one.number), head, data, shows=hasattr(one, "page_rectangle"))


def with_page(start: PageStart, before: int) -> PageStart:
    """Return where a page begins, with its label in a document that has so many pages before the part."""
    return replace(start, label=str(before + int(start.label)))
