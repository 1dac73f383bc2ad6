"""What is wrong with how a page looks: words that are not seen, or not well; pages with nothing on them."""

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import NamedTuple

from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Fault
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback.pdf.geometry import Box
from triplicate.proof.readback.pdf.ink import Ink, Shown
from triplicate.proof.readback.pdf.inlines import name_of
from triplicate.proof.readback.pdf.overlaps import overlaps
from triplicate.proof.readback.pdf.seen import Place, Seen

_TOLERANCE = 1.0
"""How far, in points, words may stand over an edge before they are said to be outside."""

_SMALLER = 0.05
"""How much smaller, in points, than promised letters may be: sizes are rounded on their way."""

_HEADING = regex(r"H[1-6]?")
_NUMBER = regex(r"(?:[A-Z]{1,2}|\d+)(?:\.\d+)*\.?")

_SMALL, _LOW = 0.45, 0.4
"""How high, in sizes, small letters are in most fonts; and at least in any."""

_MOST = 20
_QUOTED = 40


class LookedAt(NamedTuple):
    """What was found on some pages: faults by their kinds, the smallest letters of pictures and the remarks on them.

    ``fonts`` are those that do not say how wide their letters are, each with its first page.
    """

    found: dict[str, list[Fault]]
    sizes: dict[Place, float]
    remarks: dict[Place, Fault]
    fonts: dict[str, int]


