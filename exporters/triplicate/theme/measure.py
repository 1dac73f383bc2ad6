"""How wide a table wants to be: whether it fits in normal type, in small type, or only on a page turned sideways."""

from functools import cache
from pathlib import Path

from triplicate.document import walk
from triplicate.document.model import Cell, Code, Keyboard, Table
from triplicate.theme import Theme
from triplicate.theme.fonts import Family

PADDING = 2.4
"""Padding of a cell, left and right together, as a multiple of the theme's token."""

CLOSE = 1.2
"""Padding of a cell in a table whose columns stand close, likewise."""

SPARE = 1.08
"""What is added to the measured width of words, for letters in other fonts and for rules."""

LEAST_SPARE, CODE_SPARE = 1.02, 1.12
"""What must be added at least, and where there is code, which is set in a wider font."""

LONG_WORD = 13.0
"""Width in em of the longest word that is kept whole: an address may be broken anywhere."""

BROKEN_WORD = 9.0
"""Width in em of a column in which a longer word can still be read in pieces."""

_UNKNOWN = 0.6
"""Width in em of a character that the body's font lacks."""


def table_class(table: Table, theme: Theme, *, alone: bool, closing: bool = False) -> str:
    """Return the classes of a table: "small" type, "close" columns, "wide" for a page turned sideways, "broken" words.

    ``alone`` tells that the table stands in the text itself, not in a list or a callout: no other is turned.
    ``closing`` tells that the format can set columns close: a table is then turned only if that does not help.
    """
    page, spacing = theme.page, theme.spacing
    upright = page.measure
    sideways = page.height - page.left - page.right
    letters = width_of_words(table, theme)
    padding = len(table.align) * PADDING * spacing.cell

    def fits(size: float, room: float) -> bool:
        return letters * size + padding <= room

    small = not fits(theme.type.body, upright)
    wide = small and alone and not fits(theme.type.small, upright)
    close = wide and closing and _least_width(table, theme) <= upright
    wide = wide and not close
    broken = small and not close and not fits(theme.type.small, sideways if wide else upright)
    names = {"wide": wide, "small": small and not wide, "close": close, "broken": broken}
    return " ".join(name for name, holds in names.items() if holds)


def width_of_words(table: Table, theme: Theme, *, broken: float = LONG_WORD) -> float:
    """Return how wide the columns are together, in em, without their padding, if no word but the longest is broken.

    ``broken`` is the room in em that is wanted for a word that may be broken.
    """
    words = _columns(table, theme, broken)
    return SPARE * sum(words) + theme.spacing.letter * LONG_WORD * len(words)


def _least_width(table: Table, theme: Theme) -> float:
    """Return the width in points that a table needs at least, in small type and with its columns close."""
    words = _columns(table, theme, BROKEN_WORD)
    code = any(isinstance(node, Code | Keyboard) for node in walk.descend(table))
    letters = sum(words) * (CODE_SPARE if code else LEAST_SPARE) + theme.spacing.letter * LONG_WORD * len(words)
    return letters * theme.type.small + len(words) * CLOSE * theme.spacing.cell


def _columns(table: Table, theme: Theme, broken: float) -> list[float]:
    """Return the width in em that each column needs for its words; for one that may be broken it is ``broken``."""
    rows = table.header, *table.rows
    return [
        max(word if (word := _longest_word(row[column], theme)) <= LONG_WORD else broken for row in rows)
        for column in range(len(table.align))
    ]


def has_long_word(cell: Cell, theme: Theme) -> bool:
    """Return whether a cell holds a word so long that it may be broken, lest it take the room of other columns."""
    return _longest_word(cell, theme) > LONG_WORD


def _longest_word(cell: Cell, theme: Theme) -> float:
    """Return the width of a cell's longest word, in em; letters as in bold, which is wider."""
    advances = _advances(_bold(theme.fonts.body))
    words = walk.text_of(cell.children).split()
    return max((sum(advances.get(ord(character), _UNKNOWN) for character in word) for word in words), default=0.0)


def _bold(family: Family) -> Path:
    upright = [face for face in family.faces if not face.italic]
    return next((face.path for face in upright if face.weight == "700"), upright[0].path)


@cache
def _advances(path: Path) -> dict[int, float]:
    """Return the width of each character of a font, in em."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        widths, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {character: widths[glyph][0] / unit for character, glyph in font.getBestCmap().items()}
