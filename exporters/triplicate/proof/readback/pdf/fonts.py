"""From the codes of a string that is shown to the characters they stand for (ISO 32000-1, 9.10)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pikepdf import Array, Dictionary, Name, Object, Stream

from triplicate.later import regex
from triplicate.proof.readback.pdf.metrics import Metrics
from triplicate.proof.readback.pdf.streams import Streams

UNKNOWN = "\ufffd"

_SECTION = regex(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = regex(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_LONGEST_RANGE = 65536


class _Table(dict[int, str]):
    """The characters of glyphs by their codes, for :meth:`str.translate`."""

    def __missing__(self, code: int) -> str:
        return UNKNOWN


class Font:
    """Decodes what is shown in a font; a code without a character gives U+FFFD. ``metrics`` are its glyphs' widths."""

    def __init__(self, characters: dict[bytes, str], widths: frozenset[int], metrics: Metrics) -> None:
        self.metrics = metrics
        self._characters = characters
        self._sizes = sorted(widths)
        codec = _CODECS.get(self._sizes[0]) if len(self._sizes) == 1 else None
        codes = [code for code in characters if len(code) == self._sizes[0]] if codec else []
        # Codes are decoded all at once as if they were characters, which those of surrogates are not.
        self._codec = None if any(b"\xd8" <= code < b"\xe0" for code in codes) and codec != "latin-1" else codec
        self._table = _Table((int.from_bytes(code, "big"), characters[code]) for code in codes)

    def text(self, codes: bytes) -> str:
        """Return what the glyphs that codes show stand for, in the order in which they are shown."""
        if self._codec and len(codes) % self._sizes[0] == 0:
            return codes.decode(self._codec, "surrogatepass").translate(self._table)
        return "".join(self._one_by_one(codes))

    def _one_by_one(self, codes: bytes) -> Iterator[str]:
        position = 0
        while position < len(codes):
            for size in self._sizes:
                if (text := self._characters.get(codes[position : position + size])) is not None:
                    break
            else:
                text = UNKNOWN
            yield text
            position += size


_CODECS = {1: "latin-1", 2: "utf-16-be"}


def font_of(dictionary: Object, streams: Streams) -> Font:
    """Return the decoder of a font: by its ToUnicode map, else by its encoding."""
    composite = dictionary.get("/Subtype") == Name.Type0
    characters: dict[bytes, str] = {}
    widths: set[int] = {2} if composite else {1}
    if not composite:
        characters = _simple(dictionary)
    elif str(dictionary.get("/Encoding", "")).startswith("/Uni"):
        characters = _utf16()
    to_unicode = dictionary.get("/ToUnicode")
    if isinstance(to_unicode, Stream):
        mapped, sizes = parse_cmap(streams.read(to_unicode))
        if not composite:
            # The codes of a simple font have one byte, whatever its map says of them (9.6).
            mapped, sizes = _of_one_byte(mapped), {1}
        characters = {**characters, **mapped}
        widths = sizes or widths
    return Font(characters, frozenset(widths), Metrics(dictionary))


def _of_one_byte(mapped: dict[bytes, str]) -> dict[bytes, str]:
    """Return the characters of codes that are one byte, or one byte after bytes of zero."""
    return {code[-1:]: text for code, text in mapped.items() if not code[:-1].strip(b"\0")}


def parse_cmap(data: bytes) -> tuple[dict[bytes, str], set[int]]:
    """Return the characters by code of a ToUnicode CMap, and how many bytes a code has (9.10.3)."""
    characters: dict[bytes, str] = {}
    widths: set[int] = set()
    for kind, body in _SECTION.findall(data):
        tokens = [
            (bytes.fromhex(_even(hexadecimal)), opening, closing)
            for hexadecimal, opening, closing in _TOKEN.findall(body)
        ]
        if kind == b"codespacerange":
            widths.update(len(code) for code, _, _ in tokens if code)
        elif kind == b"bfchar":
            values = [code for code, _, _ in tokens]
            characters.update((code, _text(value)) for code, value in zip(values[::2], values[1::2], strict=False))
        else:
            _ranges(tokens, characters)
    return characters, widths


def _ranges(tokens: list[tuple[bytes, bytes, bytes]], characters: dict[bytes, str]) -> None:
    position = 0
    while position + 2 < len(tokens):
        first, last = tokens[position][0], tokens[position + 1][0]
        start, size = int.from_bytes(first, "big"), len(first)
        count = min(int.from_bytes(last, "big") - start + 1, _LONGEST_RANGE)
        position += 2
        if tokens[position][1]:
            values = []
            position += 1
            while position < len(tokens) and not tokens[position][2]:
                values.append(_text(tokens[position][0]))
                position += 1
        else:
            base = _text(tokens[position][0])
            values = [base[:-1] + chr(ord(base[-1]) + index) for index in range(max(count, 0))] if base else []
        position += 1
        for index, value in enumerate(values[: max(count, 0)]):
            if start + index < 1 << 8 * size:
                characters[(start + index).to_bytes(size, "big")] = value


def _even(hexadecimal: bytes) -> str:
    text = b"".join(hexadecimal.split()).decode("ascii")
    return text + "0" if len(text) % 2 else text


def _text(value: bytes) -> str:
    return value.decode("utf-16-be", "replace") if len(value) > 1 else value.decode("latin-1")


@lru_cache(maxsize=1)
def _utf16() -> dict[bytes, str]:
    """Return the map of the predefined CMaps whose codes are UTF-16 (9.7.5.2)."""
    return {code.to_bytes(2, "big"): chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000}


def _simple(dictionary: Object) -> dict[bytes, str]:
    """Return the characters of a simple font, by its encoding and differences (9.6.6)."""
    from fontTools import agl
    from fontTools.encodings.StandardEncoding import StandardEncoding

    encoding = dictionary.get("/Encoding")
    base = encoding
    differences: list[Object] = []
    if isinstance(encoding, Dictionary):
        base = encoding.get("/BaseEncoding")
        found = encoding.get("/Differences")
        differences = list(found) if isinstance(found, Array) else []
    codecs = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
    codec = codecs.get(str(base)) or ("cp1252" if dictionary.get("/Subtype") == Name.TrueType else None)
    if codec:
        characters = {bytes((code,)): bytes((code,)).decode(codec, "replace") for code in range(32, 256)}
    else:
        characters = {
            bytes((code,)): agl.toUnicode(name) for code, name in enumerate(StandardEncoding) if name != ".notdef"
        }
    code = 0
    for value in differences:
        if isinstance(value, Name):
            if 0 <= code < 256:
                characters[bytes((code,))] = agl.toUnicode(str(value)[1:]) or UNKNOWN
            code += 1
        else:
            code = int(value)
    return characters
