"""Formulas as Office mathematics (OMML, 22.1)."""

from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.document.mathematics import to_mathml
from triplicate.document.model import Math, MathBlock
from triplicate.formats.word.markup import M, clean, sub
from triplicate.formats.word.shared import Shared
from triplicate.rules.exporting import LONG_FORMULA

_LONGEST_TITLE = 64
"""Characters in the title of a content control, at most (Word's own limit)."""


def inline(parent: Element, formula: Math, shared: Shared) -> None:
    """Append a formula in a sentence."""
    _titled(parent, formula, shared).append(_office_math(formula.tex, display=False))


def block(parent: Element, formula: MathBlock, shared: Shared) -> None:
    """Append a formula that stands alone in its paragraph."""
    standing = etree.SubElement(_titled(parent, formula, shared), f"{{{M}}}oMathPara")
    standing.append(_office_math(formula.tex, display=True))


def _titled(parent: Element, formula: Math | MathBlock, shared: Shared) -> Element:
    """Append a content control whose title says the formula in words: Office mathematics has no place for them."""
    control = sub(parent, "sdt")
    properties = sub(control, "sdtPr")
    words = clean(formula.alt)
    if len(words) > _LONGEST_TITLE:
        shared.lost(
            LONG_FORMULA,
            formula.place,
            "Word holds {longest} characters of the words of a formula; these have {length}.",
            "Say the formula in fewer words, or explain it in the text.",
            longest=_LONGEST_TITLE,
            length=len(words),
        )
        words = _shortened(words)
    sub(properties, "alias", val=words)
    return sub(control, "sdtContent")


def _shortened(words: str) -> str:
    """Return the beginning of words that a title can hold, ended at a blank."""
    beginning = words[:_LONGEST_TITLE]
    return f"{beginning.rpartition(' ')[0] or beginning[:-1]}…"


def _office_math(tex: str, *, display: bool) -> Element:
    return etree.fromstring(_converted(tex, display=display))


@lru_cache(maxsize=2000)
def _converted(tex: str, *, display: bool) -> bytes:
    import mathml_to_omml

    converted: str = mathml_to_omml.convert(to_mathml(tex, display=display))
    # A radical must have a degree, if an empty one that is hidden (22.1.2.88); mathml-to-omml 1.1 leaves it out.
    converted = converted.replace("<m:rad><m:e>", '<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>')
    # The library leaves the namespace to its caller (mathml-to-omml 1.1).
    return converted.replace("<m:oMath>", f'<m:oMath xmlns:m="{M}">', 1).encode()
