"""Two lists, tables or notes: what is said of them, apart from the words in them."""

from collections.abc import Iterator

from triplicate.proof.compare.leaves import Spot, first_words
from triplicate.proof.compare.nesting import Nesting
from triplicate.proof.compare.spans import Observation, quoted
from triplicate.proof.compare.tables import Twin, table_differences
from triplicate.proof.outline.entry import Role


def container_differences(
    spot: Spot, twin: Spot, nesting: Nesting, cell_twin: Twin, *, word: bool
) -> Iterator[Observation]:
    """Yield how a container differs from its twin; ``word`` tells that one is of a Word document."""
    entry, other = spot.entry, twin.entry
    match entry.role:
        case Role.LIST:
            if entry.list_kind is not other.list_kind:
                yield "list-kind-changed", f"a list of {entry.list_kind} is one of {other.list_kind}"
            else:
                yield from _numbers(spot, nesting, word=word)
        case Role.TABLE:
            yield from table_differences(spot, nesting.twin, cell_twin)
        case Role.NOTE:
            if entry.label and other.label and entry.label != other.label:
                yield "number-changed", f"note {entry.label} is {other.label}"
        case _:
            return


def _numbers(listed: Spot, nesting: Nesting, *, word: bool) -> Iterator[Observation]:
    """Yield that items are numbered anew, or a task's state changed: once, for the first of a list."""
    told = False
    for spot in listed.children:
        found = nesting.twin(spot)
        if found is None:
            continue
        item, twin = spot.entry, found.entry
        if item.checked is not twin.checked:
            yield "task-changed", f"the task “{quoted(first_words(item))}” is {_state(twin.checked)}"
        elif not told and item.label != twin.label and not (word and _counted_by_word(item.label, twin.label)):
            told = True
            yield "number-changed", f"the item {item.label!r} “{quoted(first_words(item))}” is {twin.label!r}"


def _counted_by_word(label: str, other: str) -> bool:
    """Whether two labels are the same number: after z, HTML counts aa, ab, and Word aa, bb (17.18.59)."""
    if len(label) != 2 or not label.isalpha():
        return False
    number = (ord(label[0].lower()) - 96) * 26 + ord(label[1].lower()) - 96
    times, letter = divmod(number - 1, 26)
    return other.lower() == chr(97 + letter) * (times + 1)


def _state(checked: bool | None) -> str:  # noqa: FBT001  a state, not a switch
    return "no task" if checked is None else "done" if checked else "to do"
