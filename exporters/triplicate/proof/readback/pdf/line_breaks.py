"""Words and numbers that go on in the next line without a hyphen."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from math import inf

from triplicate.later import regex
from triplicate.proof.outline.entry import Break
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback.pdf.geometry import Box
from triplicate.proof.readback.pdf.inlines import INLINE, name_of
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.page_faults import column_of
from triplicate.proof.readback.pdf.seen import Seen
from triplicate.proof.readback.pdf.sequence import StreamKey
from triplicate.proof.readback.pdf.shown_text import MarkedText
from triplicate.proof.readback.pdf.surroundings import Surroundings
from triplicate.proof.readback.pdf.tree import Element

_APART = 0.75
"""How far apart, in sizes of their letters, the baselines of two lines are at least; what is raised stands nearer."""

_SLACK = 1.0
"""Points by which what stands on one line, or side by side, may miss it."""

_LONGEST = 40
"""Characters that every column holds: what is longer may have to be broken."""

_COLUMN = 0.5
"""Of the width of the text, what a column of a table has at least for a word that is wider than the others."""

_BOXES = ("Aside", "BlockQuote", "Title", *(f"H{level}" for level in range(1, 7)))
"""What may stand in a box of its own, so that its lines end before the column does."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
"""Scripts that are written without spaces between words, or break lines at any letter."""

_LETTER = regex(rf"[^\W\d_{_UNSPACED}]")
_END_IN_NUMBER, _START_IN_NUMBER = regex(r"\d[.,:/–−]?\Z|\d\s?[–−]\Z"), regex(r"[.,:/–−]?\d")
_END, _START = regex(r"\S*\Z"), regex(r"\S*")
_CODE = regex(r"[@\\_=<>{}|]|://|\w[./]\w*[^\W\d]|[^\W\d]\w*[./]\w")
"""What an address, a path or a name in code holds: such are broken where the line ends."""

_Place = tuple[StreamKey, int]


def breaks(surroundings: Surroundings, content: PageContents, promise: Promise | None) -> Iterator[Break]:
    """Yield where lines end within what may be a word or a number, and is not wider than a line could be.

    How wide a line is on a page is known from what the edition has promised.
    """
    firsts = _firsts(content) if promise and promise.mirrored else {}
    for block, found in groupby(_pieces(surroundings, content), key=lambda one: one[0]):
        pieces = [(piece, place) for _, piece, place in found]
        said = [(piece.text, place) for piece, place in pieces]
        if block.role in ("Code", "Formula", "Figure"):
            continue
        for number, ((before, place), (after, next_place)) in enumerate(pairwise(pieces)):
            if not _may_break(before.text, after.text):
                continue
            sequences = content.sequences[place], content.sequences[next_place]
            if sequences[0].page == sequences[1].page and not _are_two_lines(before, after):
                continue
            start, end = _backward(said[: number + 1]), _forward(said[number + 1 :])
            first, word = ("".join(part for part, _ in parts) for parts in (start, start + end))
            if len(word) > _LONGEST or _CODE.search(word):
                continue
            wide = sum(len(part) * _width_of_letters(content, one) for part, one in start + end)
            if promise and wide > _room(content, next_place, surroundings, promise, firsts):
                continue
            if not _is_apart(content, place, before, next_place, after):
                yield Break(word, len(first), f"page {sequences[0].page + 1}", (name_of(place),))


def _pieces(surroundings: Surroundings, content: PageContents) -> Iterator[tuple[Element, MarkedText, _Place]]:
    """Yield what is said, in reading order, each with the block that it stands in."""
    for place, around in surroundings.all:
        sequence = content.sequences.get(place)
        if sequence is None or not around:
            continue
        if any(element.role in ("Code", "Formula", "Figure", "Artifact") for element in around):
            continue
        block = next((element for element in reversed(around) if element.role not in INLINE), around[0])
        for piece in sequence.pieces:
            if piece.text:
                yield block, piece, place


def _width_of_letters(content: PageContents, place: _Place) -> float:
    """Return how wide the letters of a sequence are on average."""
    seen = content.pages[content.sequences[place].page]
    boxes = [(line.box, len(line.text)) for line in seen.lines if line.place == place]
    return sum(box.right - box.left for box, _ in boxes) / max(sum(letters for _, letters in boxes), 1)


def _room(
    content: PageContents, place: _Place, surroundings: Surroundings, promise: Promise, firsts: Mapping[int, float]
) -> float:
    """Return how wide the lines of a sequence may be.

    That is to the end of the text's column or of the box that it stands in, or to an item of the same list that stands
    beside it; in a table half of what there is from its own edge.
    """
    page = content.sequences[place].page
    seen = content.pages[page]
    column = _column(seen, promise, firsts.get(page % 2))
    table = next((one for one in reversed(surroundings.around(place)) if one.role == "Table"), None)
    inside = [
        line.box.left
        for line in seen.lines
        if line.place
        and (line.place == place if table is None else any(one is table for one in surroundings.around(line.place)))
    ]
    start = min(inside, default=column.left)
    if table is not None:
        return _COLUMN * (column.right - start)
    starts = _starts_of_items(seen, place, surroundings)
    beside = (left - promise.between for left in starts if left > start + promise.between)
    return min(beside, default=_end(seen, place, surroundings, column)) - start


