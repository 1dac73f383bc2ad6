"""A font file as its tables, and its tables as a file (OpenType 1.9, "Organization of an OpenType Font", "name").

fontTools can do this too, but it takes a tenth of the time of an export of one page to be loaded for it.
"""

import struct
from collections.abc import Mapping
from typing import NamedTuple

# As the standard recommends for outlines of TrueType; the others follow by their names.
_ORDER = (
    *("head", "hhea", "maxp", "OS/2", "hmtx", "LTSH", "VDMX", "hdmx", "cmap", "fpgm", "prep", "cvt ", "loca", "glyf"),
    *("kern", "name", "post", "gasp", "PCLT"),
)
_WHOLE_FILE = 0xB1B0AFBA
"""What the checksum of a file is made up to."""

_ADJUSTMENT = slice(8, 12)
"""Where in the table "head" that stands which makes it up."""


class Name(NamedTuple):
    """What a name in a font is of: its platform, encoding and language, and which of the names it is."""

    platform: int
    encoding: int
    language: int
    number: int


def tables_of(data: bytes) -> dict[str, bytes]:
    """Return the tables of a font file, by their tags."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4s4xLL", data, 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): data[start : start + length] for tag, start, length in entries}


def file_of(tables: Mapping[str, bytes]) -> bytes:
    """Return the file of the font that has these tables."""
    tables = {**tables, "head": _with(tables["head"], _ADJUSTMENT, bytes(4))}
    order = sorted(tables, key=lambda tag: (_ORDER.index(tag) if tag in _ORDER else len(_ORDER), tag))
    starts, end = {}, 12 + 16 * len(tables)
    for tag in order:
        starts[tag] = end
        end += -(-len(tables[tag]) // 4) * 4
    power = len(tables).bit_length() - 1
    searched = 16 << power
    kind = b"\0\1\0\0" if "glyf" in tables else b"OTTO"
    directory = struct.pack(">4sHHHH", kind, len(tables), searched, power, 16 * len(tables) - searched)
    sums = {tag: _checksum(table) for tag, table in tables.items()}
    for tag in sorted(tables):
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), sums[tag], starts[tag], len(tables[tag]))
    adjustment = (_WHOLE_FILE - _checksum(directory) - sum(sums.values())) & 0xFFFFFFFF
    tables["head"] = _with(tables["head"], _ADJUSTMENT, struct.pack(">L", adjustment))
    return directory + b"".join(tables[tag] + bytes(-len(tables[tag]) % 4) for tag in order)


def with_number(table: bytes, place: int, kind: str, number: int) -> bytes:
    """Return a table with a number at a place, written as ``struct`` writes this kind of number."""
    written = struct.pack(f">{kind}", number)
    return _with(table, slice(place, place + len(written)), written)


def names_of(table: bytes) -> dict[Name, bytes]:
    """Return the names in a table "name", as they are encoded there."""
    count, start = struct.unpack_from(">HH", table, 2)
    found = {}
    for number in range(count):
        *name, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        found[Name(*name)] = table[start + offset : start + offset + length]
    return found


def table_of(names: Mapping[Name, bytes]) -> bytes:
    """Return the table "name" with these names; equal ones stand in it once."""
    records, said, places = b"", b"", {}
    for name, value in sorted(names.items()):
        if value not in places:
            places[value] = len(said)
            said += value
        records += struct.pack(">6H", *name, len(value), places[value])
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + said


def _with(table: bytes, where: slice, part: bytes) -> bytes:
    return table[: where.start] + part + table[where.stop :]


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    numbers: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(numbers) & 0xFFFFFFFF
