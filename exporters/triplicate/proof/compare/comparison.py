"""Two outlines against each other: from aligned leaves to differences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from triplicate.document.model import Place
from triplicate.proof.compare.containers import container_differences
from triplicate.proof.compare.difference import Difference
from triplicate.proof.compare.leaves import Leaf, Spot, first_words, leaves, paired, slug, squeezed
from triplicate.proof.compare.nature import comparable
from triplicate.proof.compare.nesting import Nesting
from triplicate.proof.compare.pictures import picture_differences
from triplicate.proof.compare.quoting import quoted
from triplicate.proof.compare.spans import LineComparison, Observation, alternatives
from triplicate.proof.outline.entry import Fault, Outline, Role
from triplicate.reading.marks import BULLETS
from triplicate.rules.finding import Severity

_ADVICE = frozenset({"mark-lost", "mark-added", "emphasis-lost", "emphasis-added"})

_LOST = "\ufffd"

# Roles whose loss has a name of its own: the words are there, but not as what they are.
_NAMED = frozenset(
    {Role.HEADING, Role.CAPTION, Role.CODE, Role.ATTRIBUTION, Role.TERM, Role.CALLOUT_TITLE, Role.FIGURE, Role.FORMULA}
)


class OutlineComparison:
    """Compares one outline with another; see :meth:`differences`."""

    def __init__(self, first: Outline, second: Outline) -> None:
        self.outlines = first, second
        self.kinds = {first.kind, second.kind}
        self.word = "docx" in self.kinds
        sides = comparable(first, second), comparable(second, first)
        self.pairing = paired(leaves(sides[0]), leaves(sides[1]))
        self.partner = dict(self.pairing.pairs) | dict(self.pairing.moved)
        self.origins = {other: index for index, other in self.partner.items()}
        self.targets = [_targets(found) for found in (self.pairing.first, self.pairing.second)]
        self.lines = LineComparison((first.lang, second.lang), self.same_target)
        self.nesting = Nesting()
        self.places = {leaf.spot: index for index, leaf in enumerate(self.pairing.first)}

    def differences(self) -> tuple[Difference, ...]:
        """Return all differences, in the order of the first outline."""
        found: list[tuple[int, Difference]] = []
        found += ((-1, difference) for difference in self._metadata())
        for index, other in self.pairing.pairs:
            leaf, twin = self.pairing.first[index], self.pairing.second[other]
            for kind, message in (*self.nesting.differences(leaf, twin), *self._leaf(leaf, twin)):
                found.append((index, self._made(kind, message, leaf, twin)))
        for index, other in self.pairing.moved:
            leaf, twin = self.pairing.first[index], self.pairing.second[other]
            message = f"“{quoted(leaf.words or leaf.entry.alt)}” stands in another place"
            found.append((index, self._made("order-changed", message, leaf, twin)))
        found = [*self._markers_once(found)]
        found += self._gone(self.pairing.missing, self.pairing.first, "missing")
        found += self._gone(self.pairing.added, self.pairing.second, "added")
        for (kind, message), leaf, twin in (*self.nesting.divided(), *self._containers()):
            found.append((self.places.get(leaf.spot, 0), self._made(kind, message, leaf, twin)))
        found.sort(key=lambda pair: pair[0])
        differences = [difference for _, difference in found]
        differences += self._navigation()
        differences += self._faults(differences)
        differences += picture_differences(self.outlines[0].pictures, self.outlines[1].pictures)
        return tuple(dict.fromkeys(differences))

    def _markers_once(self, found: list[tuple[int, Difference]]) -> Iterator[tuple[int, Difference]]:
        """Yield what was found, but once for all that markers of items stand in words: that has one cause."""
        spoken = {
            index: twin
            for index, other in self.pairing.pairs
            if _marker_in_words(self.pairing.first[index], twin := self.pairing.second[other])
        }
        told = False
        for index, one in found:
            if one.kind != "words-changed" or index not in spoken:
                yield index, one
            elif not told:
                told = True
                items = "1 item" if len(spoken) == 1 else f"{len(spoken)} items"
                message = f"the marker stands in the words of {items}: “{quoted(spoken[index].words)}”"
                yield index, self._made("marker-in-words", message, self.pairing.first[index], spoken[index])

    def _made(self, kind: str, message: str, leaf: Leaf, twin: Leaf | None) -> Difference:
        where = _where(twin) if twin else ""
        severity = Severity.WARNING if kind in _ADVICE else Severity.ERROR
        return Difference(kind, severity, message, leaf.entry.place or _place(leaf), where or _where(leaf))

    # The document

    def _metadata(self) -> Iterator[Difference]:
        first, second = self.outlines
        if " ".join(first.title.split()) != " ".join(second.title.split()):
            yield Difference("title-changed", Severity.ERROR, f"the title “{first.title}” is “{second.title}”")
        if first.lang.casefold() != second.lang.casefold():
            now = repr(second.lang) if second.lang else "missing"
            message = f"the language {first.lang!r} of the document is {now}"
            yield Difference("document-language-changed", Severity.ERROR, message)

    def _faults(self, found: Iterable[Difference]) -> Iterator[Difference]:
        known = {difference.kind for difference in found}
        for fault in filter(self._counts, self.outlines[1].faults):
            if fault.name != "alt-lost" or "alt-lost" not in known:
                leaf = self._first_of(fault.ids)
                place = (leaf.entry.place or _place(leaf)) if leaf else None
                yield Difference(fault.name, Severity.ERROR, fault.message, place, fault.where)
        for one in self.outlines[1].breaks:
            leaf = self._first_of(one.ids)
            if leaf and one.word in leaf.words.split():
                message = f"“{one.word[: one.at]}” ends a line without a hyphen, “{one.word[one.at :]}” begins the next"
                yield Difference(
                    "page-word-broken", Severity.ERROR, message, leaf.entry.place or _place(leaf), one.where
                )

    def _first_of(self, ids: Iterable[str]) -> Leaf | None:
        """Return the leaf of the first outline whose counterpart has one of the names."""
        others = (self.targets[1][name] for name in ids if name in self.targets[1])
        return next((self.pairing.first[self.origins[other]] for other in others if other in self.origins), None)

    def _counts(self, fault: Fault) -> bool:
        """Whether a fault is a difference.

        Words in a drawing are none where the source gives the alternative text. What stands for a lost character is a
        character where the source has it.
        """
        if fault.name == "character-unknown":
            return not any(_LOST in leaf.words for leaf in self.pairing.first)
        return fault.name != "text-hidden" or self.outlines[0].kind != "source"

    def _navigation(self) -> Iterator[Difference]:
        """Yield entries of the navigation that name no heading, or stand in another order than the headings."""
        headings = [squeezed(leaf.entry.words) for leaf in self.pairing.first if leaf.entry.role is Role.HEADING]
        for navigation in self.outlines[1].navigation:
            if navigation.kind not in ("toc", "bookmarks") or self.outlines[0].kind != "source":
                continue
            position = 0
            for entry in navigation.entries:
                words = squeezed(entry.words)
                try:
                    position = headings.index(words, position) + 1
                except ValueError:
                    message = f"the {navigation.kind} names “{quoted(entry.words)}” where no such heading stands"
                    yield Difference("navigation-changed", Severity.ERROR, message)

    # Leaves

    def _leaf(self, leaf: Leaf, twin: Leaf) -> Iterator[tuple[str, str]]:
        entry, other = leaf.entry, twin.entry
        words = leaf.words or entry.alt
        if entry.role is not other.role:
            kind = _role_change(entry.role, other.role)
            yield kind, f"the {entry.role} “{quoted(words)}” is a {other.role}"
        elif entry.role in (Role.HEADING, Role.CONTENTS_ENTRY) and entry.level != other.level:
            yield "level-changed", f"the {entry.role} “{quoted(words)}” of level {entry.level} has level {other.level}"
        if entry.role in (Role.FIGURE, Role.FORMULA) and entry.role is other.role:
            formula = entry.role is Role.FORMULA
            yield from alternatives(entry.alt, other.alt, formula=formula, word=self.word)
            if (
                entry.lang.casefold() != other.lang.casefold()
                and (entry.lang.casefold(), other.lang.casefold()) != self.lines.langs
            ):
                yield (
                    "language-lost",
                    f"the alternative text “{quoted(words)}” is {entry.lang!r} and marked as {other.lang!r}",
                )
        yield from self.lines.differences(entry, other, word=self.word)

    def same_target(self, target: str, other: str) -> str:
        """Return the kind of difference between two places in the outlines, "" if they are the same."""
        index, twin = self.targets[0].get(target[1:]), self.targets[1].get(other[1:])
        if index is None:
            return ""
        if twin is None:
            return "link-broken"
        expected = self.partner.get(index)
        if expected is None or expected == twin or ("pdf" in self.kinds and self._together(expected, twin)):
            return ""
        return "link-target-changed"

    def _together(self, index: int, other: int) -> bool:
        """Whether two leaves of the second outline are in one table or figure."""
        one, two = self.pairing.second[index], self.pairing.second[other]
        things = {spot for spot in (*one.around, one.spot) if spot.entry.role in (Role.TABLE, Role.FIGURE)}
        return not things.isdisjoint((*two.around, two.spot))

    # What leaves stand in

    def _containers(self) -> Iterator[tuple[Observation, Leaf, Leaf]]:
        for spot, other, leaf, twin in self.nesting.twins():
            for finding in container_differences(spot, other, self.nesting, self._cell_twin):
                yield finding, leaf, twin

    def _cell_twin(self, cell: Spot) -> Spot | None:
        if cell.children:
            return self.nesting.twin(cell)
        index = self.places.get(cell)
        twin = None if index is None or index not in self.partner else self.pairing.second[self.partner[index]].spot
        return twin if twin is not None and twin.entry.role is Role.CELL else None

    # What is not there

    def _gone(self, indices: list[int], found: list[Leaf], what: str) -> Iterator[tuple[int, Difference]]:
        """Yield what one outline lacks: the largest things all of whose leaves are missing."""
        alone = set(indices)
        held: dict[Spot, list[int]] = defaultdict(list)
        for index, leaf in enumerate(found):
            for outer in leaf.around:
                held[outer].append(index)
        told: set[Spot] = set()
        for index in indices:
            leaf = found[index]
            spot = next((outer for outer in leaf.around if alone.issuperset(held[outer])), leaf.spot)
            if spot in told:
                continue
            told.add(spot)
            whole = spot.entry
            first = what == "missing"
            words = quoted(first_words(whole) or whole.alt)
            message = f"the {whole.role} “{words}” {'is missing' if first else 'is not in the source'}"
            kind = f"{slug(whole.role)}-{what}"
            position = index if first else self._before(index)
            place = (whole.place or leaf.entry.place or _place(leaf)) if first else None
            where = "" if first and self.outlines[0].kind == "source" else _where(leaf)
            yield position, Difference(kind, Severity.ERROR, message, place, where)

    def _before(self, index: int) -> int:
        """Return the place in the first outline after which an addition stands."""
        return next((one for one, other in reversed(self.pairing.pairs) if other < index), -1)


def _targets(found: list[Leaf]) -> dict[str, int]:
    """Return the leaf that each name leads to: the first one in what has the name; for a rule, the leaf after it."""
    result: dict[str, int] = {}
    for index, leaf in enumerate(found):
        place = index + 1 if leaf.entry.role is Role.BREAK else index
        for spot in (*leaf.around, leaf.spot):
            for name in spot.entry.ids:
                result.setdefault(name, place)
    return result


def _role_change(role: Role, other: Role) -> str:
    if role in _NAMED:
        return f"{slug(role)}-lost"
    return f"{slug(other)}-added" if other in _NAMED else "role-changed"


def _marker_in_words(leaf: Leaf, twin: Leaf) -> bool:
    """Tell whether the words of an item are those of the first outline, after what looks like its marker."""
    marker, _, words = twin.words.partition(" ")
    if words != leaf.words:
        return False
    items = [entry for entry in leaf.path if entry.role is Role.ITEM]
    if not items:
        return False
    return marker in BULLETS or marker.strip("().") == items[-1].label.strip("().")


def _where(leaf: Leaf) -> str:
    return next((entry.where for entry in (leaf.entry, *reversed(leaf.path)) if entry.where), "")


def _place(leaf: Leaf) -> Place | None:
    return next((entry.place for entry in reversed(leaf.path) if entry.place), None)
