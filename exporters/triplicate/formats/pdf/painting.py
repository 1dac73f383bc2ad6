"""Painting the pages with marked content.

WeasyPrint says what it is painting in two places only, ``Page.paint`` and ``Stream.marked``; here they are
overridden to write down, for each claimed fragment, in which content stream and under which identifier it stands.
Seams of version 70: ``Page._page_box``, ``Page.links``, ``Page.paint``, ``Stream.marked``, ``Stream.artifact``,
``Stream.clone``, ``Stream._fonts``, ``Font.to_unicode``, ``Font.hash``, ``draw_first_line``, which sets a line's matrix
and shows its glyphs between ``Stream.begin_text`` and ``Stream.end_text``.
"""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from triplicate.document.walk import NO_BREAK_SPACE
from triplicate.formats.pdf.fragments import Artifact, Fragment, LaidOut
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.runs import PLAIN, RIGHT_TO_LEFT, SILENT, Run, line_of
from triplicate.later import regex

_BETWEEN = regex(r">[^<]*<")
_SILENT = str.maketrans("", "", f"{SILENT}\n")

_PROPERTIES = {
    Artifact.HEADER: {"Type": "/Pagination", "Subtype": "/Header"},
    Artifact.FOOTER: {"Type": "/Pagination", "Subtype": "/Footer"},
    Artifact.REPEATED: {"Type": "/Pagination"},
    Artifact.LAYOUT: {"Type": "/Layout"},
}


