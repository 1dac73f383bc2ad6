"""Font families: which are on this machine, where their files are, which characters they have.

Only families of ``styles/fonts.toml`` are used, from packages that carry their files, so that a machine without
fonts makes the same PDF as any other.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; ``weight`` is a CSS value (400, 700, or a range "100 900" of a variable font)."""

    path: Path
    weight: str
    italic: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A font family, its faces, and the package it comes from."""

    name: str
    package: str
    faces: tuple[Face, ...]


def styles_folder() -> Path:
    """Return the folder of styles: inside the installed package, else at the top of the checkout."""
    inside = Path(__file__).parent / "styles"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "styles"


@cache
def families() -> dict[str, Family]:
    """Return the families that are installed, by name, in the order of preference."""
    catalogue = tomllib.loads((styles_folder() / "fonts.toml").read_text(encoding="utf-8"))["family"]
    found = {}
    for entry in catalogue:
        spec = find_spec(entry["package"].replace("-", "_"))
        if spec is None or not spec.submodule_search_locations:
            continue
        folder = Path(spec.submodule_search_locations[0]) / "files"
        faces = tuple(
            Face(folder / face["file"], str(face["weight"]), face.get("italic", False)) for face in entry["face"]
        )
        found[entry["name"]] = Family(entry["name"], entry["package"], faces)
    return found
