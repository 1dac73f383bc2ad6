"""Where lines end: faults of WeasyPrint's line breaking, corrected while it lays out.

- A line that Pango found is measured with the space after its last letter (half of the letter spacing, and a space that
  is followed by a picture), which Pango leaves out. A line that fits without it but not with it then counts as too
  long, and all its words but the first are moved to the next line. It is what issue 1051 of WeasyPrint reported of
  other text, and corrected there.
- Soft hyphens are tried in places where they are of no use (:mod:`triplicate.formats.pdf.hyphens`).
- A very long word that begins within a line is broken only in the next.
- In the first inline element of a line every word counts as the line's first, and is broken if it does not fit.
- A line whose end does not fit may end earlier only where a text within it may be broken: not before a word that is an
  element of its own within a link ("a link *of* words", glued to what follows by a no-break space).
- Before a solidus no line may end, even after a space (UAX 14, LB13): a path after a long word is off the page.
- The space at the end of a line is taken from the line's width, and what stands at its right is moved, by what the last
  text alone runs like: where that runs the other way than the line, words stand off the column by a space.
- A word that is longer than the line is measured to its end for every line, which takes the square of its length, and
  letter by letter for the width of a column.

No style sheet can avoid these, since they happen within ``split_first_line`` (weasyprint/text/line_break.py, version
70), which three modules call, in what ``split_inline_level``, ``can_break_inside`` and ``can_break_text``
(weasyprint/layout/inline.py) tell it, and in ``remove_last_whitespace`` there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from triplicate.formats.pdf.hyphens import with_soft_hyphens
from triplicate.system.replaced import replaced

Split = Callable[..., Any]
"""WeasyPrint's function: (text, style, context, width, …) → (layout, length, where to resume, width, …)."""

LONG_RUN = 40
"""Letters of a word from which on it may be broken within a line where it does not begin it."""

_SPACE = 0.35
"""By how much a line may seem too long, besides letter and word spacing, in em: the width of a wide space."""

_LETTERS_IN_EM, _LEAST = 8, 200
"""How many letters may stand in an em, and how many are looked at in any case: more than a line ever holds."""

_CONTAINING_BLOCK, _LINE_CHILDREN = 3, 8
"""Where ``split_inline_level`` has the block of the line, and what stands in it before, after the position."""

_WRAPPING = ("normal", "pre-wrap", "pre-line")
_OBJECT = "\ufffc"
"""Stands for a picture where line ends are looked for."""

_ROOM = 3.0
"""Width in em of the rest of a line in which it is worth to begin a very long word."""


@contextmanager
def lines_filled() -> Iterator[None]:
    """Let lines be broken without these faults while this lasts.

    To be used under :data:`triplicate.formats.pdf.layout.LOCK`.
    """
    from weasyprint.layout import inline, preferred

    split = inline.split_first_line
    level, inside = inline.split_inline_level, inline.can_break_inside
    mended = _looking_no_further(with_soft_hyphens(split))
    of_lines = {
        "split_first_line": _filled(_begun(mended)),
        "split_inline_level": _placed(level),
        "can_break_inside": _between_elements(inside),
        "can_break_text": _before_paths(inline.can_break_text),
        "remove_last_whitespace": _space_removed(inline.remove_last_whitespace),
    }
    with replaced(inline, **of_lines), replaced(preferred, split_first_line=_sampled(mended)):
        yield


def _looking_no_further(split: Split) -> Split:
    """Return the function that is given no more of a text than can stand on a line."""

    def near(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **keys: Any) -> Any:
        if max_width is not None and max_width != inf and style["font_size"] and len(text) > _LEAST:
            letters = _LEAST + int(max(max_width, 0) / style["font_size"] * _LETTERS_IN_EM)
            while letters < len(text):
                space = text.find(" ", letters, letters + _LEAST)
                found = split(text[: space + 2 if space >= 0 else letters], style, context, max_width, *rest, **keys)
                if found[2] is not None:
                    return found
                letters *= 4
        return split(text, style, context, max_width, *rest, **keys)

    return near


