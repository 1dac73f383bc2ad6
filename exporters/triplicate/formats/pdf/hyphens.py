"""Soft hyphens: a word is divided at one where a line ends, and nowhere else is anything seen of them.

WeasyPrint 70 tries the soft hyphens of the whole line that Pango found, from the last to the first, and passes over the
spaces after them; a line is then left half empty. Here a line is broken as if the text had none. Then those of the word
at the break are tried, the last that leaves room for the hyphen.
"""

from bisect import bisect_right
from collections.abc import Callable
from math import inf
from typing import Any

from triplicate.document.walk import SOFT_HYPHEN

Split = Callable[..., Any]


def with_soft_hyphens(split: Split) -> Split:
    """Return WeasyPrint's ``split_first_line`` with this way of dividing words."""

    def softly(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **keys: Any) -> Any:
        if SOFT_HYPHEN not in text:
            return split(text, style, context, max_width, *rest, **keys)
        bare = _Bare(text)
        found = split(bare.text, style, context, max_width, *rest, **keys)
        layout, length, resume_at, *size = found
        if resume_at is None:
            return layout, len(text.encode()), None, *size
        end = len(bare.text.encode()[:resume_at].decode())
        if max_width is not None and max_width != inf and style["hyphens"] != "none":
            word = _word_at(bare.text, end, style, overlong=size[0] > max_width)
            points = bare.points(*word)
            spacing = rest[0] if rest else 0
            hyphenated = _hyphenated(bare, points, style, context, max_width, spacing, least=word[0] == 0)
            if hyphenated is not None:
                return hyphenated
        kept = len(bare.text.encode()[:length].decode())
        if bare.text[kept:end].strip(" "):
            # A line break of the text's own stands between.
            return layout, bare.before(kept) if kept else 0, bare.after(end), *size
        return layout, bare.after(end) if length else 0, bare.after(end), *size

    return softly


class _Bare:
    """A text without its soft hyphens, and where each of its characters stands in the text."""

    def __init__(self, text: str) -> None:
        self._whole = text
        self._places = [place for place, character in enumerate(text) if character != SOFT_HYPHEN]
        self.text = "".join(text[place] for place in self._places)

    def before(self, index: int) -> int:
        """Return how many bytes of the text stand before a character."""
        return len(self._whole[: self._places[index]].encode())

    def after(self, index: int) -> int:
        """Return how many bytes of the text the characters before ``index`` take, the soft hyphens among them."""
        return len(self._whole[: self._places[index - 1] + 1].encode())

    def points(self, start: int, end: int) -> list[int]:
        """Return the characters of a word that a soft hyphen stands before."""
        places = self._places
        return [index for index in range(start + 1, end) if places[index] > places[index - 1] + 1]


def _word_at(text: str, end: int, style: Any, *, overlong: bool) -> tuple[int, int]:
    """Return where the word begins and ends that a line which ends before ``end`` could still take a part of."""
    from weasyprint.text.line_break import can_break_text

    start = end
    if overlong:
        start = 0
    elif end < len(text) and not text[end - 1].isspace() and not can_break_text(text[end - 1 : end + 1], style["lang"]):
        # The line ends within a word that is longer than it.
        start = text.rfind(" ", 0, end) + 1
    stop = text.find(" ", start)
    return start, len(text) if stop < 0 else stop


def _hyphenated(
    bare: _Bare, points: list[int], style: Any, context: Any, max_width: float, spacing: float, *, least: bool
) -> Any:
    """Return the line that ends at the last of some soft hyphens that fits, or None.

    ``least`` asks for the first where no width is given at all, for the least that a column must have.
    """
    from weasyprint.text.line_break import create_layout, first_line_metrics, line_size

    hyphen = style["hyphenate_character"]

    def line(point: int) -> tuple[Any, Any, float]:
        layout = create_layout(bare.text[:point] + hyphen, style, context, None, spacing)
        found, _ = layout.get_first_line()
        return layout, found, line_size(found, style)[0]

    fitting = bisect_right(points, max_width, key=lambda point: line(point)[2])
    if not fitting and not (least and points and max_width <= 0):
        return None
    point = points[max(fitting - 1, 0)]
    layout, found, _ = line(point)
    collapse = style["white_space"] != "pre-wrap"
    resume_at = bare.before(point)
    shown, _, _, *size = first_line_metrics(
        found,
        bare.text[:point],
        layout,
        resume_at,
        collapse,
        style,
        True,  # noqa: FBT003
        hyphen,
    )
    return shown, resume_at, resume_at, *size
