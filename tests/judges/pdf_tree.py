"""pdf.js: what the PDF viewer of a browser hands to a screen reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judges.tools import existing, javascript, remembered


@dataclass(frozen=True, slots=True)
class PdfTreeNode:
    """A node of a page's structure tree.

    `role` is the structure type as pdf.js tells it (after the role map), or for a leaf: "#text" (with `text`), "#Link"
    and the like for an annotation (with `url`, and its Contents as `alt`), "#object" for what is not known. Absent
    values are "".
    """

    role: str
    alt: str = ""
    lang: str = ""
    text: str = ""
    url: str = ""
    children: tuple["PdfTreeNode", ...] = ()

    def walk(self) -> Iterator["PdfTreeNode"]:
        """Yield this node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self) -> str:
        """Return all text at and below this node, with runs of white space made one space."""
        return " ".join("".join(node.text for node in self.walk()).split())


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A link annotation: where it leads ("#NAME" inside the file), its Contents, whether the structure tree holds it."""

    url: str
    contents: str
    in_tree: bool


@dataclass(frozen=True, slots=True)
class PdfTreePage:
    """One page.

    `tree` is None where the page has no structure. `untagged` is text in no marked content. `orphans` is text in marked
    content that claims a place in the tree and has none. `artifacts` is text marked as artifact.
    """

    tree: PdfTreeNode | None
    untagged: str
    orphans: tuple[str, ...]
    artifacts: str
    links: tuple[PdfLink, ...]


@dataclass(frozen=True, slots=True)
class PdfTree:
    """A file; `outline` holds its bookmarks as (level, title), `problem` why it could not be read ("" if it could)."""

    title: str
    lang: str
    marked: bool
    outline: tuple[tuple[int, str], ...]
    pages: tuple[PdfTreePage, ...]
    problem: str = ""


@remembered
def pdfjs_tree(file: Path) -> PdfTree:
    """Read a PDF with pdf.js."""
    (path,) = existing([file])
    read = javascript("pdfjs_tree.mjs", {"file": str(path)})
    if "problem" in read:
        return PdfTree("", "", marked=False, outline=(), pages=(), problem=read["problem"])
    pages = tuple(
        PdfTreePage(
            tree=_node(page["tree"]) if page["tree"] else None,
            untagged=page["untagged"],
            orphans=tuple(page["orphans"]),
            artifacts=page["artifacts"],
            links=tuple(PdfLink(**link) for link in page["links"]),
        )
        for page in read["pages"]
    )
    outline = tuple((level, title) for level, title in read["outline"])
    return PdfTree(read["title"], read["lang"], marked=read["marked"], outline=outline, pages=pages)


def _node(read: dict[str, Any]) -> PdfTreeNode:
    children = tuple(_node(child) for child in read.pop("children", ()))
    return PdfTreeNode(**read, children=children)
