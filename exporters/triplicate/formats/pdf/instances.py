"""Instances of variable fonts, made by HarfBuzz while WeasyPrint writes.

WeasyPrint 70 has fontTools make them anew for each file (weasyprint/pdf/fonts.py, ``Font.clean``), which takes a third
of the time of a PDF of one page. HarfBuzz makes the same in thousandths of a second.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any


@contextmanager
def instances_by_harfbuzz() -> Iterator[None]:
    """While this context lasts, let HarfBuzz make the instances.

    The function is replaced for the whole process: to be used where nothing else writes
    (:data:`triplicate.formats.pdf.layout.LOCK`).
    """
    from weasyprint.pdf import fonts

    by_fonttools = fonts.instantiateVariableFont
    fonts.instantiateVariableFont = _instance
    try:
        yield
    finally:
        fonts.instantiateVariableFont = by_fonttools


def _instance(font: Any, place: Mapping[str, float], **_: bool) -> Any:
    """Return the instance at a place on the axes, at the default of those not named; numbers of glyphs stay."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    face = uharfbuzz.Face(font.reader.file.getvalue())
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
    wanted.pin_all_axes_to_default(face)
    for axis in face.axis_infos:
        if axis.tag in place:
            wanted.pin_axis_location(face, axis.tag, place[axis.tag])
    return TTFont(BytesIO(uharfbuzz.subset(face, wanted).blob.data))
