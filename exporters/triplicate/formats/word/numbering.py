"""Lists: multilevel definitions, and one instance of them for each list with all that are nested in it.

Lists of one kind of marker on all levels share a definition; each other combination has its own. An instance restarts
its first level at the list's first number (17.9.26, 17.9.27), so that no list goes on counting where another one
ended; the levels below begin again after each item above them (17.9.10).

After z Word has aa, bb, cc (17.18.59), the other formats have aa, ab, ac. So that a label is the same in all of them,
the 27th item and each 26th after it begin an instance in which a letter stands before the one that Word counts.
"""

from dataclasses import replace

from lxml.etree import _Element as Element

from triplicate.document.letters import ALPHABET, first_letters
from triplicate.document.model import Numbering
from triplicate.formats.word.headings import DEEPEST, FIRST
from triplicate.formats.word.lists import ListLevel, ListPlan, MarkerKind
from triplicate.formats.word.looks import list_style, marker_hanging
from triplicate.formats.word.markup import colour, root, sub, tabular, twips
from triplicate.rules.word_lists import LEVELS
from triplicate.theme import Theme, role

BULLET = "•"
"""The marker of bullet lists of every depth, as in the other formats: strong enough for weak eyes."""

_FORMATS = {
    Numbering.DECIMAL: "decimal",
    Numbering.LOWER_ALPHA: "lowerLetter",
    Numbering.UPPER_ALPHA: "upperLetter",
    Numbering.LOWER_ROMAN: "lowerRoman",
    Numbering.UPPER_ROMAN: "upperRoman",
}

_KINDS: tuple[MarkerKind, ...] = ("bullet", "unseen", *_FORMATS)
_DEFINITIONS = {kind: number for number, kind in enumerate(_KINDS)}
_HEADINGS = len(_KINDS)

_STYLES: dict[MarkerKind, str] = {"bullet": "ListBullet", Numbering.DECIMAL: "ListNumber"}
"""The styles that are tied to the levels of a definition."""

STYLE_NUMBERS = {"ListBullet": 1, "ListNumber": 2}
"""The instances that the list styles themselves refer to: a person who applies a style gets a list."""


HEADING_NUMBER = 3
"""The instance that the heading styles refer to where Word numbers headings."""


