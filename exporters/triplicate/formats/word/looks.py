"""What each paragraph style looks like: the theme's tokens as values of paragraph styles.

Sizes and lengths are in points, colours ``#rrggbb``. Styles that Word has built in carry Word's names and ids, so
that its panes, its tables of contents and its readers know them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from triplicate.document.model import CalloutKind
from triplicate.document.title_block import LineKind
from triplicate.theme import Theme

LEVELS = 9
"""The levels of a list that Word knows (ECMA-376, Part 1, 17.9.6)."""

NATURAL_LINE = 1.2
"""The height of a line of single spacing, as a factor of the size: what most text fonts ask for."""

APART = 1.5
"""The space under a table or figure, which is no part of the text's stream, as a multiple of a paragraph's."""

_TABLE_LINE = 0.9
"""Lines in a table are as much closer than in the text: the cells' padding parts the rows."""

_TOP = 2
"""The level of the headings that divide a text."""

BAR = 10.0
"""From the bar of a quotation or callout to its text."""

PADDING = 5.0
"""From a frame's upper and lower end to the words in it."""

LINE_STYLES = {
    LineKind.SUBTITLE: "Subtitle",
    LineKind.PUBLISHER: "Publisher",
    LineKind.AUTHORS: "Author",
    LineKind.DATE: "Date",
    LineKind.SUMMARY: "Summary",
    LineKind.CONTACT: "Contact",
    LineKind.RIGHTS: "Rights",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A paragraph style. What is None comes from the style it is based on.

    ``line`` is a factor of the size; ``left`` is where the text's edge stands, ``hanging`` how far the first
    line begins before it; ``bar`` is the colour of a rule along the edge, ``numbered`` is the key of a list
    level in :mod:`triplicate.formats.word.numbering`; ``tabular`` gives all digits one width.
    """

    id: str
    name: str
    based_on: str | None = "BodyText"
    next: str | None = None
    size: float | None = None
    bold: bool | None = None
    colour: str | None = None
    font: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    bar: str | None = None
    shading: str | None = None
    outline: int | None = None
    no_proof: bool = False
    tabular: bool = False
    leader_at: float | None = None
    numbered: tuple[str, int] | None = None
    priority: int = 99
    quick: bool = False


@cache
def looks(theme: Theme) -> dict[str, Look]:
    """Return the paragraph styles of a theme by id, each after the one it is based on."""
    return {look.id: look for look in _looks(theme)}


def leading(look: Look, others: dict[str, Look]) -> float:
    """Return the height in points of a line of a style, with what it inherits."""
    chain = [look]
    while chain[-1].based_on:
        chain.append(others[chain[-1].based_on])
    size = next((one.size for one in chain if one.size is not None), 0.0)
    return size * next((one.line for one in chain if one.line is not None), NATURAL_LINE)


def sideways_width(theme: Theme) -> float:
    """Return the width of the text area in points on a page turned sideways."""
    return theme.page.sideways


def furniture_gap(theme: Theme) -> float:
    """Return the least distance in points from a header or footer to the text: a line of it."""
    return theme.type.small


def list_style(kind: str, depth: int) -> str:
    """Return the id of a list style: ``kind`` is "ListBullet", "ListNumber" or "ListContinue", ``depth`` from 0."""
    level = min(depth, LEVELS - 1) + 1
    return kind if level == 1 else f"{kind}{level}"


def callout_style(kind: CalloutKind) -> str:
    """Return the id of the style of a callout's text; its title's has "Title" at the end."""
    return f"Callout{kind.value.capitalize()}"


def _looks(theme: Theme) -> Iterator[Look]:
    yield Look(id="Normal", name="Normal", based_on=None, size=theme.type.body, quick=True, priority=0)
    yield Look(
        id="BodyText",
        name="Body Text",
        based_on="Normal",
        after=theme.spacing.paragraph,
        line=theme.spacing.line,
        quick=True,
        priority=1,
    )
    yield from _headings(theme)
    yield from _title_block(theme)
    yield from _contents(theme)
    yield from _lists(theme)
    yield from _blocks(theme)
    yield from _callouts(theme)
    yield from _furniture(theme)


def _headings(theme: Theme) -> Iterator[Look]:
    spacing = theme.spacing
    for level in range(1, 7):
        size = theme.type.heading(level)
        yield Look(
            id=f"Heading{level}",
            name=f"heading {level}",
            based_on="Normal",
            next="BodyText",
            size=size,
            bold=True,
            colour=theme.colours.heading,
            font=theme.fonts.heading.name,
            before=0 if level == 1 else spacing.before_heading * (1 if level == 2 else 0.8),
            after=spacing.after_heading,
            line=spacing.heading_line,
            keep_next=True,
            keep_lines=True,
            outline=level - 1,
            quick=True,
            priority=9,
        )


def _title_block(theme: Theme) -> Iterator[Look]:
    kind, colours, spacing = theme.type, theme.colours, theme.spacing
    small_gap = spacing.paragraph / 4
    yield Look(id="Subtitle", name="Subtitle", size=kind.lead, colour=colours.heading, quick=True, priority=11)
    yield Look(id="Publisher", name="Publisher", colour=colours.muted, after=small_gap, priority=12)
    yield Look(id="Author", name="Author", colour=colours.muted, after=small_gap, priority=12)
    yield Look(id="Date", name="Date", colour=colours.muted, priority=12)
    yield Look(id="Summary", name="Summary", size=kind.lead, before=spacing.paragraph / 2, priority=12)
    yield Look(id="Contact", name="Contact", before=spacing.before_heading, keep_next=True, priority=13)
    yield Look(id="Rights", name="Rights", size=kind.small, colour=colours.muted, priority=13)


def _contents(theme: Theme) -> Iterator[Look]:
    spacing = theme.spacing
    yield Look(
        id="TOCHeading",
        name="TOC Heading",
        next="BodyText",
        size=theme.type.h2,
        bold=True,
        colour=theme.colours.heading,
        font=theme.fonts.heading.name,
        before=spacing.before_heading,
        after=spacing.after_heading,
        line=spacing.heading_line,
        keep_next=True,
        priority=39,
    )
    for level in range(1, 7):
        yield Look(
            id=f"TOC{level}",
            name=f"toc {level}",
            next="BodyText",
            before=spacing.item if level == _TOP else None,
            after=spacing.item,
            left=max(level - _TOP, 0) * spacing.indent,
            leader_at=theme.page.measure,
            tabular=True,
            priority=39,
        )


def _lists(theme: Theme) -> Iterator[Look]:
    spacing = theme.spacing
    for kind, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number"), ("ListContinue", "List Continue")):
        numbered = kind != "ListContinue"
        for depth in range(LEVELS):
            yield Look(
                id=list_style(kind, depth),
                name=name if depth == 0 else f"{name} {depth + 1}",
                after=spacing.item,
                left=(depth + 1) * spacing.indent,
                hanging=spacing.indent if numbered else 0.0,
                numbered=(kind, depth) if numbered else None,
                quick=depth == 0,
                priority=20 + depth,
            )
    yield Look(
        id="DefinitionTerm",
        name="Definition Term",
        next="Definition",
        bold=True,
        after=spacing.item / 2,
        keep_next=True,
        quick=True,
        priority=30,
    )
    yield Look(id="Definition", name="Definition", left=spacing.indent, quick=True, priority=30)


def _blocks(theme: Theme) -> Iterator[Look]:
    kind, colours, spacing = theme.type, theme.colours, theme.spacing
    yield Look(
        id="Quote",
        name="Quote",
        left=spacing.indent,
        right=spacing.indent,
        bar=colours.accent,
        quick=True,
        priority=31,
    )
    yield Look(
        id="Attribution",
        name="Attribution",
        based_on="Quote",
        next="BodyText",
        colour=colours.muted,
        left=spacing.indent,
        right=spacing.indent,
        bar=colours.accent,
        quick=True,
        priority=31,
    )
    yield Look(
        id="Code",
        name="Code",
        size=kind.code,
        font=theme.fonts.code.name,
        bar=colours.rule,
        shading=colours.code_background,
        left=BAR,
        right=PADDING,
        line=NATURAL_LINE * 1.1,
        no_proof=True,
        quick=True,
        priority=32,
    )
    # A picture is in one line, whatever its height: leading would part it from its caption.
    yield Look(id="Figure", name="Figure", next="Caption", line=NATURAL_LINE, priority=33)
    yield Look(id="Formula", name="Formula", left=spacing.indent, priority=33)
    yield Look(
        id="Caption",
        name="caption",
        next="BodyText",
        size=kind.small,
        colour=colours.muted,
        keep_lines=True,
        quick=True,
        priority=35,
    )
    yield Look(
        id="TableText",
        name="Table Text",
        after=0,
        line=spacing.line * _TABLE_LINE,
        tabular=True,
        quick=True,
        priority=34,
    )
    heading = Look(
        id="TableHeading",
        name="Table Heading",
        based_on="TableText",
        bold=True,
        after=0,
        quick=True,
        priority=34,
    )
    yield heading
    yield Look(
        id="TableTextSmall", name="Table Text Small", based_on="TableText", size=kind.small, after=0, priority=34
    )
    yield replace(
        heading,
        id="TableHeadingSmall",
        name="Table Heading Small",
        based_on="TableTextSmall",
        size=kind.small,
        quick=False,
    )
    yield Look(id="FootnoteText", name="footnote text", size=kind.small, after=spacing.item, priority=38)


def _callouts(theme: Theme) -> Iterator[Look]:
    for kind in CalloutKind:
        style = callout_style(kind)
        text = Look(
            id=style,
            name=f"Callout {kind.value.capitalize()}",
            left=BAR,
            right=BAR,
            bar=getattr(theme.colours, kind.value),
            shading=getattr(theme.colours, f"{kind.value}_background"),
            quick=True,
            priority=36,
        )
        yield text
        yield replace(
            text,
            id=f"{style}Title",
            name=f"{text.name} Title",
            next=style,
            bold=True,
            colour=text.bar,
            after=theme.spacing.item,
            keep_next=True,
        )


def _furniture(theme: Theme) -> Iterator[Look]:
    gap = furniture_gap(theme)
    text = Look(id="Header", name="header", based_on="Normal", size=theme.type.small, colour=theme.colours.muted)
    # One of many lines grows towards the text, which then makes room for it, but no distance.
    yield replace(text, after=gap)
    yield replace(text, id="Footer", name="footer", before=gap)
