"""Chromium: what a browser hands to a screen reader of a page, or of the content documents of an EPUB."""

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
def browser_tree(file: Path, width: str = "800") -> dict[str, list[BrowserNode]]:
    """Read an HTML file or an EPUB: the nodes of each content document in reading order, by the document's name.

    `width` is the window's, in CSS pixels.
    """
    (path,) = existing([file])
    with tempfile.TemporaryDirectory() as folder:
        documents = unpack(path, Path(folder)) if path.suffix == ".epub" else [path]
        job = {"urls": [document.as_uri() for document in documents], "width": int(width)}
        trees = in_chromium("tree.mjs", job)
    return {
        document.name: [BrowserNode(*node) for node in tree] for document, tree in zip(documents, trees, strict=True)
    }
