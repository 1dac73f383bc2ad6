"""Fonts that travel in the file, so that it looks the same where they are not installed (ECMA-376, Part 1, 17.8.1).

A person will write on in the file, so that a font keeps all its letters; of a big one those are left out that are
far from every letter of the text.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from triplicate.later import dataclass
from triplicate.theme import Theme
from triplicate.theme.cutting import cut, is_variable
from triplicate.theme.font_file import Name, file_of, names_of, table_of, tables_of, with_number
from triplicate.theme.fonts import Face, Family, may_be_edited

_WHOLE = 150_000
"""Bytes of a font file that goes into the document whole."""

_ROW = 0x100
"""Characters that are kept or left out together: a script has one or a few such rows of Unicode."""

_ALWAYS = frozenset({0x00, 0x01, 0x02, 0x1E, *range(0x20, 0x2C)})
"""The rows of Latin letters, punctuation and signs, which any text may hold: so few sets of rows are ever made."""

_SCRAMBLED = 32
"""Bytes at the beginning of a font that the key scrambles (17.8.1)."""

_BOLD = 600
"""The weight in CSS from which a face is the bold one of its family."""

_MAC_STYLE, _SELECTION = 44, 62
"""Where "head" and "OS/2" say whether a face is bold or italic."""


# In the order of the schema (17.8.3).
_USES = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_WEIGHTS = dict(zip(_USES, (400, 600, 400, 600), strict=True))


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A font file as it stands in the package; ``use`` is the element of the font table that names it."""

    family: str
    use: str
    key: str
    data: bytes


def embedded(theme: Theme, text: str, *, code: bool) -> tuple[EmbeddedFace, ...]:
    """Return the faces that a document needs which says ``text``: of its body and headings, and upright for ``code``.

    Those of the families that languages in it are set in come with them.

    Left out is what Word cannot show from a file (PostScript outlines), and what its licence lets people read but not
    edit: Word would open the whole document to be read only. Of a variable font, which Word cannot show either, its
    regular and its bold weight are taken. A family that is known by its name alone is a template's.
    """
    rows = frozenset(ord(character) // _ROW for character in set(text)) | _ALWAYS
    families: dict[Family, tuple[str, ...]] = {theme.fonts.code: _USES[:1]} if code else {}
    families |= dict.fromkeys((theme.fonts.body, theme.fonts.heading, *dict(theme.fonts.by_language).values()), _USES)
    return tuple(
        _embedded(family.name, use, face.path, rows)
        for family, uses in sorted(families.items(), key=lambda found: found[0].name)
        for use, face in _faces(family)
        if use in uses and family.package and may_be_edited(face.path)
    )


def _faces(family: Family) -> Iterable[tuple[str, Face]]:
    """Return the faces of a family by what Word uses them for; of two for the same the first one counts."""
    found: dict[str, Face] = {}
    for face in family.faces:
        lightest, *_, heaviest = map(int, (face.weight.split() * 2)[:2])
        for bold in (False, True):
            if heaviest >= _BOLD if bold else lightest < _BOLD:
                found.setdefault(_USES[bold + 2 * face.italic], face)
    return [(use, found[use]) for use in _USES if use in found]


@lru_cache(maxsize=40)
def _embedded(family: str, use: str, path: Path, rows: frozenset[int]) -> EmbeddedFace:
    data = path.read_bytes()
    if len(data) > _WHOLE:
        variable = is_variable(data)
        data = cut(data, {"wght": _WEIGHTS[use]}, lambda code: code // _ROW in rows)
        if variable:
            data = _named(data, bold=_WEIGHTS[use] >= _BOLD)
    # Any number will do, if every run finds the same: this one is made from the font itself.
    key = hashlib.sha256(data).digest()[:16]
    mask = (key * 2)[:_SCRAMBLED]
    scrambled = bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[_SCRAMBLED:]
    # The key is written as a GUID, its bytes backwards (17.8.1).
    digits = key[::-1].hex().upper()
    parts = digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]
    return EmbeddedFace(family, use, f"{{{'-'.join(parts)}}}", scrambled)


def _named(data: bytes, *, bold: bool) -> bytes:
    """Name an instance of a variable font as the regular or bold one of its family (OpenType 1.9, name, head, OS/2)."""
    tables = tables_of(data)
    names = names_of(tables["name"])

    def english(number: int) -> Name:
        return Name(3, 1, 0x409, number)

    family, old = (names.get(english(number), b"").decode("utf-16-be") for number in (1, 2))
    italic = "Italic" in old
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "Bold Italic"}
    full = f"{family} {style[bold, italic]}"
    for number, value in ((2, style[bold, italic]), (3, full), (4, full), (6, full.replace(" ", ""))):
        names[english(number)] = value.encode("utf-16-be")
    tables["name"] = table_of(names)
    tables["head"] = with_number(tables["head"], _MAC_STYLE, "H", bold | italic << 1)
    # Bits 0 italic, 5 bold, 6 neither.
    selection = int.from_bytes(tables["OS/2"][_SELECTION : _SELECTION + 2], "big") & ~0b110_0001
    selection |= italic | bold << 5 | (not bold and not italic) << 6
    tables["OS/2"] = with_number(tables["OS/2"], _SELECTION, "H", selection)
    return file_of(tables)
