"""What a list says of its labels (ISO 32000-1 table 347), and how terms and definitions go together as items."""

from collections.abc import Iterable

from triplicate.document.model import BulletList, Numbering, OrderedList
from triplicate.formats.pdf.elements import Elem

LIST_NUMBERING = {
    Numbering.DECIMAL: "/Decimal",
    Numbering.LOWER_ALPHA: "/LowerAlpha",
    Numbering.UPPER_ALPHA: "/UpperAlpha",
    Numbering.LOWER_ROMAN: "/LowerRoman",
    Numbering.UPPER_ROMAN: "/UpperRoman",
}


def list_numbering(node: BulletList | OrderedList) -> str:
    """Return the ListNumbering of a list, as its labels are printed; boxes of tasks are squares."""
    if isinstance(node, OrderedList):
        return LIST_NUMBERING[node.numbering]
    if node.key_figures:
        return "/None"
    return "/Disc" if all(item.checked is None for item in node.items) else "/Square"


def definition_items(parts: Iterable[Elem]) -> list[Elem]:
    """Return the items of a list of definitions, each with its terms (Lbl) and then what they mean (LBody)."""
    items: list[Elem] = []
    last = ""
    for part in parts:
        if part.role == "Lbl" and last != "Lbl":
            items.append(Elem("LI"))
        last = part.role
        items[-1].kids.append(part)
    return items
