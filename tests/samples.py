"""The samples of `source/`, each read once and each exported once in an edition and standard, for all tests."""

from functools import cache
from pathlib import Path

from tests.shared import once
from triplicate import api, reading
from triplicate.document import walk
from triplicate.document.model import Document, Link
from triplicate.document.title_block import end_lines, title_block

SOURCE = Path(__file__).parents[1] / "source"
NAMES = tuple(sorted(path.name for path in SOURCE.iterdir() if path.suffix in (".md", ".txt")))
MANUAL = "manual.md"
"""The longest sample. What differs by standard or edition alone is shown by the others."""


@cache
def document(name: str) -> Document:
    return reading.read(SOURCE / name, lang="en-GB").document


@cache
def file(name: str, kind: str, style: str = "standard", standard: str = "ua-1") -> bytes:
    """Return a sample as a file of a kind ("pdf"), in an edition and a standard."""
    return once(
        f"sample {name} {kind} {style} {standard}",
        lambda: api.export(document(name), kind, style=style, standard=standard),
    )


def links_of(source: Document, *, notes: bool = True) -> list[Link]:
    """Return the links of a document, those of the lines made from its metadata too; those of its notes last."""
    before = [node for line in title_block(source) for node in line.children]
    after = [node for line in end_lines(source) for node in line.children]
    inside = [block for note in source.notes for block in note.children] if notes else []
    nodes = walk.descend(source.title, *before, *source.blocks, *after, *inside)
    return [node for node in nodes if isinstance(node, Link)]
