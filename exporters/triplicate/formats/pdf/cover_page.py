"""The title block as a cover, on a page of its own."""

from xml.etree.ElementTree import Element, SubElement

from triplicate.document.title_block import LineKind, masthead, title_block
from triplicate.formats.html import HtmlBuilder
from triplicate.formats.pdf.even_lines import make_even
from triplicate.theme import Theme
from triplicate.theme.cover import Cover, imprint_of


def append_cover(builder: HtmlBuilder, parent: Element, cover: Cover, theme: Theme) -> None:
    """Append a document's cover, and what its title block says of the text before the contents."""
    document = builder.document
    page = SubElement(parent, "header", {"class": "cover"})
    titles = SubElement(
        page,
        "header",
        {"class": "titles", "style": f"padding-top: {cover.title:.2f}pt; height: {cover.foot:.2f}pt"},
    )
    if document.logo:
        builder.block(titles, document.logo)
    builder.lines(titles, masthead(document))
    builder.block(titles, document.title)
    titles[-1].set("style", f"font-size: {cover.size:g}pt")
    make_even(titles[-1], "title", document.title.children, theme, theme.page.measure, builder.lang, size=cover.size)
    lines = title_block(document)
    builder.lines(titles, (line for line in lines if line.kind is LineKind.SUBTITLE))
    if document.cover and cover.picture:
        builder.block(page, document.cover)
        place = cover.picture
        page[-1].set("class", "cover-picture")
        page[-1].set("style", f"left: {place.left:.2f}pt; top: {place.top:.2f}pt")
        page[-1][0].set("style", f"width: {place.width:.2f}pt; height: {place.height:.2f}pt")
    if imprint := imprint_of(document):
        builder.lines(SubElement(page, "header", {"class": "imprint"}), imprint)
    if summary := [line for line in lines if line.kind is LineKind.SUMMARY]:
        builder.lines(SubElement(parent, "header", {"class": "title-block"}), summary)
