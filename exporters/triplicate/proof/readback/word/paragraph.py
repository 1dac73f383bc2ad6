"""What is known of a paragraph before its words are read: its style, its numbering, where it begins."""

from functools import cached_property, lru_cache

from lxml import etree

from triplicate.later import dataclass, regex
from triplicate.proof.readback.word.markup import Properties, W, find, properties, switched, value, value_of, whole
from triplicate.proof.readback.word.numbering import Level, NumberingCounters
from triplicate.proof.readback.word.styles import Styles, left_of

_HEADING = regex(r"heading ([1-9])")
_CONTENTS = regex(r"(?:toc|contents) ([1-9])")
_TITLE_BLOCK = frozenset({"title", "subtitle", "author", "date"})
_QUOTATIONS = frozenset({"quote", "intense quote", "block text", "quotations", "attribution"})


class ParagraphKind:
    """What the names of a style say of its paragraphs: its own, and those of the styles it is based on, in lower case.

    Worked out once a style: a text has few styles and many paragraphs.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._together = frozenset(names)

    def named(self, *names: str) -> bool:
        """Whether the style, or one it is based on, has one of the names."""
        return not self._together.isdisjoint(names)

    @cached_property
    def is_title(self) -> bool:
        """Whether it is the title; pandoc bases the styles of other lines below it on the style of the title."""
        return next((name for name in self._names if name in _TITLE_BLOCK), "") == "title"

    @cached_property
    def is_code(self) -> bool:
        """Whether lines and spaces count."""
        return any("code" in name or "preformatted" in name or "verbatim" in name for name in self._names)

    @cached_property
    def is_rule(self) -> bool:
        """Whether it is a rule across the page, which is a paragraph of no words; Writer has a style for it too."""
        return self.named("horizontal line")

    @cached_property
    def is_caption(self) -> bool:
        """Whether it is the caption of a table or figure."""
        return any(name == "caption" or name.endswith(" caption") for name in self._names)

    @cached_property
    def is_callout(self) -> bool:
        """Whether it is in a callout."""
        return any(name.startswith("callout") for name in self._names)

    @cached_property
    def is_callout_title(self) -> bool:
        """Whether it begins a callout."""
        return any(name.startswith("callout") and name.endswith("title") for name in self._names)

    @cached_property
    def is_quotation(self) -> bool:
        """Whether it is in a quotation, or says whose words it holds."""
        return not _QUOTATIONS.isdisjoint(self._names)

    @cached_property
    def is_in_list_style(self) -> bool:
        """Whether its style is one of lists, whose indentation tells how deep it stands."""
        return any(name.startswith("list") for name in self._names)

    @cached_property
    def is_contents_heading(self) -> bool:
        """Whether it stands over a table of contents."""
        return self.named("toc heading", "contents heading")

    @cached_property
    def contents_level(self) -> int | None:
        """The level of an entry of a table of contents, None for any other paragraph."""
        return next((int(found[1]) for name in self._names if (found := _CONTENTS.fullmatch(name))), None)

    @cached_property
    def heading(self) -> int | None:
        """The level of a heading, None for any other paragraph."""
        return next((int(found[1]) for name in self._names if (found := _HEADING.fullmatch(name))), None)


@lru_cache(maxsize=256)
def _kind_of(names: tuple[str, ...]) -> ParagraphKind:
    return ParagraphKind(names)


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """What is said of a paragraph, by itself and by its style.

    ``kind`` is what the names of its style say. ``number`` is the numbering instance, ``index`` and ``level`` the level
    of it; ``level`` is None where the paragraph is not numbered, and ``own`` tells that the paragraph says itself that
    it is. ``heading`` is its outline level, from 1. ``left`` is where its lines begin and ``natural`` where its style
    lets them begin, in twentieths of a point.
    ``bar`` is where the line beside it stands, None without one, and ``framed`` tells that the line is not its
    style's but of what it stands in, ``boxed`` that it goes on above, below or at the other side.
    ``kept_with_table`` tells that it stays on the page of a table right below it.
    """

    properties: Properties
    style: str | None
    kind: ParagraphKind
    number: str
    index: int
    level: Level | None
    own: bool
    heading: int | None
    left: int
    natural: int
    bar: int | None
    boxed: bool
    framed: bool
    kept_with_table: bool


def paragraph_of(element: etree._Element, styles: Styles, numbering: NumberingCounters) -> WordParagraph:
    """Return what is known of a paragraph."""
    found = properties(find(element, "pPr"))
    style = value_of(found, "pStyle")
    kind = _kind_of(styles.names("paragraph", style))
    own = found.get("numPr")
    inherited = styles.paragraph_property(style, "numPr")
    number = value(own, "numId") or (styles.numbering(style) if inherited is not None else None) or ""
    index = whole(value(own, "ilvl") or value(inherited, "ilvl"))
    if index is None:
        index = numbering.index(number, styles.ids("paragraph", style)) or 0
    level = numbering.level(number, index) if number and number != "0" else None
    natural = styles.left(style)
    direct = left_of(found.get("ind"))
    if direct is not None:
        left = direct
    elif level is not None and (own is not None or natural is None):
        left = level.left
    else:
        left = natural or 0
    if natural is None and level is not None and own is None:
        natural = level.left
    borders = found.get("pBdr")
    beside = any(find(borders, side) is not None for side in ("left", "right"))
    line, styled = drawn_bar(borders), drawn_bar(styles.paragraph_property(style, "pBdr"))
    heading = _heading(found, style, kind, styles)
    return WordParagraph(
        properties=found,
        style=style,
        kind=kind,
        number=number,
        index=index,
        level=level,
        own=own is not None,
        heading=heading,
        left=left,
        natural=natural or 0,
        bar=_bar(line if beside else styled, left, found.get("ind")),
        boxed=_is_boxed(borders),
        framed=line is not None and _distance(line) > (-1 if styled is None else _distance(styled)),
        kept_with_table=_is_table(element.getnext()) and _kept(found, style, styles),
    )


def drawn_border(borders: etree._Element | None, side: str) -> etree._Element | None:
    """Return the line at a side of a paragraph; None if there is none, or none is drawn (17.18.2)."""
    line = find(borders, side)
    return None if line is None or line.get(f"{W}val") in ("nil", "none") else line


def drawn_bar(borders: etree._Element | None) -> etree._Element | None:
    """Return the line beside a paragraph: the one at its right, if that is the thicker or the only one.

    In text from right to left a bar stands there: what Word calls left is the left of the page (17.3.1.17).
    """
    if borders is None:
        return None
    left, right = (drawn_border(borders, side) for side in ("left", "right"))
    return right if left is None or (right is not None and _width(right) > _width(left)) else left


def _width(line: etree._Element) -> int:
    return whole(line.get(f"{W}sz")) or 0


def alike(borders: etree._Element | None, *sides: str) -> bool:
    """Whether there is a line beside a paragraph, and one that looks the same at one of some other sides."""
    left = drawn_bar(borders)
    others = (drawn_border(borders, side) for side in sides)
    return left is not None and any(other is not None and _look(other) == _look(left) for other in others)


def _is_boxed(borders: etree._Element | None) -> bool:
    bar = drawn_bar(borders)
    others = (drawn_border(borders, side) for side in ("top", "bottom", "left", "right"))
    return bar is not None and any(one is not None and one is not bar and _look(one) == _look(bar) for one in others)


def _look(line: etree._Element) -> tuple[str | None, ...]:
    return tuple(line.get(f"{W}{name}") for name in ("val", "sz", "color"))


def _bar(line: etree._Element | None, left: int, indent: etree._Element | None) -> int | None:
    """Return where a line at the left of a paragraph stands: its distance is from the edge that stands out most."""
    if line is None:
        return None
    hanging = 0 if indent is None else whole(indent.get(f"{W}hanging")) or 0
    return left - hanging - 20 * _distance(line)


def _distance(line: etree._Element) -> int:
    """Return how far a line stands from the text, in points (17.3.4)."""
    return whole(line.get(f"{W}space")) or 0


def _kept(found: Properties, style: str | None, styles: Styles) -> bool:
    """Whether a paragraph stays on the page of the next one, by itself or by its style."""
    own = switched(found.get("keepNext"))
    return bool(switched(styles.paragraph_property(style, "keepNext")) if own is None else own)


def _is_table(element: etree._Element | None) -> bool:
    """Whether an element is a table, or a content control that begins with one: a table stacked as records."""
    content = find(element, "sdtContent") if element is not None and element.tag == f"{W}sdt" else None
    if content is not None:
        return _is_table(next(iter(content), None))
    return element is not None and element.tag == f"{W}tbl"


def _heading(found: Properties, style: str | None, kind: ParagraphKind, styles: Styles) -> int | None:
    """Return the level of a heading: by the outline level (17.3.1.20), else by the name of the style."""
    outline = value_of(found, "outlineLvl")
    if outline is None:
        outline = value(styles.paragraph_property(style, "outlineLvl"))
    if (said := whole(outline)) is not None:
        return said + 1 if said < 9 else None
    return kind.heading
