"""A document in one style: the logo and the cover of the house in it, the fonts such as its languages need."""

from dataclasses import replace

from triplicate.document.isolated import isolated
from triplicate.document.kinds import HOUSE_COVER, cover_picture
from triplicate.document.model import Document, Figure, Image, Length
from triplicate.document.rebuild import numbered
from triplicate.document.ties import tied
from triplicate.later import dataclass
from triplicate.rules.finding import Finding
from triplicate.theme.languages import fitted
from triplicate.theme.roles import in_kind
from triplicate.theme.signs import in_words
from triplicate.theme.tokens import Theme

LOGO = "triplicate:logo"
"""The key of a house's logo among a document's pictures; no path is like it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What every format is made of. Made once for each style by :func:`edition_of`, and handed down.

    ``document`` has the logo and the cover of the house in it, and every ``serial`` once. ``style`` is the theme as
    it was loaded, ``theme`` the same with fonts that have the letters of the document's languages. ``findings`` tell
    what of the text the style has no font for, and shows in words.
    """

    document: Document
    style: Theme
    theme: Theme
    findings: tuple[Finding, ...] = ()


def edition_of(document: Document, style: Theme) -> Edition:
    """Return the document in a style."""
    style = in_kind(style, document.metadata)
    fonts = fitted(style, document)
    document, findings = in_words(with_artwork(isolated(tied(document)), style), fonts)
    return Edition(numbered(document), style, fonts, findings)


def with_artwork(document: Document, theme: Theme) -> Document:
    """Return the document with the logo of the theme before its title, and its cover if the writer chose none."""
    pictures = dict(document.pictures)
    metadata, logo = document.metadata, document.logo
    if theme.logo:
        pictures[LOGO] = theme.logo.picture
        width = Length(theme.logo.width, "pt") if theme.logo.width else None
        logo = Figure(Image(LOGO, theme.logo.alt, width=width))
    if theme.cover and metadata.cover_image is None:
        pictures[HOUSE_COVER] = theme.cover.picture
        metadata = replace(metadata, cover_image=HOUSE_COVER, cover_alt=theme.cover.alt)
    cover = document.cover or cover_picture(metadata)
    return replace(document, metadata=metadata, cover=cover, logo=logo, pictures=pictures)
