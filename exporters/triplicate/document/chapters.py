"""Which chapters begin a page."""

from triplicate.document.kinds import has_cover
from triplicate.document.model import Document, Heading

CHAPTER = 2
"""The level of the headings of chapters."""


def chapters_on_new_pages(document: Document) -> tuple[int, ...]:
    """Return which blocks of a document begin a page because they are headings of chapters, by their number.

    That is none where the text does not ask for it. A title that stands alone on its page would be a poor beginning:
    a chapter right after it stays with it.
    """
    metadata = document.metadata
    if not metadata.chapters_begin_pages:
        return ()
    stays = not (has_cover(metadata) or metadata.toc)
    return tuple(
        number
        for number, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level == CHAPTER and not (stays and number == 0)
    )
