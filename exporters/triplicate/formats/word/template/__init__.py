"""A Word file as the source of styles: what it gives to a document, and what it lacks.

The rooms: ``reading`` opens it, ``cascade`` says what its styles come to, ``tokens`` what it decides of a theme,
``adopting`` makes one styles part of its and ours, ``numbering`` takes its lists, ``findings`` tells what it lacks,
``dressing`` puts all of it on a document.
"""

from triplicate.formats.word.template.dressing import styles_with_template, theme_with_template, with_template
from triplicate.formats.word.template.reading import House, opened_house

__all__ = ["House", "opened_house", "styles_with_template", "theme_with_template", "with_template"]
