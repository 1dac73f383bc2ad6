"""Formulas as one line of text: 1/2, x^2, √(a+b) (Office Math, ISO/IEC 29500-1, 22.1)."""

from collections.abc import Callable

from lxml import etree

from triplicate.proof.readback.archive import local_name

_UNSAID = frozenset({"del", "moveFrom", "instrText", "delText"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "|": "|", "√": ""}
_PRIMES = frozenset("′″‴'")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


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


def _property(element: etree._Element, name: str) -> str | None:
    """Return the value of a property of a structure, "" if it has no value, None if it is not given."""
    for properties in element:
        if local_name(properties).endswith("Pr"):
            for child in properties:
                if local_name(child) == name:
                    return next((str(value) for key, value in child.items() if str(key).endswith("val")), "")
    return None


def _grouped(text: str) -> str:
    """Return a part in brackets if it would fall apart without them."""
    if len(text) <= 1 or text.isalnum() or text.replace(".", "", 1).isdigit() or _is_bracketed(text):
        return text
    return f"({text})"


def _is_bracketed(text: str) -> bool:
    closing = _BRACKETS.get(text[0])
    if not closing or text[-1] != closing:
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == text[0]) - (character == closing)
        if depth == 0 and place < len(text) - 1:
            return False
    return True


def _fraction(element: etree._Element) -> str:
    above, below = _part(element, "num"), _part(element, "den")
    if _property(element, "type") == "noBar":
        return f"{_grouped(above)}¦{_grouped(below)}"
    return f"{_grouped(above)}/{_grouped(below)}"


def _raised(text: str) -> str:
    if not text:
        return ""
    return text if _PRIMES.issuperset(text) else f"^{_grouped(text)}"


def _lowered(text: str) -> str:
    return f"_{_grouped(text)}" if text else ""


def _scripts(element: etree._Element) -> str:
    base = _grouped(_part(element, "e"))
    return f"{base}{_lowered(_part(element, 'sub'))}{_raised(_part(element, 'sup'))}"


def _scripts_before(element: etree._Element) -> str:
    return f"{_lowered(_part(element, 'sub'))}{_raised(_part(element, 'sup'))} {_part(element, 'e')}"


def _root(element: etree._Element) -> str:
    degree, inside = _part(element, "deg"), _part(element, "e")
    if degree in _ROOTS:
        return f"{_ROOTS[degree]}{_grouped(inside)}"
    return f"√({degree}&{inside})"


def _delimited(element: etree._Element) -> str:
    opening, closing, between = (_property(element, name) for name in ("begChr", "endChr", "sepChr"))
    parts = [_said(child).strip() for child in element if local_name(child) == "e"]
    return (
        f"{'(' if opening is None else opening}{('|' if between is None else between).join(parts)}"
        f"{')' if closing is None else closing}"
    )


def _operator(element: etree._Element) -> str:
    """Return a sum, an integral and the like, with its limits."""
    sign = _property(element, "chr")
    limits = f"{_lowered(_part(element, 'sub'))}{_raised(_part(element, 'sup'))}"
    return f"{'∫' if sign is None else sign}{limits} {_part(element, 'e')}"


def _function(element: etree._Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _limit(mark: str) -> Callable[[etree._Element], str]:
    return lambda element: f"{_grouped(_part(element, 'e'))}{mark}{_grouped(_part(element, 'lim'))}"


def _matrix(element: etree._Element) -> str:
    rows = [child for child in element if local_name(child) == "mr"]
    return "; ".join(", ".join(_said(cell).strip() for cell in row if local_name(cell) == "e") for row in rows)


def _equations(element: etree._Element) -> str:
    return "; ".join(_said(child).replace("&", "").strip() for child in element if local_name(child) == "e")


def _accented(element: etree._Element) -> str:
    accent = _property(element, "chr")
    return f"{_grouped(_part(element, 'e'))}{chr(0x302) if accent is None else accent}"


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
}
