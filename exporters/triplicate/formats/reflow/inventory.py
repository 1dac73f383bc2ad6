"""What is in a text, counted: the claims about its file are drawn from this."""

from triplicate.later import dataclass


@dataclass(slots=True)
class Inventory:
    """What was met while the content was made, counted: the claims about the file are drawn from it.

    ``pictures`` are those that say something; ``described`` and ``without_text`` are among them.
    """

    headings: int = 0
    pictures: int = 0
    described: int = 0
    without_text: int = 0
    tables: int = 0
    formulas: int = 0
    notes: int = 0
    roles: int = 0
