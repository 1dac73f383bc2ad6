"""Links to the texts that are exported in one call: where they lead is another file in each format.

Until a format is chosen, such a link has a target of its own kind: ``beside:``, the path of the other text's file
without its suffix, percent-encoded, and after a space the address that the files are published below, if it is known.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from triplicate.document.model import Document, Link, Passage, Place
from triplicate.document.rebuild import rebuilt
from triplicate.document.walk import nodes

_BESIDE = "beside:"


def link_beside(path: str, base_url: str = "") -> str:
    """Return the target of a link to another text of the call, whose file has that path in each format."""
    return f"{_BESIDE}{path} {base_url}".rstrip()


def leads_beside(document: Document) -> bool:
    """Tell whether a link leads to another text of the call."""
    return any(isinstance(node, Link) and node.target.startswith(_BESIDE) for node in nodes(document))


def unlinked_in_a_book(document: Document) -> list[Place]:
    """Return where links to other texts of the call stand that an EPUB cannot have, for want of an address."""
    links = (node for node in nodes(document) if isinstance(node, Link) and node.target.startswith(_BESIDE))
    return [link.place for link in links if " " not in link.target]


def in_edition(document: Document, variant: str) -> Document:
    """Return the document with its links to the files of one edition; ``variant`` is what their names end in."""
    return (
        _changed(document, lambda link, path, base: _leading(link, link_beside(f"{path}{variant}", base)))
        if variant
        else document
    )


def in_format(document: Document, suffix: str) -> Document:
    """Return the document with its links to the files of one format, whose suffix that is.

    Nothing leads out of an EPUB but a whole address (EPUB 3.3, 4.2.5): without one the words stay alone there.
    """

    def change(link: Link, path: str, base: str) -> Link | Passage:
        if suffix != "epub":
            return _leading(link, f"{path}.{suffix}")
        return _leading(link, f"{base}{path}.{suffix}") if base else Passage(link.children, None, place=link.place)

    return _changed(document, change)


def _leading(link: Link, target: str) -> Link:
    return replace(link, target=target)


def _changed(document: Document, change: Callable[[Link, str, str], Link | Passage]) -> Document:
    def changed(node: Any) -> Any:
        if not (isinstance(node, Link) and node.target.startswith(_BESIDE)):
            return node
        path, _, base = node.target.removeprefix(_BESIDE).partition(" ")
        return change(node, path, base)

    return rebuilt(document, changed) if leads_beside(document) else document
