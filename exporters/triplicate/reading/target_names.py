"""What a target is called: the text of a cross-reference that was left empty, and of a described image's alt."""

from collections.abc import Iterable

from triplicate.document.model import (
    Block,
    Callout,
    Division,
    Figure,
    Heading,
    MathBlock,
    Node,
    Paragraph,
    Passage,
    Strong,
    Table,
)
from triplicate.document.phrases import phrases_for
from triplicate.document.walk import descend, plain, text_of
from triplicate.reading.settled import Settled, TargetName

_FIRST_WORDS = 4


def target_names(nodes: Iterable[Node], settled: Settled, lang: str) -> dict[str, TargetName]:
    """Return the name of every node that has an id."""
    phrases = phrases_for(lang)
    found: dict[str, TargetName] = {}
    for node in descend(*nodes):
        identifier = settled.ids.get(node.serial)
        if identifier is None:
            continue
        number = settled.numbers.get(node.serial)
        name: str | None = None
        match node:
            case Heading():
                name = _single(text_of(node.children))
            case Callout():
                name = _single(text_of(node.title))
            case Passage():
                name = _single(text_of(node.children))
            case Division(children=(Paragraph(children=(Strong() as title,)), *_)):
                name = _single(text_of(title.children))
            case MathBlock():
                name = _short(node.alt)
            case Table() if number:
                name = f"{phrases.table} {number}"
            case Figure() if number:
                name = f"{phrases.figure} {number}"
            case _:
                pass
        found[identifier] = TargetName(
            name or None, name or _beginning(node), labelled=bool(number) and isinstance(node, Table | Figure)
        )
    return found


def _single(text: str) -> str:
    return " ".join(text.split())


def _beginning(node: Node) -> str:
    return _short(plain(node)) if isinstance(node, Block) else ""


def _short(text: str) -> str:
    words = text.split()
    short = " ".join(words[:_FIRST_WORDS])
    return f"{short} …" if len(words) > _FIRST_WORDS else short
