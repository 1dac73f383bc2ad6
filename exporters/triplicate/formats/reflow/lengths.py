"""Lengths on screens."""

from triplicate.document.lengths import points
from triplicate.document.model import Length
from triplicate.theme import ORDINARY


def width(length: Length) -> str:
    """Return a width as CSS: a sign among the words grows with them, so lengths are multiples of the text's size."""
    if length.unit == "%":
        return f"{length.value:g}%"
    return f"{points(length.value, length.unit) / ORDINARY:.4g}em"
