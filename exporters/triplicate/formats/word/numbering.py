"""Lists: multilevel definitions, one for each kind of number, and one instance of them for each list.

An instance restarts its level at the list's first number (17.9.26, 17.9.27), so that no list goes on counting
where another one ended.
"""

from lxml.etree import _Element as Element

from triplicate.document.model import BulletList, Numbering, OrderedList
from triplicate.formats.word.headings import DEEPEST, FIRST
from triplicate.formats.word.looks import LEVELS, list_style
from triplicate.formats.word.markers import is_task_list, marker_place
from triplicate.formats.word.markup import W, root, sub, tabular, twips
from triplicate.theme import Theme

BULLETS = "•–"
"""The markers of bullet lists by depth: fonts of text have both, and both are strong enough for weak eyes."""

_FORMATS = {
    Numbering.DECIMAL: "decimal",
    Numbering.LOWER_ALPHA: "lowerLetter",
    Numbering.UPPER_ALPHA: "upperLetter",
    Numbering.LOWER_ROMAN: "lowerRoman",
    Numbering.UPPER_ROMAN: "upperRoman",
}

# The definitions, by the order of their numbers.
_BULLET, _TASK, *_NUMBERED, _HEADINGS = range(3 + len(_FORMATS))
_DEFINITIONS = dict(zip(_FORMATS, _NUMBERED, strict=True))

STYLE_NUMBERS = {"ListBullet": 1, "ListNumber": 2}
"""The instances that the list styles themselves refer to: a person who applies a style gets a list."""


HEADING_NUMBER = 3
"""The instance that the heading styles refer to where Word numbers headings."""


class NumberingPart:
    """The numbering of one document; instances are added as its lists are met."""

    def __init__(self, theme: Theme, *, headings: bool) -> None:
        self._theme = theme
        self._root = root("numbering")
        self._define(_BULLET, "ListBullet")
        self._define(_TASK, None)
        for numbering, number in _DEFINITIONS.items():
            self._define(number, "ListNumber" if numbering is Numbering.DECIMAL else None, numbering)
        if headings:
            self._define_headings()
        self._count = 0
        self._wide: dict[tuple[Numbering, int, float, float], int] = {}
        self._instance(_BULLET)
        self._first = self._last
        self._instance(_DEFINITIONS[Numbering.DECIMAL])
        if headings:
            self._instance(_HEADINGS)

    @property
    def element(self) -> Element:
        """The root of the numbering part."""
        return self._root

    def instance(self, block: BulletList | OrderedList, depth: int) -> int:
        """Add the instance of a list that stands in ``depth`` others and return its number."""
        match block:
            case OrderedList():
                number = self._instance(self._definition_for(block, depth))
                self._restart(depth, block.start)
                return number
            case BulletList():
                return self._instance(_TASK if is_task_list(block) else _BULLET)

    def _instance(self, definition: int) -> int:
        self._count += 1
        self._last = sub(self._root, "num", numId=str(self._count))
        sub(self._last, "abstractNumId", val=str(definition))
        return self._count

    def _restart(self, depth: int, start: int) -> None:
        override = sub(self._last, "lvlOverride", ilvl=str(depth))
        sub(override, "startOverride", val=str(start))

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
            sub(level, "suff", val="space" if counted else "nothing")
            numbers = ".".join(f"%{number}" for number in range(FIRST, depth + 2))
            sub(level, "lvlText", val=numbers if counted else "")
            sub(level, "lvlJc", val="left")

    def _define(self, number: int, style: str | None, numbering: Numbering | None = None) -> Element:
        """Add a definition whose markers stand one indentation before the text; ``style`` is tied to its levels."""
        definition = self._definition(number)
        indent = self._theme.spacing.indent
        for depth in range(LEVELS):
            level = sub(definition, "lvl", ilvl=str(depth))
            sub(level, "start", val="1")
            sub(level, "numFmt", val=_FORMATS[numbering] if numbering else "bullet")
            if style:
                sub(level, "pStyle", val=list_style(style, depth))
            text = f"%{depth + 1}."
            if number == _BULLET:
                text = BULLETS[depth % len(BULLETS)]
            elif number == _TASK:
                # The check box is the marker: a bullet before it would say nothing. A marker of no width is still
                # a marker; with none at all, readers take the paragraphs for no list (pandoc 3).
                sub(level, "suff", val="nothing")
                text = "\u200b"
            sub(level, "lvlText", val=text)
            sub(level, "lvlJc", val="left")
            sub(sub(level, "pPr"), "ind", left=twips((depth + 1) * indent), hanging=twips(indent))
            if numbering is Numbering.DECIMAL:
                tabular(sub(level, "rPr"))
        return definition

    def _definition_for(self, block: OrderedList, depth: int) -> int:
        """Return the definition of a list's numbers: one of its own where they need more room or stand in a column."""
        room, hanging = marker_place(block, self._theme)
        indent = self._theme.spacing.indent
        if room == hanging == indent:
            return _DEFINITIONS[block.numbering]
        key = block.numbering, depth, room, hanging
        if key not in self._wide:
            number = self._wide[key] = _HEADINGS + 1 + len(self._wide)
            level = self._define(number, None, block.numbering)[-LEVELS + depth]
            for child in level:
                if child.tag == f"{{{W}}}lvlJc" and hanging < room:
                    child.set(f"{{{W}}}val", "right")
                elif child.tag == f"{{{W}}}pPr":
                    child[0].set(f"{{{W}}}left", twips(depth * indent + room))
                    child[0].set(f"{{{W}}}hanging", twips(hanging))
            # Definitions stand before instances.
            self._first.addprevious(self._root[-1])
        return self._wide[key]
