"""Chromium: what a browser hands to a screen reader of the content documents of an EPUB."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.judges.epub_files import unpack
from tests.judges.tools import existing, in_chromium, remembered


@dataclass(frozen=True, slots=True)
class BrowserNode:
    """A node of the accessibility tree: how deep it is, its role and its name; whether the Tab key may stop there."""

    depth: int
    role: str
    name: str
    focusable: bool


@remembered
def browser_tree(file: Path) -> dict[str, list[BrowserNode]]:
    """Read an EPUB: the nodes of each content document in reading order, by the document's name."""
    (path,) = existing([file])
    with tempfile.TemporaryDirectory() as folder:
        documents = unpack(path, Path(folder))
        job = {"urls": [document.as_uri() for document in documents]}
        trees = in_chromium("tree.mjs", job)
    return {
        document.name: [BrowserNode(*node) for node in tree] for document, tree in zip(documents, trees, strict=True)
    }
