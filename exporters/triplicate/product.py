"""What an exporter gives back: a file's bytes, what it could not carry, and where its pages begin."""

from dataclasses import dataclass

from triplicate.model import Node
from triplicate.problem import Problem


@dataclass(frozen=True, slots=True)
class PageStart:
    """A page begins at ``node``, one of the document's own (told by identity); in a Text before character ``offset``.

    ``label`` is the page's label as printed.
    """

    label: str
    node: Node
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    """The finished bytes of one file; ``page_starts`` from the PDF alone, in order, the first page included."""

    data: bytes
    problems: tuple[Problem, ...] = ()
    page_starts: tuple[PageStart, ...] = ()
