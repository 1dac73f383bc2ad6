"""How many key figures stand side by side."""

from triplicate.document.model import BulletList, Paragraph
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.roles import role
from triplicate.theme.tokens import Theme

GAP = 18.0
"""Between two of them, in points."""

_LEAST = 8.0
"""The room that the words under a figure need, in em."""

_MOST = 4


def columns(block: BulletList, theme: Theme, lang: str) -> int:
    """Return how many key figures in a language stand side by side across a page.

    They are as many as have room, in rows as full as can be. In large print each stands by itself.
    """
    if theme.is_large:
        return 1
    size = role(theme, "key-figure", "pdf").size or theme.type.body
    letters = Letters(size, bold=True, lang=lang)
    figures = (item.children[0] for item in block.items)
    measure = measure_of(theme)
    widest = max(measure.inlines(one.children[:1], letters) for one in figures if isinstance(one, Paragraph))
    need = max(widest, _LEAST * (role(theme, "key-figures", "pdf").size or theme.type.body))
    count = len(block.items)
    fitting = [number for number in range(2, _MOST + 1) if number * (need + GAP) - GAP <= theme.page.measure]
    fitting = [number for number in fitting if number <= count]
    return max(fitting, key=lambda number: (-(-count % number), number), default=1)
