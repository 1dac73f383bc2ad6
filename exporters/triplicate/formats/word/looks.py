"""What each paragraph style looks like: the theme's roles as Word sets them.

Sizes and lengths are in points, colours ``#rrggbb``. Styles that Word has built in carry Word's names and ids, so
that its panes, its tables of contents and its readers know them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from triplicate.document.model import CalloutKind
from triplicate.document.title_block import LineKind
from triplicate.later import dataclass
from triplicate.rules.word_lists import LEVELS
from triplicate.theme import Edge, Theme, role
from triplicate.theme.measure import single_line

_TOP = 2
"""The level of the headings that divide a text."""

BAR = 10.0
"""From the bar of a quotation or callout to its text."""

PADDING = 5.0
"""From a frame's upper and lower end to the words in it."""

RULE = "HorizontalLine"
"""The id of the style of a rule, which is a paragraph of no words. Writer has built in a style of its name."""

TITLE_WORDS = "TitleChar"
"""The id of the character style of the title's words.

The title is a paragraph of "heading 1": screen readers, the navigation pane and other programs know it by that as the
one heading of level 1. Its words have the style "Title" as a character style (in Word the two are one linked style), so
that who restyles titles has a style for that; a paragraph of the style "Title" is based on "heading 1", and heard so.
"""

KEY_FIGURES = "KeyFigures"
"""The id of the style of a key figure with its words; the figure has a character style."""

RULED = frozenset({RULE, KEY_FIGURES})
"""The ids of the styles whose paragraphs each have a rule of their own, where others share one."""

LEAD_IN = "LeadIn"
"""What the ids of the styles of paragraphs end in that introduce what comes next, and stay on its page."""

EVEN = "Even"
"""What the ids of the styles of paragraphs end in whose lines are of one height, whatever is raised in them."""

_MARKER = 0.75
"""How far before the text of an item its bullet stands, in em."""

PARTED = "Apart"
"""What is added to the id of a style for those that differ from it by standing apart from what is before."""

NOTE_WORDS = "FootnoteTextChar"
"""The id of the character style of words in a note whose paragraph has another style than most."""

CODE_WORDS, KEY_WORDS = "CodeCharacter", "Keyboard"
"""The ids of the character styles of code and of keys among words, which both have the font of code."""

LINE_STYLES = {
    LineKind.MASTHEAD: "Masthead",
    LineKind.KIND: "Kind",
    LineKind.SUBTITLE: "Subtitle",
    LineKind.PUBLISHER: "Publisher",
    LineKind.AUTHORS: "Author",
    LineKind.DATE: "Date",
    LineKind.SUMMARY: "Summary",
    LineKind.CONTACT: "Contact",
    LineKind.RIGHTS: "Rights",
}


_ASKING = ("title-block", "contents", "table")
"""The roles that ask the next paragraph to stand apart."""

_PARTED = ("paragraph", "callout")
"""The roles whose last paragraph asks for it: those before it have the same style and stand closer. Lists are as
far from the text as its paragraphs are."""

_SMALL = "Small"
"""What the ids of the styles of small tables end in."""

_RULE_LINE = 0.3
"""The height of the line of words that a rule does not have, as a factor of the size."""


class Rule(NamedTuple):
    """A rule along a side of a paragraph: its width and its distance from the words in points, its colour."""

    width: float
    colour: str
    distance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style: a role as Word sets it. What is None comes from the style it is based on.

    ``line`` is a factor of the size, ``at_least`` tells that it stays so whatever stands in a line; ``left`` is where
    the text's edge stands, ``hanging`` how far the first line begins before it; ``linked`` is the id of the character
    style that looks the same; ``bar`` is a rule along the edge, ``numbered`` is the key of a list level in
    :mod:`triplicate.formats.word.numbering`; ``tabular`` gives all digits one width. Words after a tab end at
    ``end_tab``, and dots lead to them if there is a ``leader``. A ``variant`` is its base but
    for what neighbours ask of it; Word shows it to those who use it already.
    """

    id: str
    name: str
    based_on: str | None = "BodyText"
    next: str | None = None
    linked: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    font: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    at_least: bool = False
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    align: str | None = None
    top: Rule | None = None
    bottom: Rule | None = None
    bar: Rule | None = None
    shading: str | None = None
    outline: int | None = None
    no_proof: bool = False
    tabular: bool = False
    end_tab: float | None = None
    leader: bool = False
    numbered: tuple[str, int] | None = None
    priority: int = 99
    quick: bool = False
    variant: bool = False


@lru_cache(maxsize=40)
def paragraph_styles(theme: Theme) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of a theme by id, each after the one it is based on."""
    return {style.id: style for style in _styles(theme)}


