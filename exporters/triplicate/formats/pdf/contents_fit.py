"""Where contents end a page, and whether they are set closer, if they have pages of their own and would need one less.

Nothing is laid out to know it. Where the measure errs by a line, the contents are merely a little closer than they had
to be, or stand on one page more, as all others.
"""

from collections.abc import Iterable, Iterator

from triplicate.document.model import Document, Text
from triplicate.document.title_block import LineKind, title_block
from triplicate.document.walk import Section
from triplicate.formats.pdf.entries import unlinked
from triplicate.theme import Theme, role
from triplicate.theme.contents import closer_lines
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.wrapping import lines_of, words_of

_NUMBER = 2.5
"""What an entry's page number and the dots before it need at least, of the size of the text."""

_PADDING = 1.0
"""Over and under an entry together, in points."""

_WHOLE = 12
"""So many entries of one part stay on one page; with more, pages would be left half empty."""


def is_divided(section: Section) -> bool:
    """Tell whether a page may end within the entries of a part."""
    return _entries(section) > _WHOLE


def _entries(section: Section) -> int:
    return 1 + sum(map(_entries, section.sections))


def fits_closer(document: Document, sections: Iterable[Section], theme: Theme) -> bool:
    """Tell whether contents that begin a page take fewer pages if they are set closer."""
    entry = role(theme, "contents-entry", "pdf")
    apart = role(theme, "contents-part", "pdf").before or 0.0
    parts = []
    for section in sections:
        lines = list(_lines(section, theme, 0, document.metadata.lang))
        parts.append(lines if is_divided(section) else [sum(lines)])
    above = _above(document, theme)
    usual = _pages(parts, entry.line or theme.spacing.line, apart, above, theme)
    return usual > _pages(parts, *closer_lines(theme), above, theme)


def _lines(section: Section, theme: Theme, level: int, lang: str) -> Iterator[int]:
    """Yield how many lines the entry of a section takes, and those of the sections in it."""
    size = theme.type.body
    room = theme.page.measure - level * theme.spacing.indent - _NUMBER * size
    heading = section.heading
    number = (Text(f"{heading.number} "),) if heading.number else ()
    letters = Letters(size, bold=level == 0, lang=heading.lang or lang)
    words = words_of((*number, *unlinked(heading.children)), letters, measure_of(theme))
    yield lines_of(words, room)
    for inner in section.sections:
        yield from _lines(inner, theme, level + 1, lang)


def _pages(parts: list[list[int]], line: float, apart: float, above: float, theme: Theme) -> int:
    """Return how many pages parts take, each given as the numbers of lines between which a page may end."""
    pages, left = 1, theme.page.depth - above
    for part in parts:
        for place, lines in enumerate(part):
            height = lines * (line * theme.type.body + _PADDING) + (0 if place else apart)
            if height > left:
                pages, left = pages + 1, theme.page.depth
            left -= height
    return pages


def _above(document: Document, theme: Theme) -> float:
    """Return how high that is which stands over the entries: the summary of a text with a cover, and the heading."""
    title, block = role(theme, "contents-heading", "pdf"), role(theme, "title-block", "pdf")
    above = theme.type.h2 * theme.spacing.line + (title.after or 0.0)
    for summary in title_block(document):
        if summary.kind is LineKind.SUMMARY:
            look = role(theme, "summary", "pdf")
            letters = Letters(look.size or theme.type.lead, bold=look.bold, lang=document.metadata.lang)
            words = words_of(summary.children, letters, measure_of(theme))
            above += lines_of(words, theme.page.measure) * letters.size * theme.spacing.line + (block.after or 0.0)
    return above
