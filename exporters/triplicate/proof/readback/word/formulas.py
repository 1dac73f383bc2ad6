"""Formulas as one line of text: 1/2, x^2, √(a+b) (Office Math, ISO/IEC 29500-1, 22.1)."""

from collections.abc import Callable

from lxml import etree

from triplicate.proof.readback.archive import local_name
from triplicate.proof.readback.linear import fraction, grouped, lowered, raised, root

_UNSAID = frozenset({"del", "moveFrom", "instrText", "delText"})


def linear(element: etree._Element) -> str:
    """Return a formula in one line, white space single."""
    return " ".join(_said(element).split())


def _said(element: etree._Element) -> str:
    """Return what an element of a formula says."""
    name = local_name(element)
    if not name or name in _UNSAID or name.endswith("Pr"):
        return ""
    if name == "t":
        return element.text or ""
    if said := _STRUCTURES.get(name):
        return said(element)
    return "".join(map(_said, element))


def _part(element: etree._Element, name: str) -> str:
    """Return what the child of a name says, "" if there is none."""
    return next((_said(child) for child in element if local_name(child) == name), "").strip()


def property_of(element: etree._Element, name: str) -> str | None:
    """Return the value of a property of a structure, "" if it has no value, None if it is not given."""
    for properties in element:
        if local_name(properties).endswith("Pr"):
            for child in properties:
                if local_name(child) == name:
                    return next((str(value) for key, value in child.items() if str(key).endswith("val")), "")
    return None


def _fraction(element: etree._Element) -> str:
    return fraction(_part(element, "num"), _part(element, "den"), drawn=property_of(element, "type") != "noBar")


def _scripts(element: etree._Element) -> str:
    base = grouped(_part(element, "e"))
    return f"{base}{lowered(_part(element, 'sub'))}{raised(_part(element, 'sup'))}"


def _scripts_before(element: etree._Element) -> str:
    return f"{lowered(_part(element, 'sub'))}{raised(_part(element, 'sup'))} {_part(element, 'e')}"


def _root(element: etree._Element) -> str:
    return root(_part(element, "e"), _part(element, "deg"))


def _delimited(element: etree._Element) -> str:
    opening, closing, between = (property_of(element, name) for name in ("begChr", "endChr", "sepChr"))
    parts = [_said(child).strip() for child in element if local_name(child) == "e"]
    return (
        f"{'(' if opening is None else opening}{('|' if between is None else between).join(parts)}"
        f"{')' if closing is None else closing}"
    )


def _operator(element: etree._Element) -> str:
    """Return a sum, an integral and the like, with its limits."""
    sign = property_of(element, "chr")
    limits = f"{lowered(_part(element, 'sub'))}{raised(_part(element, 'sup'))}"
    return f"{'∫' if sign is None else sign}{limits} {_part(element, 'e')}"


def _function(element: etree._Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(mark: str) -> Callable[[etree._Element], str]:
    return lambda element: f"{grouped(_part(element, 'e'))}{mark}{grouped(_part(element, 'lim'))}"


def _matrix(element: etree._Element) -> str:
    rows = [child for child in element if local_name(child) == "mr"]
    return "; ".join(", ".join(_said(cell).strip() for cell in row if local_name(cell) == "e") for row in rows)


def _equations(element: etree._Element) -> str:
    return "; ".join(_said(child).replace("&", "").strip() for child in element if local_name(child) == "e")


def _accented(element: etree._Element) -> str:
    accent = property_of(element, "chr")
    return f"{grouped(_part(element, 'e'))}{chr(0x302) if accent is None else accent}"


def _barred(element: etree._Element) -> str:
    """Return what stands under a line, or over one, which is where it stands if nothing is said of it (22.1.2.7)."""
    return f"{grouped(_part(element, 'e'))}{chr(0x304) if property_of(element, 'pos') == 'top' else chr(0x332)}"


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
    "limLow": _limit("_"),
    "limUpp": _limit("^"),
    "m": _matrix,
    "eqArr": _equations,
    "acc": _accented,
    "bar": _barred,
}
