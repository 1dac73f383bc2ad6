"""What kind of document a text is, which decides how it opens: with a cover, with a masthead, with a title alone."""

from triplicate.document.model import Kind, Metadata

HOUSE_COVER = "triplicate:cover"
"""The key of a house's cover among a document's pictures; no path is like it."""


def has_cover(metadata: Metadata) -> bool:
    """Tell whether a document has a cover: a report does, and what nobody calls otherwise and has contents."""
    if metadata.kind is not None:
        return metadata.kind is Kind.REPORT
    return metadata.toc or metadata.cover_image not in (None, HOUSE_COVER)
