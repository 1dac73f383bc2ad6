"""What this machine lacks to run Triplicate, and the command that mends it."""

import io
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from triplicate.fonts import families

PANGO_REMEDY = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PYTHON_REMEDY = "install Python 3.11 or newer"
FONTS_REMEDY = "pip install --force-reinstall triplicate"
SCRIPTS_REMEDY = "pip install 'triplicate[scripts]'"
NEEDED_FAMILIES = ("Atkinson Hyperlegible", "IBM Plex Mono", "Noto Sans")
OTHER_FAMILIES = ("Noto Sans Arabic", "Heebo", "Noto Sans Devanagari", "Noto Sans Tamil", "Noto Sans Thai")


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing looked at: whether it is there, whether it must be, and the command that brings it."""

    name: str
    found: bool
    needed: bool
    detail: str
    remedy: str = ""


def examine() -> tuple[Examination, ...]:
    """Look at everything an export needs of the machine."""
    version = ".".join(map(str, sys.version_info[:3]))
    python = Examination("Python", found=sys.version_info >= (3, 11), needed=True, detail=version, remedy=PYTHON_REMEDY)
    return (python, *_libraries(), *_fonts(NEEDED_FAMILIES, needed=True), *_fonts(OTHER_FAMILIES, needed=False))


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


def _version(number: int) -> str:
    """Return Pango's version number, 10000 × major + 100 × minor + micro, as it is written."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _libraries() -> list[Examination]:
    def library(name: str, detail: str, *, found: bool) -> Examination:
        return Examination(name, found=found, needed=True, detail=detail, remedy=PANGO_REMEDY)

    # WeasyPrint 70 opens the libraries when it is imported and prints a hint of its own when one is missing.
    silence = io.StringIO()
    with redirect_stdout(silence), redirect_stderr(silence), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from weasyprint.text import ffi
        except OSError as error:
            return [library("Pango", str(error).partition(":")[0], found=False)]
    pango = _version(ffi.pango.pango_version())
    subset = ffi.harfbuzz_subset is not None
    return [
        library("Pango", pango, found=True),
        library("HarfBuzz subset", "" if subset else "library not found", found=subset),
    ]
