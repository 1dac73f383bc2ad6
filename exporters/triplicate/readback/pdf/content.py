"""The words of content streams, by marked-content identifier (ISO 32000-1, 14.6 and 14.7.4).

Words are what the glyphs say: nothing is added between lines, so that a space which a file does not hold is
missed here as it is by a screen reader. Text that runs from right to left stands in streams as it is drawn, from
left to right; it is turned into the order in which it is read.
"""

import math
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream

from triplicate.errors import UnreadableError
from triplicate.readback.pdf.bidi import logical, within_right_to_left
from triplicate.readback.pdf.fonts import Font, font_of
from triplicate.readback.pdf.strings import text_string

LARGEST_STREAM = 256 * 1024 * 1024
_DEEPEST_FORM = 16
_MOST_FORMS = 100_000

# What kerning in thousandths of an em is a space: text made without space glyphs has spaces of a quarter em or so.
_SPACE = -200

_TOKEN = re.compile(
    rb"""(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\))  # string, nested up to three deep
    |(\[[-+.0-9A-Fa-f<>\s]*\])  # an array of numbers and hexadecimal strings: one for each glyph, often
    |(<<|>>|[\[\]])
    |(<[0-9A-Fa-f\s]*>)
    |(/[^\s()<>\[\]{}/%]*)
    |([+-]?(?:\d+\.?\d*|\.\d+)(?:-\d*)?)
    |([A-Za-z'"][A-Za-z0-9*]*)
    |%[^\r\n]*""",
    re.VERBOSE | re.DOTALL,
)
_OPERATOR = 7
"""The group of operators among those of a token."""

_STRING = re.compile(rb"<([^<>]*)>")
_IN_ARRAY = re.compile(rb"<[^<>]*>|[-+.0-9]+|[\[\]]")
_WIDE = re.compile(rb"-0*(?:[2-9][0-9]{2}|[1-9][0-9]{3})")
"""A kerning that may be as wide as a space."""

_END_OF_IMAGE = re.compile(rb"[\s]EI(?=[\s]|$)")

Key = tuple[int, int]
"""What marked-content identifiers count in: a page's number and -1, or a form's object and generation numbers."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Piece(NamedTuple):
    """Words of one marked-content sequence; ``lang`` and ``expansion`` are its own properties, "" if it has none."""

    text: str
    lang: str = ""
    expansion: str = ""


@dataclass(slots=True)
class Sequence:
    """What is marked with one identifier: its words, where it begins (page from 0, point from the page's origin)."""

    pieces: list[Piece] = field(default_factory=list)
    page: int = 0
    point: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


class _Stretch(NamedTuple):
    """Words shown on one line: where they begin, their glyphs as drawn, and the number of their piece."""

    x: float
    y: float
    glyphs: list[str]
    pieces: list[Piece]
    number: int
    fixed_pitch: bool


class _Mark(NamedTuple):
    """An open marked-content sequence."""

    sequence: Sequence | None
    artifact: bool = False
    silent: bool = False
    lang: str = ""
    expansion: str = ""


@dataclass(slots=True)
class Content:
    """What all pages hold: ``sequences`` by stream and identifier, and per page what is not in any of them.

    ``right_to_left`` is the predominant reading order that the document states (12.2).
    """

    right_to_left: bool = False
    sequences: dict[tuple[Key, int], Sequence] = field(default_factory=dict)
    untagged: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    artifacts: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _fonts: dict[tuple[int, int], Font] = field(default_factory=dict)
    _forms: int = 0

    def add_page(self, number: int, page: Dictionary) -> None:
        """Read a page, counted from 0. Raises UnreadableError if its content is damaged or too large."""
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, Array) else [contents]
        data = b"\n".join(stream_data(stream) for stream in streams if isinstance(stream, Stream))
        _Interpreter(self, number, (number, -1), _inherited(page, "/Resources")).run(data)

    def font(self, dictionary: Object) -> Font:
        """Return a font's decoder, made once."""
        key = dictionary.objgen
        if key == (0, 0):
            return font_of(dictionary)
        if key not in self._fonts:
            self._fonts[key] = font_of(dictionary)
        return self._fonts[key]

    def count_form(self) -> None:
        """Count a form that is painted. Raises UnreadableError for a file that paints forms without end."""
        self._forms += 1
        if self._forms > _MOST_FORMS:
            raise UnreadableError(f"the pages paint more than {_MOST_FORMS} forms")


