"""Instances of variable fonts, made by HarfBuzz while WeasyPrint writes.

WeasyPrint 70 has fontTools make them anew for each file (weasyprint/pdf/fonts.py, ``Font.clean``), which takes a third
of the time of a PDF of one page. HarfBuzz makes the same in thousandths of a second.
"""

import calendar
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from triplicate.system.replaced import replaced
from triplicate.theme.cutting import cut
from triplicate.theme.font_file import file_of, tables_of, with_number

_MODIFIED = 28
"""Where in the table "head" the date stands, in seconds since 1904 (OpenType 1.9, head)."""

_EPOCH = calendar.timegm((1904, 1, 1, 0, 0, 0))


def instances_by_harfbuzz(moment: datetime) -> AbstractContextManager[None]:
    """While this context lasts, let HarfBuzz make the instances, dated with the moment.

    It is for one at a time: under :data:`triplicate.formats.pdf.layout.LOCK`.
    """
    from weasyprint.pdf import fonts

    return replaced(fonts, instantiateVariableFont=partial(_Instance, moment))


class _Instance:
    """The instance of a font at a place on its axes, at the default of those not named; numbers of glyphs stay."""

    def __init__(self, moment: datetime, font: Any, place: Mapping[str, float], **_: bool) -> None:
        tables = tables_of(cut(font.reader.file.getvalue(), place))
        tables["head"] = with_number(tables["head"], _MODIFIED, "q", int(moment.timestamp()) - _EPOCH)
        self._data = file_of(tables)

    def save(self, file: BinaryIO) -> None:
        """Write the font file, as WeasyPrint asks fontTools to."""
        file.write(self._data)
