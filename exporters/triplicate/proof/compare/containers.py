"""Two lists, tables or notes: what is said of them, apart from the words in them."""

from collections.abc import Iterator

from triplicate.proof.compare.leaves import Spot, first_words
from triplicate.proof.compare.nesting import Nesting
from triplicate.proof.compare.quoting import quoted
from triplicate.proof.compare.spans import Observation
from triplicate.proof.compare.tables import Twin, table_differences
from triplicate.proof.outline.entry import Role


def container_differences(spot: Spot, twin: Spot, nesting: Nesting, cell_twin: Twin) -> Iterator[Observation]:
    """Yield how a container differs from its twin."""
    entry, other = spot.entry, twin.entry
    match entry.role:
        case Role.LIST:
            if entry.list_kind is not other.list_kind:
                yield "list-kind-changed", f"a list of {entry.list_kind} is one of {other.list_kind}"
            else:
                yield from _numbers(spot, nesting)
        case Role.TABLE:
            yield from table_differences(spot, nesting.twin, cell_twin)
        case Role.NOTE:
            if entry.label and other.label and entry.label != other.label:
                yield "number-changed", f"note {entry.label} is {other.label}"
        case _:
            return


def _numbers(listed: Spot, nesting: Nesting) -> Iterator[Observation]:
    """Yield that items are numbered anew, or a task's state changed: once, for the first of a list."""
    told = False
    for spot in listed.children:
        found = nesting.twin(spot)
        if found is None:
            continue
        item, twin = spot.entry, found.entry
        if item.checked is not twin.checked:
            yield "task-changed", f"the task “{quoted(first_words(item))}” is {_state(twin.checked)}"
        elif not told and item.label != twin.label:
            told = True
            yield "number-changed", f"the item {item.label!r} “{quoted(first_words(item))}” is {twin.label!r}"


def _state(checked: bool | None) -> str:  # noqa: FBT001  a state, not a switch
    return "no task" if checked is None else "done" if checked else "to do"
