"""Properties of paragraphs that are written already, put in their place."""

from lxml.etree import _Element as Element

from triplicate.formats.word.markup import W, find, loose, sub, twips

# The order of a paragraph's properties (17.3.1.26), as far as there are such here.
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi"),
    *("spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
)


def inserted(properties: Element, tag: str) -> Element:
    """Return a new property, put in its place among those that are there."""
    element = loose(tag)
    later = [find(properties, other) for other in _ORDER[_ORDER.index(tag) + 1 :]]
    place = next((other for other in later if other is not None), None)
    if place is None:
        properties.append(element)
    else:
        place.addprevious(element)
    return element


def spacing_of(paragraph: Element) -> Element:
    """Return the spacing among a paragraph's properties, made here if there is none."""
    return _own(paragraph, "spacing")


def indent_of(paragraph: Element) -> Element:
    """Return the indents among a paragraph's properties, made here if there are none."""
    return _own(paragraph, "ind")


def emptied_borders(paragraph: Element) -> Element:
    """Return the borders among a paragraph's properties, with none in them."""
    properties = find(paragraph, "pPr")
    assert properties is not None
    borders = find(properties, "pBdr")
    if borders is None:
        return inserted(properties, "pBdr")
    for edge in list(borders):
        borders.remove(edge)
    return borders


def set_hanging(indent: Element, points: float) -> None:
    """Let the first line of a paragraph begin so far before the others, which begin at the edge of the text."""
    namespace = indent.tag.removesuffix("ind")
    indent.set(f"{namespace}left", "0")
    indent.set(f"{namespace}hanging", twips(points))


def set_end(indent: Element, points: float) -> None:
    """Let the lines of a paragraph end so far before the edge of the text."""
    indent.set(f"{indent.tag.removesuffix('ind')}right", twips(points))


def _own(paragraph: Element, tag: str) -> Element:
    properties = find(paragraph, "pPr")
    assert properties is not None
    found = find(properties, tag)
    return inserted(properties, tag) if found is None else found


def set_spacing(spacing: Element, before: float | None, after: float | None) -> None:
    """Set the space in points above and under a paragraph; None leaves what there is."""
    namespace = spacing.tag.removesuffix("spacing")
    if before is not None:
        spacing.set(f"{namespace}before", twips(before))
    if after is not None:
        spacing.set(f"{namespace}after", twips(after))


def set_line(spacing: Element, points: float, rule: str = "atLeast") -> None:
    """Give the lines of a paragraph a least height, or an exact one, whatever stands in them (17.18.48)."""
    namespace = spacing.tag.removesuffix("spacing")
    spacing.set(f"{namespace}line", twips(points))
    spacing.set(f"{namespace}lineRule", rule)


def has_raised_text(paragraph: Element) -> bool:
    """Tell whether there are raised or lowered letters among the words of a paragraph, or the call of a note."""
    if next(paragraph.iter(f"{{{W}}}vertAlign", f"{{{W}}}footnoteReference"), None) is not None:
        return True
    # A call that repeats another is a field.
    codes = (str(code.text) for code in paragraph.iter(f"{{{W}}}instrText"))
    return any(code.lstrip().startswith("NOTEREF") for code in codes)


def keep_row_with_next(table: Element | None) -> None:
    """Keep the last row of a table on the page of what comes next, which would else be alone on a broad page."""
    if table is None or table.tag != f"{{{W}}}tbl":
        return
    for paragraph in table[-1].iter(f"{{{W}}}p"):
        if (properties := find(paragraph, "pPr")) is not None and find(properties, "keepNext") is None:
            inserted(properties, "keepNext")


def thin(before: Element) -> Element:
    """Return a new paragraph of no height after an element: a section ends in a paragraph, never in a table.

    Section properties in the last cell are valid, yet LibreOffice (7.4) does not turn the page for them.
    """
    paragraph = loose("p")
    properties = sub(paragraph, "pPr")
    sub(properties, "pStyle", val="TableText")
    sub(properties, "spacing", before="0", after="0", line="20", lineRule="exact")
    before.addnext(paragraph)
    return paragraph