def stream_data(stream: Stream) -> bytes:
    """Return a stream's bytes. Raises UnreadableError if it is damaged or unpacks to more than memory should hold."""
    try:
        if stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(stream.read_raw_bytes(), LARGEST_STREAM)
            if unpacker.unconsumed_tail:
                raise UnreadableError(f"a content stream unpacks to more than {LARGEST_STREAM // 1024**2} MB")
            return data
        return stream.read_bytes()
    except (PdfError, zlib.error) as error:
        raise UnreadableError(f"a content stream is damaged: {error}") from error


_SHOW = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINT = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh"))
_FOLLOWED = _SHOW | _PAINT | frozenset(b"Td TD Tm T* TL BT Tf BDC BMC EMC q Q cm Do m re".split())
"""The operators that are followed: those that show, paint, mark or move."""


class _Interpreter:
    """Follows the operators of one stream that show text, mark content or move."""

    def __init__(
        self, content: Content, page: int, key: Key, resources: Object | None, outer: "_Interpreter | None" = None
    ) -> None:
        self.content = content
        self.page = page
        self.key = key
        self.resources = resources if isinstance(resources, Dictionary) else None
        self.depth: int = outer.depth + 1 if outer else 0
        self.matrix: Matrix = outer.matrix if outer else _IDENTITY
        self.marks: list[_Mark] = outer.marks[-1:] if outer else []
        self.saved: list[tuple[Matrix, Font | None, float, float]] = []
        self.font: Font | None = None
        self.fonts: dict[bytes, Font] = {}
        self.leading = 0.0
        self.size = 0.0
        self.line: Matrix = _IDENTITY
        self.shown: list[tuple[float, list[str]]] = []
        self.baseline: float | None = None
        self.fixed_pitch = False
        self.before: _Stretch | None = None
        self.alone = True
        self.path = (0.0, 0.0)
        self.moved = True

    def run(self, data: bytes) -> None:
        """Follow a stream."""
        operands: list[bytes] = []
        position = 0
        while position < len(data):
            for token in _TOKEN.finditer(data, position):
                kind = token.lastindex
                if kind != _OPERATOR:
                    # A comment is of no kind.
                    if kind:
                        operands.append(token[0])
                    continue
                operator = token[0]
                if operator == b"BI":
                    end = _END_OF_IMAGE.search(data, token.end())
                    position = end.end() if end else len(data)
                    operands.clear()
                    self.graphic()
                    break
                if operator in _FOLLOWED:
                    self.operator(operator, operands)
                operands.clear()
            else:
                break
        self.flush()
        self.settle_last()

    def operator(self, operator: bytes, operands: list[bytes]) -> None:
        """Follow one operator."""
        match operator:
            case b"Tj" | b"TJ" | b"'" | b'"':
                if operator in (b"'", b'"'):
                    self.move(0.0, -self.leading)
                self.show(operands)
            case b"Td" | b"TD":
                numbers = _numbers(operands, 2)
                if operator == b"TD":
                    self.leading = -numbers[1]
                self.move(*numbers[:2])
            case b"Tm":
                a, b, c, d, e, f = _numbers(operands, 6)
                self.line = (a, b, c, d, e, f)
                self.moved = True
            case b"T*":
                self.move(0.0, -self.leading)
            case b"TL":
                self.leading = _numbers(operands, 1)[0]
            case b"BT":
                self.line = _IDENTITY
                self.moved = True
            case b"Tf":
                self.font = self.named_font(operands[0][1:]) if operands else None
                self.size = _numbers(operands, 1)[0]
            case b"BDC" | b"BMC":
                self.flush()
                self.begin(operands)
            case b"EMC":
                self.flush()
                if self.marks:
                    self.marks.pop()
            case b"q":
                self.saved.append((self.matrix, self.font, self.size, self.leading))
            case b"Q":
                if self.saved:
                    self.matrix, self.font, self.size, self.leading = self.saved.pop()
            case b"cm":
                a, b, c, d, e, f = _numbers(operands, 6)
                self.matrix = _times((a, b, c, d, e, f), self.matrix)
            case b"Do":
                self.flush()
                self.paint(operands)
            case b"m" | b"re":
                numbers = _numbers(operands, 2 if operator == b"m" else 4)
                self.path = numbers[0], numbers[1] + (numbers[3] if operator == b"re" else 0.0)
            case b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"sh":
                self.graphic(*self.path)
            case _:
                pass

    # Text

    def named_font(self, name: bytes) -> Font | None:
        """Return a font of the resources."""
        if name not in self.fonts:
            found = self.resource("/Font", name)
            if not isinstance(found, Dictionary):
                return None
            self.fonts[name] = self.content.font(found)
        return self.fonts[name]

    def move(self, x: float, y: float) -> None:
        """Begin a line, at an offset from the last."""
        a, b, c, d, e, f = self.line
        self.moved = True
        self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def show(self, operands: list[bytes]) -> None:
        """Show strings; with kerning that is as wide as a space, a space."""
        if self.font is None:
            return
        x, y = _apply(self.matrix, self.line[4], self.line[5])
        if self.baseline is None or abs(y - self.baseline) > 0.01:
            self.flush()
            self.baseline = y
        mark = self.marks[-1] if self.marks else None
        if mark and mark.sequence and mark.sequence.point is None:
            # Half an em over the baseline: inside the line's box, whatever is raised or lowered in it.
            upright = _times(self.line, self.matrix)
            mark.sequence.point = (x, y + self.size / 2 * math.hypot(upright[2], upright[3]))
        glyphs = self.glyphs(operands, self.font)
        if self.shown and not self.moved:
            # It goes on where the last string ended.
            self.shown[-1][1].extend(glyphs)
        else:
            self.shown.append((x, glyphs))
        self.moved = False
        self.fixed_pitch = self.font.fixed_pitch

    @staticmethod
    def glyphs(operands: list[bytes], font: Font) -> list[str]:
        """Return what the operands of a string operator show, with spaces for wide kerning."""
        if len(operands) == 1 and operands[0][:1] == b"[" and len(operands[0]) > 1:
            array = operands[0]
            if not _WIDE.search(array):
                # One by one would be the same, and slower: a string is often a single glyph.
                return font.glyphs(b"".join(map(_hexadecimal, _STRING.findall(array))))
            operands = _IN_ARRAY.findall(array)
        gaps = [index for index, operand in enumerate(operands) if _is_space(operand)]
        if not 0 < len(gaps) <= max(len(operands) // 4, 1):
            return font.glyphs(b"".join(string_bytes(operand) for operand in operands if operand[:1] in (b"(", b"<")))
        result: list[str] = []
        added = False
        for operand in operands:
            if operand[:1] in (b"(", b"<"):
                shown = font.glyphs(string_bytes(operand))
                if added and shown and shown[0].startswith(" "):
                    # Where words are spaced, kerning widens a space that is there, on either side of it.
                    result.pop()
                added = added and not shown
                result += shown
            elif _is_space(operand) and result and not result[-1].endswith(" "):
                result.append(" ")
                added = True
        return result

    def flush(self) -> None:
        """Add what was shown on one line to where it belongs."""
        if not self.shown:
            return
        shown, y = self.shown, self.baseline
        self.shown = []
        self.baseline = None
        self.say(logical(shown))
        mark = self.marks[-1] if self.marks else None
        if y is None or mark is None or mark.artifact or mark.silent or mark.sequence is None:
            return
        pieces = mark.sequence.pieces
        glyphs = [glyph for _, glyphs in shown for glyph in glyphs]
        self.follow(_Stretch(shown[0][0], y, glyphs, pieces, len(pieces) - 1, self.fixed_pitch))

    def follow(self, stretch: _Stretch) -> None:
        """Keep a stretch; where it begins to the left of the one before, their line runs from right to left."""
        before, self.before = self.before, stretch
        if before is None or abs(before.y - stretch.y) > 0.01:
            self.settle(before, right_to_left=self.alone and self.begins_with_space(before))
            self.alone = True
            return
        if stretch.x < before.x:
            if self.alone:
                self.settle(before, right_to_left=True)
            self.settle(stretch, right_to_left=True)
        self.alone = False

    def settle_last(self) -> None:
        """Settle the last stretch, which none follows."""
        self.settle(self.before, right_to_left=self.alone and self.begins_with_space(self.before))
        self.before = None

    def begins_with_space(self, stretch: _Stretch | None) -> bool:
        """Whether a stretch alone on its line is drawn after the space at its end: only code begins with a space."""
        return (
            self.content.right_to_left
            and stretch is not None
            and not stretch.fixed_pitch
            and stretch.glyphs[:1] == [" "]
            and stretch.glyphs[1:2] != [" "]
        )

    @staticmethod
    def settle(stretch: _Stretch | None, *, right_to_left: bool) -> None:
        """Put the words of a stretch in the order in which they are read in a line that runs from right to left."""
        if stretch is None or not right_to_left:
            return
        piece = stretch.pieces[stretch.number]
        if piece.text == "".join(stretch.glyphs):
            stretch.pieces[stretch.number] = piece._replace(text=within_right_to_left(stretch.glyphs))

    def say(self, text: str) -> None:
        """Add words to the sequence that is open, or to what is in none."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or (mark.sequence is None and not mark.artifact):
            if text.strip():
                self.content.untagged[self.page].append(text)
        elif mark.artifact:
            self.content.artifacts[self.page].append(text)
        elif mark.sequence and not mark.silent:
            mark.sequence.pieces.append(Piece(text, mark.lang, mark.expansion))

    # Marked content

    def begin(self, operands: list[bytes]) -> None:
        """Begin a marked-content sequence."""
        outer = self.marks[-1] if self.marks else _Mark(None)
        properties = self.properties(operands[1:]) if len(operands) > 1 else {}
        sequence = outer.sequence
        identifier = properties.get("MCID")
        if isinstance(identifier, int):
            sequence = self.content.sequences.setdefault((self.key, identifier), Sequence(page=self.page))
        lang = properties.get("Lang", outer.lang)
        expansion = properties.get("E", outer.expansion)
        artifact = outer.artifact or operands[:1] == [b"/Artifact"]
        mark = _Mark(sequence, artifact, outer.silent, str(lang), str(expansion))
        actual = properties.get("ActualText")
        if actual is not None:
            self.marks.append(mark)
            self.say(str(actual))
            self.marks[-1] = mark._replace(silent=True)
        else:
            self.marks.append(mark)

    def properties(self, operands: list[bytes]) -> dict[str, str | int]:
        """Return the properties of a sequence that tell what is met, given in place or by name."""
        if operands[0][:1] == b"/":
            found = self.resource("/Properties", operands[0][1:])
            return _named_properties(found) if isinstance(found, Dictionary) else {}
        result: dict[str, str | int] = {}
        for key, value in pairwise(operands):
            if key == b"/MCID" and value.isdigit():
                result["MCID"] = int(value)
            elif key in (b"/ActualText", b"/Lang", b"/E") and value[:1] in (b"(", b"<"):
                result[key[1:].decode()] = text_string(string_bytes(value))
        return result

    # Graphics

    def graphic(self, x: float = 0.0, y: float = 1.0) -> None:
        """Keep where a sequence begins that holds graphics: by default the upper left corner of an image."""
        mark = self.marks[-1] if self.marks else None
        if mark and mark.sequence and mark.sequence.point is None:
            mark.sequence.point = _apply(self.matrix, x, y)

    def paint(self, operands: list[bytes]) -> None:
        """Paint an image, or follow a form."""
        form = self.resource("/XObject", operands[0][1:]) if operands else None
        self.graphic()
        if not isinstance(form, Stream) or form.get("/Subtype") != Name.Form or self.depth > _DEEPEST_FORM:
            return
        self.content.count_form()
        key = form.objgen if "/StructParents" in form else self.key
        inner = _Interpreter(self.content, self.page, key, form.get("/Resources", self.resources), self)
        if isinstance(matrix := form.get("/Matrix"), Array) and len(matrix) == 6:
            a, b, c, d, e, f = (float(value) for value in matrix)
            inner.matrix = _times((a, b, c, d, e, f), self.matrix)
        inner.run(stream_data(form))

    def resource(self, kind: str, name: bytes) -> Object | None:
        """Return a named resource."""
        found = self.resources.get(kind) if self.resources is not None else None
        return found.get("/" + _name(name)) if isinstance(found, Dictionary) else None


def string_bytes(token: bytes) -> bytes:
    """Return the bytes of a string as it is written in a content stream (7.3.4)."""
    if token[:1] == b"<":
        return _hexadecimal(token[1:-1])
    body = token[1:-1]
    return _ESCAPE.sub(_unescaped, body) if b"\\" in body else body


def _hexadecimal(digits: bytes) -> bytes:
    """Return the bytes of a hexadecimal string, a missing last digit taken as 0 (7.3.4.3)."""
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 255,))
    return b"" if match[2] else _ESCAPED.get(match[3], match[3])


def _name(name: bytes) -> str:
    """Return a name with its "#" escapes undone (7.3.5)."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), name).decode(
        "utf-8", "replace"
    )


def _named_properties(found: Object) -> dict[str, str | int]:
    result: dict[str, str | int] = {}
    identifier = found.get("/MCID")
    if isinstance(identifier, int):
        result["MCID"] = identifier
    for name in ("ActualText", "Lang", "E"):
        if (value := found.get(f"/{name}")) is not None:
            result[name] = str(value)
    return result


def _is_space(operand: bytes) -> bool:
    return operand[:1] == b"-" and _numbers([operand], 1)[0] <= _SPACE


def _numbers(operands: list[bytes], count: int) -> list[float]:
    """Return the last operands as numbers; what is missing or wrong is zero, as readers have it."""
    numbers = []
    for operand in operands[-count:]:
        try:
            numbers.append(float(operand))
        except ValueError:
            numbers.append(0.0)
    return [0.0] * (count - len(numbers)) + numbers


def _inherited(page: Object, key: str) -> Object | None:
    """Return an attribute that pages inherit from the nodes above them (7.7.3.4)."""
    node: Object | None = page
    for _ in range(64):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
