"""The content documents of a book: which part of the text stands in which file."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import count

from triplicate.document import walk
from triplicate.document.model import Block, Blocks, Document, Heading
from triplicate.formats.reflow.contents import full_title
from triplicate.later import dataclass

LONG = 20_000
"""Characters from which a text is cut at its level-2 headings; about eight pages."""

_LONGEST_NAME = 60
_TAKEN = frozenset({"cover", "nav", "title", "text"})


class PartKind(StrEnum):
    """What a content document is; the values are terms of the EPUB Structural Semantics Vocabulary."""

    TITLE_PAGE = "titlepage"
    TEXT = "bodymatter"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a text that stands in one content document.

    ``title`` is the words of its heading, the document's title where it has none of its own. ``title_block`` tells
    that it begins with the title, ``end_lines`` that the lines after the text follow it.
    """

    file: str
    title: str
    kind: PartKind
    blocks: Blocks
    heading: Heading | None = None
    title_block: bool = False
    end_lines: bool = False


def parts(document: Document) -> tuple[Part, ...]:
    """Cut a document at its level-2 headings if it is long.

    The title stands alone where contents follow it, and where a chapter would follow it in the same document.
    """
    groups = _sections(document.blocks) if _is_long(document) else [document.blocks]
    title = document.metadata.title
    whole = len(groups) == 1
    apart = document.metadata.toc or not (whole or _heading(groups[0]) is None)
    found = [Part("title.xhtml", title, PartKind.TITLE_PAGE, (), title_block=True)] if apart else []
    names = _Names()
    for position, blocks in enumerate(groups):
        heading = None if whole else _heading(blocks)
        found.append(
            Part(
                names.of(heading) if heading else "text.xhtml",
                full_title(heading) if heading else title,
                PartKind.CHAPTER if heading else PartKind.TEXT,
                blocks,
                heading,
                title_block=not apart and position == 0,
                end_lines=position == len(groups) - 1,
            )
        )
    return tuple(found)


def _heading(blocks: Blocks) -> Heading | None:
    """Return the level-2 heading that blocks begin with."""
    first = blocks[0] if blocks else None
    return first if isinstance(first, Heading) and first.level == 2 else None


def _is_long(document: Document) -> bool:
    length = 0
    for block in document.blocks:
        length += len(walk.plain(block))
        if length >= LONG:
            return True
    return False


def _sections(blocks: Blocks) -> list[Blocks]:
    """Return the blocks before the first level-2 heading, if any, then each such heading with what follows it."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2 and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return [tuple(section) for section in sections]


class _Names:
    """File names, from the ids of headings, so that they stay the same from release to release."""

    def __init__(self) -> None:
        self._taken = set(_TAKEN)

    def of(self, heading: Heading) -> str:
        """Return the file name of a chapter: ASCII, and no name that differs from another's by case alone."""
        slug = (heading.id or "").lower()
        if not slug.isascii() or not slug.replace("-", "").replace("_", "").isalnum():
            slug = "section"
        slug = slug[:_LONGEST_NAME].strip("-_")
        name = next(name for name in self._candidates(slug) if name not in self._taken)
        self._taken.add(name)
        return f"{name}.xhtml"

    def _candidates(self, slug: str) -> Iterator[str]:
        yield slug
        yield from (f"{slug}-{number}" for number in count(2))
