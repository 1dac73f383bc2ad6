"""Fonts cut by HarfBuzz: to some characters, and a variable one to one place on its axes."""

from collections.abc import Callable, Mapping


def cut(data: bytes, place: Mapping[str, float], keep: Callable[[int], bool] | None = None) -> bytes:
    """Return a font with all its features and names, a variable one at a place on its axes.

    Axes that ``place`` does not name are at their defaults; it may name such as the font lacks. ``keep`` tells whether
    a character stays, by its code point; without it all glyphs stay, with their numbers.
    """
    import uharfbuzz

    face = uharfbuzz.Face(data)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    if keep is None:
        wanted.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
    else:
        wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.clear()
        wanted.unicode_set.clear()
        wanted.unicode_set.update(filter(keep, face.unicodes))
    if face.axis_infos:
        wanted.pin_all_axes_to_default(face)
    for axis in face.axis_infos:
        if axis.tag in place:
            wanted.pin_axis_location(face, axis.tag, place[axis.tag])
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def is_variable(data: bytes) -> bool:
    """Tell whether a font has axes."""
    import uharfbuzz

    return bool(uharfbuzz.Face(data).axis_infos)
