"""The styles of a template and ours as one styles part.

A style is known by its name: its id is in the language of the Word that saved the file, so the template's styles
take our ids. A style that both have looks as the template has it, but for three things: what the edition is made for
(where its look is not the standard edition's), what readers need (levels, lists, what stays together), and the
language, which is the text's. A style that the template lacks is ours.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from triplicate.formats.word.markup import W, extended, find, half_points, loose
from triplicate.formats.word.template.cascade import Cascade, kind_of, name_of
from triplicate.later import dataclass

_W = f"{{{W}}}"

# The order of children (ECMA-376, Part 1, 17.3.1.26 and 17.3.2.28), as far as styles may have them.
# fmt: off
_ORDER = {
    "pPr": (
        "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
        "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    ),
    "rPr": (
        "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
        "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
        "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath",
    ),
}
# fmt: on
_AFTER_PROPERTIES = ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")

_NEEDED = {"pPr": ("keepNext", "keepLines", "outlineLvl", "bidi"), "rPr": ("noProof", "vertAlign", "u")}
"""What a style of ours says for readers, not for looks: levels, what stays together, links that show without colour."""

_TITLE_BLOCK = ("heading 1", "subtitle", "publisher", "author", "date", "summary")
"""Styles whose rule stands under the last of them: a template that has some has the rule from ours too."""

Effective = dict[tuple[str, str, str], str]
"""What a style comes to: the value of each attribute, by "pPr" or "rPr", the property, and the attribute."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """One styles part made of two.

    ``ids`` maps ids of the template to those they have here, ``lacking`` are ids of ours that the template has no
    style for, ``numbered`` names of its headings that were in a list, which the text alone decides.
    """

    styles: Cascade
    ids: Mapping[str, str]
    lacking: frozenset[str]
    numbered: tuple[str, ...]


def adopt(house: Cascade, ours: Element, edition: Element, standard: Element, numbers_from: int) -> Adopted:
    """Return the styles of a template with ours among them.

    ``ours`` is our styles part for this house; ``edition`` and ``standard`` are what it would be without the house,
    in the edition and in the standard one. The lists of the template are counted from ``numbers_from`` on.
    """
    made = Cascade(extended(house.root), None)
    own = Cascade(ours, None)
    before, after = Cascade(standard, None), Cascade(edition, None)
    own_ids = {style.get(f"{_W}styleId", "") for style in ours.iterchildren(f"{_W}style")}
    ids: dict[str, str] = {}
    matched: list[tuple[Element, Element]] = []
    for style in made.root.iterchildren(f"{_W}style"):
        identifier, kind = style.get(f"{_W}styleId", ""), kind_of(style)
        match = own.named(name_of(style), kind)
        # LibreOffice 7.4 writes two styles whose names differ in capitals alone; the first is meant.
        if match is not None and made.named(name_of(style), kind) is style:
            ids[identifier] = match.get(f"{_W}styleId", "")
            matched.append((style, match))
        else:
            _renumber(style, numbers_from)
            if identifier in own_ids:
                ids[identifier] = f"{identifier}-template"
    _rename(made.root, ids)
    _take_language_of(made.root, ours)
    numbered = []
    for style, match in matched:
        name, kind = name_of(style), kind_of(style)
        counts, asked = (one.find(f"{_W}pPr/{_W}numPr") is not None for one in (style, match))
        if name.startswith("heading ") and counts and not asked:
            numbered.append(name)
        if kind in ("paragraph", "character"):
            _merge(style, match, _changed(after.named(name, kind), before.named(name, kind), (after, before)), own)
    lacking = _add(made.root, own, house)
    return Adopted(Cascade(made.root, None), ids, lacking, tuple(numbered))


def enlarge(style: Element, size: float) -> None:
    """Set the size of a style's text in points."""
    for tag in ("sz", "szCs"):
        _put(_properties(style, "rPr"), loose(tag, val=half_points(size)), "rPr")


def rename_references(part: Element, ids: Mapping[str, str]) -> None:
    """Let what a part says of styles name them by their ids here."""
    for tag in ("pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"):
        for element in part.iter(_W + tag):
            if (identifier := element.get(f"{_W}val", "")) in ids:
                element.set(f"{_W}val", ids[identifier])


def _rename(styles: Element, ids: Mapping[str, str]) -> None:
    for style in styles.iterchildren(f"{_W}style"):
        identifier = style.get(f"{_W}styleId", "")
        style.set(f"{_W}styleId", ids.get(identifier, identifier))
        for tag in ("basedOn", "next", "link"):
            reference = find(style, tag)
            if reference is not None and (identifier := reference.get(f"{_W}val", "")) in ids:
                reference.set(f"{_W}val", ids[identifier])


def _take_language_of(styles: Element, ours: Element) -> None:
    """Take the languages of the template away, which are its maker's, and let the text's hold."""
    for language in list(styles.iter(f"{_W}lang")):
        parent = language.getparent()
        assert parent is not None
        parent.remove(language)
    own = ours.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    assert own is not None
    block = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = find(block, tag)
        if found is None:
            block.insert(0, found := loose(tag))
        block = found
    _put(block, deepcopy(own), "rPr")


def _renumber(style: Element, numbers_from: int) -> None:
    for number in style.iter(f"{_W}numId"):
        value = int(number.get(f"{_W}val", "0"))
        if value:  # 0 takes a style out of the list of the one that it is based on
            number.set(f"{_W}val", str(value + numbers_from))


