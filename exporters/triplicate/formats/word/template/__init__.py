"""A Word file as the source of styles: what it lends to a document, and what it lacks.

The rooms: ``reading`` opens it, ``cascade`` says what its styles come to, ``tokens`` what it decides of a theme,
``adopting`` makes one styles part of its and ours, ``numbering`` takes its lists, ``findings`` tells what it lacks,
``dressing`` puts all of it on a document.
"""

from triplicate.formats.word.template.dressing import housed, lent_styles, lent_theme
from triplicate.formats.word.template.reading import House, opened_house

__all__ = ["House", "housed", "lent_styles", "lent_theme", "opened_house"]
