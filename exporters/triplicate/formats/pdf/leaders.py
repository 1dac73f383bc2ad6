"""The dots of a line of the contents, which lead to its page: one text, not one for each dot.

WeasyPrint 70 (weasyprint/layout/leader.py, ``handle_leader``) fills a leader with copies of a box. Each of them is
painted, marked and read by itself: the sixty dots of a line come to as many instructions as all words of a page.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from triplicate.system.replaced import replaced


@contextmanager
def leaders_joined() -> Iterator[None]:
    """While this context lasts, join them; under :data:`triplicate.formats.pdf.layout.LOCK`."""
    from weasyprint.layout import inline

    with replaced(inline, handle_leader=_joined(inline.handle_leader)):
        yield


def _joined(fill: Callable[..., Any]) -> Callable[..., Any]:
    from weasyprint.layout.leader import leader_index
    from weasyprint.text.line_break import split_first_line

    def joined(context: Any, line: Any, containing_block: Any) -> None:
        fill(context, line, containing_block)
        index, leader = leader_index(line)
        if index is None or len(leader.children) < 2:
            return
        dots = leader.children[0].copy()  # the one on the right: dots stand below those of the line before
        one, count = dots.text, len(leader.children)
        end = dots.position_x + dots.width
        set_as(dots, one * count, context)
        # Between letters of one text there may be more space than at its ends, or less.
        if (fitting := int((end - leader.position_x) / dots.width * count)) != count:
            set_as(dots, one * fitting, context)
        dots.position_x = end - dots.width
        leader.children = (dots,)

    def set_as(box: Any, text: str, context: Any) -> None:
        box.text = text
        box.pango_layout, _, _, box.width, _, _ = split_first_line(text, box.style, context, None, 0)

    return joined
