"""What a file says of its own accessibility, in the terms of the schema.org accessibility vocabulary."""

from collections.abc import Iterator

from triplicate.formats.reflow.inventory import Inventory


def modes(inventory: Inventory) -> Iterator[str]:
    """Yield the ways in which there is something to perceive."""
    yield "textual"
    if inventory.pictures:
        yield "visual"


def sufficient(inventory: Inventory) -> Iterator[str]:
    """Yield the sets of ways that are enough to take in all of it, each with commas between."""
    if inventory.pictures:
        yield "textual,visual"
    if not inventory.without_text:
        yield "textual"


def features(inventory: Inventory, *, contents: bool, pages: bool) -> Iterator[str]:
    """Yield the features that make it accessible; it may have contents, and a list of pages."""
    if contents:
        yield "tableOfContents"
    yield "readingOrder"
    yield "displayTransformability"
    yield "unlocked"
    if inventory.headings > 1:
        yield "structuralNavigation"
    if inventory.roles:
        yield "ARIA"
    if inventory.pictures > inventory.without_text:
        yield "alternativeText"
    if inventory.described:
        yield "longDescription"
    if inventory.formulas:
        yield "MathML"
        yield "describedMath"
    if pages:
        yield "pageBreakMarkers"
        yield "pageNavigation"
