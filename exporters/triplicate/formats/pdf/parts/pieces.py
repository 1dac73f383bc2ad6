"""What is made of one part of a document: its objects, and what the file has to know of them."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any

import pydyf

from triplicate.formats.pdf.navigation import Bookmark
from triplicate.formats.product import PageStart
from triplicate.later import dataclass
from triplicate.rules.finding import Finding

SHARED = PAGES, CATALOG, PROFILE, COLOURS, FONTS, DOCUMENT, NAMESPACE = range(1, 8)
"""The numbers of the objects that all parts share. WeasyPrint 70 gives the first four to each file that it writes."""


@dataclass(frozen=True, slots=True)
class Written:
    """An object: its number in the part, what it is; ``data`` is what a stream holds."""

    number: int
    head: bytes
    data: bytes | None = None


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
    """A page: the reference to it; the number of the stream that is to say which page it is; whether it is turned."""

    page: bytes
    number: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file has to know of a part.

    ``elements`` are references to its outermost structure elements, ``leaf`` is its leaf of the parent tree, of so many
    ``keys``; ``ids`` and ``names`` lead to elements and places; ``printed`` has the page within the part, from 0, of
    each destination.
    """

    sheets: tuple[Sheet, ...]
    elements: tuple[bytes, ...]
    leaf: bytes
    keys: int
    ids: Mapping[str, bytes]
    names: tuple[tuple[str, bytes], ...]
    bookmarks: tuple[Bookmark, ...]
    targets: Mapping[str, bytes]
    starts: tuple[PageStart, ...]
    printed: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part: its objects and facts; ``shared`` are the numbers that objects have in the file, by those in the part."""

    objects: tuple[Written, ...] = field(repr=False)
    shared: Mapping[int, int]
    facts: Facts = field(repr=False)
    fonts: tuple[Font, ...] = field(default=(), repr=False)


def written(objects: Iterable[Any]) -> tuple[Written, ...]:
    """Return objects of pydyf as they are written; their streams are compressed."""
    return tuple(
        Written(int(one.number), *_stream(one)) if isinstance(one, pydyf.Stream) else Written(int(one.number), one.data)
        for one in objects
    )


def _stream(stream: Any) -> tuple[bytes, bytes]:
    data = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001
    return pydyf.Dictionary({**stream.extra, "Length": len(data)}).data, data


def with_page(start: PageStart, before: int) -> PageStart:
    """Return where a page begins, with its label in a document that has so many pages before the part."""
    return replace(start, label=str(before + int(start.label)))
