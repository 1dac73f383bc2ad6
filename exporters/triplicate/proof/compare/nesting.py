"""What leaves stand in: lists, tables, quotations and the like that are lost, new, split or joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from triplicate.later import dataclass
from triplicate.proof.compare.leaves import Leaf, Spot, first_words, slug
from triplicate.proof.compare.quoting import quoted
from triplicate.proof.compare.spans import Observation
from triplicate.proof.outline.entry import Role

_LISTED = frozenset({Role.LIST, Role.ITEM})


@dataclass(frozen=True, slots=True)
class _Container:
    """Something that holds leaves, with the first pair of leaves that it was met around."""

    spot: Spot
    leaf: Leaf
    twin: Leaf


class Nesting:
    """Gathers which container of the second outline is which of the first, from one pair of leaves after another."""

    def __init__(self) -> None:
        self._told: set[tuple[str, Spot]] = set()
        self._counterparts: dict[Spot, dict[Spot, None]] = defaultdict(dict)
        self._origins: dict[Spot, dict[Spot, None]] = defaultdict(dict)
        self._containers: dict[Spot, _Container] = {}

    def twin(self, spot: Spot) -> Spot | None:
        """Return the first container of the second outline that stands for one of the first."""
        return next(iter(self._counterparts.get(spot, {})), None)

    def twins(self) -> Iterator[tuple[Spot, Spot, Leaf, Leaf]]:
        """Yield the containers of the first outline, their twins, and a pair of leaves that they hold."""
        for one in self._containers.values():
            other = self.twin(one.spot)
            if other is not None:
                yield one.spot, other, one.leaf, one.twin

    def differences(self, leaf: Leaf, twin: Leaf) -> Iterator[Observation]:
        """Yield how the surroundings of a leaf differ, once for each thing that is lost or new."""
        for spot, other in zip(leaf.around, twin.around, strict=False):
            if spot.entry.role is not other.entry.role:
                break
            self._counterparts[spot][other] = None
            self._origins[other][spot] = None
            for one in (spot, other):
                if one not in self._containers:
                    self._containers[one] = _Container(one, leaf, twin)
        else:
            if len(leaf.around) == len(twin.around):
                return
        roles, other_roles = [entry.role for entry in leaf.path], [entry.role for entry in twin.path]
        lost = _left_over(leaf.around, other_roles)
        added = _left_over(twin.around, roles)
        kind = ""
        subject: Spot | None = None
        if lost:
            subject = lost[0]
            role = subject.entry.role
            kind = "depth-changed" if role in _LISTED and Role.LIST in other_roles else f"{slug(role)}-lost"
        elif added:
            subject = added[0]
            role = subject.entry.role
            kind = "depth-changed" if role in _LISTED and Role.LIST in roles else f"{slug(role)}-added"
        else:
            subject, kind = leaf.around[0], "nesting-changed"
        if (kind, subject) not in self._told:
            self._told.add((kind, subject))
            inside, now = _path(roles), _path(other_roles)
            yield kind, f"“{quoted(leaf.words or leaf.entry.alt)}” stood in {inside} and stands in {now}"

    def divided(self) -> Iterator[tuple[Observation, Leaf, Leaf]]:
        """Yield what is split in the second outline, and what is joined, the outermost alone."""
        split: set[Spot] = set()
        for one in self._containers.values():
            spot, leaf, twin = one.spot, one.leaf, one.twin
            role = spot.entry.role
            parts = self._counterparts.get(spot, {})
            if len(parts) > 1 and split.isdisjoint(leaf.around):
                split.add(spot)
                message = f"the {role} that begins with “{quoted(first_words(spot.entry))}” is {len(parts)}"
                yield (f"{slug(role)}-split", message), leaf, twin
            wholes = self._origins.get(spot, {})
            if len(wholes) > 1 and split.isdisjoint(twin.around):
                split.add(spot)
                begin = quoted(first_words(spot.entry))
                message = f"{len(wholes)} of the kind {role} are one that begins with “{begin}”"
                yield (f"{slug(role)}-joined", message), leaf, twin


def _left_over(around: Iterable[Spot], roles: list[Role]) -> list[Spot]:
    """Return the spots whose roles the other side has not, from the outside in."""
    left = list(roles)
    result = []
    for spot in around:
        if spot.entry.role in left:
            left.remove(spot.entry.role)
        else:
            result.append(spot)
    return result


def _path(roles: list[Role]) -> str:
    return " > ".join(roles) or "no list, table or the like"
