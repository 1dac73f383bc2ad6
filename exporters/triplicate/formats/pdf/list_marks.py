"""Marks of items stand beside their words: WeasyPrint 70 sets them at the top of an item.

A picture or a formula among the words of a first line makes it tall, and its words stand at its foot: the number would
stand far above them. No style sheet can say where the line's words stand.
"""

from collections.abc import Iterable
from typing import Any

_TALL = 1.3
"""How many lines of the mark a line is high at least in which the words stand otherwise than usual."""


def set_beside_words(pages: Iterable[Any]) -> None:
    """Move the marks on laid-out pages down to the words of their items' first lines."""
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001
            for mark in getattr(box, "children", ()):
                if getattr(mark, "is_outside_marker", False):
                    _set_beside(mark, _first_line(box.children[1:]))


def _set_beside(mark: Any, line: Any) -> None:
    own = _first_line(mark.children)
    if own is None or line is None or not _has_words(line) or line.height < _TALL * own.height:
        return
    mark.translate(dy=line.position_y + line.baseline - own.position_y - own.baseline)


def _first_line(boxes: Iterable[Any]) -> Any:
    """Return the line that boxes begin with, if they begin with one."""
    from weasyprint.formatting_structure.boxes import BlockBox, LineBox

    first: Any = next(iter(boxes), None)
    while type(first) is BlockBox:
        first = next(iter(first.children), None)
    return first if isinstance(first, LineBox) else None


def _has_words(line: Any) -> bool:
    from weasyprint.formatting_structure.boxes import TextBox

    return any(isinstance(box, TextBox) and box.text.strip() for box in line.descendants())
