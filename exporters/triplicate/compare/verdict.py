"""Two outlines against each other: from aligned leaves to differences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from triplicate.compare.difference import Difference
from triplicate.compare.leaves import Leaf, leaves, paired, said
from triplicate.compare.nature import comparable
from triplicate.compare.spans import LineComparison, alternatives, quoted
from triplicate.model import Place
from triplicate.outline.entry import Entry, Outline, Role, Scope
from triplicate.problem import Severity

_ADVICE = frozenset({"mark-lost", "mark-added", "emphasis-lost", "emphasis-added"})

# Roles whose loss has a name of its own: the words are there, but not as what they are.
_NAMED = frozenset(
    {Role.HEADING, Role.CAPTION, Role.CODE, Role.ATTRIBUTION, Role.TERM, Role.CALLOUT_TITLE, Role.FIGURE, Role.FORMULA}
)
_LISTED = frozenset({Role.LIST, Role.ITEM})


class Verdict:
    """Compares one outline with another; see :meth:`differences`."""

    def __init__(self, first: Outline, second: Outline) -> None:
        self.outlines = first, second
        self.kinds = {first.kind, second.kind}
        self.word = "docx" in self.kinds
        sides = comparable(first, second), comparable(second, first)
        self.pairing = paired(leaves(sides[0]), leaves(sides[1]))
        self.partner = dict(self.pairing.pairs) | dict(self.pairing.moved)
        self.targets = [_targets(found) for found in (self.pairing.first, self.pairing.second)]
        self.lines = LineComparison((first.lang, second.lang), self.same_target)
        self.counterparts: dict[int, dict[int, Entry]] = defaultdict(dict)
        self.origins: dict[int, dict[int, Entry]] = defaultdict(dict)
        self.containers: dict[int, tuple[Entry, Leaf, Leaf]] = {}
        self.places = {id(leaf.entry): index for index, leaf in enumerate(self.pairing.first)}

    def differences(self) -> tuple[Difference, ...]:
        """Return all differences, in the order of the first outline."""
        found: list[tuple[int, Difference]] = []
        found += ((-1, difference) for difference in self._metadata())
        nesting: set[tuple[str, int]] = set()
        for index, other in self.pairing.pairs:
            leaf, twin = self.pairing.first[index], self.pairing.second[other]
            for kind, message in (*self._nesting(leaf, twin, nesting), *self._leaf(leaf, twin)):
                found.append((index, self._made(kind, message, leaf, twin)))
        for index, other in self.pairing.moved:
            leaf, twin = self.pairing.first[index], self.pairing.second[other]
            message = f"“{quoted(leaf.words or leaf.entry.alt)}” stands in another place"
            found.append((index, self._made("order-changed", message, leaf, twin)))
        found += self._gone(self.pairing.missing, self.pairing.first, "missing")
        found += self._gone(self.pairing.added, self.pairing.second, "added")
        found += ((self.places.get(id(leaf.entry), 0), difference) for leaf, difference in self._containers())
        found.sort(key=lambda pair: pair[0])
        differences = [difference for _, difference in found]
        differences += self._navigation()
        differences += self._faults(differences)
        return tuple(dict.fromkeys(differences))

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
        for fault in self.outlines[1].faults:
            if fault.name != "alt-lost" or "alt-lost" not in known:
                yield Difference(fault.name, Severity.ERROR, fault.message, None, fault.where)

    def _navigation(self) -> Iterator[Difference]:
        """Yield entries of the navigation that name no heading, or stand in another order than the headings."""
        headings = [_squeezed(leaf.entry.words) for leaf in self.pairing.first if leaf.entry.role is Role.HEADING]
        for navigation in self.outlines[1].navigation:
            if navigation.kind not in ("toc", "bookmarks") or self.outlines[0].kind != "source":
                continue
            position = 0
            for entry in navigation.entries:
                words = _squeezed(entry.words)
                try:
                    position = headings.index(words, position) + 1
                except ValueError:
                    message = f"the {navigation.kind} names “{quoted(entry.words)}” where no such heading stands"
                    yield Difference("navigation-changed", Severity.ERROR, message)

    # Leaves

    def _leaf(self, leaf: Leaf, twin: Leaf) -> Iterator[tuple[str, str]]:
        entry, other = leaf.entry, twin.entry
        said_of = quoted(leaf.words or entry.alt)
        if entry.role is not other.role:
            kind = _role_change(entry.role, other.role)
            yield kind, f"the {entry.role} “{said_of}” is a {other.role}"
        elif entry.role in (Role.HEADING, Role.CONTENTS_ENTRY) and entry.level != other.level:
            yield "level-changed", f"the {entry.role} “{said_of}” of level {entry.level} has level {other.level}"
        if entry.role in (Role.FIGURE, Role.FORMULA) and entry.role is other.role:
            formula = entry.role is Role.FORMULA
            yield from alternatives(entry.alt, other.alt, formula=formula, word=self.word)
            if (
                entry.lang.casefold() != other.lang.casefold()
                and (entry.lang.casefold(), other.lang.casefold()) != self.lines.langs
            ):
                yield (
                    "language-lost",
                    f"the alternative text “{said_of}” is {entry.lang!r} and marked as {other.lang!r}",
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
        path, leaf = self.pairing.second[index].path, self.pairing.second[other]
        things = {
            id(entry) for entry in (*path, self.pairing.second[index].entry) if entry.role in (Role.TABLE, Role.FIGURE)
        }
        return any(id(entry) in things for entry in (*leaf.path, leaf.entry))

    # What leaves stand in

    def _nesting(self, leaf: Leaf, twin: Leaf, told: set[tuple[str, int]]) -> Iterator[tuple[str, str]]:
        """Yield how the surroundings of a leaf differ, once for each thing that is lost or new."""
        path, other_path = list(leaf.path), list(twin.path)
        roles, other_roles = [entry.role for entry in path], [entry.role for entry in other_path]
        for entry, other in zip(path, other_path, strict=False):
            if entry.role is not other.role:
                break
            self.counterparts[id(entry)][id(other)] = other
            self.origins[id(other)][id(entry)] = entry
            self.containers.setdefault(id(entry), (entry, leaf, twin))
            self.containers.setdefault(id(other), (other, leaf, twin))
        if roles == other_roles:
            return
        lost = _left_over(path, other_roles)
        added = _left_over(other_path, roles)
        kind = ""
        subject: Entry | None = None
        if lost:
            subject = lost[0]
            kind = (
                "depth-changed"
                if subject.role in _LISTED and Role.LIST in other_roles
                else f"{_slug(subject.role)}-lost"
            )
        elif added:
            subject = added[0]
            kind = "depth-changed" if subject.role in _LISTED and Role.LIST in roles else f"{_slug(subject.role)}-added"
        else:
            subject, kind = path[0], "nesting-changed"
        if (kind, id(subject)) not in told:
            told.add((kind, id(subject)))
            inside, now = _path(roles), _path(other_roles)
            yield kind, f"“{quoted(leaf.words or leaf.entry.alt)}” stood in {inside} and stands in {now}"

    def _containers(self) -> Iterator[tuple[Leaf, Difference]]:
        split: set[int] = set()
        for entry, leaf, twin in self.containers.values():
            parts = self.counterparts.get(id(entry), {})
            if len(parts) > 1 and not any(id(outer) in split for outer in leaf.path):
                split.add(id(entry))
                message = f"the {entry.role} that begins with “{quoted(_first_words(entry))}” is {len(parts)}"
                yield leaf, self._made(f"{_slug(entry.role)}-split", message, leaf, twin)
            wholes = self.origins.get(id(entry), {})
            if len(wholes) > 1 and not any(id(outer) in split for outer in twin.path):
                split.add(id(entry))
                message = (
                    f"{len(wholes)} of the kind {entry.role} are one that begins with “{quoted(_first_words(entry))}”"
                )
                yield leaf, self._made(f"{_slug(entry.role)}-joined", message, leaf, twin)
        for entry, leaf, twin in list(self.containers.values()):
            others = list(self.counterparts.get(id(entry), {}).values())
            if not others:
                continue
            for kind, message in self._container(entry, others[0]):
                yield leaf, self._made(kind, message, leaf, twin)

    def _container(self, entry: Entry, other: Entry) -> Iterator[tuple[str, str]]:
        match entry.role:
            case Role.LIST:
                if entry.list_kind is not other.list_kind:
                    yield "list-kind-changed", f"a list of {entry.list_kind} is one of {other.list_kind}"
                else:
                    yield from self._numbers(entry)
            case Role.TABLE:
                yield from self._cells(entry)
            case Role.NOTE:
                if entry.label and other.label and entry.label != other.label:
                    yield "number-changed", f"note {entry.label} is {other.label}"
            case _:
                return

    def _numbers(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield that items are numbered anew, or a task's state changed: once, for the first of a list."""
        told = False
        for item in entry.children:
            twins = list(self.counterparts.get(id(item), {}).values())
            if not twins:
                continue
            twin = twins[0]
            if item.checked is not twin.checked:
                yield "task-changed", f"the task “{quoted(_first_words(item))}” is {_state(twin.checked)}"
            elif not told and item.label != twin.label and not self._counted_by_word(item.label, twin.label):
                told = True
                yield "number-changed", f"the item {item.label!r} “{quoted(_first_words(item))}” is {twin.label!r}"

    def _counted_by_word(self, label: str, other: str) -> bool:
        """Whether two labels are the same number: after z, HTML counts aa, ab, and Word aa, bb (17.18.59)."""
        if not self.word or len(label) != 2 or not label.isalpha():
            return False
        number = (ord(label[0].lower()) - 96) * 26 + ord(label[1].lower()) - 96
        times, letter = divmod(number - 1, 26)
        return other.lower() == chr(97 + letter) * (times + 1)

    # Tables

    def _cells(self, table: Entry) -> Iterator[tuple[str, str]]:
        """Yield what is lost of a table's header cells, once for each kind."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in table.children:
            if row.role is not Role.ROW:
                continue
            for cell, twin in self._cell_pairs(row):
                kind = _scope_change(cell.scope, twin.scope)
                if kind:
                    found[kind].append(_first_words(cell))
                elif (cell.columns, cell.rows) != (twin.columns, twin.rows):
                    found["span-changed"].append(_first_words(cell))
                elif [_squeezed(words) for words in cell.headers] != [_squeezed(words) for words in twin.headers]:
                    found["headers-changed"].append(_first_words(cell))
            for twin_row in list(self.counterparts.get(id(row), {}).values())[:1]:
                if row.header is not twin_row.header:
                    found["header-row-lost" if row.header else "header-row-added"].append(_first_words(row))
        if any(kind.startswith("header-") for kind in found):
            found.pop("headers-changed", None)
        if {"header-lost", "header-added"} & found.keys():
            found.pop("header-row-lost", None)
            found.pop("header-row-added", None)
        for kind, cells in found.items():
            more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
            yield kind, f"{_SAID[kind]}: “{quoted(cells[0])}”{more}"

    def _cell_pairs(self, row: Entry) -> Iterator[tuple[Entry, Entry]]:
        for cell in row.children:
            if cell.children:
                yield from ((cell, twin) for twin in list(self.counterparts.get(id(cell), {}).values())[:1])
            elif (index := self.places.get(id(cell))) is not None and index in self.partner:
                twin = self.pairing.second[self.partner[index]].entry
                if twin.role is Role.CELL:
                    yield cell, twin

    # What is not there

    def _gone(self, indices: list[int], found: list[Leaf], what: str) -> Iterator[tuple[int, Difference]]:
        """Yield what one outline lacks: the largest things all of whose leaves are missing."""
        alone = set(indices)
        held: dict[int, list[int]] = defaultdict(list)
        for index, leaf in enumerate(found):
            for outer in leaf.path:
                held[id(outer)].append(index)
        told: set[int] = set()
        for index in indices:
            leaf = found[index]
            whole = next((outer for outer in leaf.path if alone.issuperset(held[id(outer)])), leaf.entry)
            if id(whole) in told:
                continue
            told.add(id(whole))
            first = what == "missing"
            words = quoted(_first_words(whole) or whole.alt)
            message = f"the {whole.role} “{words}” {'is missing' if first else 'is not in the source'}"
            kind = f"{_slug(whole.role)}-{what}"
            position = index if first else self._before(index)
            place = (whole.place or leaf.entry.place or _place(leaf)) if first else None
            where = "" if first and self.outlines[0].kind == "source" else _where(leaf)
            yield position, Difference(kind, Severity.ERROR, message, place, where)

    def _before(self, index: int) -> int:
        """Return the place in the first outline after which an addition stands."""
        return next((one for one, other in reversed(self.pairing.pairs) if other < index), -1)


_SAID = {
    "header-lost": "a header cell is a plain cell",
    "header-added": "a plain cell is a header cell",
    "header-scope-lost": "a header cell does not say which cells it heads",
    "header-scope-changed": "a header cell heads other cells",
    "header-row-lost": "the header row is not marked as such",
    "header-row-added": "a plain row is marked as a header row",
    "headers-changed": "a cell is read under other headers",
    "span-changed": "a cell spans other rows or columns",
}


def _scope_change(scope: Scope, other: Scope) -> str:
    if scope is other:
        return ""
    if other is Scope.NONE:
        return "header-lost"
    if scope is Scope.NONE:
        return "header-added"
    return "header-scope-lost" if other is Scope.UNKNOWN else "header-scope-changed"


def _targets(found: list[Leaf]) -> dict[str, int]:
    """Return the leaf that every name leads to: the first one in what has the name, after a rule what it parts off."""
    result: dict[str, int] = {}
    for index, leaf in enumerate(found):
        place = index + 1 if leaf.entry.role is Role.BREAK else index
        for entry in (*leaf.path, leaf.entry):
            for name in entry.ids:
                result.setdefault(name, place)
    return result


def _role_change(role: Role, other: Role) -> str:
    if role in _NAMED:
        return f"{_slug(role)}-lost"
    return f"{_slug(other)}-added" if other in _NAMED else "role-changed"


def _left_over(path: list[Entry], roles: list[Role]) -> list[Entry]:
    """Return the entries of a path whose roles the other path has not, from the outside in."""
    left = list(roles)
    result = []
    for entry in path:
        if entry.role in left:
            left.remove(entry.role)
        else:
            result.append(entry)
    return result


def _path(roles: list[Role]) -> str:
    return " > ".join(roles) or "no list, table or the like"


def _first_words(entry: Entry) -> str:
    stack = [entry]
    while stack:
        current = stack.pop()
        if words := said(current) or current.alt:
            return words
        stack.extend(reversed(current.children))
    return ""


def _slug(role: Role) -> str:
    return role.value.replace(" ", "-")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _state(checked: bool | None) -> str:  # noqa: FBT001  a state, not a switch
    return "no task" if checked is None else "done" if checked else "to do"


def _where(leaf: Leaf) -> str:
    return next((entry.where for entry in (leaf.entry, *reversed(leaf.path)) if entry.where), "")


def _place(leaf: Leaf) -> Place | None:
    return next((entry.place for entry in reversed(leaf.path) if entry.place), None)
