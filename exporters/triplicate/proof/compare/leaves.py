"""The leaves of an outline: each thing that is said, with all it stands in; and which is which of another's."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from difflib import SequenceMatcher
from functools import lru_cache

from triplicate.later import dataclass
from triplicate.proof.compare.align import aligned
from triplicate.proof.compare.nature import Comparable
from triplicate.proof.outline.entry import Entry, Role, SpanKind

_WINDOW = 24
"""How far ahead the counterpart of changed words is looked for."""

_ALIKE = 0.5
"""Two lines that have this share of their words in common, or more, are the same line, changed."""

_LONG = 4000
"""From this many characters on, two lines together are compared by the pieces that both have.

To compare them by position would take time by the square of their length.
"""

_PIECE = 4


@dataclass(slots=True, eq=False)
class Spot:
    """Where an entry stands in an outline, with the spots of its children.

    Entries that say the same are equal. No two spots are: this item is not that one, though both say "none".
    """

    entry: Entry
    children: list["Spot"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Leaf:
    """Something said: where, in what it stands from the outside in, and by what it is recognised."""

    spot: Spot
    around: tuple[Spot, ...]
    key: tuple[str, str]
    words: str

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.spot.entry

    @property
    def path(self) -> tuple[Entry, ...]:
        """The entries that it stands in, from the outside in."""
        return tuple(spot.entry for spot in self.around)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which leaf is which: ``pairs``, and ``moved`` those that stand in another order."""

    first: list[Leaf]
    second: list[Leaf]
    pairs: list[tuple[int, int]]
    moved: list[tuple[int, int]]
    missing: list[int]
    added: list[int]


def leaves(comparable: Comparable) -> list[Leaf]:
    """Return the leaves of a text, its contents and its notes."""
    contents = Entry(role=Role.CONTENTS, children=comparable.contents)
    parts = (*comparable.text, *((contents,) if comparable.contents else ()), *comparable.notes)
    return list(_leaves(parts))


def said(entry: Entry) -> str:
    """Return the words of an entry without its pictures, formulas and calls, white space single but in code."""
    spans = entry.spans
    if not spans:
        return ""
    if len(spans) == 1 and spans[0].kind is SpanKind.WORDS:
        words = spans[0].text
    else:
        words = "".join(span.text if span.kind is SpanKind.WORDS else "\x00" for span in spans)
    if entry.role is Role.CODE:
        # A PDF says every space alike, so that words are found; listings of folders are drawn with no-break ones.
        return words.replace("\u00a0", " ")
    return " ".join(words.replace("\x00", "").split())


def first_words(entry: Entry) -> str:
    """Return the first words in an entry."""
    stack = [entry]
    while stack:
        current = stack.pop()
        if words := said(current) or current.alt:
            return words
        stack.extend(reversed(current.children))
    return ""


def slug(role: Role) -> str:
    """Return the name of a role as it stands in the kinds of differences."""
    return role.value.replace(" ", "-")


def squeezed(text: str) -> str:
    """Return words without white space and soft hyphens."""
    return "".join(text.replace("\u00ad", "").split())


def _leaves(entries: Iterable[Entry]) -> Iterator[Leaf]:
    stack: list[tuple[Spot, tuple[Spot, ...]]] = [(Spot(entry), ()) for entry in entries]
    stack.reverse()
    while stack:
        spot, around = stack.pop()
        entry = spot.entry
        if entry.role in (Role.FIGURE, Role.FORMULA) or not entry.children:
            words = said(entry)
            yield Leaf(spot, around, _key(entry, words), words)
        if entry.children:
            spot.children.extend(map(Spot, entry.children))
            inner = (*around, spot)
            stack.extend((child, inner) for child in reversed(spot.children))


def _key(entry: Entry, words: str) -> tuple[str, str]:
    """Return the key by which a leaf is recognised: what kind of thing it is, and its words."""
    words = squeezed(words)
    match entry.role:
        case Role.CELL | Role.CONTENTS_ENTRY:
            return entry.role.value, words
        case Role.FIGURE | Role.FORMULA | Role.BREAK:
            return entry.role.value, entry.alt
        case _:
            return "text", words


def paired(first: list[Leaf], second: list[Leaf]) -> Pairing:
    """Return which leaf of the second outline is which of the first."""
    exact = aligned([leaf.key for leaf in first], [leaf.key for leaf in second])
    pairs = list(exact)
    missing: list[int] = []
    added: list[int] = []
    start, other_start = 0, 0
    for index, other in [*exact, (len(first), len(second))]:
        near = _near(first, second, range(start, index), range(other_start, other))
        pairs += near
        taken = {one for one, _ in near}
        other_taken = {one for _, one in near}
        missing += [one for one in range(start, index) if one not in taken]
        added += [one for one in range(other_start, other) if one not in other_taken]
        start, other_start = index + 1, other + 1
    moved = _moved(first, second, missing, added)
    gone, come = {one for one, _ in moved}, {one for _, one in moved}
    return Pairing(
        first,
        second,
        sorted(pairs),
        moved,
        [one for one in missing if one not in gone],
        [one for one in added if one not in come],
    )


def _near(first: list[Leaf], second: list[Leaf], span: range, other_span: range) -> list[tuple[int, int]]:
    """Return pairs of leaves whose words differ a little, between two that are certain."""
    pairs = []
    other_start = other_span.start
    lone = len(span) == len(other_span) == 1
    for index in span:
        best, place = 0.0, -1
        for other in range(other_start, min(other_start + _WINDOW, other_span.stop)):
            alike = _alike(first[index], second[other], lone=lone)
            if alike > best:
                best, place = alike, other
        if best >= _ALIKE:
            pairs.append((index, place))
            other_start = place + 1
    return pairs


def _alike(leaf: Leaf, other: Leaf, *, lone: bool) -> float:
    if leaf.key == other.key:
        return 1.0
    if leaf.entry.role is other.entry.role and (lone or leaf.entry.role in (Role.FORMULA, Role.FIGURE)):
        return _ALIKE
    if leaf.key[0] != other.key[0] and leaf.key[1] != other.key[1]:
        return 0.0
    if len(leaf.key[1]) + len(other.key[1]) > _LONG:
        return _shared(leaf.key[1], other.key[1])
    matcher = SequenceMatcher(None, leaf.key[1], other.key[1], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _shared(words: str, other: str) -> float:
    """Return which share of their pieces two texts have in common, wherever the pieces stand."""
    whole = len(words) + len(other)
    if 2 * min(len(words), len(other)) / whole < _ALIKE:
        return 0.0
    return 2 * (_pieces(words) & _pieces(other)).total() / whole


@lru_cache(maxsize=2 * _WINDOW)
def _pieces(text: str) -> Counter[str]:
    """Return the pieces of a text; one long text is compared with many."""
    return Counter(text[start : start + _PIECE] for start in range(len(text)))


def _moved(first: list[Leaf], second: list[Leaf], missing: list[int], added: list[int]) -> list[tuple[int, int]]:
    places: dict[tuple[str, str], list[int]] = {}
    for other in added:
        if second[other].key[1]:
            places.setdefault(second[other].key, []).append(other)
    moved = []
    for index in missing:
        found = places.get(first[index].key)
        if found:
            moved.append((index, found.pop(0)))
    return moved