class TaggedPage(Page):  # type: ignore[misc]
    """A laid-out page that marks what it paints by what was laid out."""

    def __init__(self, page: Any, laid_out: LaidOut, glyphs: Glyphs) -> None:
        # A copy of a page that is laid out already: Page.__init__ would gather its anchors once more.
        self.__dict__.update(page.__dict__)
        self.laid_out = laid_out
        self.glyphs = glyphs
        self.links = _one_per_line(page.links)
        self.streams: list[TaggedStream] = []
        self.glyph_texts: dict[str, dict[int, str]] = {}

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into a content stream."""
        self.stream = TaggedStream(stream, self, depth=0)
        super().paint(self.stream, scale)
        self.glyphs.measure(self.stream._fonts)  # noqa: SLF001


class TaggedStream(Stream):  # type: ignore[misc]
    """A second view of a content stream, with marked-content identifiers of its own.

    ``fragments`` are by identifier. Marked content is never nested: what is inside has the meaning of the outer.
    """

    def __init__(self, stream: Any, page: TaggedPage, depth: int) -> None:
        self.__dict__ = stream.__dict__
        self.page = page
        self.fragments: list[Fragment] = []
        self._glyphs: list[tuple[str, Any]] | None = None
        self._depth = depth
        self._font = ""
        self._layout: Any = None
        self._line: list[Run] | None = None

    def clone(self, **kwargs: Any) -> "TaggedStream":
        """Return a stream for a group; one made while content is being marked belongs to that content."""
        return TaggedStream(super().clone(**kwargs), self.page, min(self._depth, 1))

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is painted of a box: as content if the structure tree claimed it, else as an artifact."""
        fragment = self.page.laid_out.by_box.get(box)
        if fragment is None or not fragment.claimed:
            with self._content("Artifact", _PROPERTIES[self.page.laid_out.artifacts.get(box, Artifact.LAYOUT)]):
                yield
            return
        if not self.fragments:
            self.page.streams.append(self)
        fragment.stream, fragment.mcid = self, len(self.fragments)
        self.fragments.append(fragment)
        properties = pydyf.Dictionary({"MCID": fragment.mcid})
        with self._content(tag, properties):
            if fragment.text is None:
                yield
                return
            self._glyphs = []
            right_to_left = bool(box.pango_layout.first_line_direction % 2)
            self._layout = None if PLAIN.fullmatch(fragment.text) and not right_to_left else box.pango_layout
            mixed = RIGHT_TO_LEFT.search(fragment.text) is not None
            # Letters from right to left are written in the order in which they are seen.
            space_first = mixed or fragment.text.startswith(" ")
            if fragment.space_at_left and space_first:
                self._paint_space(box)
            with _painted(fragment):
                yield
            if fragment.space_at_left and not space_first:
                self._paint_space(box)
            self._layout = None
            said = fragment.text.replace(NO_BREAK_SPACE, " ")
            if not _says(self._shown(), said.translate(_SILENT), mixed=mixed):
                properties["ActualText"] = pydyf.String(said)
            self._glyphs = None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark borders and backgrounds."""
        with self._content("Artifact", _PROPERTIES[Artifact.LAYOUT]):
            yield

    @contextmanager
    def _content(self, tag: str, properties: dict[str, Any]) -> Iterator[None]:
        outermost = self._depth == 0
        self._depth += 1
        if outermost:
            # The dictionary is written out only when the stream is: ActualText may still be added to it.
            self.begin_marked_content(tag, pydyf.Dictionary(properties) if tag == "Artifact" else properties)
        yield
        if outermost:
            self.end_marked_content()
        self._depth -= 1

    def _paint_space(self, box: Any) -> None:
        """Paint a space at the left end of a box."""
        layout = box.pango_layout
        texts = box.text, layout.text
        box.text, layout.text = ".", " "
        layout.reactivate(box.style)
        self.begin_text()
        draw_first_line(self, box, "clip", "none", Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline))
        self.end_text()
        layout.deactivate()
        box.text, layout.text = texts

    def begin_text(self) -> None:
        """Begin to show text: the line's layout is active now, and can be read."""
        if self._layout is not None:
            self._line = line_of(self, self._layout, self.page.glyphs)
        super().begin_text()

    def end_text(self) -> None:
        """End showing text, and write the line in our own codes in the place of WeasyPrint's."""
        line, self._line = self._line, None
        if line is not None:
            self._write(line)
        super().end_text()

    def set_font_size(self, font: str, size: float) -> None:
        """Set the font, and remember it to read the glyphs by."""
        if self._line is None:
            self._font = font
            super().set_font_size(font, size)

    def set_text_rise(self, rise: float) -> None:
        """Raise text."""
        if self._line is None:
            super().set_text_rise(rise)

    def show_text(self, text: Any) -> None:
        """Show glyphs, and remember them while text is being marked."""
        if self._line is not None:
            return
        if self._glyphs is not None:
            self._glyphs.append((self._font, text))
        super().show_text(text)

    def _write(self, line: Iterable[Run]) -> None:
        """Write the runs of a line; what a code leads to too far or too short is made good before the next."""
        lag = 0.0
        for run in line:
            shown: list[str] = []
            for code, advance, shift in run.units:
                if code < 0:
                    lag += advance
                    continue
                if move := round((lag + shift) * 1000 / run.size):
                    shown.append(f">{-move}<")
                shown.append(f"{code:04x}")
                lag += advance - (move + self.page.glyphs.width(run.font, code)) * run.size / 1000
            if shown:
                self.set_font_size(run.font.hash, run.size)
                self.show_text(f"<{''.join(shown)}>".replace("<>", ""))

    def _shown(self) -> str:
        """Return the text that a reader of the file gets from the glyphs, by the fonts' ToUnicode tables."""
        text = ""
        for font, string in self._glyphs or ():
            if "<" not in string:
                continue
            table = self.page.glyph_texts.get(font)
            if table is None:
                self.page.glyph_texts.update((one.hash, one.to_unicode) for one in self._fonts.values())
                table = self.page.glyph_texts[font]
            codes = array("H", bytes.fromhex(_BETWEEN.sub("", string[string.find("<") + 1 : string.rfind(">")])))
            codes.byteswap()
            text += "".join(map(table.get, codes, repeat("")))
        return text.replace(NO_BREAK_SPACE, " ").translate(_SILENT)


def _says(shown: str, text: str, *, mixed: bool) -> bool:
    """Tell whether glyphs say a text; they may say one more space at an end.

    In a line of ``mixed`` directions their order does not matter: reading programs put them into logical order.
    """
    return text in (shown, shown.strip()) or (mixed and sorted(shown.strip()) == sorted(text.strip()))


@contextmanager
def _painted(fragment: Fragment) -> Iterator[None]:
    """Have WeasyPrint paint the fragment's spaces too."""
    if fragment.painted is None:
        yield
        return
    box, layout = fragment.box, fragment.box.pango_layout
    texts = box.text, layout.text
    box.text, layout.text = ".", fragment.painted  # a box whose text is blank is not painted
    yield
    box.text, layout.text = texts


def _one_per_line(links: list[Any]) -> list[Any]:
    """Return one link for each line of a link element, where WeasyPrint makes one for each box in it."""
    kept: list[Any] = []
    for kind, target, rectangle, box in links:
        nested = box.element is None or box.element.tag != "a" or "::" in box.element_tag
        if nested and kept and kept[-1][:2] == (kind, target):
            x1, y1, x2, y2 = rectangle
            left, top, right, bottom = kept[-1][2]
            union = (min(left, x1), min(top, y1), max(right, x2), max(bottom, y2))
            kept[-1] = kind, target, union, kept[-1][3]
        else:
            kept.append((kind, target, rectangle, box))
    return kept
