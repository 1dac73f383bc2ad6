"""Formulas as drawings: TeX → MathML → SVG, with ziamath, which carries its own mathematical font as outlines."""

from functools import lru_cache

from triplicate.document.mathematics import to_mathml
from triplicate.document.model import Math, MathBlock
from triplicate.errors import TriplicateError
from triplicate.formats.pdf.formula_lines import in_lines
from triplicate.later import dataclass
from triplicate.rules.exporting import FORMULA_TOO_LARGE
from triplicate.rules.finding import Finding, Quote
from triplicate.theme import Theme

_SIZE = 24
"""Size at which formulas are computed, in units of the drawing; the result is scaled by em."""

_MARGIN = 1.0
"""What ziamath puts around a formula on every side, in units of the drawing."""

_TALLEST = 0.9
"""Of the height of a page's text: no formula is higher."""

_LONGEST = 40
"""Characters of a formula that its finding repeats."""


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


@dataclass(frozen=True, slots=True)
class Fitted:
    """A formula that is drawn for a place: the CSS declarations that set it there, and whether it fits."""

    drawing: Drawing
    style: str
    fits: bool


def fitted(math: Math | MathBlock, room: float, theme: Theme) -> Fitted:
    """Draw a formula as large as the theme wants, or else no smaller than the text; in lines ``room`` points wide."""
    kind, page = theme.type, theme.page
    height = _TALLEST * (page.height - page.top - page.bottom)
    for scale in (kind.formula, 1.0):
        em = scale * kind.body
        drawing = draw(math, room / em)
        fits = drawing.width * em <= room and drawing.height * em <= height
        if fits:
            break
    return Fitted(drawing, drawing.style if scale == kind.formula else f"{drawing.style}; font-size: 1em", fits)


def too_large(math: Math | MathBlock, edition: str) -> Finding:
    """Return the finding of a formula that has no room on a page of an edition."""
    return FORMULA_TOO_LARGE.finding(
        "The formula “{tex}” is larger than a page of the edition {edition}.",
        math.place,
        "Write it as several formulas, or in lines: \\begin{aligned} … \\\\ … \\end{aligned}.",
        tex=Quote(math.tex[:_LONGEST]),
        edition=edition,
    )


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
