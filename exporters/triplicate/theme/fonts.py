"""Font families: which there are, where their files are, which characters they have, and whether they may be embedded.

The families of ``styles/fonts.toml`` come from packages that carry their files, so that a machine without fonts
makes the same PDF as any other. A house theme brings files of its own.
"""

import tomllib
from dataclasses import field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from triplicate.errors import UsageError
from triplicate.later import dataclass
from triplicate.reading.files import shipped
from triplicate.reading.traces import note_contents
from triplicate.theme.font_file import tables_of


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; ``weight`` is a CSS value (400, 700, or a range "100 900" of a variable font)."""

    path: Path
    weight: str
    italic: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A font family, its faces, and the package it comes from (of a house's own: a name made from the family's).

    Of a family that is known by its name alone, as those of a Word template are, the package is empty; it is measured
    by the faces of another.
    """

    name: str
    package: str
    faces: tuple[Face, ...] = field(hash=False)


def styles_folder() -> Path:
    """Return the folder of styles."""
    return shipped("styles")


@cache
def catalogue() -> dict[str, str]:
    """Return the package of each family of ``styles/fonts.toml``, by the family's name, in the order of preference."""
    return {entry["name"]: entry["package"] for entry in _entries()}


def family_of_script(code: str) -> str | None:
    """Return the name of the family of ``styles/fonts.toml`` made for a script (an ISO 15924 code), or None."""
    return next((entry["name"] for entry in _entries() if entry.get("script") == code), None)


@cache
def families() -> dict[str, Family]:
    """Return the families that are installed, by name, in the order of preference."""
    found = {}
    for entry in _entries():
        spec = find_spec(entry["package"].replace("-", "_"))
        if spec is None or not spec.submodule_search_locations:
            continue
        folder = Path(spec.submodule_search_locations[0]) / "files"
        faces = tuple(
            Face(folder / face["file"], str(face["weight"]), face.get("italic", False)) for face in entry["face"]
        )
        found[entry["name"]] = Family(entry["name"], entry["package"], faces)
    return found


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((styles_folder() / "fonts.toml").read_text(encoding="utf-8"))["family"])


@cache
def characters(family: Family) -> frozenset[int]:
    """Return the code points that the first face of a family shows."""
    import uharfbuzz

    # fontTools takes thirty times as long for the same answer, and many families are asked in every run.
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(family.faces[0].path)).unicodes)


# The meaning of OS/2 fsType (OpenType 1.9, OS/2): the four lowest bits hold at most one level, the others add to it.
_RESTRICTED = 0x0002
_LEVELS = 0x000E
_EDITABLE = 0x0008
_NO_SUBSETTING = 0x0100
_BITMAPS_ONLY = 0x0200

_TRUETYPE = (b"\0\1\0\0", b"true")
"""How a file begins whose outlines are those of TrueType."""

_LICENCE = slice(8, 10)
"""Where in the table "OS/2" they stand."""

_TABLES = ("head", "hhea", "maxp", "hmtx", "cmap", "name", "post")
"""What every font has that letters are set in (OpenType 1.9, required tables)."""


def check_face(path: Path) -> None:
    """Make sure that a font file can be read and that its licence lets it be embedded and subset.

    Raises UsageError with the remedy.
    """
    from fontTools.ttLib import TTFont

    try:
        note_contents(path)
        with TTFont(path, lazy=True) as font:
            licence = font["OS/2"].fsType if "OS/2" in font else 0
            font.getBestCmap()
            for table in _TABLES:
                font[table]
    # A damaged file makes fontTools 4.60 raise whatever its bytes lead it to: struct.error, IndexError, TypeError.
    except Exception as error:
        raise UsageError(
            f"{path}: this is not a font that can be read ({error or type(error).__name__}); "
            "give a TrueType or OpenType file (.ttf, .otf)"
        ) from error
    if licence & _LEVELS == _RESTRICTED:
        wrong = "must not be embedded in documents (restricted licence"
    elif licence & _BITMAPS_ONLY:
        wrong = "may be embedded as bitmaps only (bitmap embedding only"
    elif licence & _NO_SUBSETTING:
        wrong = "may be embedded as a whole only, and a PDF holds just the letters it uses (no subsetting"
    else:
        return
    raise UsageError(
        f"{path}: its maker says that this font {wrong}, OS/2 fsType 0x{licence:04X}); "
        "use another font, or ask its maker for a licence and a file that permit it"
    )


@cache
def may_be_edited(path: Path) -> bool:
    """Tell whether a font may stand in a document that people write on in, and whether Word can show it from there.

    It must be installable or editable by its licence bits, and have TrueType outlines.
    """
    data = path.read_bytes()
    if data[:4] not in _TRUETYPE:
        return False
    tables = tables_of(data)
    licence = int.from_bytes(tables.get("OS/2", b"")[_LICENCE], "big")
    return licence & _LEVELS in (0, _EDITABLE) and "glyf" in tables
