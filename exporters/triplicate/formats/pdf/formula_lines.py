"""Formulas that are wider than the line: where they may be broken, as printed mathematics is.

A line ends before a relation ("=", "≤") or an operator ("+", "×") that stands between two terms, outside brackets if
the parts then fit. The lines after the first begin further in.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from triplicate.document.mathematics import NAMESPACE

INDENT = 2.0
"""How much further in the lines after the first begin, in em."""

_BETWEEN_TERMS = frozenset("=<>≤≥≠≈≡∼≃≅∝→⇒⇔←↔↦∈∉⊂⊆⊃⊇≪≫+-−±∓⋅·×÷∗/∪∩∧∨∖⊕⊗∘")
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_DEEPEST = 2
"""Brackets within brackets in which a line may end."""

_SPARE = 0.1
"""What a part takes beside others more than alone, in em, at most."""


def in_lines(mathml: str, room: float, width: Callable[[str], float]) -> str:
    """Return a formula as a table of lines, each no wider than ``room`` where it can be broken so.

    ``width`` tells how wide a formula is; it and ``room`` are in em. A formula that cannot be broken is returned as
    it is.
    """
    row = root = fromstring(mathml.replace(f' xmlns="{NAMESPACE}"', ""))  # noqa: S314 (we made it)
    while len(row) == 1 and row[0].tag == "mrow":
        row = row[0]
    for depth in range(_DEEPEST + 1):
        parts = _parts(row, depth)
        widths = [width(_formula(part)) + _SPARE for part in parts]
        if max(widths) <= room - INDENT:
            break
    if len(parts) == 1:
        return mathml
    lines: list[list[Element]] = []
    free = 0.0
    for part, wide in zip(parts, widths, strict=True):
        if not lines or wide > free:
            free = room - (INDENT if lines else 0)
            lines.append([])
        lines[-1] += part
        free -= wide
    table = Element("mtable", {"displaystyle": "true"} if root.get("display") == "block" else {})
    for line in lines:
        cell = SubElement(SubElement(table, "mtr"), "mtd", {"columnalign": "left"})
        if line is not lines[0]:
            SubElement(cell, "mspace", {"width": f"{INDENT}em"})
        cell.extend(line)
    return _formula([table], root.get("display", "block"))


def _parts(row: Element, depth: int) -> list[list[Element]]:
    """Return the children of a row, cut where a line may end within so many brackets."""
    parts: list[list[Element]] = [[]]
    brackets, after_term = 0, False
    for child in row:
        sign = (child.text or "").strip() if child.tag == "mo" else ""
        brackets -= sign in _CLOSING
        if sign in _BETWEEN_TERMS and after_term and brackets <= depth:
            parts.append([])
            # At the beginning of a line it would stand as close as a sign before a number.
            child.set("form", "infix")
        parts[-1].append(child)
        brackets += sign in _OPENING
        after_term = not sign or sign in _CLOSING
    return parts


def _formula(content: list[Element], display: str = "block") -> str:
    root = Element("math", {"display": display})
    SubElement(root, "mrow").extend(content)
    return tostring(root, encoding="unicode")
