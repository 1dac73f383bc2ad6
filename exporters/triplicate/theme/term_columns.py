"""How wide the terms of a list of pairs are, which stand beside their descriptions on a page."""

from triplicate.document.model import DefinitionList
from triplicate.document.pairs import are_pairs
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme

_GAP = 1.2
"""Between a term and its description, in em."""

_MOST = 0.35
"""Of the width of the text: what the terms take at most."""


def term_column(block: DefinitionList, theme: Theme, lang: str) -> float | None:
    """Return the width in points of the terms with the space after them; None where they stand over descriptions.

    ``lang`` is the language of the list.
    """
    if not are_pairs(block):
        return None
    measure, letters = measure_of(theme), Letters(theme.type.body, bold=True, lang=lang)
    width = max(measure.inlines(item.terms[0], letters) for item in block.items) + _GAP * theme.type.body
    return width if width <= _MOST * theme.page.measure else None
