"""Instances of variable fonts, made by HarfBuzz while WeasyPrint writes.

WeasyPrint 70 has fontTools make them anew for each file (weasyprint/pdf/fonts.py, ``Font.clean``), which takes a third
of the time of a PDF of one page. HarfBuzz makes the same in thousandths of a second.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

from triplicate.system.replaced import replaced
from triplicate.theme.cutting import cut


def instances_by_harfbuzz() -> AbstractContextManager[None]:
    """While this context lasts, let HarfBuzz make the instances; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.pdf import fonts

    return replaced(fonts, instantiateVariableFont=_instance)


def _instance(font: Any, place: Mapping[str, float], **_: bool) -> Any:
    """Return the instance at a place on the axes, at the default of those not named; numbers of glyphs stay."""
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(cut(font.reader.file.getvalue(), place)))
