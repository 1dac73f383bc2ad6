"""Content streams followed: where text is shown, what it says, and with what it is marked (ISO 32000-1, 8.4, 9.4)."""

import math
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, Stream

from triplicate.errors import UnreadableError
from triplicate.proof.readback.pdf.fonts import Font
from triplicate.proof.readback.pdf.marked_content import PageContents, StreamKey
from triplicate.proof.readback.pdf.marks import Marks
from triplicate.proof.readback.pdf.shown_text import ShownText
from triplicate.proof.readback.pdf.syntax import PropertyList, instructions, name, numbers, strings, unescaped_name

_DEEPEST_FORM = 16
_DEEPEST_STATE = 10_000

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Interpreter:
    """Follows the operators of one stream that show text, mark content, paint or move.

    ``key`` is that of the stream's marked-content identifiers; ``outer`` follows the stream that paints this one.
    """

    def __init__(
        self,
        content: PageContents,
        page: int,
        key: StreamKey,
        resources: Object | None,
        outer: "Interpreter | None" = None,
    ) -> None:
        self.content = content
        self.resources = resources if isinstance(resources, Dictionary) else None
        self.depth: int = outer.depth + 1 if outer else 0
        self.matrix: Matrix = outer.matrix if outer else _IDENTITY
        self.marks: Marks = Marks(content, page, key, outer.marks if outer else None)
        self.saved: list[tuple[Matrix, Font | None, float, float]] = []
        self.font: Font | None = None
        self.fonts: dict[bytes, tuple[Font, float]] = {}
        self.leading = 0.0
        self.size = 0.0
        self.line: Matrix = _IDENTITY
        self.moved = True
        self.text = ShownText(self.marks.say, right_to_left=content.right_to_left)
        self.path = b"", False

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
            b"m": self.begin_path,
            b"re": self.begin_rectangle,
            **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh"), self.paint_path),
        }
        for operands, operator in instructions(data):
            if action := follow.get(operator):
                action(operands)
        self.text.finish()

    # Text

    def begin_text(self, _operands: bytes) -> None:
        """Begin a text object at the origin."""
        self.line = _IDENTITY
        self.moved = True

    def choose_font(self, operands: bytes) -> None:
        """Take a font of the resources."""
        if operands not in self.fonts:
            found = self.resource("/Font", name(operands))
            if not isinstance(found, Dictionary):
                self.font = None
                return
            self.fonts[operands] = self.content.font(found), numbers(operands, 1)[0]
        self.font, self.size = self.fonts[operands]

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
        if sequence := self.marks.unplaced:
            # Half an em over the baseline: inside the line's box, whatever is raised or lowered in it.
            upright = _times(self.line, self.matrix)
            sequence.point = (x, y + self.size / 2 * math.hypot(upright[2], upright[3]))
        self.text.show(strings(operands), self.font, x, y, moved=self.moved)
        self.moved = False

    # Marked content

    def begin(self, operands: bytes) -> None:
        """Begin a marked-content sequence."""
        self.text.flush()
        tag, found = self.content.marked(operands)
        self.marks.begin(tag, found if isinstance(found, PropertyList) else self.named_properties(found))

    def end(self, _operands: bytes) -> None:
        """End a marked-content sequence."""
        self.text.flush()
        self.marks.end()

    def named_properties(self, written: bytes) -> PropertyList:
        """Return the properties of a sequence that are given by name."""
        found = self.resource("/Properties", written)
        if not isinstance(found, Dictionary):
            return PropertyList()
        identifier = found.get("/MCID")
        texts = (found.get(key) for key in ("/Lang", "/ActualText", "/E"))
        return PropertyList(
            identifier if isinstance(identifier, int) else None,
            *(None if text is None else str(text) for text in texts),
        )

    # Graphics

    def save(self, _operands: bytes) -> None:
        """Save the graphics state."""
        if len(self.saved) >= _DEEPEST_STATE:
            raise UnreadableError(f"a page saves more than {_DEEPEST_STATE} graphics states")
        self.saved.append((self.matrix, self.font, self.size, self.leading))

    def restore(self, _operands: bytes) -> None:
        """Restore the graphics state."""
        if self.saved:
            self.matrix, self.font, self.size, self.leading = self.saved.pop()

    def transform(self, operands: bytes) -> None:
        """Change the coordinates."""
        a, b, c, d, e, f = numbers(operands, 6)
        self.matrix = _times((a, b, c, d, e, f), self.matrix)

    def begin_path(self, operands: bytes) -> None:
        """Keep where a path begins."""
        self.path = operands, False

    def begin_rectangle(self, operands: bytes) -> None:
        """Keep where a rectangle begins."""
        self.path = operands, True

    def paint_path(self, _operands: bytes) -> None:
        """Keep where a sequence begins that holds a path."""
        operands, is_rectangle = self.path
        if sequence := self.marks.unplaced:
            x, y, _, height = numbers(operands, 4) if is_rectangle else (*numbers(operands, 2), 0.0, 0.0)
            sequence.point = _apply(self.matrix, x, y + height)

    def paint_image(self, _operands: bytes = b"") -> None:
        """Keep where a sequence begins that holds an image: its upper left corner."""
        if sequence := self.marks.unplaced:
            sequence.point = _apply(self.matrix, 0.0, 1.0)

    def paint(self, operands: bytes) -> None:
        """Paint an image, or follow a form."""
        self.text.flush()
        form = self.resource("/XObject", name(operands))
        self.paint_image()
        if not isinstance(form, Stream) or form.get("/Subtype") != Name.Form or self.depth > _DEEPEST_FORM:
            return
        self.content.count_form(within_form=self.depth > 0)
        key = form.objgen if "/StructParents" in form else self.marks.key
        inner = Interpreter(self.content, self.marks.page, key, form.get("/Resources", self.resources), self)
        if isinstance(matrix := form.get("/Matrix"), Array) and len(matrix) == 6:
            a, b, c, d, e, f = (float(value) for value in matrix)
            inner.matrix = _times((a, b, c, d, e, f), self.matrix)
        inner.run(self.content.streams.read(form))

    def resource(self, kind: str, written: bytes) -> Object | None:
        """Return a named resource."""
        found = self.resources.get(kind) if self.resources is not None else None
        return found.get("/" + unescaped_name(written)) if isinstance(found, Dictionary) else None


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