@dataclass(slots=True)
class PageReader:
    """Finds the faults of pages, which it is shown one after the other.

    ``promise`` is what the edition promises, None if that is not known. ``roles`` are the types of the elements that
    a marked-content sequence stands in. ``remarks`` are on pictures whose own letters are smaller than promised: they
    are the author's, one for each picture.
    """

    promise: Promise | None
    roles: Callable[[Place], frozenset[str]]
    remarks: dict[Place, Fault] = field(default_factory=dict)
    _sizes: dict[Place, float] = field(default_factory=dict)
    _found: dict[str, list[Fault]] = field(default_factory=dict)
    _fonts: dict[str, int] = field(default_factory=dict)

    def look_at(self, ink: Ink) -> None:
        """Find the faults of a page."""
        for fault in self._page(ink):
            self._found.setdefault(fault.name, []).append(fault)
        for shown in ink.shown:
            if not shown.font.metrics.known:
                self._fonts.setdefault(shown.font.metrics.name, ink.page)

    @property
    def looked_at(self) -> LookedAt:
        """What was found on all pages so far."""
        return LookedAt(self._found, self._sizes, self.remarks, self._fonts)

    def add(self, other: LookedAt) -> None:
        """Add what was found on the next pages."""
        for name, faults in other.found.items():
            self._found.setdefault(name, []).extend(faults)
        for place, size in other.sizes.items():
            if size < self._sizes.get(place, size + 1):
                self._sizes[place], self.remarks[place] = size, other.remarks[place]
        self._fonts = {**other.fonts, **self._fonts}

    @property
    def faults(self) -> list[Fault]:
        """The faults of all pages, of each kind the first of them and how many more there are."""
        return [fault for faults in self._found.values() for fault in _first(faults)]

    @property
    def unmeasured(self) -> Iterator[Fault]:
        """A remark for each font that does not say how wide its letters are."""
        for font, page in self._fonts.items():
            message = f"the file does not say how wide the letters of {font} are; they are taken to be narrow"
            yield Fault("page-unmeasured", message, f"page {page + 1}")

    def _page(self, ink: Ink) -> Iterator[Fault]:
        where = f"page {ink.page + 1}"
        if not ink.marked and not any(not shown.artifact and shown.text.strip() for shown in ink.shown):
            yield Fault("page-empty", "the page is empty", where)
        column = column_of(ink, self.promise) if self.promise else None
        for shown in ink.shown:
            yield from self._outside(shown, ink, column, where)
            yield from self._small(shown, ink, where)
        yield from self._small_formulas(ink, where)
        for word, other, shown in overlaps(ink.shown, self._same_picture):
            message = f"“{_short(word.text)}” is drawn over “{_short(other.text)}”"
            yield Fault("page-text-over-text", message, where, _ids(shown))

    def _outside(self, shown: Shown, ink: Ink, column: Box | None, where: str) -> Iterator[Fault]:
        """Yield a fault for words outside what is seen of the page, or of the column."""
        box = shown.box
        seen = ink.box if shown.clip is None else ink.box.within(shown.clip)
        free = column is None or shown.artifact or self._hangs(shown)
        kept = seen if column is None or free else seen.within(column)
        if not _leaves(box, kept) or not _leaves(shown.box_to_last_blank, kept):
            return
        for limit, what in ((ink.box, "the page"), (seen, "what is shown of it"), (kept, "the column")):
            if words := [word for word in shown.words() if _leaves(word.box, limit)]:
                said = " ".join(word.text for word in words)
                far = max(_distance(word.box, limit) for word in words)
                message = f"“{_short(said)}” stands outside {what}, by {far:.0f} points"
                yield Fault("page-text-outside", message, where, _ids(shown))
                return

    def _hangs(self, shown: Shown) -> bool:
        """Whether words are the number of a heading, which may stand in the margin beside it."""
        headed = shown.place is not None and any(map(_HEADING.fullmatch, self.roles(shown.place)))
        return headed and _NUMBER.fullmatch(shown.text.strip()) is not None

    def _small(self, shown: Shown, ink: Ink, where: str) -> Iterator[Fault]:
        """Yield a fault for letters that are smaller than promised."""
        if self.promise is None:
            return
        size = shown.drawn_size * ink.unit
        if size >= self.promise.least - _SMALLER or not any(map(str.isalnum, text := shown.text)):
            return
        if shown.place is not None and "Figure" in self.roles(shown.place):
            if size < self._sizes.get(shown.place, size + 1):
                self._sizes[shown.place] = size
                message = f"the smallest letters of a picture have {size:.3g} points; the edition promises"
                message = f"{message} {self.promise.least:g} outside pictures"
                self.remarks[shown.place] = Fault("page-picture-text-small", message, where, _ids(shown))
            return
        message = f"“{_short(text)}” is set in {size:.3g} points; the edition promises {self.promise.least:g}"
        yield Fault("page-text-small", message, where, _ids(shown))

    def _small_formulas(self, ink: Ink, where: str) -> Iterator[Fault]:
        """Yield a fault for formulas drawn as outlines of which no sign is as high as a small letter should be."""
        if self.promise is None:
            return
        for place, height in ink.heights.items():
            if 0 < height * ink.unit < _LOW * self.promise.least and "Formula" in self.roles(place):
                message = (
                    f"the tallest sign of a formula is {height * ink.unit:.2g} points high; in the edition's least "
                    f"size, {self.promise.least:g} points, a small letter has {_SMALL * self.promise.least:.2g}"
                )
                yield Fault("page-formula-small", message, where, (name_of(place),))

    def _same_picture(self, shown: Shown, other: Shown) -> bool:
        """Whether two texts are parts of one picture or formula, which may lay one over the other."""
        drawn = {"Figure", "Formula"}
        return shown.place is not None and shown.place == other.place and bool(drawn & self.roles(shown.place))


def column_of(page: Ink | Seen, promise: Promise) -> Box:
    """Return where the text of a page stands."""
    top, right, bottom, left = promise.margins
    if promise.mirrored:
        left = right = min(left, right)
    sheet = page.sheet
    return Box(sheet.left + left, sheet.bottom + bottom, sheet.right - right, sheet.top - top)


def _leaves(box: Box, limit: Box) -> bool:
    return (
        box.left < limit.left - _TOLERANCE
        or box.right > limit.right + _TOLERANCE
        or box.bottom < limit.bottom - _TOLERANCE
        or box.top > limit.top + _TOLERANCE
    )


def _distance(box: Box, limit: Box) -> float:
    return max(limit.left - box.left, box.right - limit.right, limit.bottom - box.bottom, box.top - limit.top)


def _first(faults: list[Fault]) -> list[Fault]:
    """Return the first faults of a kind, and one that counts the rest."""
    more = len(faults) - _MOST
    if more <= 0:
        return faults
    rest = Fault(faults[_MOST].name, f"there are {more} more such faults, from here on", faults[_MOST].where)
    return [*faults[:_MOST], rest]


def _ids(shown: Shown) -> tuple[str, ...]:
    return (name_of(shown.place),) if shown.place else ()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:_QUOTED]}…" if len(words) > _QUOTED else words