def single_spacing(theme: Theme, look: ParagraphStyle | None = None) -> float:
    """Return the height of a line of single spacing in the font of a style, or of the body, as a factor of the size."""
    own = (one for one in (theme.fonts.heading, theme.fonts.code) if look and one.name == look.font)
    return single_line(next(own, theme.fonts.body))


def leading(look: ParagraphStyle, others: dict[str, ParagraphStyle]) -> float:
    """Return the height in points of a line of a style, with what it inherits: all styles but "Normal" have lines."""
    line = next((one.line for one in _chain(look, others) if one.line is not None), 0.0)
    return size_of(look, others) * line


def size_of(look: ParagraphStyle, others: dict[str, ParagraphStyle]) -> float:
    """Return the size in points of the letters of a style, with what it inherits."""
    return next((one.size for one in _chain(look, others) if one.size is not None), 0.0)


def _chain(look: ParagraphStyle, others: dict[str, ParagraphStyle]) -> Iterator[ParagraphStyle]:
    """Yield a style, that which it is based on, and so on."""
    yield look
    while look.based_on:
        look = others[look.based_on]
        yield look


def sideways_width(theme: Theme) -> float:
    """Return the width of the text area in points on a page turned sideways."""
    return theme.page.sideways


def space_after(theme: Theme, name: str) -> float:
    """Return the space in points under a role that has no paragraph style of its own, as "table"."""
    return role(theme, name, "word").after or 0.0


def space_around(theme: Theme, name: str) -> float:
    """Return the space in points that parts a list ("paragraph") or a callout from the text.

    It is what other formats have: in Word the role says how far the paragraphs of one are from each other.
    """
    return role(theme, name, "pdf").after or 0.0


def furniture_gap(theme: Theme) -> float:
    """Return the least distance in points from a header or footer to the text: a line of it."""
    return theme.type.small


def marker_hanging(theme: Theme) -> float:
    """Return how far before the text of an item its bullet stands, in points."""
    return _MARKER * theme.type.body


def list_style(kind: str, depth: int) -> str:
    """Return the id of a list style: ``kind`` is "ListBullet", "ListNumber" or "ListContinue", ``depth`` from 0."""
    level = min(depth, LEVELS - 1) + 1
    return kind if level == 1 else f"{kind}{level}"


def cell_style(style: str, side: str) -> str:
    """Return the id of the style of cells whose words stand at a side: "start", "center" or "end"."""
    return style if side == "start" else f"{style}{side.capitalize()}"


def callout_style(kind: CalloutKind) -> str:
    """Return the id of the style of a callout's text; its title's has "Title" at the end."""
    return f"Callout{kind.value.capitalize()}"


