"""Which lists are counted by one numbering instance: a list and those nested in its items are its levels.

So a person who raises or lowers an item in Word gets the number and the marker of the level that it comes to. A level
has one kind of marker; a nested list that counts otherwise than the first one of its level, and a second list in an
item, has an instance of its own.
"""

from dataclasses import replace
from typing import Literal

from triplicate.document.model import BulletList, Numbering, OrderedList
from triplicate.formats.word.looks import marker_hanging
from triplicate.formats.word.markers import in_column, is_task_list, marker_gap, marker_room
from triplicate.later import dataclass
from triplicate.rules.word_lists import LEVELS
from triplicate.theme import Theme

MarkerKind = Numbering | Literal["bullet", "unseen"]


@dataclass(frozen=True, slots=True)
class ListLevel:
    """What the items of a level share: their markers, the first number, and where in points their text stands.

    ``left`` is measured from the edge of the text area, ``room`` from the edge of the level above, ``hanging`` is how
    far before the text the marker stands; the end of a marker, if ``column`` lets digits stand under digits. A bullet
    stands ``gap`` before it too.
    """

    kind: MarkerKind
    start: int
    left: float
    room: float
    column: bool
    gap: float

    @property
    def hanging(self) -> float:
        """How far before the text the marker stands, in points."""
        return self.gap if self.column or self.kind == "bullet" else self.room


@dataclass(frozen=True, slots=True)
class ListPlan:
    """The levels of one instance from the depth ``top`` on, and the serials of the lists that it counts."""

    top: int
    levels: tuple[ListLevel, ...]
    lists: frozenset[int]

    def level(self, depth: int) -> ListLevel:
        """Return the level of a list that stands in ``depth`` others."""
        return self.levels[depth - self.top]


def plan_of(block: BulletList | OrderedList, depth: int, theme: Theme, lang: str) -> ListPlan:
    """Return the plan of a list in a language that stands in ``depth`` others and is not counted with them."""
    planner = _Planner(theme, lang)
    planner.add(block, depth)
    levels: list[ListLevel] = []
    left = depth * theme.spacing.indent
    for _, level in sorted(planner.levels.items()):
        left += level.room
        levels.append(replace(level, left=left))
    return ListPlan(depth, tuple(levels), frozenset(planner.lists))


class _Planner:
    def __init__(self, theme: Theme, lang: str) -> None:
        self._theme = theme
        self._lang = lang
        self.levels: dict[int, ListLevel] = {}
        self.lists: set[int] = set()

    def add(self, block: BulletList | OrderedList, depth: int) -> None:
        """Take a list for a level, if it counts as the level does, and the lists in its items for those below."""
        level = self._level(block)
        known = self.levels.get(depth, level)
        if (known.kind, known.start) != (level.kind, level.start):
            return
        # The numbers of a level stand in one place, the widest of them too.
        self.levels[depth] = replace(known, room=max(known.room, level.room), column=known.column or level.column)
        self.lists.add(block.serial)
        if depth + 1 == LEVELS:
            return
        for item in block.items:
            nested = (child for child in item.children if isinstance(child, BulletList | OrderedList))
            if (first := next(nested, None)) is not None:
                self.add(first, depth + 1)

    def _level(self, block: BulletList | OrderedList) -> ListLevel:
        kind: MarkerKind
        match block:
            case OrderedList():
                kind, start = block.numbering, block.start
            case BulletList():
                kind, start = "unseen" if block.key_figures or is_task_list(block) else "bullet", 1
        room = marker_room(block, self._theme, block.lang or self._lang)
        gap = marker_hanging(self._theme) if kind == "bullet" else marker_gap(self._theme)
        return ListLevel(kind, start, 0.0, room, in_column(block), gap)
