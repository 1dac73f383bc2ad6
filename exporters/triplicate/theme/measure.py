"""How wide text is, in points: the advances of a theme's fonts at the theme's sizes. All formats take this measure.

Letters are measured one by one: kerning and joined letters make text narrower than this, by a hair, never wider. Where
that hair matters, :meth:`Measure.kerned` has the width of letters together.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import Any, assert_never

from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from triplicate.document.walk import NO_BREAK_SPACE, SOFT_HYPHEN, printed_address
from triplicate.later import dataclass, regex
from triplicate.theme.fonts import Face, Family
from triplicate.theme.tokens import Theme

_REGULAR, _BOLD = 400, 600

_SINGLE_LINE = 1.2
"""The height of a line of single spacing, as a factor of the size, in a font that is not at hand."""

_UNKNOWN, _UNKNOWN_WIDE = 0.6, 1.0
"""Width in em of a character that no font of the theme shows, and of an East Asian one."""

RAISED_IN_HEADINGS = 0.7
"""Size in em of raised and lowered letters in large headings."""

_ON_PAGE = f" (page{NO_BREAK_SPACE}999)"
"""About what is printed after a link within the text, in whichever language."""

_FORMULA_WORD = regex(r"\\[A-Za-z]+")
_FORMULA_SIGNS = regex(r"[{}_^\\]")
"""What of a formula's TeX is no letter: a command stands for about one sign."""


_WORD_SEPARATORS = f" {NO_BREAK_SPACE}"
"""The characters that are wider by the space between words (CSS Text 3, 8.1)."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How text is set: ``size`` in points; ``lang`` None is the document's.

    ``tabular`` gives all digits one width; ``spaced`` letters stand as far apart as the theme says, all but those of a
    block of code.
    """

    size: float
    bold: bool = False
    italic: bool = False
    code: bool = False
    heading: bool = False
    tabular: bool = False
    spaced: bool = True
    lang: str | None = None


class _Widths(dict[str, float]):
    """The widths of characters in some letters, each worked out when it is first asked for."""

    def __init__(self, width: Callable[[str], float]) -> None:
        super().__init__()
        self._width = width

    def __missing__(self, character: str) -> float:
        width = self[character] = self._width(character)
        return width


