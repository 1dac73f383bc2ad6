"""What stands in the margins of the pages: the style's words at head and foot, the section, and the page's number."""

from itertools import pairwise
from xml.etree.ElementTree import Element

from triplicate.document import walk
from triplicate.document.kinds import has_cover
from triplicate.document.model import Document, Heading, Table
from triplicate.document.phrases import phrases_for
from triplicate.document.title_block import date_in_words
from triplicate.theme import Theme
from triplicate.theme.running_words import LEAST_GAP, foot_of, most_pages, shortened, width_of

_TITLE = 0.6
"""Of the width of the text: what the words of the style take at the head at most where the section stands there too."""

SECTION = "data-section"
"""The attribute of a heading, or of what stands after a table, that holds the words for its section at the head."""

CONTINUED = "data-continued"
"""The attribute of the first cell in the body of a table that holds the words over it where it goes on."""

_OVER = 1.9
"""How far over the text these words stand, in lines of small print."""

_HEAD = 2.85
"""How high half the upper margin is, in lines of small print, where there is room for them under the head."""

_ROOMY = 1.02
"""What a box has of the width that its words are measured to be."""


def section_at_head(heading: Heading, document: Document, theme: Theme) -> str:
    """Return the words for a section at the head of its pages, shortened to the room there; empty for none.

    Those of level 2 in a text with a cover stand there: in a short text they would say what can be seen anyway.
    """
    if heading.level != 2 or not has_cover(document.metadata):
        return ""
    beside = width_of(_head(document, theme), theme)
    return shortened(walk.text_of(heading.children), theme, theme.page.measure - LEAST_GAP - beside)


def _head(document: Document, theme: Theme) -> str:
    metadata = document.metadata
    tables = any(isinstance(block, Table) and block.number is not None for block in document.blocks)
    shared = has_cover(metadata) or (tables and not _has_room(theme))
    room = (_TITLE if shared else 1) * theme.page.measure - LEAST_GAP
    return shortened(theme.running.header_for(metadata), theme, room, date_in_words(metadata))


def side_of_number(document: Document, theme: Theme, *, on_back: bool) -> str:
    """Return at which side of its foot a page says its number: at the outer edge where left and right pages differ."""
    to_right = document.metadata.dir == "ltr"
    return "right" if to_right != (theme.page.mirrored and on_back) else "left"


def page_margins(
    document: Document, theme: Theme, *, first: bool = True, numbered: bool = True, pages: int | None = None
) -> str:
    """Return the rules for the margins, in the document's words. The first page has its title, and no head.

    ``first`` tells whether the first page that is laid out is that of the document, ``numbered`` whether pages say
    their numbers, ``pages`` what :func:`most_pages` returns, if it has been asked.

    The section is that in which a page begins (CSS Generated Content for Paged Media 3, 1.1.2: ``start``).
    """
    metadata = document.metadata
    start, end = ("left", "right") if metadata.dir == "ltr" else ("right", "left")
    number = _page_number(phrases_for(metadata.lang).page_of)
    shown, beside = foot_of(document, theme, most_pages(document) if pages is None else pages)
    title = _head(document, theme)
    head = f"content: {_quoted(title)}"
    section = "content: string(section, start)"
    foot = f"content: {_quoted(shown)}"
    # WeasyPrint 70 finds the width of a box that has none by setting each word of it alone, anew for every page: a
    # fifth of the time of a long text.
    widths = [_ROOMY * 100 * width / theme.page.measure for width in (width_of(title, theme), beside)]
    head, section = _wide(head, widths[0]), _wide(section, 100 - widths[0])
    foot, number = _wide(foot, 100 - widths[1]), _wide(f"content: {number if numbered else 'none'}", widths[1])
    if theme.page.mirrored:
        # Titles and numbers stand at the outer edge, where people look for them when they turn the pages.
        rules = [rule for side in ("left", "right") for rule in _side(side, head, section, foot, number)]
    else:
        rules = [
            f"@page {{ @top-{start} {{ {head} }} @top-{end} {{ {section} }} }}",
            f"@page {{ @bottom-{start} {{ {foot} }} @bottom-{end} {{ {number} }} }}",
        ]
    rules += _names(start, theme)
    if first:
        rules.append("@page :first { @top-left { content: none } @top-right { content: none } }")
    return "\n".join(rules)


def _names(start: str, theme: Theme) -> tuple[str, ...]:
    """Return the rules that say in which section a page begins, and in which table it goes on.

    The caption of a table is read once. Over the rows on later pages it is repeated as an artifact, in a box of the
    margin beside the text that reaches over it; where the head leaves no room for that, in the place of the section.
    """
    page, size = theme.page, theme.type.small
    if not _has_room(theme):
        return (
            f"[{SECTION}] {{ string-set: section attr({SECTION}) }}",
            f"[{CONTINUED}] {{ string-set: section attr({CONTINUED}) }}",
        )
    beside, away = (page.left, "right") if start == "left" else (page.right, "left")
    place = (
        f"margin-top: {-_OVER * size:.2f}pt; margin-{start}: {beside:g}pt; margin-{away}: {-page.measure:.2f}pt; "
        f"width: {page.measure:.2f}pt; vertical-align: top; text-align: {start}; white-space: nowrap; "
        f"font-weight: 600; color: {theme.colours.accent}"
    )
    return (
        # An element sets names in one rule alone.
        f'[{SECTION}] {{ string-set: section attr({SECTION}), continued "" }}',
        f"[{CONTINUED}] {{ string-set: continued attr({CONTINUED}) }}",
        f"@page {{ @{start}-top {{ content: string(continued, start); {place} }} }}",
    )


def _has_room(theme: Theme) -> bool:
    """Tell whether there is room for a line between the head and the text."""
    return theme.page.top / 2 >= _HEAD * theme.type.small


def end_continued(body: Element) -> None:
    """Let what comes after a table that may go on over pages give the head back to its section."""
    section = ""
    for block, after in pairwise(body):
        section = block.get(SECTION, section)
        if block.tag == "table" and after.get(SECTION) is None:
            after.set(SECTION, section)


def _wide(rules: str, share: float) -> str:
    """Return the rules of a box with its share, in per cent, of the width of the page."""
    return f"{rules}; width: {share:.2f}%; white-space: nowrap"


def _side(outer: str, head: str, section: str, foot: str, number: str) -> tuple[str, ...]:
    inner = "left" if outer == "right" else "right"
    return (
        f"@page :{outer} {{ @top-{inner} {{ {section} }} @top-{outer} {{ {head} }} }}",
        f"@page :{outer} {{ @bottom-{inner} {{ {foot} }} @bottom-{outer} {{ {number} }} }}",
    )


def _page_number(words: str) -> str:
    """Return the words for a page's number as the value of ``content``."""
    for name in ("{page}", "{pages}"):
        words = words.replace(name, f"\0{name}\0")
    return " ".join(
        f"counter({piece[1:-1]})" if piece in ("{page}", "{pages}") else _quoted(piece)
        for piece in words.split("\0")
        if piece
    )


def _quoted(text: str) -> str:
    """Return a CSS string (CSS Syntax 3, 4.3.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
