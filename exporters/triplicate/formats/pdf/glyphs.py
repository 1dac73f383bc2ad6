"""Which text each glyph stands for, so that every reader gets the words from the glyphs themselves.

WeasyPrint 70 gives a glyph the first text that it was seen with, and none to the second glyph of a cluster. Where two
letters share a glyph (as the teeth of Arabic letters do), or one letter takes two (a letter and its dots), readers then
get wrong letters. Here each pair of glyph and text has a code of its own: a second code of a glyph is an alias, beyond
the font's glyphs, which the font's CIDToGIDMap leads back to the glyph (ISO 32000-1 9.7.4.2).

Seams of version 70: ``Layout.get_first_line``, ``Stream.add_font``, ``Font.to_unicode``, ``Font.widths``,
``Font.glyph_count``, ``Font.name``; of Pango, lines, runs and clusters of glyphs.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pydyf
from weasyprint.text.ffi import ffi, pango

FILLER = "\u200d"
"""ZERO WIDTH JOINER: what a glyph says whose letter another glyph of its cluster says already."""

PLAIN = re.compile("[\x20-\x7e\xa1-\xac\xae-\u024f\u2010-\u2027]*")
"""Text each of whose characters has a glyph of its own in every font."""

_CODES = re.compile("[0-9a-f]{4}")
_WRITTEN = re.compile("<([0-9a-f]*)>")


class Glyphs:
    """The codes of one document's glyphs."""

    def __init__(self) -> None:
        self._aliases: dict[str, dict[tuple[int, str], int]] = {}

    def plan(self, stream: Any, layout: Any) -> list[str]:
        """Return the codes, in hexadecimal, by which the glyphs of an active line are to be written."""
        codes = []
        for font, glyph, text in _line(stream, layout):
            if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                codes.append("")
            else:
                codes.append(f"{self._code(font, glyph, text):04x}")
        return codes

    def _code(self, font: Any, glyph: int, text: str) -> int:
        if font.to_unicode.setdefault(glyph, text) == text:
            return glyph
        aliases = self._aliases.setdefault(font.hash, {})
        code = aliases.setdefault((glyph, text), font.glyph_count + len(aliases))
        font.to_unicode[code] = text
        return code

    def measure(self, fonts: dict[Any, Any]) -> None:
        """Give every alias the width of its glyph, which is known once it was painted."""
        for font in fonts.values():
            for (glyph, _), code in self._aliases.get(font.hash, {}).items():
                font.widths[code] = font.widths[glyph]

    def write(self, pdf: Any, fonts: dict[Any, Any]) -> None:
        """Lead the aliases back to their glyphs, in a file whose fonts are written."""
        for font in fonts.values():
            if not (aliases := self._aliases.get(font.hash)):
                continue
            glyphs = [*range(font.glyph_count), *(glyph for glyph, _ in aliases)]
            data = b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)
            stream = pydyf.Stream([data], compress=True)
            pdf.add_object(stream)
            for item in pdf.objects:
                if isinstance(item, pydyf.Dictionary) and item.get("BaseFont") == font.name and "CIDToGIDMap" in item:
                    item["CIDToGIDMap"] = stream.reference


def rewritten(string: str, codes: Iterator[str]) -> str:
    """Return what shows some glyphs with their planned codes in the place of their numbers."""
    return _WRITTEN.sub(
        lambda match: f"<{_CODES.sub(lambda code: next(codes) or code[0], match[1])}>",
        string,
    )


def _line(stream: Any, layout: Any) -> Iterator[tuple[Any, int, str]]:
    """Yield font, glyph and text of all visible glyphs of a line, from left to right."""
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        font, _ = stream.add_font(item.analysis.font)
        clusters = glyphs.log_clusters[0 : glyphs.num_glyphs]
        ends = dict(pairwise([*sorted(set(clusters)), item.length]))
        for start, indices in groupby(range(glyphs.num_glyphs), clusters.__getitem__):
            numbers = [glyphs.glyphs[index].glyph for index in indices]
            visible = [number for number in numbers if number != pango.PANGO_GLYPH_EMPTY]
            words = text[item.offset + start : item.offset + ends[start]].decode()
            parts = _shared(words, len(visible))
            if item.analysis.level % 2:
                parts.reverse()
            yield from ((font, number, part) for number, part in zip(visible, parts, strict=True))


def _shared(text: str, glyphs: int) -> list[str]:
    """Share a cluster's text among its glyphs, in logical order: the order in which it is read."""
    if glyphs == 0:
        return []
    parts = [*text[: glyphs - 1], text[glyphs - 1 :]]
    return [part or FILLER for part in parts] + [FILLER] * (glyphs - len(parts))
