"""Page headers and footers, and the page itself."""

from lxml.etree import _Element as Element

from triplicate.theme import Theme
from triplicate.word import fields
from triplicate.word.looks import NATURAL_LINE
from triplicate.word.markup import related, root, sub, twips, write_text
from triplicate.word.shared import Shared

_FROM_EDGE = 0.5
"""Where headers and footers stand, as a share of the margin they stand in, if there is room."""

_APART = 9.0
"""From a header or footer to the text, at least, in points."""


def header_part(shared: Shared) -> Element:
    """Return the root of the header part: the style's words for it, the title as a rule."""
    header = root("hdr")
    words = shared.theme.running.header_for(shared.document.metadata)
    write_text(sub(_paragraph(header, "Header", shared), "r"), words)
    return header


def footer_part(shared: Shared) -> Element:
    """Return the root of the footer part: the style's words, the page's number and how many there are."""
    footer = root("ftr")
    paragraph = _paragraph(footer, "Footer", shared)
    # In a paragraph from right to left Word takes "right" for the end of the line too.
    sub(paragraph[0], "jc", val="right")
    if words := shared.theme.running.footer_for(shared.document.metadata):
        write_text(sub(paragraph, "r"), f"{words} · ")
    before, _, rest = shared.words.page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for words, instruction in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        if words:
            write_text(sub(paragraph, "r"), words)
        if instruction:
            # Word and LibreOffice work these out whenever they lay out a page.
            fields.field(paragraph, instruction, "1")
    return footer


def section(body: Element, shared: Shared, ids: dict[str, str]) -> None:
    """Append the properties of the document's one section; ``ids`` are the relationships of header and footers."""
    page = shared.theme.page
    properties = sub(body, "sectPr")
    related(sub(properties, "headerReference", type="default"), ids["header"])
    related(sub(properties, "footerReference", type="default"), ids["footer"])
    related(sub(properties, "footerReference", type="first"), ids["first footer"])
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
    sub(properties, "titlePg")
    if shared.rtl:
        sub(properties, "bidi")


def background(document: Element, theme: Theme) -> None:
    """Append the page's colour to the root of the document part, if it is not white."""
    if theme.colours.page_background.lower() != "#ffffff":
        sub(document, "background", color=theme.colours.page_background[1:].upper())


def _paragraph(parent: Element, style: str, shared: Shared) -> Element:
    paragraph = sub(parent, "p")
    properties = sub(paragraph, "pPr")
    sub(properties, "pStyle", val=style)
    if shared.rtl:
        sub(properties, "bidi")
    return paragraph


def _from_edge(margin: float, shared: Shared) -> float:
    """Return where a header or footer of one line stands in a margin, in points from the edge of the sheet."""
    line = shared.theme.type.small * NATURAL_LINE
    return max(min(margin * _FROM_EDGE, margin - line - _APART), 0.0)
