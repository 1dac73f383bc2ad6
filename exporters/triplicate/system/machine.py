"""The system's libraries that layout needs: whether they are there, and the command that brings them."""

import ctypes
import ctypes.util
import io
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from triplicate.errors import MissingToolError
from triplicate.system.replaced import replaced

PANGO_REMEDY = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@cache
def pango_version() -> str | None:
    """Return the version of Pango, or None if it or a library it needs is missing."""
    # WeasyPrint 70 opens the libraries when it is imported and prints a hint of its own when one is missing.
    silence = io.StringIO()
    with redirect_stdout(silence), redirect_stderr(silence), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _found_by_loader(), _font_tools_later():
                from weasyprint.text import ffi
        except OSError:
            return None
    _types_by_their_own_names(ffi.ffi)
    # 10000 × major + 100 × minor + micro
    number = ffi.pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _found_by_loader() -> AbstractContextManager[None]:
    """While this context lasts, find libraries by the names that the system's loader knows, and by no other.

    WeasyPrint 70 first asks for names that only other systems have, and for each of them Python's
    ``ctypes.util.find_library`` starts up to four programs (ldconfig, gcc, ld): a third of a second in all.
    """
    if sys.platform != "linux":
        return nullcontext()
    return replaced(ctypes.util, find_library=lambda _: None)


def _types_by_their_own_names(ffi: Any) -> None:
    """Let a type of C be read without all names of types that WeasyPrint has declared.

    cffi 2 reads the names of all of them anew for each type that is written otherwise, as arrays of each length are:
    a twentieth of the time of a PDF of one page (cffi/cparser.py, ``Parser._parse``, which says so itself).
    """
    parser = ffi._parser  # noqa: SLF001  it leaves no other way in
    read = parser._parse  # noqa: SLF001

    def read_with_own_names(source: str) -> Any:
        declared, words = parser._declarations, set(re.findall(r"\w+", source))  # noqa: SLF001
        own = {name: one for name, one in declared.items() if name.removeprefix("typedef ") in words}
        with replaced(parser, _declarations=own):
            return read(source)

    parser._parse = read_with_own_names  # noqa: SLF001


_LATER = "fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer"


@contextmanager
def _font_tools_later() -> Iterator[None]:
    """While this context lasts, let fontTools' subsetter and instancer be imported without being loaded.

    WeasyPrint 70 loads them when it starts (weasyprint/pdf/fonts.py), for a third of that time, and needs them only
    where HarfBuzz does not do the same: then their functions load them.
    """
    import fontTools

    missing = {name: _Later(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(missing)
    if subset := missing.get("fontTools.subset"):
        fontTools.subset = subset
    try:
        yield
    finally:
        for name, module in missing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
        if subset:
            del fontTools.subset


class _Later(ModuleType):
    """A module that is loaded when something of it is called."""

    def __getattr__(self, name: str) -> Any:
        """Return what stands for a function of the module. Raises AttributeError for a name of Python's own."""
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **named)

        return called


@cache
def harfbuzz_version() -> str:
    """Return the version of HarfBuzz, which shapes the words for Pango; "" if it does not say."""
    try:
        library = ctypes.CDLL("libharfbuzz.so.0")
    except OSError:
        return ""
    library.hb_version_string.restype = ctypes.c_char_p
    return bytes(library.hb_version_string()).decode("ascii")


def library_versions() -> tuple[str, str]:
    """Return the versions of Pango and HarfBuzz, "" for one that is not there, without loading more than these two."""
    try:
        library = ctypes.CDLL("libpango-1.0.so.0")
    except OSError:
        return "", harfbuzz_version()
    library.pango_version_string.restype = ctypes.c_char_p
    return bytes(library.pango_version_string()).decode("ascii"), harfbuzz_version()


@cache
def has_harfbuzz_subset() -> bool:
    """Return whether fonts can be subset as WeasyPrint asks; variable fonts cannot be embedded without."""
    if pango_version() is None:
        return False
    from weasyprint.text import ffi

    return ffi.harfbuzz_subset is not None


def require_layout() -> None:
    """Raise MissingToolError, with the command that mends it, if a library for the PDF is missing."""
    for name, found in (("Pango", pango_version() is not None), ("HarfBuzz subset", has_harfbuzz_subset())):
        if not found:
            raise MissingToolError(f"the PDF needs {name}, which this machine lacks; get it with: {PANGO_REMEDY}")
