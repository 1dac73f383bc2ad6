"""What WeasyPrint sets up of Pango for each piece of text, set up once for each computed style.

WeasyPrint 70 (weasyprint/text/line_break.py, ``Layout.setup``) makes a context, a description of the font and a list
of attributes for each piece of text, twice for each line that is painted, and never gives the list back: a document of
one page leaves 20 kB behind by that. For the height of a line (``strut``) it joins sixteen values of a style, several
times a line.

It also lets go of each line that it has broken (``Layout.deactivate``), and has Pango set it once more where it is
painted. Here a line waits until then, some two kilobytes of it, and is set again only if other spaces are painted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from triplicate.system.replaced import replaced


class _Prepared(NamedTuple):
    """What all pieces of text of one computed style have of Pango."""

    context: Any
    language: Any
    font: Any
    features: bytes
    """As Pango reads them, such as ``b"kern 0"``."""
    measures: tuple[float | None, ...]
    """In CSS pixels: the ascent; where the line below letters is, and the one through them; how thick both are."""


@contextmanager
def text_set_up_once() -> Iterator[None]:
    """While this context lasts, do so; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.layout import inline
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    take_up, strut_of = line_break.Layout.reactivate, inline.strut

    def setup(layout: Any, style: Any) -> None:
        kept = vars(style)
        if (prepared := kept.get("prepared_text")) is None:
            prepared = kept["prepared_text"] = _prepared(style)
        layout.style = style
        layout.language = prepared.language
        layout.first_line_direction = 0
        (
            layout.ascent,
            layout.underline_position,
            layout.strikethrough_position,
            layout.underline_thickness,
            layout.strikethrough_thickness,
        ) = prepared.measures
        layout.layout = made = ffi.gc(pango.pango_layout_new(prepared.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(made, 0)
        pango.pango_layout_set_font_description(made, prepared.font)
        if prepared.features:
            # A list for each: what is set later, such as space between letters, is added to it.
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(prepared.features))
            pango.pango_layout_set_attributes(made, attributes)
            pango.pango_attr_list_unref(attributes)  # the layout has a reference of its own

    def deactivate(layout: Any) -> None:
        if vars(layout).get("kept") is None:
            layout.kept = layout.text
        else:
            del layout.layout, layout.kept

    def reactivate(layout: Any, style: Any) -> None:
        if vars(layout).get("kept") != layout.text or layout.justification_spacing:
            take_up(layout, style)
            layout.kept = layout.text

    def strut(style: Any) -> Any:
        kept = vars(style)
        if "strut" not in kept:
            kept["strut"] = strut_of(style)
        return kept["strut"]

    of_layouts = {"setup": setup, "deactivate": deactivate, "reactivate": reactivate}
    with replaced(line_break.Layout, **of_layouts), replaced(inline, strut=strut):
        yield


def _prepared(style: Any) -> _Prepared:
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
    from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.fonts import font_features, get_font_description

    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, 0)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    code = style["font_language_override"]
    if code := style["lang"] if code == "normal" else LST_TO_ISO.get(code.lower(), code):
        pointer, _ = unicode_to_char_p(code)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    font = get_font_description(style)
    measures: tuple[float | None, ...] = (None,) * 5
    if style["text_decoration_line"] != "none":
        metrics = ffi.gc(pango.pango_context_get_metrics(context, font, language), pango.pango_font_metrics_unref)
        measures = tuple(
            FROM_UNITS * measure(metrics)
            for measure in (
                pango.pango_font_metrics_get_ascent,
                pango.pango_font_metrics_get_underline_position,
                pango.pango_font_metrics_get_strikethrough_position,
                pango.pango_font_metrics_get_underline_thickness,
                pango.pango_font_metrics_get_strikethrough_thickness,
            )
        )
    kinds = ("kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric")
    more = ("variant_alternates", "variant_east_asian", "feature_settings")
    features = font_features(**{f"font_{kind}": style[f"font_{kind}"] for kind in (*kinds, *more)})
    return _Prepared(
        context, language, font, ",".join(f"{name} {value}" for name, value in features.items()).encode(), measures
    )
