"""Where lines end: a fault of WeasyPrint's line breaking, corrected while it lays out.

WeasyPrint 70 measures a line that Pango found with the space after its last letter (half of the letter spacing, and a
space that is followed by a picture), which Pango leaves out. A line that fits without it but not with it then counts
as too long, and all its words but the first are moved to the next line. No style sheet can avoid that, since the
measure is taken in the middle of ``split_first_line`` (weasyprint/text/line_break.py, step 3). It is what issue 1051
of WeasyPrint reported for other text, and it was corrected there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

_SPACE = 0.35
"""By how much a line may seem too long, besides letter and word spacing, in em: the width of a wide space."""


@contextmanager
def lines_filled() -> Iterator[None]:
    """While this context lasts, break a line again, a space shorter, where only its first word was kept.

    The function is replaced in the module that breaks lines, for the whole process: to be used where nothing else lays
    out (:data:`triplicate.formats.pdf.layout.LOCK`).
    """
    from weasyprint.layout import inline

    split = inline.split_first_line

    def filled(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **keys: Any) -> Any:
        found = split(text, style, context, max_width, *rest, **keys)
        _, length, resume_at, width, *_ = found
        if resume_at is None or max_width is None or max_width == inf or width > max_width / 2:
            return found
        if " " in text.encode()[:length].decode():
            return found
        letter = 0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
        narrower = max_width - _SPACE * style["font_size"] - letter - style["word_spacing"]
        again = split(text, style, context, narrower, *rest, **keys)
        return again if again[1] > length else found

    inline.split_first_line = filled
    try:
        yield
    finally:
        inline.split_first_line = split
