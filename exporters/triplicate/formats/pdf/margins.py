"""What stands in the margins of the pages: the style's words at head and foot, the section, and the page's number."""

from triplicate.document.kinds import has_cover
from triplicate.document.model import Document, Heading, Metadata
from triplicate.document.phrases import phrases_for
from triplicate.document.title_block import date_in_words
from triplicate.document.walk import text_of
from triplicate.theme import Theme
from triplicate.theme.measure import Letters, measure_of

_LONGEST = 70
"""Characters of a running title: more would fill the head of the page, which is there to be glanced at."""

_LEAST_GAP = 12.0
"""Between a running title and the page's number or the section, in points."""

_TITLE = 0.6
"""Of the width of the text: what the words of the style take at the head at most where the section stands there too."""

SECTION = "data-section"
"""The attribute of a heading that holds the words for it at the head of pages."""

_ROOMY = 1.02
"""What a box has of the width that its words are measured to be."""

_HIGH = 999
"""The number of a page, for which room is kept."""


def section_at_head(heading: Heading, document: Document, theme: Theme) -> str:
    """Return the words for a section at the head of its pages, shortened to the room there; empty for none.

    Those of level 2 in a text with a cover stand there: in a short text they would say what can be seen anyway.
    """
    if heading.level != 2 or not has_cover(document.metadata):
        return ""
    beside = _width(_head(document.metadata, theme), theme)
    return _shortened(text_of(heading.children), theme, theme.page.measure - _LEAST_GAP - beside)


def _head(metadata: Metadata, theme: Theme) -> str:
    share = _TITLE if has_cover(metadata) else 1
    room = share * theme.page.measure - _LEAST_GAP
    return _shortened(theme.running.header_for(metadata), theme, room, date_in_words(metadata))


def page_margins(document: Document, theme: Theme) -> str:
    """Return the rules for the margins, in the document's words. The first page has its title, and no head.

    The section is that in which a page begins (CSS Generated Content for Paged Media 3, 1.1.2: ``start``).
    """
    metadata = document.metadata
    start, end = ("left", "right") if metadata.dir == "ltr" else ("right", "left")
    words = phrases_for(metadata.lang).page_of
    number = _page_number(words)
    room = theme.page.measure - _LEAST_GAP
    beside = _width(words.format(page=_HIGH, pages=_HIGH), theme)
    title = _head(metadata, theme)
    head = f"content: {_quoted(title)}"
    section = "content: string(section, start)" if has_cover(metadata) else "content: none"
    shown = _shortened(theme.running.footer_for(metadata), theme, room - beside, date_in_words(metadata))
    foot = f"content: {_quoted(shown)}"
    # WeasyPrint 70 finds the width of a box that has none by setting each word of it alone, anew for every page: a
    # fifth of the time of a long text.
    widths = [_ROOMY * 100 * width / theme.page.measure for width in (_width(title, theme), beside)]
    head, section = _wide(head, widths[0]), _wide(section, 100 - widths[0])
    foot, number = _wide(foot, 100 - widths[1]), _wide(f"content: {number}", widths[1])
    if theme.page.mirrored:
        # Titles and numbers stand at the outer edge, where people look for them when they turn the pages.
        rules = [rule for side in ("left", "right") for rule in _side(side, head, section, foot, number)]
    else:
        rules = [
            f"@page {{ @top-{start} {{ {head} }} @top-{end} {{ {section} }} }}",
            f"@page {{ @bottom-{start} {{ {foot} }} @bottom-{end} {{ {number} }} }}",
        ]
    rules.append(f"[{SECTION}] {{ string-set: section attr({SECTION}) }}")
    return "\n".join((*rules, "@page :first { @top-left { content: none } @top-right { content: none } }"))


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


def _shortened(text: str, theme: Theme, room: float, date: str | None = None) -> str:
    """Return the words that have room, and an ellipsis for the others; a date is shown whole or not at all."""
    if len(text) <= _LONGEST and _width(text, theme) <= room:
        return text
    kept = text[:_LONGEST]
    while kept and _width(f"{kept}…", theme) > room:
        kept = kept[:-1]
    kept = kept.rsplit(" ", maxsplit=1)[0]
    if date and (start := text.find(date)) >= 0 and start < len(kept) < start + len(date):
        kept = text[:start]
    return kept.rstrip(" ,;:–—-") + "…"


def _width(text: str, theme: Theme) -> float:
    return measure_of(theme).width(text, Letters(theme.type.small))


def _quoted(text: str) -> str:
    """Return a CSS string (CSS Syntax 3, 4.3.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