def _changed(
    style: Element | None, other: Element | None, sheets: tuple[Cascade, Cascade]
) -> Iterable[tuple[str, str, str]]:
    """Return what the edition has otherwise than the standard one in a style."""
    if style is None or other is None:
        return ()
    edition, standard = _look(sheets[0], style), _look(sheets[1], other)
    changed = [key for key, value in edition.items() if standard.get(key) != value]
    # The height of a line means nothing without its unit (17.3.1.33).
    return [*changed, ("pPr", "spacing", "lineRule")] if ("pPr", "spacing", "line") in changed else changed


def _look(styles: Cascade, style: Element) -> Effective:
    """Return what a style comes to; of properties with parts of their own, as borders, nothing."""
    found: Effective = {}
    defaults = find(styles.root, "docDefaults")
    layers = [*styles.chain(style)]
    for properties in ("pPr", "rPr"):
        default = None if defaults is None else defaults.find(f"{_W}{properties}Default/{_W}{properties}")
        for layer in (default, *(find(one, properties) for one in reversed(layers))):
            for child in layer if layer is not None else ():
                tag = str(child.tag).removeprefix(_W)
                if tag in _ORDER[properties] and tag != "lang" and not len(child):
                    values = {str(name).removeprefix(_W): str(value) for name, value in child.items()}
                    found |= {(properties, tag, name): value for name, value in values.items()}
    return found


def _merge(style: Element, own: Element, changed: Iterable[tuple[str, str, str]], ours: Cascade) -> None:
    """Put into a style of the template what the edition and readers ask for."""
    look = _look(ours, own)
    for key in changed:
        if key in look:
            properties, tag, name = key
            block = _properties(style, properties)
            found = find(block, tag)
            element = loose(tag) if found is None else found
            if found is None:
                _put(block, element, properties)
            if tag == "rFonts":
                for slot in [slot for slot in map(str, element.attrib) if slot.endswith("Theme")]:
                    del element.attrib[slot]
            element.set(_W + name, look[key])
    for properties, tags in _NEEDED.items():
        for tag in tags:
            needed = own.find(f"{_W}{properties}/{_W}{tag}")
            if needed is not None:
                _put(_properties(style, properties), deepcopy(needed), properties)
    if kind_of(style) == "paragraph" and own.find(f"{_W}pPr/{_W}outlineLvl") is None:
        # A style that the template bases on a heading's is no heading for that (17.3.1.20: 9 is the level of text).
        _put(_properties(style, "pPr"), loose("outlineLvl", val="9"), "pPr")
    if name_of(style) in _TITLE_BLOCK and (rule := own.find(f"{_W}pPr/{_W}pBdr")) is not None:
        _put(_properties(style, "pPr"), deepcopy(rule), "pPr")
    # Whether paragraphs are in a list is the text's to say; and how deep they stand tells what they are within.
    stands_in = name_of(style).startswith("list ") or own.find(f"{_W}pPr/{_W}ind") is not None
    for tag in ("numPr", "ind") if stands_in else ("numPr",):
        block, needed = _properties(style, "pPr"), own.find(f"{_W}pPr/{_W}{tag}")
        for element in block.findall(_W + tag):
            block.remove(element)
        if needed is not None:
            _put(block, deepcopy(needed), "pPr")


def _add(styles: Element, ours: Cascade, house: Cascade) -> frozenset[str]:
    """Append the styles that the template lacks and return their ids."""
    added = set()
    defaults = {
        kind_of(style) for style in styles.iterchildren(f"{_W}style") if style.get(f"{_W}default") in ("1", "true")
    }
    for style in ours.root.iterchildren(f"{_W}style"):
        if house.named(name_of(style), kind_of(style)) is None:
            copied = deepcopy(style)
            _leave_to_base(copied, ours, house)
            if kind_of(style) in defaults and f"{_W}default" in copied.attrib:
                del copied.attrib[f"{_W}default"]
            styles.append(copied)
            added.add(style.get(f"{_W}styleId", ""))
    return frozenset(added)


def _leave_to_base(style: Element, ours: Cascade, house: Cascade) -> None:
    """Take away what a style of ours only repeats of the style it is based on, where that is the template's."""
    base = next(islice(ours.chain(style), 1, None), None)
    if base is None or house.named(name_of(base), kind_of(base)) is None:
        return
    for tag in ("pPr", "rPr"):
        block, common = find(style, tag), find(base, tag)
        if block is not None and common is not None:
            said = {_exactly(child) for child in common}
            for child in [child for child in block if _exactly(child) in said]:
                block.remove(child)


def _exactly(element: Element) -> bytes:
    """Return what an element says, whatever namespaces are known where it stands."""
    said: bytes = etree.tostring(element, method="c14n", exclusive=True)
    return said


def _properties(style: Element, tag: str) -> Element:
    """Return the properties of a style, new ones if it has none."""
    found = find(style, tag)
    if found is not None:
        return found
    made = loose(tag)
    later = _AFTER_PROPERTIES if tag == "pPr" else _AFTER_PROPERTIES[1:]
    place = next((child for child in style if child.tag.removeprefix(_W) in later), None)
    if place is None:
        style.append(made)
    else:
        place.addprevious(made)
    return made


def _put(block: Element, element: Element, properties: str) -> None:
    """Set a property, at its place among the others."""
    tag = element.tag.removeprefix(_W)
    if (old := find(block, tag)) is not None:
        block.remove(old)
    order = _ORDER[properties]
    later = set(order[order.index(tag) + 1 :])
    place = next((child for child in block if child.tag.removeprefix(_W) in later), None)
    if place is None:
        block.append(element)
    else:
        place.addprevious(element)
