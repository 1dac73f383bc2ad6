"""Numbers of list items, counted as Word counts them (ISO/IEC 29500-1, 17.9)."""

from collections.abc import Iterable
from dataclasses import field

from lxml import etree

from triplicate.document.model import Numbering
from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import ListKind
from triplicate.proof.outline.labels import BULLET, letters_go_on, number_label
from triplicate.proof.readback.word.markup import W, find, switched, value, whole
from triplicate.proof.readback.word.styles import left_of

_PLACEHOLDER = regex(r"%([1-9])")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FORMATS = {
    "lowerRoman": Numbering.LOWER_ROMAN,
    "upperRoman": Numbering.UPPER_ROMAN,
}


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, its format, the text of its marker, and where its text begins.

    ``style`` is the paragraph style that it is tied to, ``joined`` tells that nothing stands between marker and text,
    ``legal`` that the numbers of all levels are said in digits (17.9.4), ``pictured`` that its bullet is a picture,
    ``hidden`` that its marker is hidden.
    """

    start: int
    format: str
    text: str
    restart: int | None
    left: int
    style: str | None
    joined: bool
    legal: bool
    pictured: bool
    hidden: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing is seen where the number or bullet would stand."""
        text = _PLACEHOLDER.sub("", self.text) if self.format == "none" else self.text
        return self.hidden or not (self.pictured or text.translate(_UNSEEN).strip())


@dataclass(slots=True)
class _Instance:
    """A numbering instance: its definition, and the numbers at which its own levels begin."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Last:
    """The item of a level that was counted last: its instance and label, and the instance that began its list."""

    number: str
    label: str
    first: str


class NumberingCounters:
    """The numbering part, and the counters while a document is read from its beginning."""

    def __init__(self, root: etree._Element | None) -> None:
        self._instances: dict[str, _Instance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._last: dict[tuple[str, int], _Last] = {}
        # Most definitions of a template are in no use: those that are met are read.
        self._definitions: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._numbers: dict[str, etree._Element] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for element in root.iterchildren(f"{W}abstractNum") if root is not None else ():
            identifier = element.get(f"{W}abstractNumId") or ""
            self._definitions[identifier] = element
            if (style := value(element, "styleLink")) is not None:
                by_style[style] = identifier
            if (link := value(element, "numStyleLink")) is not None:
                linked[identifier] = link
        for identifier, style in linked.items():
            if style in by_style:
                self._definitions[identifier] = self._definitions[by_style[style]]
        for element in root.iterchildren(f"{W}num") if root is not None else ():
            self._numbers[element.get(f"{W}numId") or ""] = element

    def _instance(self, number: str) -> _Instance:
        if number not in self._instances:
            element = self._numbers[number]
            definition = value(element, "abstractNumId") or ""
            levels, starts = dict(self._levels_of(definition)), {}
            for override in element.iterchildren(f"{W}lvlOverride"):
                index = _index(override)
                if (level := find(override, "lvl")) is not None:
                    levels[index] = _level(level)
                if (start := whole(value(override, "startOverride"))) is not None:
                    starts[index] = start
            self._instances[number] = _Instance(definition, levels, starts)
        return self._instances[number]

    def _levels_of(self, definition: str) -> dict[int, Level]:
        if definition not in self._levels:
            element = self._definitions.get(definition)
            described = element.iterchildren(f"{W}lvl") if element is not None else ()
            self._levels[definition] = {_index(level): _level(level) for level in described}
        return self._levels[definition]

    def level(self, number: str, index: int) -> Level | None:
        """Return a level of an instance, None for numbers that name no list."""
        return self._instance(number).levels.get(index) if number in self._numbers else None

    def index(self, number: str, styles: Iterable[str]) -> int | None:
        """Return the level of an instance that is tied to one of some styles (17.9.23)."""
        levels = self._instance(number).levels if number in self._numbers else {}
        return next((index for style in styles for index, level in levels.items() if level.style == style), None)

    def starts_anew(self, number: str, index: int) -> bool:
        """Whether an instance says itself where a level of it begins (17.9.27), as one made for a list does."""
        return index in self._instance(number).starts

    def count(self, number: str, index: int) -> tuple[str, ListKind]:
        """Count one more item and return its marker as met, and what kind of list it is in."""
        label, kind = self._counted(number, index)
        place = self._instance(number).definition, index
        last = self._last.get(place)
        goes_on = last is not None and last.number != number and letters_go_on(last.label, label)
        self._last[place] = _Last(number, label, last.first if last and (goes_on or last.number == number) else number)
        return label, kind

    def list_of(self, number: str, index: int) -> str:
        """Return the instance that began the list in which an item was counted last.

        Word counts no aa, ab, ac after z: where they stand, instances with a letter before that which is counted go
        on with one list.
        """
        return self._last[self._instance(number).definition, index].first

    def _counted(self, number: str, index: int) -> tuple[str, ListKind]:
        instance = self._instance(number)
        level = instance.levels[index]
        counters = self._counters.setdefault(instance.definition, {})
        if index in instance.starts and index not in instance.begun:
            instance.begun.add(index)
            counters[index] = instance.starts[index]
        elif index in counters:
            counters[index] += 1
        else:
            counters[index] = level.start
        for deeper in [other for other in counters if other > index]:
            restart = instance.levels[deeper].restart if deeper in instance.levels else None
            if restart is None or (restart > 0 and index < restart):
                del counters[deeper]
        if level.format == "bullet":
            return (level.text if level.text.isprintable() and level.text.strip() else BULLET), ListKind.BULLETS
        if level.format == "none" or not level.text:
            return "", ListKind.BULLETS
        return _PLACEHOLDER.sub(
            lambda found: self._said(instance, counters, int(found[1]) - 1, legal=level.legal), level.text
        ), ListKind.NUMBERS

    @staticmethod
    def _said(instance: _Instance, counters: dict[int, int], index: int, *, legal: bool) -> str:
        level = instance.levels.get(index)
        if level is None:
            return ""
        return _number(counters.get(index, level.start), "decimal" if legal else level.format)


def _number(number: int, kind: str) -> str:
    match kind:
        case "lowerLetter" | "upperLetter" if number > 0:
            # After z comes aa, after that bb: Word repeats the letter (17.18.59).
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "decimalZero":
            return f"{number:02}"
        case _:
            return number_label(number, _FORMATS.get(kind, Numbering.DECIMAL))


def _index(element: etree._Element) -> int:
    return whole(element.get(f"{W}ilvl")) or 0


def _level(element: etree._Element) -> Level:
    start = whole(value(element, "start"))
    return Level(
        start=1 if start is None else start,
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart=whole(value(element, "lvlRestart")),
        left=left_of(find(element, "pPr", "ind")) or 0,
        style=value(element, "pStyle"),
        joined=value(element, "suff") == "nothing",
        legal=switched(find(element, "isLgl")) is True,
        pictured=find(element, "lvlPicBulletId") is not None,
        hidden=switched(find(element, "rPr", "vanish")) is True,
    )