class NumberingPart:
    """The numbering of one document; instances are added as its lists are met."""

    def __init__(self, theme: Theme, *, headings: bool, hang: float = 0.0) -> None:
        self._theme = theme
        self._hang = hang
        self._root = root("numbering")
        for kind, number in _DEFINITIONS.items():
            self._define(number, (), kind)
        if headings:
            self._define_headings()
        self._count = 0
        self._own: dict[tuple[ListLevel, ...], int] = {}
        self._instance(_DEFINITIONS["bullet"])
        self._first = self._last
        self._instance(_DEFINITIONS[Numbering.DECIMAL])
        if headings:
            self._instance(_HEADINGS)

    @property
    def element(self) -> Element:
        """The root of the numbering part."""
        return self._root

    def instance(self, plan: ListPlan) -> int:
        """Add the instance of a list with those that are nested in it and return its number."""
        number = self._instance(self._definition_for(plan))
        if isinstance(plan.levels[0].kind, Numbering):
            self._restart(plan.top, plan.levels[0].start)
        return number

    def lettered(self, plan: ListPlan, depth: int, number: int) -> int:
        """Add an instance that goes on with a list of letters at an item from z on, and return its number."""
        one = plan.level(depth)
        assert isinstance(one.kind, Numbering)
        instance = self._instance(self._definition_for(plan))
        first = replace(one, start=(number - 1) % ALPHABET + 1)
        override = self._restart(depth, first.start)
        letters = first_letters(number)
        before = letters.upper() if one.kind is Numbering.UPPER_ALPHA else letters
        self._level(sub(override, "lvl", ilvl=str(depth)), first, depth, None, before)
        return instance

    def _instance(self, definition: int) -> int:
        self._count += 1
        self._last = sub(self._root, "num", numId=str(self._count))
        sub(self._last, "abstractNumId", val=str(definition))
        return self._count

    def _restart(self, depth: int, start: int) -> Element:
        override = sub(self._last, "lvlOverride", ilvl=str(depth))
        sub(override, "startOverride", val=str(start))
        return override

    def _definition(self, number: int) -> Element:
        definition = sub(self._root, "abstractNum", abstractNumId=str(number))
        # Word distinguishes definitions by this number; it must differ from those of other documents' lists only
        # by chance, so any fixed one will do.
        sub(definition, "nsid", val=f"{0x3A5C0100 + number:08X}")
        sub(definition, "multiLevelType", val="multilevel")
        sub(definition, "tmpl", val=f"{0x5C3A0100 + number:08X}")
        return definition

    def _define_headings(self) -> None:
        """Tie each level to the heading style of its depth, as Word does (17.9.23); the title's has no number."""
        definition = self._definition(_HEADINGS)
        for depth in range(LEVELS):
            level = sub(definition, "lvl", ilvl=str(depth))
            counted = FIRST <= depth + 1 <= DEEPEST
            sub(level, "start", val="1")
            sub(level, "numFmt", val="decimal" if counted else "none")
            if counted:
                sub(level, "pStyle", val=f"Heading{depth + 1}")
            sub(level, "suff", val=("tab" if self._hang else "space") if counted else "nothing")
            numbers = ".".join(f"%{number}" for number in range(FIRST, depth + 2))
            sub(level, "lvlText", val=numbers if counted else "")
            sub(level, "lvlJc", val="left")
            if counted:
                if self._hang:
                    sub(sub(level, "pPr"), "ind", left="0", hanging=twips(self._hang))
                look_of_number(sub(level, "rPr"), self._theme)

    def _define(self, number: int, levels: tuple[ListLevel, ...], kind: MarkerKind) -> None:
        """Add a definition of some levels; those under the last of them have markers of a ``kind``."""
        definition = self._definition(number)
        indent, gap = self._theme.spacing.indent, marker_hanging(self._theme)
        left = 0.0
        for depth in range(LEVELS):
            left += indent
            one = levels[depth] if depth < len(levels) else ListLevel(kind, 1, left, indent, column=False, gap=gap)
            left = one.left
            style = None if levels else _STYLES.get(kind)
            self._level(sub(definition, "lvl", ilvl=str(depth)), one, depth, style)

    def _level(self, level: Element, one: ListLevel, depth: int, style: str | None, before: str = "") -> None:
        sub(level, "start", val=str(one.start))
        sub(level, "numFmt", val=_FORMATS[one.kind] if isinstance(one.kind, Numbering) else "bullet")
        if style:
            sub(level, "pStyle", val=list_style(style, depth))
        text = f"{before}%{depth + 1}."
        if one.kind == "bullet":
            text = BULLET
        elif one.kind == "unseen":
            # A check box is the marker, or a large figure: a bullet before it would say nothing. A marker of no width
            # is still a marker; with none at all, readers take the paragraphs for no list (pandoc 3).
            sub(level, "suff", val="nothing")
            text = "\u200b"
        sub(level, "lvlText", val=text)
        sub(level, "lvlJc", val="right" if one.column else "left")
        sub(sub(level, "pPr"), "ind", left=twips(one.left), hanging=twips(one.hanging))
        if one.kind != "unseen":
            # As in the other formats: markers lead the eye.
            properties = sub(level, "rPr")
            sub(properties, "b")
            sub(properties, "bCs")
            sub(properties, "color", val=colour(self._theme.colours.accent))
            if one.kind is Numbering.DECIMAL:
                tabular(properties)

    def _definition_for(self, plan: ListPlan) -> int:
        """Return the definition of a plan: one of its own where its levels differ from one another or are wide."""
        indent = self._theme.spacing.indent
        kind = plan.levels[-1].kind
        usual = all(
            level.kind == kind and (level.start == 1 or depth == 0) and level.room == indent and not level.column
            for depth, level in enumerate(plan.levels)
        )
        if usual:
            return _DEFINITIONS[kind]
        first = replace(plan.levels[0], start=1)
        above = (replace(first, left=(depth + 1) * indent, room=indent, column=False) for depth in range(plan.top))
        levels = (*above, first, *plan.levels[1:])
        if levels not in self._own:
            number = self._own[levels] = _HEADINGS + 1 + len(self._own)
            self._define(number, levels, kind)
            # Definitions stand before instances.
            self._first.addprevious(self._root[-1])
        return self._own[levels]


def look_of_number(properties: Element, theme: Theme) -> None:
    """Let the number of a section look otherwise than its heading."""
    look = role(theme, "section-number", "word")
    for tag in () if look.bold else ("b", "bCs"):
        sub(properties, tag, val="0")
    if look.colour:
        sub(properties, "color", val=colour(getattr(theme.colours, look.colour)))
