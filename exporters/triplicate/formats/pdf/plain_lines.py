"""Lines whose glyphs all have been shown before, and stand where their widths lead: shown run by run.

WeasyPrint 70 (weasyprint/draw/text.py, ``draw_first_line``) asks Pango four questions about each glyph, and Python a
dozen. Here the glyphs of a run are read at once, and written as it writes them, with moves by nothing between glyphs:
without these poppler (pdftohtml) takes words beside a link for words of it. It shows what is not known yet, and all
that is moved, cut short or drawn.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from triplicate.later import regex
from triplicate.system.replaced import replaced

_ENDS_PARAGRAPHS = regex(r"[\n\r\u2028\u2029]")
_FIELDS = 5
"""A glyph of Pango is five numbers of four bytes: itself, its width, how far it is moved (two), and what it begins."""


class _Run(NamedTuple):
    """Glyphs of one font and size; widths are Pango's."""

    pango_font: Any
    font: Any
    size: float
    codes: Sequence[int]
    widths: Sequence[int]


class _Written(dict[tuple[int, int], str]):
    """How a glyph of one font and size is written that has such a width, with the kerning after it."""

    def __init__(self, widths: Mapping[int, int], size: float) -> None:
        from weasyprint.text.ffi import FROM_UNITS

        self._widths, self._size, self._unit = widths, size, FROM_UNITS

    def __missing__(self, glyph: tuple[int, int]) -> str:
        code, width = glyph
        kerning = self._widths[code] - width * 1000 * self._unit / self._size
        self[glyph] = written = f"{code:04x}>{int(kerning)}<" if kerning else f"{code:04x}"
        return written


@contextmanager
def plain_lines_at_once() -> Iterator[None]:
    """While this context lasts, show them so; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.draw import text

    with replaced(text, draw_first_line=_shown_at_once(text.draw_first_line)):
        yield


def _shown_at_once(draw: Callable[..., Any]) -> Callable[..., Any]:
    written_in: dict[tuple[str, float], _Written] = {}

    def shown(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        runs = _runs(stream, box) if (overflow, ellipsis) == ("clip", "none") else None
        if runs is None:
            return draw(stream, box, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        before, glyphs = None, ""
        for run in runs:
            if run.pango_font != before:
                before = run.pango_font
                if glyphs:
                    stream.show_text(glyphs)
                glyphs = ""
                stream.set_font_size(run.font.hash, run.size)
            if (known := written_in.get((run.font.hash, run.size))) is None:
                known = written_in[run.font.hash, run.size] = _Written(run.font.widths, run.size)
            written = f"<{''.join(map(known.__getitem__, zip(run.codes, run.widths, strict=True)))}"
            glyphs += f"{written}>" if written[-1] != "<" else written[:-1]
        stream.show_text(glyphs)
        return []

    return shown


def _runs(stream: Any, box: Any) -> list[_Run] | None:
    """Return the runs of a line, or None if it is not for us to show."""
    from weasyprint.text.ffi import ffi

    layout = box.pango_layout
    if not box.text.strip() or box.style["font_size"] < 1 or _ENDS_PARAGRAPHS.search(layout.text):
        return None
    runs: list[_Run] = []
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        font, size = stream.add_font(pango_font)
        if font.bitmap or font.svg or font.png or font.colr:
            return None
        numbers = array("i", bytes(ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _FIELDS * 4)))
        codes = numbers[::_FIELDS]
        if any(numbers[2::_FIELDS]) or any(numbers[3::_FIELDS]):
            return None
        if not (font.widths.keys() >= {*codes} <= font.to_unicode.keys()):
            return None  # nor any that Pango marks as empty or unknown
        runs.append(_Run(pango_font, font, size, codes, numbers[1::_FIELDS]))
    return runs
