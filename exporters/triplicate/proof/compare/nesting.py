"""What leaves stand in: lists, tables, quotations and the like that are lost, new, split or joined."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from triplicate.proof.compare.leaves import Leaf, first_words, slug
from triplicate.proof.compare.spans import Observation, quoted
from triplicate.proof.outline.entry import Entry, Role

_LISTED = frozenset({Role.LIST, Role.ITEM})


@dataclass(frozen=True, slots=True)
class _Container:
    """Something that holds leaves, with the first pair of leaves that it was met around."""

    entry: Entry
    leaf: Leaf
    twin: Leaf


class Nesting:
    """Gathers which container of the second outline is which of the first, from one pair of leaves after another."""

    def __init__(self) -> None:
        self._told: set[tuple[str, int]] = set()
        self._counterparts: dict[int, dict[int, Entry]] = defaultdict(dict)
        self._origins: dict[int, dict[int, Entry]] = defaultdict(dict)
        self._containers: dict[int, _Container] = {}

    def twin(self, entry: Entry) -> Entry | None:
        """Return the first container of the second outline that stands for one of the first."""
        return next(iter(self._counterparts.get(id(entry), {}).values()), None)

    def twins(self) -> Iterator[tuple[Entry, Entry, Leaf, Leaf]]:
        """Yield the containers of the first outline, their twins, and a pair of leaves that they hold."""
        for one in self._containers.values():
            other = self.twin(one.entry)
            if other is not None:
                yield one.entry, other, one.leaf, one.twin

    def differences(self, leaf: Leaf, twin: Leaf) -> Iterator[Observation]:
        """Yield how the surroundings of a leaf differ, once for each thing that is lost or new."""
        path, other_path = list(leaf.path), list(twin.path)
        roles, other_roles = [entry.role for entry in path], [entry.role for entry in other_path]
        for entry, other in zip(path, other_path, strict=False):
            if entry.role is not other.role:
                break
            self._counterparts[id(entry)][id(other)] = other
            self._origins[id(other)][id(entry)] = entry
            self._containers.setdefault(id(entry), _Container(entry, leaf, twin))
            self._containers.setdefault(id(other), _Container(other, leaf, twin))
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
                else f"{slug(subject.role)}-lost"
            )
        elif added:
            subject = added[0]
            kind = "depth-changed" if subject.role in _LISTED and Role.LIST in roles else f"{slug(subject.role)}-added"
        else:
            subject, kind = path[0], "nesting-changed"
        if (kind, id(subject)) not in self._told:
            self._told.add((kind, id(subject)))
            inside, now = _path(roles), _path(other_roles)
            yield kind, f"“{quoted(leaf.words or leaf.entry.alt)}” stood in {inside} and stands in {now}"

    def divided(self) -> Iterator[tuple[Observation, Leaf, Leaf]]:
        """Yield what is split in the second outline, and what is joined, the outermost alone."""
        split: set[int] = set()
        for one in self._containers.values():
            entry, leaf, twin = one.entry, one.leaf, one.twin
            parts = self._counterparts.get(id(entry), {})
            if len(parts) > 1 and not any(id(outer) in split for outer in leaf.path):
                split.add(id(entry))
                message = f"the {entry.role} that begins with “{quoted(first_words(entry))}” is {len(parts)}"
                yield (f"{slug(entry.role)}-split", message), leaf, twin
            wholes = self._origins.get(id(entry), {})
            if len(wholes) > 1 and not any(id(outer) in split for outer in twin.path):
                split.add(id(entry))
                begin = quoted(first_words(entry))
                message = f"{len(wholes)} of the kind {entry.role} are one that begins with “{begin}”"
                yield (f"{slug(entry.role)}-joined", message), leaf, twin


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
