"""What this machine lacks to run Triplicate, and the command that mends it."""

import sys
from collections.abc import Iterator

from triplicate.later import dataclass
from triplicate.system.machine import PANGO_REMEDY, has_harfbuzz_subset, pango_version
from triplicate.theme.fonts import catalogue, families
from triplicate.validators import VALIDATORS

PYTHON_REMEDY = "install Python 3.11 or newer"
FONTS_REMEDY = "pip install --force-reinstall triplicate"
SCRIPTS_REMEDY = "pip install 'triplicate[scripts]'"
NEEDED_FAMILIES = ("Atkinson Hyperlegible", "IBM Plex Mono", "Noto Sans")
OTHER_FAMILIES = tuple(name for name in catalogue() if name not in NEEDED_FAMILIES)


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing looked at: whether it is there, whether it must be, and the command that brings it."""

    name: str
    found: bool
    needed: bool
    detail: str
    remedy: str = ""


def examine() -> tuple[Examination, ...]:
    """Look at everything an export needs of the machine, and at what can be asked about the files."""
    version = ".".join(map(str, sys.version_info[:3]))
    python = Examination("Python", found=sys.version_info >= (3, 11), needed=True, detail=version, remedy=PYTHON_REMEDY)
    fonts = (*_fonts(NEEDED_FAMILIES, needed=True), *_fonts(OTHER_FAMILIES, needed=False))
    return (python, *_libraries(), *fonts, *_validators())


def _fonts(names: tuple[str, ...], *, needed: bool) -> list[Examination]:
    installed = families()
    remedy = FONTS_REMEDY if needed else SCRIPTS_REMEDY
    return [
        Examination(
            f"font {name}",
            found=name in installed,
            needed=needed,
            detail=installed[name].package if name in installed else "not installed",
            remedy=remedy,
        )
        for name in names
    ]


def _validators() -> Iterator[Examination]:
    """Look at the validators that ``triplicate validate`` asks."""
    for one in VALIDATORS:
        lacks = one.lacks()
        detail = f"validates .{one.kind} files" if not lacks else f"not found; it validates .{one.kind} files"
        yield Examination(f"validator {one.name}", found=not lacks, needed=False, detail=detail, remedy=lacks)


def _libraries() -> tuple[Examination, ...]:
    pango = pango_version()
    subset = has_harfbuzz_subset()
    return (
        Examination("Pango", found=pango is not None, needed=True, detail=pango or "not found", remedy=PANGO_REMEDY),
        Examination("HarfBuzz subset", found=subset, needed=True, detail="", remedy=PANGO_REMEDY),
    )
