"""The lists of a template: its bullets for ours, and its own lists for the styles that only it has."""

from copy import deepcopy

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import W, find
from triplicate.formats.word.template.adopting import Adopted, rename_references
from triplicate.formats.word.template.reading import House
from triplicate.formats.word.template.tokens import level_of
from triplicate.rules.word_lists import LEVELS

_W = f"{{{W}}}"

_SIDES = {"start": "left", "end": "right"}

NUMBERS_FROM = 10_000
"""Numbers of the template's lists are counted from here on, where no list of a text comes."""


def take_lists(numbering: Element, house: House, adopted: Adopted) -> None:
    """Give our bullets the look of the template's, level by level, and add the template's own lists."""
    for depth in range(LEVELS):
        style = house.styles.named("List Bullet" if depth == 0 else f"List Bullet {depth + 1}")
        level = None if style is None else level_of(house.styles, style, house.numbering)
        if level is not None:
            _take_bullet(numbering, depth, level)
    if house.numbering is not None:
        _add_lists(numbering, house.numbering, adopted)


def _take_bullet(numbering: Element, depth: int, level: Element) -> None:
    kind, text, run = find(level, "numFmt"), find(level, "lvlText"), find(level, "rPr")
    if kind is None or kind.get(f"{_W}val") != "bullet" or text is None or not text.get(f"{_W}val", "").strip():
        return
    name = "ListBullet" if depth == 0 else f"ListBullet{depth + 1}"
    for own in numbering.iterfind(f"{_W}abstractNum/{_W}lvl"):
        linked = find(own, "pStyle")
        if linked is not None and linked.get(f"{_W}val") == name:
            mark = find(own, "lvlText")
            assert mark is not None
            mark.set(f"{_W}val", text.get(f"{_W}val", ""))
            if (ours := find(own, "rPr")) is not None:
                own.remove(ours)
            if run is not None:
                own.append(deepcopy(run))


def _add_lists(numbering: Element, theirs: Element, adopted: Adopted) -> None:
    """Add the template's definitions and instances under other numbers, definitions before instances (17.9.16)."""
    first = find(numbering, "num")
    assert first is not None
    for definition in theirs.iterchildren(f"{_W}abstractNum"):
        copied = _renumbered(definition, "abstractNumId")
        for level in copied.iterchildren(f"{_W}lvl"):
            if (side := find(level, "lvlJc")) is not None:
                # LibreOffice 7.4 writes the words of the strict form, which the transitional one does not know.
                side.set(f"{_W}val", _SIDES.get(side.get(f"{_W}val", ""), side.get(f"{_W}val", "left")))
            for tag in ("lvlPicBulletId", "pStyle"):
                # Pictures are not taken along; and a style of both names our list, not this one.
                found = find(level, tag)
                if found is not None and (tag != "pStyle" or found.get(f"{_W}val") in adopted.ids):
                    level.remove(found)
        rename_references(copied, adopted.ids)
        first.addprevious(copied)
    for instance in theirs.iterchildren(f"{_W}num"):
        copied = _renumbered(instance, "numId")
        link = find(copied, "abstractNumId")
        if link is not None:
            link.set(f"{_W}val", str(int(link.get(f"{_W}val", "0")) + NUMBERS_FROM))
        numbering.append(copied)


def _renumbered(element: Element, attribute: str) -> Element:
    copied = deepcopy(element)
    copied.set(_W + attribute, str(int(copied.get(_W + attribute, "0")) + NUMBERS_FROM))
    return copied
