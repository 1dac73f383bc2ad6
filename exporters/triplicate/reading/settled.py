"""What the first walk of the last step of reading settles, for the second: ids, numbers and names."""

from dataclasses import field

from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class TargetName:
    """What a target is called.

    ``name`` fills a cross-reference; it is None where only the writer can say it. ``first_words`` begin the target.
    ``labelled`` tells that the name is one of our phrases ("Table 2").
    """

    name: str | None
    first_words: str
    labelled: bool = False


@dataclass(slots=True)
class Settled:
    """What was settled; ``ids`` and ``numbers`` are by the serial of the node, ``names`` by the id of the target.

    ``written`` are the ids by the part that they are written in (an empty name is the text's own) and as written there.
    """

    note_numbers: dict[str, int]
    ids: dict[int, str | None] = field(default_factory=dict)
    numbers: dict[int, str | int | None] = field(default_factory=dict)
    names: dict[str, TargetName] = field(default_factory=dict)
    written: dict[str, dict[str, str]] = field(default_factory=dict)
