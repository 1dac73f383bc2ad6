"""Attributes of Pango that WeasyPrint makes for its layouts, given back when nothing needs them any more.

WeasyPrint 70 (weasyprint/text/line_break.py, ``Layout.setup``) makes a list of attributes for each piece of text that
asks for features of its font, and never gives it back; an attribute that its cache has already is left lying too. A
document of one page leaves 20 kB behind by that.
"""

from contextlib import AbstractContextManager
from typing import Any

from triplicate.system.replaced import replaced


class Uncached(dict[bytes, Any]):
    """Stands for the cache of attributes: each list gets one of its own, which goes with it."""

    def setdefault(self, _: bytes, made: Any = None) -> Any:
        """Return what was made."""
        return made


def attributes_given_back() -> AbstractContextManager[None]:
    """While this context lasts, leave each list to its layout; under :data:`triplicate.formats.pdf.layout.LOCK`.

    Font configurations then need :class:`Uncached` for their cache of attributes.
    """
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.line_break import Layout

    set_up = Layout.setup

    def setup(layout: Any, style: Any) -> None:
        set_up(layout, style)
        made = pango.pango_layout_get_attributes(layout.layout)
        if made != ffi.NULL:
            pango.pango_attr_list_unref(made)  # the layout has a reference of its own

    return replaced(Layout, setup=setup)