def _firsts(content: PageContents) -> dict[int, float]:
    """Return where the first letters stand on the sheets of each side of a text that is bound."""
    firsts: dict[int, float] = {}
    for number, seen in enumerate(content.pages):
        lefts = [line.box.left - seen.sheet.left for line in seen.lines if line.place]
        firsts[number % 2] = min([*lefts, firsts.get(number % 2, inf)])
    return firsts


def _column(seen: Seen, promise: Promise, first: float | None) -> Box:
    """Return where the lines of a page stand; ``first`` is where its side of a text that is bound begins, if it is.

    Its wider edge is at the right then where letters stand further out than the wider edge would let them.
    """
    column = column_of(seen, promise)
    _, right, _, left = promise.margins
    more = abs(right - left)
    if first is None or first >= column.left - seen.sheet.left + more - _SLACK:
        return column
    return column._replace(right=column.right - more)


def _end(seen: Seen, place: _Place, surroundings: Surroundings, column: Box) -> float:
    """Return where lines end at most: in a box (a callout, a tinted heading) as it begins, or by its longest line."""
    around = reversed(surroundings.around(place))
    box = next((one for one in around if one.role in _BOXES or (one.role == "Sect" and one.title)), None)
    if box is None:
        return column.right
    inside = [
        line.box for line in seen.lines if line.place and any(one is box for one in surroundings.around(line.place))
    ]
    start = min((one.left for one in inside), default=column.left)
    return max((column.right - (start - column.left), *(one.right for one in inside)))


def _starts_of_items(seen: Seen, place: _Place, surroundings: Surroundings) -> Iterator[float]:
    """Yield where the other items of the list around a sequence start, of those on its page."""
    around = surroundings.around(place)
    items = next((outer.kids for outer, inner in pairwise(around) if inner.role == "LI"), [])
    others = {item for item in items if isinstance(item, Element)}.difference(around)
    starts: dict[Element, float] = {}
    for line in seen.lines:
        for element in surroundings.around(line.place) if line.place else ():
            if element in others:
                starts[element] = min(line.box.left, starts.get(element, line.box.left))
    yield from starts.values()


def _are_two_lines(before: MarkedText, after: MarkedText) -> bool:
    if before.line is None or after.line is None:
        return False
    (y, size), (other, other_size) = before.line, after.line
    return abs(y - other) > _APART * max(size, other_size)


def _is_apart(content: PageContents, place: _Place, before: MarkedText, next_place: _Place, after: MarkedText) -> bool:
    """Whether an artifact stands between two pieces, after one or before the other: the printed address of a link."""
    first, second = content.pages[content.sequences[place].page], content.pages[content.sequences[next_place].page]
    end = max((box.right for box in _on_line(first, before, place)), default=0.0)
    start = min((box.left for box in _on_line(second, after, next_place)), default=0.0)
    return any(box.left >= end - _SLACK for box in _on_line(first, before, None)) or any(
        box.right <= start + _SLACK for box in _on_line(second, after, None)
    )


def _on_line(seen: Seen, piece: MarkedText, place: _Place | None) -> Iterator[Box]:
    """Yield the boxes of what stands on the line of a piece: of a sequence, or of artifacts."""
    if piece.line is None:
        return
    for line in seen.lines:
        mine = line.artifact if place is None else line.place == place
        if mine and abs(line.baseline - piece.line[0]) < _SLACK and line.text.strip():
            yield line.box


def _may_break(before: str, after: str) -> bool:
    """Whether the end of a line and the start of the next are parts of one word, or of one number."""
    if _LETTER.match(before[-1:]) and _LETTER.match(after):
        return True
    return bool(_END_IN_NUMBER.search(before) and _START_IN_NUMBER.match(after))


_Parts = list[tuple[str, _Place]]
"""Pieces of text that follow one another, each with its sequence."""


def _backward(texts: _Parts) -> _Parts:
    """Return what stands after the last blank of texts that follow one another."""
    parts = []
    for text, place in reversed(texts):
        part = _END.search(text)
        parts.append((part[0] if part else "", place))
        if part is None or part.start():
            break
    return parts[::-1]


def _forward(texts: _Parts) -> _Parts:
    """Return what stands before the first blank."""
    parts = []
    for text, place in texts:
        part = _START.match(text)
        parts.append((part[0] if part else "", place))
        if part is None or part.end() < len(text):
            break
    return parts
