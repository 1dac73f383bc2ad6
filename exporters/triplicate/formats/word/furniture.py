"""Page headers and footers, and the page's colour."""

from lxml.etree import _Element as Element

from triplicate.document import walk
from triplicate.document.title_block import date_in_words
from triplicate.formats.word import fields
from triplicate.formats.word.cover import band
from triplicate.formats.word.markup import root, sub, write_text
from triplicate.formats.word.package import Furniture
from triplicate.formats.word.shared import Shared
from triplicate.theme import Theme
from triplicate.theme.running_words import LEAST_GAP, foot_of, most_pages, shortened


def furniture(shared: Shared) -> tuple[Furniture, ...]:
    """Return the headers and footers of a document that has no template."""
    return tuple(
        Furniture(
            kind,
            pages,
            footer_part(shared, even=pages == "even")
            if kind == "footer"
            else band(shared.document, shared.theme, shared.cover, iter(shared.pictures.next_number, None))
            if pages == "first" and shared.cover
            else header_part(shared),
        )
        for kind, pages in shared.furniture
    )


def header_part(shared: Shared) -> Element:
    """Return the root of the header part: the style's words for it, the title as a rule.

    What is too long for a line is shortened as in the PDF: a field would bring all of it back.
    """
    header = root("hdr")
    metadata, theme = shared.document.metadata, shared.theme
    words = theme.running.header_for(metadata)
    words = shortened(words, theme, theme.page.measure - LEAST_GAP, date_in_words(metadata))
    paragraph = _paragraph(header, "Header", shared)
    if words == walk.text_of(shared.document.title.children):
        # Word repeats what stands in the nearest paragraph of "heading 1", whatever it calls that style.
        fields.begin(paragraph, "STYLEREF 1")
        write_text(sub(paragraph, "r"), words)
        fields.end(paragraph)
    else:
        write_text(sub(paragraph, "r"), words)
    return header


def footer_part(shared: Shared, *, even: bool = False) -> Element:
    """Return the root of the footer part: the style's words at one side, the page's number and how many at the other.

    The number stands at the outer edge: of ``even`` pages, which are bound at their other side, where a line begins.
    """
    footer = root("ftr")
    paragraph = _paragraph(footer, "Footer", shared)
    words, _ = foot_of(shared.document, shared.theme, most_pages(shared.document))
    if even:
        _page_number(paragraph, shared)
        if words:
            _to_the_end(paragraph, shared)
    if words:
        write_text(sub(paragraph, "r"), words)
    if not even:
        _to_the_end(paragraph, shared)
        _page_number(paragraph, shared)
    return footer


def _to_the_end(paragraph: Element, shared: Shared) -> None:
    """Append what moves the words that follow to the end of the line, on upright and on turned pages.

    LibreOffice 7.4 takes Word's position at the margin for a tab, which the style has at the end of an upright page's
    line. ISO/IEC 29500-1 17.3.3.23 does not say which side is meant from right to left: a tab is sure.
    """
    run = sub(paragraph, "r")
    if shared.rtl:
        sub(run, "tab")
    else:
        sub(run, "ptab", relativeTo="margin", alignment="right", leader="none")


def _page_number(paragraph: Element, shared: Shared) -> None:
    before, _, rest = shared.phrases.page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for words, instruction in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        if words:
            write_text(sub(paragraph, "r"), words)
        if instruction:
            # Word and LibreOffice work these out whenever they lay out a page.
            fields.field(paragraph, instruction, "1")


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
