"""A file written part by part: of a part that is written, its facts alone are kept."""

import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from hashlib import md5
from io import BytesIO

import pydyf

from triplicate.formats.pdf.parts.marks import settled
from triplicate.formats.pdf.parts.pieces import CATALOG, SHARED, Facts, Piece, Written
from triplicate.later import regex

_LENGTH = regex(rb"/Length \d+")
_GLYPHS = regex(rb"<([0-9a-f]+)>")

Codes = Mapping[str, Mapping[int, int]]
"""The codes of each font, by its hash, that others stand for."""


class Joined:
    """A PDF of a version, written as its parts come, in streams of objects and of references (ISO 32000-1 7.5.7)."""

    def __init__(self, version: str) -> None:
        self._file = BytesIO()
        self._digest = md5(usedforsecurity=False)
        self.keys = 0
        self._named: dict[str, int] = {}
        # Of each object by its number: whether it stands in the file (1) or in a stream (2), where, the how manieth.
        self._kinds, self._places, self._indices = bytearray(1), array("Q", [0]), array("L", [0])
        for _ in SHARED:
            self._next()
        self._write(b"%%PDF-%b\n%%\xf0\x9f\x96\xa4\n" % version.encode())

    def add(self, piece: Piece, codes: Codes | None = None) -> Facts:
        """Write a part, and return its facts with the numbers that its objects have now.

        Streams that stand for others' objects have their numbers; ``codes`` are those to be written in place of others.
        """
        numbers = {**piece.shared, **{local: self._number_of(name) for local, name in piece.named.items()}}
        for local in (*(one.number for one in piece.objects), *(sheet.number for sheet in piece.facts.sheets)):
            if local not in numbers:
                numbers[local] = self._next()
        first_key = self.keys
        self.keys += piece.facts.keys

        def final(data: bytes) -> bytes:
            return settled(data, numbers.__getitem__, first_key)

        self._write_objects(piece.objects, numbers, final, codes or {})
        return _settled(piece.facts, numbers, final)

    def _write_objects(
        self, objects: Iterable[Written], numbers: Mapping[int, int], final: Callable[[bytes], bytes], codes: Codes
    ) -> None:
        heads: list[str] = []
        packed: list[bytes] = []
        stream_number = self._next()
        at = 0
        for one in objects:
            number, head = numbers[one.number], final(one.head)
            if one.data is not None:
                data = _recoded(one.data, codes) if codes and one.shows else one.data
                head = _LENGTH.sub(b"/Length %d" % len(data), head) if data is not one.data else head
                self._put(number, head, data)
                continue
            heads += [str(number), str(at)]
            self._kinds[number], self._places[number], self._indices[number] = 2, stream_number, len(packed)
            packed.append(head)
            at += len(head) + 1
        first = " ".join(heads).encode()
        data = zlib.compress(b"\n".join([first, *packed]), 9)
        extra = {
            "Type": "/ObjStm",
            "N": len(packed),
            "First": len(first) + 1,
            "Filter": "/FlateDecode",
            "Length": len(data),
        }
        self._put(stream_number, pydyf.Dictionary(extra).data, data)

    def finish(self, info: int | None) -> bytes:
        """Write the table of objects, and return the file; ``info`` is the number of the properties, if it has any."""
        number = self._next()
        place = self._file.tell()
        self._kinds[number], self._places[number] = 1, place
        widths = (1, _bytes_of(max(place, number)), _bytes_of(max(self._indices)))
        table = b"".join(
            kind.to_bytes(widths[0], "big") + at.to_bytes(widths[1], "big") + index.to_bytes(widths[2], "big")
            for kind, at, index in zip(self._kinds, self._places, self._indices, strict=True)
        )
        data = zlib.compress(table, 9)
        identifier = pydyf.String(self._digest.hexdigest()).data
        extra = {
            "Type": "/XRef",
            "W": pydyf.Array(widths),
            "Size": number + 1,
            "Root": f"{CATALOG} 0 R",
            "ID": pydyf.Array((identifier, identifier)),
            "Filter": "/FlateDecode",
            "Length": len(data),
        }
        if info is not None:
            extra["Info"] = f"{info} 0 R"
        self._put(number, pydyf.Dictionary(extra).data, data)
        self._write(b"startxref\n%d\n%%%%EOF\n" % place)
        return self._file.getvalue()

    def _number_of(self, name: str) -> int:
        """Return the number of an object that parts have in common."""
        if name not in self._named:
            self._named[name] = self._next()
        return self._named[name]

    def _next(self) -> int:
        self._kinds.append(0)
        self._places.append(0)
        self._indices.append(0)
        return len(self._kinds) - 1

    def _put(self, number: int, head: bytes, data: bytes) -> None:
        self._kinds[number], self._places[number] = 1, self._file.tell()
        self._write(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, data))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)


def _bytes_of(number: int) -> int:
    return max(1, (number.bit_length() + 7) // 8)


def _settled(facts: Facts, numbers: Mapping[int, int], final: Callable[[bytes], bytes]) -> Facts:
    """Return facts whose references are those of the file."""
    return replace(
        facts,
        sheets=tuple(replace(one, page=final(one.page), number=numbers[one.number]) for one in facts.sheets),
        elements=tuple(map(final, facts.elements)),
        leaf=final(facts.leaf),
        ids={name: final(one) for name, one in facts.ids.items()},
        names=tuple((name, final(place)) for name, place in facts.names),
        bookmarks=tuple(replace(one, page=final(one.page), element=final(one.element)) for one in facts.bookmarks),
        headings={name: final(one) for name, one in facts.headings.items()},
        calls={number: tuple(map(final, calls)) for number, calls in facts.calls.items()},
    )


def _recoded(data: bytes, codes: Codes) -> bytes:
    """Return a content stream with other codes for some of the glyphs that it shows."""
    lines = zlib.decompress(data).split(b"\n")
    font = ""
    for at, line in enumerate(lines):
        if line.endswith(b" Tf"):
            font = line[1:].split(b" ", 1)[0].decode()
        elif line.endswith(b"] TJ") and font in codes:
            lines[at] = _GLYPHS.sub(partial(_others, codes[font]), line)
    return zlib.compress(b"\n".join(lines))


def _others(codes: Mapping[int, int], found: re.Match[bytes]) -> bytes:
    """Return other codes for codes of two bytes, in hexadecimal digits."""
    numbers = (int(found[1][at : at + 4], 16) for at in range(0, len(found[1]), 4))
    return b"<%b>" % b"".join(b"%04x" % codes.get(number, number) for number in numbers)
