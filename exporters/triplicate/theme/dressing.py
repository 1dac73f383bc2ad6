"""A document in the clothes of a house: its logo before the title, its cover where the writer chose none."""

from dataclasses import replace

from triplicate.document.model import Document, Figure, Image, Length
from triplicate.theme.tokens import Theme

LOGO, COVER = "triplicate:logo", "triplicate:cover"
"""The keys of a house's pictures among those of a document; no path is like them."""


def dressed(document: Document, theme: Theme) -> Document:
    """Return the document with the logo and the cover of the theme, if it has any."""
    pictures = dict(document.pictures)
    metadata, logo = document.metadata, document.logo
    if theme.logo:
        pictures[LOGO] = theme.logo.picture
        width = Length(theme.logo.width, "pt") if theme.logo.width else None
        logo = Figure(Image(LOGO, theme.logo.alt, width=width))
    if theme.cover and metadata.cover_image is None:
        pictures[COVER] = theme.cover.picture
        metadata = replace(metadata, cover_image=COVER, cover_alt=theme.cover.alt)
    return replace(document, metadata=metadata, logo=logo, pictures=pictures)