class Measure:
    """Measures text in the fonts of one theme; :func:`measure_of` keeps one for each theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._by_language = dict(theme.fonts.by_language)
        self._known: dict[Letters, _Widths] = {}

    def width(self, text: str, letters: Letters) -> float:
        """Return the width of a text in one line, in points."""
        if (widths := self._known.get(letters)) is None:
            widths = self._known[letters] = _Widths(partial(self._character, letters))
        return sum(map(widths.__getitem__, text))

    def kerned(self, text: str, letters: Letters) -> float:
        """Return the same with what pairs of letters stand closer together: what it takes on a page in one piece."""
        weight = _BOLD if letters.bold else _REGULAR
        width = self.width(text, letters)
        shown = (self._shown(character, letters) or (None, 0.0) for character in text)
        for family, run in groupby(zip(text, shown, strict=True), lambda one: one[1][0]):
            pieces = list(run)
            words, apart = "".join(character for character, _ in pieces), sum(advance for _, (_, advance) in pieces)
            if family and words.isprintable():
                together = _together(words, family, weight, italic=letters.italic, tabular=letters.tabular)
                width -= max(apart - together, 0.0) * letters.size
        return width

    def inlines(self, inlines: Iterable[Inline], letters: Letters) -> float:
        """Return the width of inline nodes in one line, in points."""
        return sum(self.width(text, own) for text, own in self.runs(inlines, letters))

    def runs(self, inlines: Iterable[Inline], letters: Letters) -> Iterator[tuple[str, Letters]]:
        r"""Yield the text of inline nodes as it is shown, piece by piece, with how each is set; "\n" ends a line."""
        return ((text, own) for _, text, own in self.leaves(inlines, letters))

    def leaves(self, inlines: Iterable[Inline], letters: Letters) -> Iterator[tuple[Inline, str, Letters]]:
        """Yield the same, each piece with the node that it is of: a link for its printed address."""
        kind = self._theme.type
        for inline in inlines:
            match inline:
                case Text() | Abbreviation():
                    yield inline, inline.text.replace(SOFT_HYPHEN, ""), letters
                case Code() | Keyboard():
                    yield inline, inline.text, replace(letters, code=True, size=code_size(self._theme, letters.size))
                case Strong():
                    yield from self.leaves(inline.children, replace(letters, bold=True))
                case Emphasis():
                    yield from self.leaves(inline.children, replace(letters, italic=True))
                case Subscript() | Superscript():
                    yield from self.leaves(inline.children, replace(letters, size=self._raised_size(letters)))
                case Strikethrough():
                    yield from self.leaves(inline.children, letters)
                case Passage():
                    yield from self.leaves(inline.children, replace(letters, lang=inline.lang or letters.lang))
                case Link():
                    yield from self.leaves(inline.children, letters)
                    if self._theme.links.addresses and (address := printed_address(inline)):
                        yield inline, f" ({address})", letters
                    if self._theme.links.pages and inline.target.startswith("#"):
                        yield inline, _ON_PAGE, letters
                case NoteReference():
                    yield inline, str(inline.number), replace(letters, size=self._raised_size(letters))
                case LineBreak():
                    yield inline, "\n", letters
                case Math():
                    signs = _FORMULA_SIGNS.sub("", _FORMULA_WORD.sub("M", inline.tex)).replace(" ", "")
                    yield inline, signs, replace(letters, italic=True, size=letters.size * kind.formula)
                case Image():
                    yield inline, "", letters  # it shrinks to the room it has
                case _:
                    assert_never(inline)

    def _raised_size(self, letters: Letters) -> float:
        """Return the size of letters that are raised or lowered: in large headings it grows with them."""
        script = min(letters.size, self._theme.type.script)
        return max(script, RAISED_IN_HEADINGS * letters.size) if letters.heading else script

    def _character(self, letters: Letters, character: str) -> float:
        spacing, body = self._theme.spacing, self._theme.type.body
        width = self._advance(character, letters) * letters.size
        if letters.spaced:
            # Said for the body, they are inherited as lengths.
            width += (spacing.letter + (spacing.word if character in _WORD_SEPARATORS else 0)) * body
        return width

    def _advance(self, character: str, letters: Letters) -> float:
        """Return the advance of a character in em, in the first family that has it."""
        if character in "\n\u200b\u2060" or unicodedata.category(character) in ("Mn", "Me"):
            return 0.0
        if shown := self._shown(character, letters):
            return shown[1]
        return _UNKNOWN_WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN

    def _shown(self, character: str, letters: Letters) -> tuple[Family, float] | None:
        """Return the first family that has a character, and its advance there in em."""
        weight = _BOLD if letters.bold else _REGULAR
        for family in self._families(letters):
            found = _advances(family, weight, italic=letters.italic, tabular=letters.tabular)(character)
            if found is not None:
                return family, found
        return None

    def _families(self, letters: Letters) -> Iterator[Family]:
        fonts = self._theme.fonts
        if letters.code:
            yield fonts.code
        elif letters.lang in self._by_language:
            yield self._by_language[letters.lang]
        yield fonts.heading if letters.heading else fonts.body
        yield from fonts.fallback


def code_size(theme: Theme, size: float) -> float:
    """Return the size of code among words of a size: smaller by the same share in headings, as large in small print."""
    return min(size, max(theme.type.code, size * theme.type.code / theme.type.body))


@lru_cache(maxsize=40)
def measure_of(theme: Theme) -> Measure:
    """Return the measure of a theme."""
    return Measure(theme)


def family_width(text: str, family: Family, weight: int) -> float:
    """Return the width of a text in one family alone, in em; ``weight`` is a CSS value."""
    advance = _advances(family, weight, italic=False, tabular=False)
    return sum(_UNKNOWN if (found := advance(character)) is None else found for character in text)


def single_line(family: Family) -> float:
    """Return the height of a line of single spacing in a family, as a factor of the size: what its font asks for.

    That of a family known by its name alone is what most fonts for text ask for.
    """
    if not family.package:
        return _SINGLE_LINE
    font, unit = _font(family, _REGULAR, italic=False)
    extents = font.get_font_extents("ltr")
    return float((extents.ascender - extents.descender + extents.line_gap) / unit)


def face_of(family: Family, weight: int, *, italic: bool = False) -> Face:
    """Return the face in which a family shows a weight: its own, else the nearest it has."""
    faces = [face for face in family.faces if face.italic == italic] or list(family.faces)
    return min(faces, key=lambda face: _distance(face, weight))


def _distance(face: Face, weight: int) -> int:
    ends = [int(end) for end in face.weight.split()]
    return max(ends[0] - weight, weight - ends[-1], 0)


@cache
def _advances(family: Family, weight: int, *, italic: bool, tabular: bool) -> Callable[[str], float | None]:
    """Return what tells the advance of a character in em in a family; None for one that it lacks.

    Digits are ``tabular`` where the font gives them one width (OpenType "tnum").
    """
    font, unit = _font(family, weight, italic=italic)

    def advance(character: str) -> float | None:
        glyph = font.get_nominal_glyph(ord(character))
        return None if glyph is None else float(font.get_glyph_h_advance(glyph) / unit)

    def advance_in_tables(character: str) -> float | None:
        if font.get_nominal_glyph(ord(character)) is None:
            return None
        return _together(character, family, weight, italic=italic, tabular=True)

    return advance_in_tables if tabular else advance


def _together(text: str, family: Family, weight: int, *, italic: bool, tabular: bool) -> float:
    """Return the width of letters that a family has, as they stand together, in em."""
    import uharfbuzz

    font, unit = _font(family, weight, italic=italic)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"tnum": tabular, "liga": False, "clig": False})
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions) / unit)


@cache
def _font(family: Family, weight: int, *, italic: bool) -> tuple[Any, int]:
    """Return the HarfBuzz font that shows a weight of a family, and how many of its units an em has."""
    import uharfbuzz

    # It rounds what a variable font adds, to a thousandth of an em or less, as it does when the pages are laid out.
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face_of(family, weight, italic=italic).path))
    font = uharfbuzz.Font(face)
    font.set_variations({"wght": weight})
    return font, face.upem
