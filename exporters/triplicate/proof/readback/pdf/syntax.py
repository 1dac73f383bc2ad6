"""The syntax of content streams: instructions, and what their operands say (ISO 32000-1, 7.3 and 7.8.2)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from triplicate.later import regex
from triplicate.proof.readback.pdf.strings import text_string

# What kerning in thousandths of an em is a space: text made without space glyphs has spaces of a quarter em or so.
_SPACE = -200

_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+\)"
"""A string in parentheses, with others in it up to three deep."""

_INSTRUCTION = regex(
    rb"""
    ( (?: [\s0-9.+-]++
        | \[[-+.0-9A-Fa-f<>\s]*+\]  # an array of numbers and hexadecimal strings: one for each glyph, often
        | /[^\s()<>\[\]{}/%]*+
        | """
    + _STRING
    + rb"""
        | <<|>>|<[0-9A-Fa-f\s]*+>|[\[\]]
        | (?:true|false|null)(?![A-Za-z0-9*])
        | %[^\r\n]*+
      )*+ )
    ( BI(?=[\s/])(?:.*?\sEI(?=\s|$)|.*)  # an image, with its own bytes
    | [A-Za-z'"][A-Za-z0-9*]*+ )?+""",
    re.VERBOSE | re.DOTALL,
)
_OPERAND = regex(
    _STRING + rb"|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]{}/%]*|[+-]?(?:\d+\.?\d*|\.\d+)(?:-\d*)?|[\[\]]|%[^\r\n]*",
    re.DOTALL,
)
_COMMENT = regex(rb"%[^\r\n]*")
_GLYPHS = regex(rb"\s*\[[-+.0-9A-Fa-f<>\s]*+\]\s*")
_CODES = regex(rb"<((?:[0-9A-Fa-f]{2})*)>")
_HEXADECIMAL = regex(rb"<[^>]*>")
_WIDE = regex(rb"-0*(?:[2-9][0-9]{2}|[1-9][0-9]{3})")
"""A kerning that may be as wide as a space."""


class PropertyList(NamedTuple):
    """What a property list says of a marked-content sequence that is met (14.6.2); "" and None for nothing."""

    identifier: int | None = None
    lang: str | None = None
    actual: str | None = None
    expansion: str | None = None


def instructions(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the operands, as they are written, and the operator of each instruction of a stream.

    The operator of an inline image is "BI".
    """
    for found in _INSTRUCTION.finditer(data):
        operands, operator = found.groups()
        if operator:
            yield operands, operator if operator[:2] != b"BI" else b"BI"


def tokens(operands: bytes) -> list[bytes]:
    """Return operands one by one."""
    return [token for token in _OPERAND.findall(operands) if token[:1] != b"%"]


def numbers(operands: bytes, count: int) -> list[float]:
    """Return the last operands as numbers; what is missing or wrong is zero, as readers have it."""
    if b"%" in operands:
        operands = _COMMENT.sub(b"", operands)
    written = operands.split()[-count:]
    try:
        found = list(map(float, written))
    except ValueError:
        found = [number(operand) for operand in written]
    return found if len(found) == count else [0.0] * (count - len(found)) + found


def name(operands: bytes) -> bytes:
    """Return the name that is the first operand, without its slash."""
    if b"%" in operands:
        operands = _COMMENT.sub(b"", operands)
    first = operands.split(None, 1)[:1]
    return first[0][1:] if first else b""


def unescaped_name(written: bytes) -> str:
    """Return a name with its "#" escapes undone (7.3.5)."""
    undone = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), written)
    return undone.decode("utf-8", "replace")


def strings(operands: bytes) -> list[bytes | None]:
    """Return the codes that a string operator shows; None stands where kerning is as wide as a space."""
    if _GLYPHS.fullmatch(operands) and not _WIDE.search(operands):
        codes = _CODES.findall(operands)
        if len(codes) == operands.count(b"<"):
            # One by one would be the same, and slower: a string is often a single glyph.
            return [bytes.fromhex(b"".join(codes).decode("ascii"))]
    parts = tokens(operands)
    gaps = sum(map(_is_space, parts))
    # Where letters are spaced, nearly every one of them is followed by a gap: there it is none between words.
    shown_bytes = sum(len(string_bytes(part)) for part in parts if _shows(part, spaced=False)) if gaps > 1 else 0
    spaced = 0 < gaps <= max(len(parts) // 4, shown_bytes // 4, 1)
    shown = [None if _is_space(part) else string_bytes(part) for part in parts if _shows(part, spaced=spaced)]
    return shown if spaced else [b"".join(part for part in shown if part is not None)]


def kerning(operands: bytes) -> float:
    """Return the sum of the numbers that move glyphs in an array of strings, in thousandths of the size (9.4.3)."""
    if b"[" not in operands:
        return 0.0
    if b"(" not in operands and b"%" not in operands:
        written = _HEXADECIMAL.sub(b" ", operands).strip(b"[] \t\r\n\f\0").split()
        try:
            return sum(map(float, written))
        except ValueError:
            pass
    return sum(number(part) for part in tokens(operands) if part[:1] not in b"(<>[]/")


def _shows(part: bytes, *, spaced: bool) -> bool:
    return (part[:1] in (b"(", b"<") and part != b"<<") or (spaced and _is_space(part))


def tag_and_properties(operands: bytes) -> tuple[bytes, PropertyList | bytes]:
    """Return the tag of a marked-content operator, and the properties, or the name of their resource."""
    parts = tokens(operands)
    tag = parts[0] if parts else b""
    if len(parts) < 2:
        return tag, PropertyList()
    if parts[1][:1] == b"/":
        return tag, parts[1][1:]
    found: dict[bytes, bytes] = dict(pairwise(parts[1:]))
    identifier = found.get(b"/MCID", b"")
    return tag, PropertyList(
        int(identifier) if identifier.isdigit() else None,
        *(_text(found.get(key, b"")) for key in (b"/Lang", b"/ActualText", b"/E")),
    )


def _text(token: bytes) -> str | None:
    return text_string(string_bytes(token)) if token[:1] in (b"(", b"<") else None


def string_bytes(token: bytes) -> bytes:
    """Return the bytes of a string as it is written (7.3.4)."""
    if token[:1] == b"<":
        return _hexadecimal(token[1:-1])
    body = token[1:-1]
    return _ESCAPE.sub(_unescaped, body) if b"\\" in body else body


def _hexadecimal(digits: bytes) -> bytes:
    """Return the bytes of a hexadecimal string, a missing last digit taken as 0 (7.3.4.3)."""
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


_ESCAPE = regex(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 255,))
    return b"" if match[2] else _ESCAPED.get(match[3], match[3])


def _is_space(operand: bytes) -> bool:
    return operand[:1] == b"-" and number(operand) <= _SPACE


def number(operand: bytes) -> float:
    """Return an operand as a number, 0 if it is none."""
    try:
        return float(operand)
    except ValueError:
        return 0.0
