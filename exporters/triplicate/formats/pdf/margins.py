"""What stands in the margins of the pages: the style's words at head and foot, and the page's number."""

from triplicate.document.model import Document
from triplicate.document.phrases import phrases_for
from triplicate.theme import Theme

_LONGEST = 70
"""Characters of a running title: more would fill the head of the page, which is there to be glanced at."""

_LETTER = 0.5
"""Width of a character of a running title, in em, without letter spacing.

The estimate is high, so that the title never takes a second line.
"""


def page_margins(document: Document, theme: Theme) -> str:
    """Return the rules for the margins, in the document's words. The first page has its title, and no head."""
    metadata = document.metadata
    start, end = ("left", "right") if metadata.dir == "ltr" else ("right", "left")
    number = _page_number(phrases_for(metadata.lang).page_of)
    room = theme.page.measure / theme.type.small / (_LETTER + theme.spacing.letter)
    head = _quoted(_shortened(theme.running.header_for(metadata), room))
    foot = _quoted(_shortened(theme.running.footer_for(metadata), room - len(phrases_for(metadata.lang).page_of)))
    if theme.page.mirrored:
        # Titles and numbers stand at the outer edge, where people look for them when they turn the pages.
        rules = [rule for side in ("left", "right") for rule in _side(side, head, foot, number)]
    else:
        rules = [
            f"@page {{ @top-{start} {{ content: {head} }} }}",
            f"@page {{ @bottom-{start} {{ content: {foot} }} @bottom-{end} {{ content: {number} }} }}",
        ]
    return "\n".join((*rules, "@page :first { @top-left { content: none } @top-right { content: none } }"))


def _side(outer: str, head: str, foot: str, number: str) -> tuple[str, ...]:
    inner = "left" if outer == "right" else "right"
    return (
        f"@page :{outer} {{ @top-{outer} {{ content: {head} }} }}",
        f"@page :{outer} {{ @bottom-{inner} {{ content: {foot} }} @bottom-{outer} {{ content: {number} }} }}",
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


def _shortened(text: str, room: float) -> str:
    longest = min(_LONGEST, int(room))
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", maxsplit=1)[0].rstrip(" ,;:–—-") + "…"


def _quoted(text: str) -> str:
    """Return a CSS string (CSS Syntax 3, 4.3.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
