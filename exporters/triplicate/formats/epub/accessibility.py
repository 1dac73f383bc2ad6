"""What the book says of its own accessibility, all of it drawn from what is in it.

The terms are those of the schema.org accessibility vocabulary, as EPUB Accessibility 1.1 asks (2, Discoverability).
A claim of conformance is made only in the name of a person or body that the front matter names as certifier
(4, Conformance; Reporting).
"""

from collections.abc import Iterator

from triplicate.document.model import Metadata
from triplicate.formats.reflow.accessibility import features, modes, sufficient
from triplicate.formats.reflow.inventory import Inventory
from triplicate.formats.reflow.summary import summary
from triplicate.later import dataclass

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True, slots=True)
class Claim:
    """A ``meta`` element of the package: ``lang`` where its value is words, ``id`` and ``refines`` to tie two."""

    property: str
    value: str
    lang: str | None = None
    id: str | None = None
    refines: str | None = None


def claims(metadata: Metadata, inventory: Inventory, page_source: str | None) -> Iterator[Claim]:
    """Yield the claims about a book; ``page_source`` names what its pages were counted in, if it has pages."""
    for mode in modes(inventory):
        yield Claim("schema:accessMode", mode)
    for way in sufficient(inventory):
        yield Claim("schema:accessModeSufficient", way)
    for feature in features(inventory, contents=True, pages=page_source is not None):
        yield Claim("schema:accessibilityFeature", feature)
    # Every picture is one that stands still.
    yield Claim("schema:accessibilityHazard", "none")
    words, lang = summary(metadata.lang, inventory, page_source)
    yield Claim("schema:accessibilitySummary", words, lang=lang)
    if metadata.certified_by:
        yield Claim("dcterms:conformsTo", CONFORMANCE, id="conformance")
        yield Claim("a11y:certifiedBy", metadata.certified_by, refines="#conformance")
    if page_source is not None:
        yield Claim("pageBreakSource", page_source)
