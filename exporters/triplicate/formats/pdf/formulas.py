"""Formulas as drawings: TeX → MathML → SVG, with ziamath, which carries its own mathematical font as outlines."""

from functools import lru_cache

from triplicate.document.mathematics import to_mathml
from triplicate.document.model import Math, MathBlock
from triplicate.errors import TriplicateError
from triplicate.formats.pdf.formula_lines import in_lines
from triplicate.later import dataclass

_SIZE = 24
"""Size at which formulas are computed, in units of the drawing; the result is scaled by em."""

_MARGIN = 1.0
"""What ziamath puts around a formula on every side, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as SVG; width, height and depth below the baseline in em of the text around it."""

    svg: str
    width: float
    height: float
    depth: float

    @property
    def style(self) -> str:
        """The CSS declarations that set the drawing in a line."""
        return f"width: {self.width:.4f}em; height: {self.height:.4f}em; vertical-align: {-self.depth:.4f}em"

    def coloured(self, colour: str) -> bytes:
        """Return the drawing in a colour (``#rrggbb``)."""
        return self.svg.replace("<svg ", f'<svg fill="{colour}" ', 1).encode()


def draw(math: Math | MathBlock, room: float) -> Drawing:
    """Draw a formula; one that is wider than ``room``, in em, in lines, if it can be broken.

    Raises TriplicateError for TeX that cannot be read.
    """
    display = isinstance(math, MathBlock)
    try:
        mathml = to_mathml(math.tex, display=display)
        drawing = _draw(mathml)
        return _draw(in_lines(mathml, room, lambda part: _draw(part).width)) if drawing.width > room else drawing
    except ValueError as error:
        raise TriplicateError(f"line {math.place.line}: the formula {math.tex!r} cannot be drawn: {error}") from error


@lru_cache(maxsize=1000)
def _draw(mathml: str) -> Drawing:
    import ziamath

    formula = ziamath.Math(mathml, size=_SIZE, margin=_MARGIN)
    width, height = formula.getsize()
    return Drawing(
        svg=formula.svg(),
        width=(width + 2 * _MARGIN) / _SIZE,
        height=(height + 2 * _MARGIN) / _SIZE,
        depth=(_MARGIN - formula.getyofst()) / _SIZE,
    )
