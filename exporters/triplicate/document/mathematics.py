"""Mathematics: TeX into MathML, and into words that a voice can say.

MathML is made by latex2mathml, words by mathra. Both are lenient: what they do not know they pass on as text. Here
a formula is read strictly, so that no TeX command ever reaches a reader as words.
"""

import html
import re
from functools import cache, lru_cache
from xml.etree.ElementTree import Element, tostring

from triplicate.document.language import subtag
from triplicate.later import regex

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

# How many children an element must have (MathML Core, 3.3 and 3.4).
_ARITY = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}

# Links, classes and colours: a formula holds mathematics alone, and its colour is the reader's.
_FORBIDDEN = ("href", "class", "style", "mathcolor", "mathbackground")

# What "\\text{…}" leaves escaped in latex2mathml 3.81.
_ESCAPED = regex(r"\\([#$%&_{}])")
# Environments in the words of those that latex2mathml 3.81 reads: it numbers the lines of "align" from 1 in each
# formula, does not know "aligned", and sets the lines of "gather" in one.
_SAME = tuple(
    (regex(rf"\\(begin|end)\{{(?:{names})\}}{argument}"), same)
    for names, argument, same in (
        (r"align|aligned|flalign\*?", "", r"\\\1{align*}"),
        (r"alignedat|alignat\*?", r"(?:\s*\{\d+\})?", r"\\\1{align*}"),
        (r"gather\*?|gathered|multline\*?", "", r"\\\1{matrix}"),
    )
)

MAX_SIGNS = 500
"""In a formula: more than any reader can follow, and little enough for all pages to be laid out in seconds."""

_KEPT = 2000
"""Formulas that are known while their document is worked on, and forgotten in a process that works on many."""

_SIGN = regex(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|[^\s{}&^_]")

_COMMAND = regex(r"\\[A-Za-z]+")


@lru_cache(maxsize=_KEPT)
def to_mathml(tex: str, *, display: bool) -> str:
    """Return TeX as a ``math`` element in the MathML namespace; ``display`` tells a formula that stands alone.

    There is no annotation and no ``alttext``. Raises ValueError, with a message for the writer, for TeX that
    cannot be read in full.
    """
    _check(tex)
    root = _converted(tex, "block" if display else "inline")
    for element in root.iter():
        # latex2mathml 3.81 writes characters as references into the text itself, and unescapes the whole
        # string on its way out, which leaves "<" and "&" bare. The tree is finished here instead.
        element.text = _ESCAPED.sub(r"\1", html.unescape(element.text)) if element.text else None
        _check_element(element, tex)
    return tostring(root, encoding="unicode")


@lru_cache(maxsize=_KEPT)
def spoken(tex: str, lang: str = "en") -> str:
    """Return the words for a formula in a language (a BCP 47 tag), in English where the language is not known.

    Raises ValueError, with a message for the writer, for TeX that cannot be read in full.
    """
    import mathra

    _check(tex)
    return str(mathra.render(tex, locale=_locale(lang) or "en")["speech"])


def speaks_formulas(lang: str) -> bool:
    """Return whether there are words for formulas in a language (a BCP 47 tag)."""
    return _locale(lang) is not None


def _locale(lang: str) -> str | None:
    wanted = subtag(lang)
    return next((code for code in _locales() if subtag(code) == wanted), None)


@cache
def _locales() -> tuple[str, ...]:
    import mathra

    return tuple(locale["code"] for locale in mathra.locales())


@lru_cache(maxsize=_KEPT)
def _check(tex: str) -> None:
    import mathra

    if not tex.strip():
        raise ValueError("the formula is empty")
    if (signs := len(_SIGN.findall(tex))) > MAX_SIGNS:
        raise ValueError(f"it has {signs:,} signs, and {MAX_SIGNS} at most can be followed; write several")
    mathra.tex_to_svg(tex, strict=True)


def _converted(tex: str, display: str) -> Element:
    from latex2mathml.converter import Converter

    for environment, same in _SAME:
        tex = environment.sub(same, tex)
    try:
        root: Element = Converter(display=display).convert_to_element(tex)
    except Exception as error:  # latex2mathml 3.81 raises its own classes, IndexError and StopIteration alike
        raise ValueError(f"the formula cannot be read: {_in_words(error)}") from error
    return root


def _in_words(error: Exception) -> str:
    """Return an exception's message, or the words of its name ("double subscripts")."""
    name = type(error).__name__.removesuffix("Error")
    return str(error) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _check_element(element: Element, tex: str) -> None:
    text = element.text or ""
    if command := _COMMAND.search(text):
        raise ValueError(f"the command {command[0]} is not known")
    if element.tag == "mi" and text == "&" and r"\&" not in tex:
        raise ValueError("a column mark '&' stands outside a table")
    if (wanted := _ARITY.get(element.tag)) is not None and len(element) != wanted:
        raise ValueError("a fraction, root, index or exponent lacks one of its parts")
    if found := next((name for name in _FORBIDDEN if element.get(name) is not None), None):
        raise ValueError(f"a formula carries no links, classes or colours ({found.removeprefix('math')})")
