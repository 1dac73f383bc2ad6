"""Outlines compared: what a file does not say as the source does, or one file not as another."""

from triplicate.proof.compare.difference import Difference
from triplicate.proof.outline.entry import Outline

__all__ = ["Difference", "compare", "verify"]


def verify(document: Outline, file: Outline) -> tuple[Difference, ...]:
    """Return how a file's outline differs from that of its source, in the order of the source; () if it is equal.

    What a format has by its nature is no difference (:mod:`triplicate.proof.compare.nature`).
    """
    return compare(document, file)


def compare(first: Outline, second: Outline) -> tuple[Difference, ...]:
    """Return how the second outline differs from the first, whatever made them."""
    from triplicate.proof.compare.comparison import OutlineComparison

    return OutlineComparison(first, second).differences()
