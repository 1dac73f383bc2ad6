"""How wide glyphs are (ISO 32000-1, 9.2.4 and 9.7.4.3).

Widths are in thousandths of the size, as fonts give them. A font that gives none (one of the fourteen that every
reader has) is taken to be as narrow as such fonts are at their narrowest: what is said of its words is then sure.
"""

from collections.abc import Sequence
from struct import unpack

from pikepdf import Array, Dictionary, Name, Object

_NARROW = 250.0
_FIXED = 600.0
_WIDE = 1000.0
_LARGEST_CODE = 0xFFFF


class _Widths(dict[int, float]):
    """The widths of glyphs by code; ``default`` is that of all others."""

    def __init__(self, default: float) -> None:
        self.default = default

    def __missing__(self, code: int) -> float:
        return self.default


class Metrics:
    """The widths of a font's glyphs; ``code_size`` is how many bytes a code has, ``vertical`` text runs downwards.

    ``known`` tells whether the font, called ``name``, says how wide its glyphs are.
    """

    def __init__(self, font: Object) -> None:
        descendants = font.get("/DescendantFonts")
        self.composite = isinstance(descendants, Array) and len(descendants) > 0
        self.code_size = 2 if self.composite else 1
        encoding = str(font.get("/Encoding", ""))
        self.vertical = self.composite and encoding.endswith("-V")
        self.name = _name_of(font.get("/BaseFont"))
        self.known = True
        self._widths = (
            _of_composite(descendants[0], by_code=encoding.startswith("/Identity"))
            if isinstance(descendants, Array) and self.composite
            else self._of_simple(font)
        )

    def advances(self, codes: bytes) -> list[float]:
        """Return how far each glyph moves what follows it."""
        return list(map(self._widths.__getitem__, self.numbers(codes)))

    def width(self, codes: bytes) -> float:
        """Return how far all glyphs together move what follows them."""
        return sum(map(self._widths.__getitem__, self.numbers(codes)))

    def numbers(self, codes: bytes) -> Sequence[int]:
        """Return codes as numbers."""
        return codes if self.code_size == 1 else unpack(f">{len(codes) // 2}H", codes[: len(codes) // 2 * 2])

    def _of_simple(self, font: Object) -> _Widths:
        given = font.get("/Widths")
        descriptor = font.get("/FontDescriptor")
        missing = descriptor.get("/MissingWidth") if isinstance(descriptor, Dictionary) else None
        if not isinstance(given, Array):
            self.known = False
            return _Widths(_FIXED if "Courier" in self.name else _NARROW)
        scale = 1.0
        if font.get("/Subtype") == Name.Type3:
            matrix = font.get("/FontMatrix")
            scale = abs(float(matrix[0])) * 1000 if isinstance(matrix, Array) and len(matrix) == 6 else 1.0
        widths = _Widths(_number(missing) * scale)
        first = int(_number(font.get("/FirstChar")))
        widths.update((first + index, _number(width) * scale) for index, width in enumerate(given))
        return widths


def _of_composite(font: Object, *, by_code: bool) -> _Widths:
    """Return the widths of a composite font's descendant; codes that are no glyph numbers have the default width."""
    if not isinstance(font, Dictionary):
        return _Widths(_WIDE)
    widths = _Widths(_number(font.get("/DW"), _WIDE))
    given = font.get("/W")
    if not by_code or not isinstance(given, Array):
        return widths
    items = list(given)
    position = 0
    while position + 1 < len(items):
        first, second = int(_number(items[position])), items[position + 1]
        if isinstance(second, Array):
            widths.update((first + index, _number(width)) for index, width in enumerate(second))
            position += 2
        elif position + 2 < len(items):
            last, width = min(int(_number(second)), _LARGEST_CODE), _number(items[position + 2])
            widths.update((code, width) for code in range(first, last + 1))
            position += 3
        else:
            break
    return widths


def _number(value: object, default: float = 0.0) -> float:
    try:
        return default if value is None else float(value)  # type: ignore[arg-type]  # a number of any library's type
    except (TypeError, ValueError):
        return default


def _name_of(name: Object | None) -> str:
    """Return a name without its slash; old programs write some in bytes that are no UTF-8 (7.3.5)."""
    if name is None:
        return ""
    try:
        return str(name)[1:]
    except UnicodeDecodeError:
        return name.unparse().decode("latin-1")[1:]
