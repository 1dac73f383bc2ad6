"""Lengths: how many points a unit has, and points in the units of file formats. All lengths inside are in points."""

from collections.abc import Mapping

POINTS: Mapping[str, float] = {
    "pt": 1.0,
    "px": 0.75,
    "pc": 12.0,
    "pi": 12.0,
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "q": 72 / 101.6,
    "in": 72.0,
}
"""Points in a unit of CSS (CSS Values 4, 6.2) or of Word (ECMA-376, Part 1, 22.9.2.15)."""

PIXEL = POINTS["px"]
"""Points in a CSS pixel."""

_TWIPS, _HALF_POINTS, _EMU = 20, 2, 12700


def points(value: float, unit: str) -> float:
    """Return a length as points. Raises KeyError for a unit that :data:`POINTS` lacks."""
    return value * POINTS[unit]


def pixels(value: float, unit: str) -> float:
    """Return a length as CSS pixels. Raises KeyError for a unit that :data:`POINTS` lacks."""
    return points(value, unit) / PIXEL


def twips(length: float) -> int:
    """Return points as whole twentieths of a point (ECMA-376, Part 1, 22.9.2.14)."""
    return round(length * _TWIPS)


def half_points(length: float) -> int:
    """Return points as whole half-points (ECMA-376, Part 1, 17.18.42)."""
    return round(length * _HALF_POINTS)


def emu(length: float) -> int:
    """Return points as whole English metric units (ECMA-376, Part 1, 20.1.10.16)."""
    return round(length * _EMU)
