"""Drawings as pictures of dots, for programs that show no SVG."""

from typing import Any

_PIXELS_IN_AN_INCH = 96
"""CSS Values 4, 6.2; resvg_py 0.5 has none unless it is told: all lengths in millimetres, inches or points are zero."""


def drawn(data: bytes, *, width: int, fonts: list[str], family: str, code_family: str) -> tuple[bytes, dict[str, Any]]:
    """Return a PNG, ``width`` pixels wide, of an SVG file's bytes; ``fonts`` are the files of the families."""
    import resvg_py

    # The machine's own fonts are left out, so that every machine draws the same.
    made = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8-sig"),
        width=width,
        dpi=_PIXELS_IN_AN_INCH,
        skip_system_fonts=True,
        font_files=fonts,
        font_family=family,
        sans_serif_family=family,
        serif_family=family,
        monospace_family=code_family,
    )
    return bytes(made), {}