def _sampled(split: Split) -> Split:
    """Return the function that measures only the end of a very long word, where the least width of a column is asked.

    That of a word which may be broken anywhere is the width of its widest letter.
    """
    from weasyprint.text.line_break import can_break_text

    def sampled(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **keys: Any) -> Any:
        found = split(text, style, context, max_width, *rest, **keys)
        layout, length, resume_at, *size = found
        if max_width != 0 or resume_at is None or len(text) <= _LEAST:
            return found
        word = text.find(" ") if " " in text else len(text)
        end = len(text.encode()[:resume_at].decode())
        if end >= word - _LEAST or can_break_text(text[end - 1 : end + 1], style["lang"]):
            return found
        return layout, length, len(text[: word - _LEAST].encode()), *size

    return sampled


def _filled(split: Split) -> Split:
    """Return the function that breaks a line of which only the first word was kept anew, a space shorter."""

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

    return filled


def _placed(level: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that knows of a text within an inline element whether words stand before it in the line."""
    from weasyprint.formatting_structure.boxes import TextBox

    def placed(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
        if isinstance(box, TextBox) and not rest[_LINE_CHILDREN]:
            block = rest[_CONTAINING_BLOCK]
            if position_x - block.content_box_x() > box.style["font_size"]:  # more than the edge of a frame
                rest = (*rest[:_LINE_CHILDREN], [(0, None)], *rest[_LINE_CHILDREN + 1 :])
        return level(context, box, position_x, *rest)

    return placed


def _between_elements(inside: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return the function that also finds where a line may end between two elements within another."""
    from weasyprint.formatting_structure.boxes import TextBox
    from weasyprint.text.line_break import can_break_text

    def text_of(box: Any) -> str:
        if isinstance(box, TextBox):
            text: str = box.text
        else:
            text = "".join(map(text_of, getattr(box, "children", ()))) or _OBJECT
        return text if box.style["white_space"] in _WRAPPING else "_" * len(text)

    def between(box: Any) -> bool:
        return inside(box) or (bool(getattr(box, "children", ())) and can_break_text(text_of(box), box.style["lang"]))

    return between


def _before_paths(may_end: Callable[[str, str | None], bool]) -> Callable[[str, str | None], bool]:
    """Return the function that lets a line end between two elements before a path: a solidus after a space."""
    return lambda letters, lang: letters == " /" or may_end(letters, lang)


def _begun(split: Split) -> Split:
    """Return the function that begins a very long word in what is left of a line."""

    def begun(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        *rest: Any,
        is_line_start: bool = True,
        **keys: Any,
    ) -> Any:
        found = split(text, style, context, max_width, *rest, is_line_start=is_line_start, **keys)
        if is_line_start or max_width is None or found[3] <= max_width or style["overflow_wrap"] != "anywhere":
            return found
        space = text.find(" ", 0, LONG_RUN)
        if space >= 0 or len(text) < LONG_RUN or max_width < _ROOM * style["font_size"]:
            return found
        if found[2] is not None and found[1] < LONG_RUN:  # it goes on in the next line, whose end is in a better place
            return found
        return split(text, style, context, max_width, *rest, is_line_start=True, **keys)

    return begun


def _space_removed(remove: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return the function that moves what stands at the right of the space which it takes from the end of a line."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox

    def removed(context: Any, line: Any) -> None:
        before = line.width
        remove(context, line)
        if not (space := before - line.width):
            return
        holders = [line]
        while isinstance(holders[-1], LineBox | InlineBox):
            holders.append(holders[-1].children[-1])
        text = holders.pop()
        if text.pango_layout.first_line_direction % 2:
            # The space was at the left of the last text, and all of the line was moved to there.
            moved, by = ([] if line.style["direction"] == "rtl" else [line]), space
        else:
            moved, by = [holder for holder in holders if holder.style["direction"] == "rtl"], -space
        for holder in moved:
            for child in holder.children[:-1]:
                child.translate(dx=by, ignore_floats=True)

    return removed