def _styles(theme: Theme) -> Iterator[ParagraphStyle]:
    text, paragraph = role(theme, "text", "word"), role(theme, "paragraph", "word")
    yield ParagraphStyle(id="Normal", name="Normal", based_on=None, size=text.size, quick=True, priority=0)
    body = ParagraphStyle(
        id="BodyText",
        name="Body Text",
        based_on="Normal",
        before=paragraph.before,
        after=paragraph.after,
        line=paragraph.line,
        align=paragraph.align,
        quick=True,
        priority=1,
    )
    yield body
    lead_in = _lead_in(body)
    yield lead_in
    yield _parted(lead_in, theme)
    for base in (body, lead_in):
        yield ParagraphStyle(
            id=f"{base.id}{EVEN}",
            name=f"{base.name} Even",
            based_on=base.id,
            next=body.id,
            keep_next=base.keep_next,
            at_least=True,
            variant=True,
        )
    asked = sorted({space_after(theme, one) for one in _ASKING} - {0.0})
    asked += sorted({space_around(theme, one) for one in _PARTED}.difference(asked))
    for number, points in enumerate(asked, start=1):
        ending = str(number) if number > 1 else ""
        yield ParagraphStyle(
            id=f"{body.id}{PARTED}{ending}",
            name=f"Body Text Apart {ending}".strip(),
            next=body.id,
            before=points,
            variant=True,
        )
    cast = _Cast(theme)
    yield from _headings(cast)
    yield _title(cast)
    yield from _title_block(cast)
    yield from _contents(cast)
    yield from _lists(cast)
    yield from _blocks(cast)
    yield from _tables(cast, theme.fonts.body.name)
    yield from _callouts(cast)
    yield from _furniture(cast)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Makes a paragraph style of a role of a theme."""

    theme: Theme

    def __call__(self, name: str, identifier: str, shown: str, **more: Any) -> ParagraphStyle:
        """Return the style of a role; what is given by name stands over what the role says."""
        one = role(self.theme, name, "word")
        values = {
            "size": one.size,
            "bold": one.bold or None,
            "italic": one.slant == "italic" or None,
            # The text's own colour and font are the document's: a template may have others.
            "colour": self._colour(one.colour) if one.colour != "text" else None,
            "font": getattr(self.theme.fonts, one.font).name if one.font and one.font != "body" else None,
            "before": one.before,
            "after": one.after,
            "line": one.line,
            "left": one.start or 0.0,
            "right": one.end or 0.0,
            "align": one.align,
            "keep_next": bool(one.keep_next),
            "keep_lines": bool(one.keep_lines),
            "top": self._rule(one.top, one.padding and one.padding[0]),
            "bottom": self._rule(one.bottom, one.padding and one.padding[2]),
            "bar": self._rule(one.bar),
            "shading": self._colour(one.tint),
            "tabular": one.digits == "tabular",
        }
        return ParagraphStyle(id=identifier, name=shown, **{**values, **more})

    def _colour(self, token: str | None) -> str | None:
        return getattr(self.theme.colours, token) if token else None

    def _rule(self, edge: Edge | None, distance: float | None = None) -> Rule | None:
        return Rule(edge.width, getattr(self.theme.colours, edge.colour), distance or 0.0) if edge else None


def _headings(cast: _Cast) -> Iterator[ParagraphStyle]:
    for level, name in enumerate(("title", "h2", "h3", "h4", "h5", "h6"), start=1):
        yield cast(
            name,
            f"Heading{level}",
            f"heading {level}",
            based_on="Normal",
            next="BodyText",
            outline=level - 1,
            quick=True,
            priority=9,
            **(_title_rule(cast) if level == 1 else {}),
        )


def _title(cast: _Cast) -> ParagraphStyle:
    """Return the style of a title, which is a heading and looks like the one it is based on."""
    return cast(
        "title",
        "Title",
        "Title",
        based_on="Heading1",
        next="BodyText",
        linked=TITLE_WORDS,
        # Bold twice, of a heading and of its words, would not be bold (17.7.3).
        bold=None,
        italic=None,
        outline=0,
        quick=True,
        priority=10,
        **_title_rule(cast),
    )


def _title_rule(cast: _Cast) -> dict[str, Any]:
    """Return the rule under the title block, which each of its lines has: Word draws it under the last (17.3.1.7)."""
    block = role(cast.theme, "title-block", "word")
    rule = block.bottom
    if rule is None:
        return {}
    shade = getattr(cast.theme.colours, rule.colour)
    return {"bottom": Rule(rule.width, shade, block.padding[2] if block.padding else 0.0)}


def _title_block(cast: _Cast) -> Iterator[ParagraphStyle]:
    rule = _title_rule(cast)
    yield cast("masthead", "Masthead", "Masthead", next="BodyText", priority=12)
    yield cast("kind", "Kind", "Kind", next="BodyText", priority=12)
    yield cast("subtitle", "Subtitle", "Subtitle", quick=True, priority=11, **rule)
    yield cast("publisher", "Publisher", "Publisher", priority=12, **rule)
    yield cast("authors", "Author", "Author", priority=12, **rule)
    yield cast("date", "Date", "Date", priority=12, **rule)
    yield cast("summary", "Summary", "Summary", priority=12, **rule)
    yield cast("contact", "Contact", "Contact", priority=13)
    yield cast("rights", "Rights", "Rights", priority=13)


def _contents(cast: _Cast) -> Iterator[ParagraphStyle]:
    above = space_after(cast.theme, "title-block")
    yield cast("contents-heading", "TOCHeading", "TOC Heading", next="BodyText", before=above, priority=39)
    for level in range(1, 7):
        yield cast(
            "contents-entry" if level > _TOP else "contents-part",
            f"TOC{level}",
            f"toc {level}",
            next="BodyText",
            left=max(level - _TOP, 0) * cast.theme.spacing.indent,
            end_tab=cast.theme.page.measure,
            leader=True,
            priority=39,
        )


def _lists(cast: _Cast) -> Iterator[ParagraphStyle]:
    indent = cast.theme.spacing.indent
    for kind, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number"), ("ListContinue", "List Continue")):
        numbered = kind != "ListContinue"
        for depth in range(LEVELS):
            style = cast(
                "item",
                list_style(kind, depth),
                name if depth == 0 else f"{name} {depth + 1}",
                left=(depth + 1) * indent,
                hanging=marker_hanging(cast.theme) if numbered else 0.0,
                numbered=(kind, depth) if numbered else None,
                quick=depth == 0,
                priority=20 + depth,
            )
            yield style
            if depth == 0:
                lead_in = _lead_in(style)
                yield from (lead_in, _parted(style, cast.theme), _parted(lead_in, cast.theme))
    yield cast("key-figures", KEY_FIGURES, "Key Figures", quick=True, priority=29)
    yield cast("term", "DefinitionTerm", "Definition Term", next="Definition", quick=True, priority=30)
    yield cast("definition", "Definition", "Definition", quick=True, priority=30)


def _lead_in(base: ParagraphStyle) -> ParagraphStyle:
    """Return a style that differs from its base in one thing: its paragraphs stay on the page of the next one."""
    return ParagraphStyle(
        id=f"{base.id}{LEAD_IN}",
        name=f"{base.name} Lead-in",
        based_on=base.id,
        next=base.id,
        left=base.left,
        right=base.right,
        hanging=base.hanging,
        bar=base.bar,
        shading=base.shading,
        keep_next=True,
        variant=True,
    )


def _parted(base: ParagraphStyle, theme: Theme) -> ParagraphStyle:
    """Return a style that differs from its base in one thing: its paragraphs stand as far apart as those of the text.

    So do the items of a list with space between them, and what comes after a list.
    """
    return ParagraphStyle(
        id=f"{base.id}{PARTED}",
        name=f"{base.name} Apart",
        based_on=base.id,
        next=base.id,
        before=space_around(theme, "paragraph"),
        left=base.left,
        hanging=base.hanging,
        keep_next=base.keep_next,
        variant=True,
    )


def _blocks(cast: _Cast) -> Iterator[ParagraphStyle]:
    quote = cast("quote", "Quote", "Quote", quick=True, priority=31)
    yield quote
    yield _lead_in(quote)
    yield cast(
        "attribution",
        "Attribution",
        "Attribution",
        based_on="Quote",
        next="BodyText",
        left=quote.left,
        right=quote.right,
        bar=quote.bar,
        shading=quote.shading,
        quick=True,
        priority=31,
    )
    yield cast("code", "Code", "Code", left=BAR, right=PADDING, no_proof=True, quick=True, priority=32)
    # A picture is in one line, whatever its height: leading would move it away from its caption.
    after, close = space_after(cast.theme, "figure"), cast.theme.spacing.item
    yield ParagraphStyle(
        id="Figure", name="Figure", next="Caption", line=single_spacing(cast.theme), after=after, priority=33
    )
    yield ParagraphStyle(
        id="CaptionedFigure",
        name="Captioned Figure",
        based_on="Figure",
        next="Caption",
        after=close,
        keep_next=True,
        variant=True,
    )
    rule = role(cast.theme, "rule", "word")
    yield cast(
        "rule",
        RULE,
        "Horizontal Line",
        next="BodyText",
        line=_RULE_LINE,
        after=max((rule.after or 0.0) - cast.theme.type.body * _RULE_LINE, 0.0),
        priority=33,
    )
    yield cast("formula", "Formula", "Formula", priority=33)
    yield cast("caption", "Caption", "caption", next="BodyText", after=after, quick=True, priority=35)
    yield ParagraphStyle(
        id="TableCaption",
        name="Table Caption",
        based_on="Caption",
        next="BodyText",
        after=close,
        keep_next=True,
        variant=True,
    )
    # Each begins with a raised number.
    yield cast("note-paragraph", "FootnoteText", "footnote text", linked=NOTE_WORDS, at_least=True, priority=38)


def _tables(cast: _Cast, font: str) -> Iterator[ParagraphStyle]:
    """Yield the styles of cells.

    They say their ``font`` themselves: LibreOffice 7.4 sets the words of a table in the font of the
    document's defaults where the style of their paragraph says none, code among them too.
    """
    for suffix, shown in (("", ""), (_SMALL, " Small")):
        small = bool(suffix)
        text = cast(
            "small-cell" if small else "cell",
            f"TableText{suffix}",
            f"Table Text{shown}",
            based_on="TableText" if small else "BodyText",
            quick=not small,
            priority=34,
            font=None if small else font,
        )
        # Header cells differ from others by the role; the first cell of a row is no reason to keep it with the next.
        header = {"based_on": text.id, "size": text.size if small else None, "priority": 34}
        heading = cast(
            "header-cell", f"TableHeading{suffix}", f"Table Heading{shown}", keep_next=True, quick=not small, **header
        )
        row = cast("header-cell", f"TableRowHeading{suffix}", f"Table Row Heading{shown}", **header)
        for style in (text, heading, row):
            yield style
            for side in ("center", "end"):
                yield ParagraphStyle(
                    id=cell_style(style.id, side),
                    name=f"{style.name} {side.capitalize()}",
                    based_on=style.id,
                    align=side,
                    keep_next=style.keep_next,
                    variant=True,
                    priority=34,
                )


def _callouts(cast: _Cast) -> Iterator[ParagraphStyle]:
    for kind in CalloutKind:
        style = callout_style(kind)
        name = f"Callout {kind.value.capitalize()}"
        text = cast(f"callout-{kind.value}", style, name, right=PADDING, quick=True, priority=36)
        text = replace(text, left=BAR if text.bar else PADDING)
        yield text
        yield cast(
            f"callout-title-{kind.value}",
            f"{style}Title",
            f"{name} Title",
            next=style,
            left=text.left,
            right=PADDING,
            bar=text.bar,
            shading=text.shading,
            quick=True,
            priority=36,
        )


def _furniture(cast: _Cast) -> Iterator[ParagraphStyle]:
    gap = furniture_gap(cast.theme)
    # One of many lines grows towards the text, which then makes room for it, but no distance.
    yield cast("running", "Header", "header", based_on="Normal", after=gap)
    yield cast("running", "Footer", "footer", based_on="Normal", before=gap, end_tab=cast.theme.page.measure)
