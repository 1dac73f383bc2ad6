"""Glyphs made of others, added to a TrueType font that is embedded in the file.

A letter that takes several glyphs (a vowel sign on both sides of its consonant), and several letters that take one (a
ligature), are each drawn by one composite glyph, so that the file can say which letters they are, in which order. The
letters that draw nothing of their own get an empty glyph.
"""

from io import BytesIO
from typing import NamedTuple


class Part(NamedTuple):
    """A glyph of the font at its place in a composite, in units of the font from the origin, upwards."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """What one code draws; ``width`` is its advance in thousandths of the type size (ISO 32000-1 9.7.4.3)."""

    parts: tuple[Part, ...]
    width: int


class Composer:
    """Adds glyphs to a font file of ``upem`` units an em."""

    def __init__(self, data: bytes, upem: int) -> None:
        from fontTools.ttLib import TTFont

        self._font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
        self._upem = upem
        self._names: list[str] = list(self._font.getGlyphOrder())
        self._made: dict[Composite, int] = {}

    def add(self, composite: Composite) -> int:
        """Return the number of a composite's glyph."""
        if composite not in self._made:
            self._made[composite] = len(self._names)
            self._add(composite)
        return self._made[composite]

    def _add(self, composite: Composite) -> None:
        from fontTools.ttLib.tables import _g_l_y_f as tables

        outlines = self._font["glyf"]
        glyph = tables.Glyph()
        components = []
        for part in composite.parts:
            name = self._names[part.glyph]
            if outlines[name].numberOfContours:
                component = tables.GlyphComponent()
                component.glyphName, component.x, component.y = name, part.x, part.y
                component.flags = tables.UNSCALED_COMPONENT_OFFSET
                components.append(component)
        if components:
            glyph.numberOfContours = -1
            glyph.components = components
            glyph.recalcBounds(outlines)
        else:
            glyph.numberOfContours = 0
        name = f"composite{len(self._names)}"
        self._names.append(name)
        outlines.glyphs[name] = glyph
        self._font["hmtx"][name] = round(composite.width * self._upem / 1000), getattr(glyph, "xMin", 0)

    def file(self) -> bytes:
        """Return the font with all that was added."""
        font = self._font
        font.setGlyphOrder(self._names)
        font["glyf"].glyphOrder = self._names
        font["maxp"].numGlyphs = len(self._names)
        font["maxp"].recalc(font)
        file = BytesIO()
        font.save(file, reorderTables=None)
        return file.getvalue()
