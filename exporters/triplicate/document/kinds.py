"""What kind of document a text is, which decides how it opens: with a cover, with a masthead, with a title alone."""

from triplicate.document.model import NOWHERE, Figure, Image, Kind, Metadata, Place

HOUSE_COVER = "triplicate:cover"
"""The key of a house's cover among a document's pictures; no path is like it."""


def has_cover(metadata: Metadata) -> bool:
    """Tell whether a document has a cover: a report does, and what nobody calls otherwise and has contents."""
    if metadata.kind is not None:
        return metadata.kind is Kind.REPORT
    return metadata.toc or metadata.cover_image not in (None, HOUSE_COVER)


def cover_picture(metadata: Metadata, place: Place = NOWHERE) -> Figure | None:
    """Return the picture on the cover, named at ``place``; None if there is no cover, or none with a picture."""
    if metadata.cover_image is None or not has_cover(metadata):
        return None
    alt = metadata.cover_alt or ""
    return Figure(Image(metadata.cover_image, alt, decorative=not alt, place=place), place=place)
