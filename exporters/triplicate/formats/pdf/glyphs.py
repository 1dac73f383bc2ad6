"""The codes by which glyphs are written, so that every reader gets the words from the glyphs themselves.

Each pair of what is drawn and what it says has a code of its own. A second text of a glyph is an alias: a code beyond
the font's glyphs, which the font's CIDToGIDMap leads back to the glyph (ISO 32000-1 9.7.4.2). What is drawn by several
glyphs, or by none, is a new glyph in the embedded font (:mod:`triplicate.formats.pdf.composites`).

Seams of WeasyPrint 70: ``Font.to_unicode``, ``Font.widths``, ``Font.glyph_count``, ``Font.tables``, ``Font.upem``,
``Font.hash``, ``Font.name``, and the dictionaries that it makes of a font.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple

import pydyf

from triplicate.document.walk import NO_BREAK_SPACE
from triplicate.formats.pdf.composites import Composer, Composite
from triplicate.later import dataclass

_CODES = 0x10000
"""How many codes of two bytes there are."""


class CodesSpentError(Exception):
    """A font has no code left."""


class _Pair(NamedTuple):
    drawn: int | Composite
    text: str


@dataclass(slots=True)
class _Codes:
    """The codes of one font beyond its glyphs, in order; ``drawn`` has what each draws.

    ``parts`` are the glyphs that others are made of, each with a letter of one of these.
    """

    of: dict[_Pair, int] = field(default_factory=dict)
    drawn: dict[int, int | Composite] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)


class Glyphs:
    """The codes of one document's glyphs; ``pages`` is how many are painted."""

    def __init__(self, pages: int) -> None:
        self._fonts: dict[str, _Codes] = {}
        self._left = pages

    def code(self, font: Any, drawn: int | Composite, text: str) -> int:
        """Return the code that draws a glyph of the font, or some together, and says a text.

        Raises CodesSpentError where two bytes are not enough to count what the font draws and says.
        """
        if isinstance(drawn, int) and font.to_unicode.setdefault(drawn, text) == text:
            return drawn
        codes = self._fonts.setdefault(font.hash, _Codes())
        pair = _Pair(drawn, text)
        code = codes.of.get(pair)
        if code is None:
            code = font.glyph_count + len(codes.of)
            if code >= _CODES:
                raise CodesSpentError
            codes.of[pair] = code
            codes.drawn[code] = drawn
            font.to_unicode[code] = text
            if isinstance(drawn, Composite):
                font.widths[code] = drawn.width
                codes.parts |= {part.glyph: text for part in drawn.parts}
        return code

    def expect(self, pages: int) -> None:
        """Expect so many pages from now on."""
        self._left = pages

    def beyond(self, font: Any) -> Mapping[int, int | Composite]:
        """Return what each code of a font beyond its glyphs draws."""
        return self._fonts[font.hash].drawn if font.hash in self._fonts else {}

    def take_in(self, font: Any, texts: Mapping[int, str], drawn: Mapping[int, int | Composite]) -> dict[int, int]:
        """Give what another part of the document draws and says its codes; return those that differ, by the others.

        ``texts`` are by the codes that it has there, ``drawn`` is what those beyond the font's glyphs draw.
        """
        codes = {code: self.code(font, drawn.get(code, code), text) for code, text in texts.items()}
        return {there: here for there, here in codes.items() if there != here}

    def width(self, font: Any, code: int) -> int:
        """Return how wide the glyph of a code is, in thousandths of the type size, once it was painted."""
        codes = self._fonts.get(font.hash)
        drawn = codes.drawn.get(code, code) if codes else code
        width: int = font.widths[drawn] if isinstance(drawn, int) else drawn.width
        return width

    def measure(self, fonts: dict[Any, Any]) -> None:
        """Give every alias the width of its glyph, which is known once it was painted.

        A space at which no line ends is a space to those who look for words in the file, or copy them. After the last
        page every part of a glyph says something too, since WeasyPrint embeds no others; not before, for it takes what
        a glyph says once for what it says wherever it is written.
        """
        self._left -= 1
        for font in fonts.values():
            if not self._left and font.hash in self._fonts:
                font.to_unicode = self._fonts[font.hash].parts | font.to_unicode
            font.to_unicode |= {
                glyph: text.replace(NO_BREAK_SPACE, " ")
                for glyph, text in font.to_unicode.items()
                if NO_BREAK_SPACE in text
            }
            for code in self._fonts[font.hash].drawn if font.hash in self._fonts else ():
                font.widths[code] = self.width(font, code)

    def write(self, pdf: Any, fonts: dict[Any, Any]) -> None:
        """Lead the codes to their glyphs, in a file whose fonts are written."""
        used = [font for font in fonts.values() if font.hash in self._fonts]
        if not used:
            return
        descendants: dict[Any, list[Any]] = {}
        for item in pdf.objects:
            if isinstance(item, pydyf.Dictionary) and "CIDToGIDMap" in item:
                descendants.setdefault(item["BaseFont"], []).append(item)
        objects = {item.reference: item for item in pdf.objects if item.number is not None}
        for font in used:
            items = descendants[font.name]
            drawn = self._fonts[font.hash].drawn.values()
            glyphs = [*range(font.glyph_count), *_glyphs(drawn, font, items[0], objects)]
            stream = pydyf.Stream([b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)], compress=True)
            pdf.add_object(stream)
            for item in items:
                item["CIDToGIDMap"] = stream.reference


def may_draw_anew(font: Any) -> bool:
    """Tell whether glyphs can be added to a font: one with TrueType outlines, and no pictures in their place."""
    return "glyf" in font.tables and not (font.bitmap or font.png or font.svg or font.colr)


def _glyphs(drawn: Any, font: Any, item: Any, objects: dict[Any, Any]) -> list[int]:
    """Return the glyph of each code, those that are made of others added to the font's file."""
    if all(isinstance(one, int) for one in drawn):
        return list(drawn)
    stream = objects[objects[item["FontDescriptor"]]["FontFile2"]]
    composer = Composer(stream.stream[0], font.upem)
    glyphs = [one if isinstance(one, int) else composer.add(one) for one in drawn]
    data = composer.file()
    stream.stream[0] = data
    stream.extra["Length1"] = len(data)
    return glyphs
