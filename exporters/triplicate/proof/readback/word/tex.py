"""Formulas of Office Math as TeX (ISO/IEC 29500-1, 22.1)."""

from collections.abc import Callable

from lxml import etree

from triplicate.proof.readback import tex
from triplicate.proof.readback.archive import local_name
from triplicate.proof.readback.word.formulas import linear, property_of

_UNSAID = frozenset({"del", "moveFrom", "instrText", "delText"})


def tex_of(element: etree._Element) -> str:
    """Return the TeX of a formula."""
    return tex.tidied(_said(element))


def _said(element: etree._Element) -> str:
    name = local_name(element)
    if not name or name in _UNSAID or name.endswith("Pr"):
        return ""
    if name == "r":
        return _run(element)
    if said := _STRUCTURES.get(name):
        return said(element)
    return "".join(map(_said, element))


def _run(element: etree._Element) -> str:
    text = "".join(child.text or "" for child in element if local_name(child) == "t")
    is_text = any(local_name(child) == "nor" for properties in element for child in properties)
    return tex.worded(text) if is_text and " " in text.strip() else tex.named(text) if is_text else tex.spelled(text)


def _part(element: etree._Element, name: str) -> str:
    return next((_said(child) for child in element if local_name(child) == name), "").strip()


def _fraction(element: etree._Element) -> str:
    command = r"\binom" if property_of(element, "type") == "noBar" else r"\frac"
    return f"{command}{{{_part(element, 'num')}}}{{{_part(element, 'den')}}}"


def _scripts(element: etree._Element) -> str:
    return tex.scripts(_part(element, "e"), _part(element, "sub"), _part(element, "sup"))


def _scripts_before(element: etree._Element) -> str:
    return f"{tex.scripts('{}', _part(element, 'sub'), _part(element, 'sup'))} {_part(element, 'e')}"


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e')}}}"


def _delimited(element: etree._Element) -> str:
    opening, closing, between = (property_of(element, name) for name in ("begChr", "endChr", "sepChr"))
    parts = [_said(child).strip() for child in element if local_name(child) == "e"]
    inner = f" {tex.spelled('|' if between is None else between)} ".join(parts)
    return tex.bracketed(inner, "(" if opening is None else opening, ")" if closing is None else closing)


def _operator(element: etree._Element) -> str:
    sign = property_of(element, "chr")
    base = tex.spelled("∫" if sign is None else sign)
    return f"{tex.scripts(base, _part(element, 'sub'), _part(element, 'sup'))} {_part(element, 'e')}"


def _function(element: etree._Element) -> str:
    name = next((child for child in element if local_name(child) == "fName"), None)
    words = "" if name is None else "".join(str(text.text or "") for text in name.iter("{*}t"))
    plain = name is not None and not any(local_name(child) in _STRUCTURES for child in name)
    return f"{tex.named(words) if plain else _part(element, 'fName')} {_part(element, 'e')}"


def _limit(sub: str, sup: str) -> Callable[[etree._Element], str]:
    def said(element: etree._Element) -> str:
        base = tex.named(_part(element, "e"))
        if sup and tex.accents(sign := linear(element).partition("^")[2]):
            return tex.accented(base, sign)
        return tex.scripts(base, _part(element, sub) if sub else "", _part(element, sup) if sup else "")

    return said


def _matrix(element: etree._Element) -> str:
    rows = [child for child in element if local_name(child) == "mr"]
    return tex.matrix([[_said(cell).strip() for cell in row if local_name(cell) == "e"] for row in rows])


def _equations(element: etree._Element) -> str:
    lines = [_said(child).replace(r"\&", "").strip() for child in element if local_name(child) == "e"]
    return tex.matrix([[line] for line in lines])


def _accented(element: etree._Element) -> str:
    accent = property_of(element, "chr")
    return tex.accented(_part(element, "e"), "\u0302" if accent is None else accent)


def _bar(element: etree._Element) -> str:
    command = r"\overline" if property_of(element, "pos") == "top" else r"\underline"
    return f"{command}{{{_part(element, 'e')}}}"


_STRUCTURES: dict[str, Callable[[etree._Element], str]] = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts_before,
    "rad": _root,
    "d": _delimited,
    "nary": _operator,
    "func": _function,
    "limLow": _limit("lim", ""),
    "limUpp": _limit("", "lim"),
    "m": _matrix,
    "eqArr": _equations,
    "acc": _accented,
    "bar": _bar,
}
