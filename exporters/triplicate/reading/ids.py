"""Ids of headings, made of their words as GitHub makes them, each one once."""

import unicodedata

from triplicate.document.model import Block, Heading, Node
from triplicate.document.walk import descend, text_of
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.rules.finding import Quote

# Letters, marks (without which Hindi or Thai lose their vowels), digits and what connects words: Ruby's \p{Word}.
_WORD = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"})


def slug(text: str) -> str:
    """Return the id that GitHub gives a heading: small letters, no punctuation, hyphens for spaces."""
    kept = (sign for sign in text.strip().lower() if sign in "- " or unicodedata.category(sign) in _WORD)
    return "".join(kept).replace(" ", "-")


class Ids:
    """The ids of one document."""

    def __init__(self, context: Context, nodes: "list[Node]") -> None:
        """Take the ids that are written; one that is written twice is a finding."""
        self._context = context
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}
        self._claimed: set[str] = set()
        for node in descend(*nodes):
            identifier = getattr(node, "id", None)
            if identifier is None:
                continue
            if identifier in self._taken:
                context.report(
                    rules.ID_TWICE,
                    "The id “{id}” is given twice.",
                    node.place,
                    "Give one of them another id.",
                    id=Quote(identifier),
                )
            self._taken.add(identifier)

    def claim(self, identifier: str) -> str | None:
        """Return a written id for the first that asks for it, None for the others."""
        if identifier in self._claimed:
            return None
        self._claimed.add(identifier)
        return identifier

    def of(self, block: Block) -> str | None:
        """Return the id of a block: the one that is written, or for a heading one made of its words."""
        own = self.claim(block.id) if block.id else None
        if own is not None or not isinstance(block, Heading):
            return own
        return self._unique(slug(text_of(block.children)) or "section")

    def _unique(self, wanted: str) -> str:
        identifier = wanted
        count = self._counts.get(wanted, 0)
        while identifier in self._taken:
            count += 1
            identifier = f"{wanted}-{count}"
        self._counts[wanted] = count
        self._taken.add(identifier)
        return identifier
