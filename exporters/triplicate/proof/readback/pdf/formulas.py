"""Formulas as TeX, where a file has them in a form beside what it draws (ISO 32000-2, 14.13.6)."""

import re
from collections.abc import Callable, Iterator

from triplicate.errors import UnreadableError
from triplicate.later import regex
from triplicate.proof.readback.archive import parsed
from triplicate.proof.readback.content import tex
from triplicate.proof.readback.pdf.objects import Reference, text
from triplicate.proof.readback.pdf.tree import Element

_MATHML, _TEX = "/application/mathml+xml", "/application/x-tex"
_ENCLOSED = regex(
    r"\s*(?P<open>\$\$?|\\\(|\\\[|\\begin\{(?:math|displaymath|equation\*?)\})(?P<tex>.*)"
    r"(?:\$\$?|\\\)|\\\]|\\end\{(?:math|displaymath|equation\*?)\})\s*",
    re.DOTALL,
)


Read = Callable[[Reference], bytes]
"""Returns the bytes of a stream by its number."""


def tex_of(element: Element, read: Read) -> str:
    """Return the TeX of a formula: what its MathML means, else its own; "" if the file has neither."""
    for mathml in _mathml(element, read):
        if found := _of_mathml(mathml):
            return found
    sources = (read(stream) for kind, stream in element.files if kind == _TEX)
    return next((_bare(source.decode("utf-8", "replace")) for source in sources), "")


def _mathml(element: Element, read: Read) -> Iterator[bytes]:
    """Yield MathML that is attached to a formula, and what Word writes into an attribute."""
    yield from (read(stream) for kind, stream in element.files if kind == _MATHML)
    if said := text(element.attributes.get("MSFT_MathML")):
        yield said.encode("utf-8")


def _of_mathml(mathml: bytes) -> str:
    try:
        return tex.tex_of(parsed(mathml, "a formula")).strip()
    except UnreadableError:
        return ""


def _bare(source: str) -> str:
    """Return TeX without the signs that enclose a formula."""
    found = _ENCLOSED.fullmatch(source)
    return (found["tex"] if found else source).strip()
