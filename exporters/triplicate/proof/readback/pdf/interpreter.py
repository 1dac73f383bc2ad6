"""Content streams followed: where text is shown, what it says, and with what it is marked (ISO 32000-1, 8.4, 9.4)."""

import math
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, Stream

from triplicate.errors import UnreadableError
from triplicate.proof.readback.pdf.fonts import Font
from triplicate.proof.readback.pdf.geometry import IDENTITY, Box, Matrix, apply, box_of, moved, times
from triplicate.proof.readback.pdf.ink import Image, Ink, Shown
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.marks import Marks
from triplicate.proof.readback.pdf.path import Path
from triplicate.proof.readback.pdf.sequence import StreamKey
from triplicate.proof.readback.pdf.shown_text import ShownText
from triplicate.proof.readback.pdf.syntax import (
    PropertyList,
    instructions,
    name,
    number,
    numbers,
    strings,
    tokens,
    unescaped_name,
)
from triplicate.proof.readback.pdf.text_state import Parameters, TextState

_DEEPEST_FORM = 16
_COMMON_WIDTH = 0.6
_DEEPEST_STATE = 10_000


class Interpreter:
    """Follows the operators of one stream that show text, mark content, paint or move.

    ``key`` is that of the stream's marked-content identifiers, ``ink`` what is painted on the page; ``outer`` follows
    the stream that paints this one.
    """

    def __init__(
        self,
        content: PageContents,
        ink: Ink,
        key: StreamKey,
        resources: Object | None,
        outer: "Interpreter | None" = None,
    ) -> None:
        self.content = content
        self.ink = ink
        self.resources = resources if isinstance(resources, Dictionary) else None
        self.depth: int = outer.depth + 1 if outer else 0
        self.matrix: Matrix = outer.matrix if outer else IDENTITY
        marks = Marks(content, ink.page, key, outer.marks if outer else None)
        self.marks: Marks = marks
        self.saved: list[tuple[Matrix, Parameters, Box | None]] = []
        self.text = TextState()
        self.fonts: dict[bytes, tuple[Font, float]] = {}
        # Nothing here leads back to this object: the page would stay in memory until circles are looked for.
        self.shown = ShownText(marks.say, lambda: marks.innermost.artifact)
        self.path = Path(measured=self.marks.innermost.drawing)
        self.clip: Box | None = outer.clip if outer else None

    def run(self, data: bytes) -> None:
        """Follow a stream."""
        text, path = self.text, self.path
        follow: dict[bytes, Callable[[bytes], None]] = {
            b"Tj": self.show,
            b"TJ": self.show,
            b"'": self.show_on_next_line,
            b'"': self.space_and_show,
            b"Td": text.move_by,
            b"TD": text.move_and_lead,
            b"Tm": text.set_line,
            b"T*": text.next_line,
            b"TL": text.lead,
            b"Tc": text.space,
            b"Tw": text.space_words,
            b"Tz": text.stretch,
            b"Ts": text.raise_by,
            b"Tr": text.render,
            b"BT": text.begin,
            b"Tf": self.choose_font,
            b"BDC": self.begin,
            b"BMC": self.begin,
            b"EMC": self.end,
            b"q": self.save,
            b"Q": self.restore,
            b"cm": self.transform,
            b"Do": self.paint,
            b"BI": self.paint_image,
            b"m": path.begin,
            b"re": path.rectangle,
            **dict.fromkeys((b"l", b"c", b"v", b"y"), path.go_on),
            b"W": path.clip,
            b"W*": path.clip,
            b"n": self.end_path,
            **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh"), self.paint_path),
        }
        for operands, operator in instructions(data):
            if action := follow.get(operator):
                action(operands)
        self.shown.flush()

    # Text

    def choose_font(self, operands: bytes) -> None:
        """Take a font of the resources."""
        if operands not in self.fonts:
            found = self.resource("/Font", name(operands))
            if not isinstance(found, Dictionary):
                self.text.font = None
                return
            self.fonts[operands] = self.content.font(found), numbers(operands, 1)[0]
        self.text.font, self.text.size = self.fonts[operands]

    def show_on_next_line(self, operands: bytes) -> None:
        """Show strings on the next line."""
        self.text.next_line()
        self.show(operands)

    def space_and_show(self, operands: bytes) -> None:
        """Set the spacing, and show strings on the next line."""
        parts = tokens(operands)
        if len(parts) >= 3:
            self.text.word_spacing, self.text.spacing = number(parts[-3]), number(parts[-2])
        self.show_on_next_line(operands)

    def show(self, operands: bytes) -> None:
        """Show strings."""
        text = self.text
        if text.font is None:
            return
        parts = strings(operands)
        matrix = text.matrix(self.matrix)
        # Words are put in order by where their line was begun.
        x, y = apply(self.matrix, text.line[4], text.line[5])
        size = text.size * math.hypot(matrix[2], matrix[3])
        if sequence := self.marks.unlettered:
            # Half an em over the baseline: inside the line's box, whatever is raised or lowered in it.
            sequence.point, sequence.ruled = (x, y + size / 2), False
        self.shown.show(parts, text.font, size, (x, y), moved=text.moved)
        text.moved = False
        codes = b"".join(part for part in parts if part)
        length = text.length(codes, operands)
        text.gone += length
        # Widths that a font does not give are taken for small: too small to tell a gap.
        wide = length if text.font.metrics.known else max(length, _COMMON_WIDTH * text.size * len(codes))
        self.shown.reach(matrix[4] + wide * matrix[0])
        if text.visible:
            mark = self.marks.innermost
            spacing = text.spacing, text.word_spacing, text.scale
            self.ink.show(
                Shown(
                    operands, codes, text.font, text.size, spacing, matrix, length, mark.place, mark.artifact, self.clip
                )
            )

    # Marked content

    def begin(self, operands: bytes) -> None:
        """Begin a marked-content sequence."""
        self.shown.flush()
        tag, found = self.content.marked(operands)
        self.marks.begin(tag, found if isinstance(found, PropertyList) else self.named_properties(found))
        self.path.measured = self.marks.innermost.drawing

    def end(self, _operands: bytes) -> None:
        """End a marked-content sequence."""
        self.shown.flush()
        self.marks.end()
        self.path.measured = self.marks.innermost.drawing

    def named_properties(self, written: bytes) -> PropertyList:
        """Return the properties of a sequence that are given by name."""
        found = self.resource("/PropertyList", written)
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
        self.saved.append((self.matrix, self.text.parameters, self.clip))

    def restore(self, _operands: bytes) -> None:
        """Restore the graphics state."""
        if self.saved:
            self.matrix, self.text.parameters, self.clip = self.saved.pop()

    def transform(self, operands: bytes) -> None:
        """Change the coordinates."""
        a, b, c, d, e, f = numbers(operands, 6)
        self.matrix = times((a, b, c, d, e, f), self.matrix)

    def paint_path(self, _operands: bytes) -> None:
        """Paint a path, and keep where a sequence begins that holds it."""
        mark = self.marks.innermost
        if sequence := self.marks.unplaced:
            sequence.point, sequence.ruled = apply(self.matrix, *self.path.start), not mark.drawing
        self.shown.interrupt()
        self.ink.paint(artifact=mark.artifact)
        if mark.drawing and mark.place:
            self.ink.draw(mark.place, self.path.height(self.matrix))
        self.end_path()

    def end_path(self, _operands: bytes = b"") -> None:
        """End a path; what it clips is painted within it alone."""
        box = self.path.end()
        if box is not None:
            self.clip_to(moved(box, self.matrix))

    def clip_to(self, box: Box) -> None:
        """Paint within a box alone."""
        self.clip = box if self.clip is None else self.clip.within(box)

    def paint_image(self, _operands: bytes = b"") -> None:
        """Paint an image, and keep where a sequence begins that holds it: its upper left corner."""
        if sequence := self.marks.unplaced:
            sequence.point = apply(self.matrix, 0.0, 1.0)
        self.ink.paint(artifact=False)

    def paint(self, operands: bytes) -> None:
        """Paint an image, or follow a form."""
        self.shown.flush()
        self.shown.interrupt()
        found = self.resource("/XObject", name(operands))
        if not isinstance(found, Stream):
            return
        if found.get("/Subtype") == Name.Form:
            self.follow_form(found)
            return
        self.paint_image()
        mark = self.marks.innermost
        self.ink.images.append(Image(found.objgen, self.matrix, mark.place, mark.artifact))

    def follow_form(self, form: Stream) -> None:
        """Follow a form that is painted; nothing of it is painted outside its box (8.10)."""
        if sequence := self.marks.unplaced:
            sequence.point = apply(self.matrix, 0.0, 1.0)
        if self.depth > _DEEPEST_FORM:
            return
        self.content.count_form(within_form=self.depth > 0)
        key = form.objgen if "/StructParents" in form else self.marks.key
        inner = Interpreter(self.content, self.ink, key, form.get("/Resources", self.resources), self)
        if isinstance(matrix := form.get("/Matrix"), Array) and len(matrix) == 6:
            a, b, c, d, e, f = (float(value) for value in matrix)
            inner.matrix = times((a, b, c, d, e, f), self.matrix)
        if box := box_of(form.get("/BBox")):
            inner.clip_to(moved(box, inner.matrix))
        inner.run(self.content.streams.read(form))

    def resource(self, kind: str, written: bytes) -> Object | None:
        """Return a named resource."""
        found = self.resources.get(kind) if self.resources is not None else None
        return found.get("/" + unescaped_name(written)) if isinstance(found, Dictionary) else None
