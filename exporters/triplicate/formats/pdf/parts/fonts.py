"""The fonts of all parts, found again in the process that writes the file.

Seams of WeasyPrint 70: ``Font``, ``get_pango_font_key``, and Pango's font map in its font configuration.
"""

from typing import Any

from triplicate.formats.pdf.parts.pieces import Font


def font_of(wanted: Font, font_map: Any) -> tuple[int, Any]:
    """Return the ``weasyprint.pdf.fonts.Font`` of what a part told of it, and the key under which a document has it."""
    from weasyprint.pdf.fonts import Font as Own
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key

    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    family = ffi.new("char[]", wanted.family.encode())
    pango.pango_font_description_set_family(description, family)
    pango.pango_font_description_set_style(description, wanted.style)
    pango.pango_font_description_set_weight(description, wanted.weight)
    pango.pango_font_description_set_absolute_size(description, round(wanted.size * TO_UNITS))
    font = ffi.gc(pango.pango_font_map_load_font(font_map, context, description), gobject.g_object_unref)
    key, said, size = get_pango_font_key(font)
    return key, Own(font, said, size)
