"""Sections: upright pages, and pages turned sideways for wide tables (17.6)."""

from lxml.etree import _Element as Element

from triplicate.formats.word.looks import furniture_gap, single_spacing
from triplicate.formats.word.markup import related, sub, twips
from triplicate.formats.word.package import furniture_id
from triplicate.formats.word.shared import Shared
from triplicate.theme.key_figures import GAP

_FROM_EDGE = 0.5
"""Where headers and footers stand, as a share of the margin they stand in, if there is room."""


def section(
    parent: Element, shared: Shared, *, first: bool, sideways: bool, goes_on: bool = False, columns: int = 1
) -> None:
    """Append the properties of a section to its last paragraph's properties, or to the body for the last section.

    All sections have the same headers and footers and one count of pages; the first page may have its own. One that
    ``goes_on`` begins on the page where the one before it ended.
    """
    page = shared.theme.page
    properties = sub(parent, "sectPr")
    for place, (kind, pages) in enumerate(shared.furniture):
        if first or pages != "first":
            related(sub(properties, f"{kind}Reference", type=pages), furniture_id(place))
    if goes_on:
        sub(properties, "type", val="continuous")
    if sideways:
        sub(properties, "pgSz", w=twips(page.height), h=twips(page.width), orient="landscape")
    else:
        sub(properties, "pgSz", w=twips(page.width), h=twips(page.height))
    sub(
        properties,
        "pgMar",
        top=twips(page.top),
        right=twips(page.right),
        bottom=twips(page.bottom),
        left=twips(page.left),
        header=twips(_from_edge(page.top, shared)),
        footer=twips(_from_edge(page.bottom, shared)),
        gutter="0",
    )
    if columns > 1:
        sub(properties, "cols", num=str(columns), space=twips(GAP))
    if first and shared.own_first_page:
        sub(properties, "titlePg")
    if shared.rtl:
        sub(properties, "bidi")


def _from_edge(margin: float, shared: Shared) -> float:
    """Return where a header or footer of one line stands in a margin, in points from the edge of the sheet."""
    line = shared.theme.type.small * single_spacing(shared.theme)
    return max(min(margin * _FROM_EDGE, margin - line - furniture_gap(shared.theme)), 0.0)
