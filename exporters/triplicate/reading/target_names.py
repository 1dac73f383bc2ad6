"""What a target is called: the text of a cross-reference that was left empty, and of a described image's alt."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from triplicate.document.model import Block, Callout, Figure, Heading, Node, Passage, Table
from triplicate.document.phrases import words_for
from triplicate.document.walk import descend, plain, words

if TYPE_CHECKING:
    from triplicate.reading.rebuild import Settled

_FIRST_WORDS = 8


class TargetName:
    """``name`` fills a cross-reference, None where only the writer can say it; ``first_words`` begin the target.

    ``labelled`` tells that the name is in Triplicate's own words ("Table 2").
    """

    __slots__ = ("first_words", "labelled", "name")

    def __init__(self, name: str | None, first_words: str, *, labelled: bool = False) -> None:
        self.name = name
        self.first_words = first_words
        self.labelled = labelled


def target_names(nodes: Iterable[Node], settled: "Settled", lang: str) -> dict[str, TargetName]:
    """Return the name of every node that has an id."""
    terms = words_for(lang)
    found: dict[str, TargetName] = {}
    for node in descend(*nodes):
        identifier = settled.ids.get(id(node))
        if identifier is None:
            continue
        number = settled.numbers.get(id(node))
        name: str | None = None
        match node:
            case Heading():
                name = _single(words(node.children))
            case Callout():
                name = _single(words(node.title))
            case Passage():
                name = _single(words(node.children))
            case Table() if number:
                name = f"{terms.table} {number}"
            case Figure() if number:
                name = f"{terms.figure} {number}"
            case _:
                pass
        found[identifier] = TargetName(
            name or None, name or _beginning(node), labelled=bool(number) and isinstance(node, Table | Figure)
        )
    return found


def _single(text: str) -> str:
    return " ".join(text.split())


def _beginning(node: Node) -> str:
    all_words = plain(node).split() if isinstance(node, Block) else []
    short = " ".join(all_words[:_FIRST_WORDS])
    return f"{short} …" if len(all_words) > _FIRST_WORDS else short
