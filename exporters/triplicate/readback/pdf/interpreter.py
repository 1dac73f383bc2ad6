"""Content streams followed: where text is shown, what it says, and with what it is marked (ISO 32000-1, 8.4, 9.4)."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Stream

from triplicate.errors import UnreadableError
from triplicate.readback.pdf.content import Content, Key, Sequence
from triplicate.readback.pdf.fonts import Font
from triplicate.readback.pdf.syntax import Properties, instructions, name, numbers, strings, unescaped_name
from triplicate.readback.pdf.words import Piece, WordBuilder

_DEEPEST_FORM = 16
_DEEPEST = 10_000
"""How many graphics states may be saved, and marks be open, at once."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Mark(NamedTuple):
    """An open marked-content sequence."""

    sequence: Sequence | None
    artifact: bool = False
    silent: bool = False
    lang: str = ""
    expansion: str = ""


_UNMARKED = _Mark(None)


class Interpreter:
    """Follows the operators of one stream that show text, mark content, paint or move.

    ``key`` is that of the stream's marked-content identifiers; ``outer`` follows the stream that paints this one.
    """

    def __init__(
        self, content: Content, page: int, key: Key, resources: Object | None, outer: "Interpreter | None" = None
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
        self.moved = True
        self.words = WordBuilder(self.say, right_to_left=content.right_to_left)
        self.path = b"", b""

    def run(self, data: bytes) -> None:
        """Follow a stream."""
        follow: dict[bytes, Callable[[bytes], None]] = {
            b"Tj": self.show,
            b"TJ": self.show,
            b"'": self.show_on_next_line,
            b'"': self.show_on_next_line,
            b"Td": self.move_by,
            b"TD": self.move_and_lead,
            b"Tm": self.set_line,
            b"T*": self.next_line,
            b"TL": self.lead,
            b"BT": self.begin_text,
            b"Tf": self.choose_font,
            b"BDC": self.begin,
            b"BMC": self.begin,
            b"EMC": self.end,
            b"q": self.save,
            b"Q": self.restore,
            b"cm": self.transform,
            b"Do": self.paint,
            b"BI": self.paint_image,
            **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh"), self.paint_path),
        }
        for operands, operator in instructions(data):
            if operator in (b"re", b"m"):
                self.path = operator, operands
            elif action := follow.get(operator):
                action(operands)
        self.words.finish()

    # Text

    def begin_text(self, _operands: bytes) -> None:
        """Begin a text object at the origin."""
        self.line = _IDENTITY
        self.moved = True

    def choose_font(self, operands: bytes) -> None:
        """Take a font of the resources."""
        chosen = name(operands)
        if chosen not in self.fonts:
            found = self.resource("/Font", chosen)
            if not isinstance(found, Dictionary):
                self.font = None
                return
            self.fonts[chosen] = self.content.font(found)
        self.font = self.fonts[chosen]
        self.size = numbers(operands, 1)[0]

    def set_line(self, operands: bytes) -> None:
        """Begin a line anywhere."""
        a, b, c, d, e, f = numbers(operands, 6)
        self.line = (a, b, c, d, e, f)
        self.moved = True

    def move_by(self, operands: bytes) -> None:
        """Begin a line at an offset from the last."""
        x, y = numbers(operands, 2)
        self.move(x, y)

    def move(self, x: float, y: float) -> None:
        """Begin a line at an offset from the last."""
        a, b, c, d, e, f = self.line
        self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        self.moved = True

    def move_and_lead(self, operands: bytes) -> None:
        """Begin a line at an offset that further lines keep."""
        x, y = numbers(operands, 2)
        self.leading = -y
        self.move(x, y)

    def lead(self, operands: bytes) -> None:
        """Set how far apart lines are."""
        self.leading = numbers(operands, 1)[0]

    def next_line(self, _operands: bytes) -> None:
        """Begin the next line."""
        self.move(0.0, -self.leading)

    def show_on_next_line(self, operands: bytes) -> None:
        """Show strings on the next line."""
        self.next_line(operands)
        self.show(operands)

    def show(self, operands: bytes) -> None:
        """Show strings."""
        if self.font is None:
            return
        x, y = _apply(self.matrix, self.line[4], self.line[5])
        sequence = self.marks[-1].sequence if self.marks else None
        if sequence and sequence.point is None:
            # Half an em over the baseline: inside the line's box, whatever is raised or lowered in it.
            upright = _times(self.line, self.matrix)
            sequence.point = (x, y + self.size / 2 * math.hypot(upright[2], upright[3]))
        self.words.show(strings(operands), self.font, x, y, moved=self.moved)
        self.moved = False

    def say(self, text: str) -> list[Piece] | None:
        """Add words to the sequence that is open, and return its pieces, or to what is in none."""
        mark = self.marks[-1] if self.marks else _UNMARKED
        if mark.artifact:
            self.content.artifacts[self.page].append(text)
        elif mark.sequence is None:
            if text.strip():
                self.content.untagged[self.page].append(text)
        elif not mark.silent:
            mark.sequence.pieces.append(Piece(text, mark.lang, mark.expansion))
            return mark.sequence.pieces
        return None

    # Marked content

    def begin(self, operands: bytes) -> None:
        """Begin a marked-content sequence."""
        self.words.flush()
        outer = self.marks[-1] if self.marks else _UNMARKED
        tag, found = self.content.marked(operands)
        given = found if isinstance(found, Properties) else self.named_properties(found)
        sequence = outer.sequence
        if given.identifier is not None:
            sequence = self.content.sequence(self.key, given.identifier, self.page)
        mark = _Mark(
            sequence,
            outer.artifact or tag == b"/Artifact",
            outer.silent,
            outer.lang if given.lang is None else given.lang,
            outer.expansion if given.expansion is None else given.expansion,
        )
        _check_depth(self.marks)
        self.marks.append(mark)
        if given.actual is not None:
            self.say(given.actual)
            self.marks[-1] = mark._replace(silent=True)

    def end(self, _operands: bytes) -> None:
        """End a marked-content sequence."""
        self.words.flush()
        if self.marks:
            self.marks.pop()

    def named_properties(self, written: bytes) -> Properties:
        """Return the properties of a sequence that are given by name."""
        found = self.resource("/Properties", written)
        if not isinstance(found, Dictionary):
            return Properties()
        identifier = found.get("/MCID")
        texts = (found.get(key) for key in ("/Lang", "/ActualText", "/E"))
        return Properties(
            identifier if isinstance(identifier, int) else None,
            *(None if text is None else str(text) for text in texts),
        )

    # Graphics

    def save(self, _operands: bytes) -> None:
        """Save the graphics state."""
        _check_depth(self.saved)
        self.saved.append((self.matrix, self.font, self.size, self.leading))

    def restore(self, _operands: bytes) -> None:
        """Restore the graphics state."""
        if self.saved:
            self.matrix, self.font, self.size, self.leading = self.saved.pop()

    def transform(self, operands: bytes) -> None:
        """Change the coordinates."""
        a, b, c, d, e, f = numbers(operands, 6)
        self.matrix = _times((a, b, c, d, e, f), self.matrix)

    def paint_path(self, _operands: bytes) -> None:
        """Keep where a sequence begins that holds a path."""
        operator, operands = self.path
        if self.lacks_point():
            x, y, _, height = numbers(operands, 4) if operator == b"re" else (*numbers(operands, 2), 0.0, 0.0)
            self.stand_at(x, y + height)

    def paint_image(self, _operands: bytes = b"") -> None:
        """Keep where a sequence begins that holds an image: its upper left corner."""
        if self.lacks_point():
            self.stand_at(0.0, 1.0)

    def lacks_point(self) -> bool:
        """Whether a sequence is open of which it is not known where it begins."""
        sequence = self.marks[-1].sequence if self.marks else None
        return sequence is not None and sequence.point is None

    def stand_at(self, x: float, y: float) -> None:
        """Keep where the open sequence begins."""
        if sequence := self.marks[-1].sequence:
            sequence.point = _apply(self.matrix, x, y)

    def paint(self, operands: bytes) -> None:
        """Paint an image, or follow a form."""
        self.words.flush()
        form = self.resource("/XObject", name(operands))
        self.paint_image()
        if not isinstance(form, Stream) or form.get("/Subtype") != Name.Form or self.depth > _DEEPEST_FORM:
            return
        self.content.count_form()
        key = form.objgen if "/StructParents" in form else self.key
        inner = Interpreter(self.content, self.page, key, form.get("/Resources", self.resources), self)
        if isinstance(matrix := form.get("/Matrix"), Array) and len(matrix) == 6:
            a, b, c, d, e, f = (float(value) for value in matrix)
            inner.matrix = _times((a, b, c, d, e, f), self.matrix)
        inner.run(self.content.streams.read(form))

    def resource(self, kind: str, written: bytes) -> Object | None:
        """Return a named resource."""
        found = self.resources.get(kind) if self.resources is not None else None
        return found.get("/" + unescaped_name(written)) if isinstance(found, Dictionary) else None


def _check_depth(stack: list[Any]) -> None:
    if len(stack) >= _DEEPEST:
        raise UnreadableError(f"a content stream is nested more than {_DEEPEST} deep")


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
