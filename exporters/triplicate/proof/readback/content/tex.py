"""Formulas of MathML as TeX (MathML Core; MathML 3, 3)."""

from collections.abc import Callable

from lxml import etree

from triplicate.proof.readback import tex
from triplicate.proof.readback.archive import children, local_name, text_of

_TEX = frozenset({"application/x-tex", "text/x-tex", "TeX", "LaTeX"})
_UNSAID = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark"})


def tex_of(element: etree._Element) -> str:
    """Return the TeX of a formula: what is noted with it, else what its elements mean."""
    noted = (one for one in element.iter("{*}annotation") if one.get("encoding") in _TEX)
    found = next((text_of(one) for one in noted), "")
    return found or tex.tidied(_said(element))


def _said(element: etree._Element) -> str:
    name = local_name(element)
    if name in _UNSAID:
        return ""
    text = text_of(element)
    match name:
        case "mi":
            return tex.named(text)
        case "mn" | "mo":
            return tex.spelled(text)
        case "mtext" | "ms":
            return tex.worded("".join(map(str, element.itertext())))
        case "mspace":
            return " "
        case _:
            parts = [_said(child) for child in children(element)]
            made = _STRUCTURES.get(name)
            return made(element, [part.strip() for part in parts] + [""] * 3) if made else "".join(parts)


def _fraction(element: etree._Element, parts: list[str]) -> str:
    drawn = (element.get("linethickness") or "1").rstrip("%emptxc") not in ("0", "0.0")
    command = r"\frac" if drawn else r"\binom"
    return f"{command}{{{parts[0]}}}{{{parts[1]}}}"


def _over(element: etree._Element, parts: list[str]) -> str:
    sign = text_of(list(children(element))[-1]) if len(element) else ""
    return tex.accented(parts[0], sign) if tex.accents(sign) else tex.scripts(parts[0], "", parts[1])


def _fenced(element: etree._Element, parts: list[str]) -> str:
    between = f" {element.get('separators', ',').strip()[:1]} "
    return tex.bracketed(between.join(filter(None, parts)), element.get("open", "("), element.get("close", ")"))


def _table(element: etree._Element, _: list[str]) -> str:
    rows = [row for row in children(element) if local_name(row) in {"mtr", "mlabeledtr"}]
    return tex.matrix([[_said(cell).strip() for cell in children(row)] for row in rows])


_STRUCTURES: dict[str, Callable[[etree._Element, list[str]], str]] = {
    "mfrac": _fraction,
    "msup": lambda _, parts: tex.scripts(parts[0], "", parts[1]),
    "msub": lambda _, parts: tex.scripts(parts[0], parts[1]),
    "msubsup": lambda _, parts: tex.scripts(parts[0], parts[1], parts[2]),
    "munder": lambda _, parts: tex.scripts(parts[0], parts[1]),
    "mover": _over,
    "munderover": lambda _, parts: tex.scripts(parts[0], parts[1], parts[2]),
    "msqrt": lambda _, parts: rf"\sqrt{{{''.join(parts)}}}",
    "mroot": lambda _, parts: rf"\sqrt[{parts[1]}]{{{parts[0]}}}",
    "mfenced": _fenced,
    "mtable": _table,
}
