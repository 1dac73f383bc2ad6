"""Formulas of MathML as one line of text (MathML Core; MathML 3, 3)."""

from collections.abc import Callable

from lxml import etree

from triplicate.proof.readback.archive import children, local_name, text_of
from triplicate.proof.readback.linear import fraction, grouped, lowered, raised, root

_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_UNSAID = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark"})
_CLOSE = frozenset({"math", "mrow", "mstyle", "semantics", "mpadded", "mtd", "menclose", "merror", "maction"})
_INVISIBLE = dict.fromkeys(range(0x2061, 0x2065))


def linear(element: etree._Element) -> str:
    """Return a formula in one line, white space single."""
    return " ".join(_said(element).split())


def _said(element: etree._Element) -> str:
    """Return what an element of a formula says."""
    name = local_name(element)
    if name in _UNSAID:
        return ""
    if name in _TOKENS:
        return text_of(element).translate(_INVISIBLE)
    if name == "mspace":
        return " "
    parts = [_said(child) for child in children(element)]
    if name in _CLOSE:
        return "".join(parts)
    if made := _STRUCTURES.get(name):
        return made(element, [part.strip() for part in parts] + [""] * 3)
    return " ".join(parts)


def _fraction(element: etree._Element, parts: list[str]) -> str:
    drawn = (element.get("linethickness") or "1").rstrip("%emptxc") not in ("0", "0.0")
    return fraction(parts[0], parts[1], drawn=drawn)


def _over(element: etree._Element, parts: list[str]) -> str:
    """Return a base with its accent or its upper limit."""
    accent = element.get("accent") == "true" or parts[1] in _ACCENTS
    return f"{grouped(parts[0])}{_ACCENTS.get(parts[1], parts[1])}" if accent else f"{parts[0]}{raised(parts[1])}"


def _fenced(element: etree._Element, parts: list[str]) -> str:
    opening, closing, between = element.get("open", "("), element.get("close", ")"), element.get("separators", ",")
    return f"{opening}{(between.strip()[:1] or ' ').join(filter(None, parts))}{closing}"


def _table(_element: etree._Element, parts: list[str]) -> str:
    return "; ".join(filter(None, parts))


_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "¯": "\u0304", "˙": "\u0307"}

_STRUCTURES: dict[str, Callable[[etree._Element, list[str]], str]] = {
    "mfrac": _fraction,
    "msup": lambda _, parts: f"{grouped(parts[0])}{raised(parts[1])}",
    "msub": lambda _, parts: f"{grouped(parts[0])}{lowered(parts[1])}",
    "msubsup": lambda _, parts: f"{grouped(parts[0])}{lowered(parts[1])}{raised(parts[2])}",
    "munder": lambda _, parts: f"{parts[0]}{lowered(parts[1])}",
    "mover": _over,
    "munderover": lambda _, parts: f"{parts[0]}{lowered(parts[1])}{raised(parts[2])} ",
    "msqrt": lambda _, parts: root("".join(parts), ""),
    "mroot": lambda _, parts: root(parts[0], parts[1]),
    "mfenced": _fenced,
    "mtable": _table,
    "mtr": lambda _, parts: ", ".join(filter(None, parts)),
    "mlabeledtr": lambda _, parts: ", ".join(filter(None, parts)),
}
