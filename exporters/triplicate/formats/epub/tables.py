"""How narrow a page may be before a table no longer fits on it."""

import math

from triplicate.document.model import Table
from triplicate.theme import ORDINARY, Theme
from triplicate.theme.tables import columns

_FITS_ANYWHERE = 10
"""Width of the narrowest page, in em of the reader's text: a telephone with the text at twice its size."""

_WIDEST, _STEP = 30, 3
"""The style sheet has a rule for every third em up to this; what needs more may be too wide for any column."""

FITS_TELEPHONES = frozenset({"fits-12", "fits-15", "fits-18"})
"""Classes of boxes that scroll only where the text is very large: the Tab key does not stop at them."""

_BROKEN = 5
"""Room in em for a word that may be broken, such as an address."""

_OTHER_FONT, _WIDE_FONT, _LONG = 1.08, 1.15, 15
"""How much wider than the theme's a reader's font mostly is and may be; and rows from which a box costs more."""


def scroll_class(table: Table, theme: Theme, lang: str) -> str:
    """Return the class of the box in which a table scrolls on pages that are too narrow for it, "" for none.

    ``fits-21`` fits on pages of 21 em and a margin, ``wide`` needs a page wider than all of those.
    """
    words = sum(column.token for column in columns(table, theme, theme.type.body, lang, broken=_BROKEN, text=0.0))
    wide = _WIDE_FONT if len(table.rows) <= _LONG else _OTHER_FONT
    needed = (words * wide + 2 * len(table.align) * theme.spacing.cell_close) / ORDINARY
    if needed <= _FITS_ANYWHERE:
        return ""
    step = _STEP * math.ceil(needed / _STEP)
    return f"fits-{step}" if step <= _WIDEST else "wide"
