"""Links within a file that is taken in: ids for all that they lead to, and links that lead there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from triplicate.document.model import Block, Document, Heading, Inline, Link, Node, Passage
from triplicate.document.rebuild import rebuilt
from triplicate.document.walk import descend, text_of
from triplicate.importing.doubts import Doubts
from triplicate.reading.ids import free, slug
from triplicate.rules import importing as rules

_RUNS = ("children", "caption", "attribution", "title")


def linked(document: Document, names: Mapping[str, int], calls: Collection[str], doubts: Doubts) -> Document:
    """Return the document with an id on all headings and on all that links lead to, and links that lead to these ids.

    ``names`` are the serials of blocks by the names that links in the original use; ``calls`` are the names of notes,
    of which nothing is told.
    """
    notes = (block for note in document.notes for block in note.children)
    nodes = list(descend(document.title, *document.blocks, *notes))
    ids = _ids(nodes, names)
    # Blocks come before those in them, so that the innermost has the last word.
    owners = {inner.serial: node.serial for node in nodes if isinstance(node, Block) for inner in descend(node)}

    def led(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
        for node in nodes:
            if isinstance(node, Passage) and not node.lang and node.serial not in ids:
                yield from led(node.children)  # nothing leads here
            elif not _is_inner(node):
                yield node
            elif identifier := ids.get(names.get(node.target[1:], 0)):
                yield replace(node, target=f"#{identifier}")
            else:
                if node.target[1:] not in calls:
                    doubts.add(
                        rules.LINK_NOWHERE,
                        "The link “{words}” led to nothing in the text; its words stay.",
                        "Write [words](#id) with the id of the place that is meant.",
                        owners.get(node.serial),
                        words=text_of(node.children)[:60],
                    )
                yield from node.children

    def change(node: Any) -> Any:
        found: dict[str, Any] = {"id": ids[node.serial]} if node.serial in ids else {}
        for name in _RUNS:
            run = getattr(node, name, None)
            if isinstance(run, tuple) and any(map(_is_changed, run)):
                found[name] = tuple(led(run))
        if any(_is_changed(one) for term in getattr(node, "terms", ()) for one in term):
            found["terms"] = tuple(tuple(led(term)) for term in node.terms)
        return replace(node, **found) if found else node

    return rebuilt(document, change)


def _ids(nodes: list[Node], names: Mapping[str, int]) -> dict[int, str]:
    """Return the id of each heading, and of each other block that a link leads to, by its serial."""
    wanted = {names.get(node.target[1:]) for node in nodes if _is_inner(node)}
    called = {serial: name for name, serial in reversed(list(names.items()))}
    taken: set[str] = set()
    ids = {
        node.serial: _unique(slug(text_of(node.children)) or "section", taken)
        for node in nodes
        if isinstance(node, Heading)
    }
    for node in nodes:
        if isinstance(node, Block | Passage) and not isinstance(node, Heading) and node.serial in wanted:
            name = slug(called[node.serial].rpartition("#")[2].replace("_", "-")).strip("-")
            ids[node.serial] = _unique(name or "place", taken)
    return ids


def _is_changed(node: object) -> bool:
    return _is_inner(node) or (isinstance(node, Passage) and not node.lang)


def _is_inner(node: object) -> TypeGuard[Link]:
    return isinstance(node, Link) and node.target.startswith("#")


def _unique(name: str, taken: set[str]) -> str:
    identifier, _ = free(name, taken)
    taken.add(identifier)
    return identifier
