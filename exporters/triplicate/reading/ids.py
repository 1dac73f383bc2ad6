"""Ids of headings, made of their words as GitHub makes them, each one once; those of parts stay apart."""

import unicodedata
from collections.abc import Container
from pathlib import PurePath

from triplicate.document.model import Block, Heading, Image, Inline, Inlines, Math, Node, Passage
from triplicate.document.walk import children, descend, text_of
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.rules.finding import Quote

# Letters, marks (without which Hindi or Thai lose their vowels), digits and what connects words: Ruby's \p{Word}.
_WORD = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"})


def slug(text: str) -> str:
    """Return the id that GitHub gives a heading: small letters, no punctuation, hyphens for spaces."""
    kept = (sign for sign in text.strip().lower() if sign in "- " or unicodedata.category(sign) in _WORD)
    return "".join(kept).replace(" ", "-")


def free(wanted: str, taken: Container[str], count: int = 0) -> tuple[str, int]:
    """Return an id that is not taken, the one that is wanted or one with a number after it, and that number.

    ``count`` is the number that was given last, 0 for none.
    """
    identifier = wanted
    while identifier in taken:
        count += 1
        identifier = f"{wanted}-{count}"
    return identifier, count


def _written(inlines: Inlines) -> str:
    """Return the words of a heading as they are written: those of a formula are its TeX, a picture has none."""
    leaves = (node for node in descend(*inlines) if isinstance(node, Inline) and not children(node))
    return "".join(
        node.tex if isinstance(node, Math) else text_of((node,)) for node in leaves if not isinstance(node, Image)
    )


class Ids:
    """The ids of one document.

    ``written`` are the final ids by the name of the part that they are written in, or the empty name of the text's own,
    and as they are written there. Under an empty id a part has that of its first heading, which is its title.
    """

    def __init__(self, context: Context, nodes: "list[Node]") -> None:
        """Take the ids that are written; one that is written twice in a part is a finding."""
        self._context = context
        self._taken: set[str] = set()
        self._counts: dict[tuple[str, str], int] = {}
        self._claimed: set[str] = set()
        self.written: dict[str, dict[str, str]] = {"": {}, **{part.name: {} for part in context.parts}}
        for node in descend(*nodes):
            identifier = getattr(node, "id", None)
            if identifier is None:
                continue
            part = self._part(node)
            if identifier in self.written[part]:
                context.report(
                    rules.ID_TWICE,
                    "The id “{id}” is given twice; the first has it.",
                    node.place,
                    "Give one of them another id.",
                    id=Quote(identifier),
                )
            else:
                self._take(part, identifier)

    def claim(self, node: Block | Passage) -> str | None:
        """Return the written id of a node for the first that asks for it, None for the others."""
        identifier = self.written[self._part(node)][node.id] if node.id else None
        if identifier is None or identifier in self._claimed:
            return None
        self._claimed.add(identifier)
        return identifier

    def of(self, block: Block) -> str | None:
        """Return the id of a block: the one that is written, or for a heading one made of its words."""
        own = self.claim(block)
        if not isinstance(block, Heading):
            return own
        part = self._part(block)
        own = own or self._unique(part, slug(_written(block.children)) or slug(text_of(block.children)) or "section")
        if part:
            self.written[part].setdefault("", own)
        return own

    def _part(self, node: Node) -> str:
        part = self._context.part_at(node.place)
        return part.name if part else ""

    def _unique(self, part: str, wanted: str) -> str:
        last = self._counts.get((part, wanted), 0)
        identifier, self._counts[part, wanted] = free(wanted, self.written[part], last)
        return self._take(part, identifier)

    def _take(self, part: str, identifier: str) -> str:
        """Return the id that is final; where another part has it, the name of the part's file stands before it."""
        final, count = identifier, 0
        while final in self._taken:
            count += 1
            final = "-".join(filter(None, (slug(PurePath(part).stem), identifier, str(count) if count > 1 else "")))
        self._taken.add(final)
        self.written[part][identifier] = final
        return final
