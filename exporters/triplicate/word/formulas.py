"""Formulas as Office mathematics (OMML, 22.1)."""

from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.mathematics import to_mathml
from triplicate.model import Math, MathBlock
from triplicate.word.markup import M, clean, sub

_LONGEST_TITLE = 64
"""Characters in the title of a content control, at most (Word's own limit)."""


def inline(parent: Element, formula: Math) -> None:
    """Append a formula in a sentence."""
    _titled(parent, formula.alt).append(_office_math(formula.tex, display=False))


def block(parent: Element, formula: MathBlock) -> None:
    """Append a formula that stands alone in its paragraph."""
    standing = etree.SubElement(_titled(parent, formula.alt), f"{{{M}}}oMathPara")
    standing.append(_office_math(formula.tex, display=True))


def _titled(parent: Element, alt: str) -> Element:
    """Append a content control whose title says the formula in words: Office mathematics has no place for them."""
    control = sub(parent, "sdt")
    properties = sub(control, "sdtPr")
    words = clean(alt)
    if len(words) <= _LONGEST_TITLE:
        sub(properties, "alias", val=words)
    return sub(control, "sdtContent")


def _office_math(tex: str, *, display: bool) -> Element:
    return etree.fromstring(_converted(tex, display=display))


@cache
def _converted(tex: str, *, display: bool) -> bytes:
    import mathml_to_omml

    converted: str = mathml_to_omml.convert(to_mathml(tex, display=display))
    # The library leaves the namespace to its caller (mathml-to-omml 1.1).
    return converted.replace("<m:oMath>", f'<m:oMath xmlns:m="{M}">', 1).encode()
