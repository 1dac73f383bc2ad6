"""Lines as they are written into the file: from Pango's glyphs to codes, each of which says one letter.

Programs turn text that runs from right to left letter by letter, and lose or double letters where one glyph says
several, or several say one. So each cluster of Pango's, the least that is shaped as one, is written with a code for
each of its letters: the first draws the whole cluster, the others draw nothing (:mod:`triplicate.formats.pdf.glyphs`).
Where that is no use a cluster keeps its glyph: one letter by one glyph, and ligatures that run from left to right.

Measured with poppler 22.12, PDFium 159, MuPDF 1.28 and pdf.js 5.6:

- pdf.js gives no width to a glyph whose text holds a combining mark, and drops one whose text ends in a joiner:
  marks have a code of their own, and a joiner stands before the letter at its right.
- Each program orders a line of numbers and signs alone in its own way where it runs from right to left. Such a line is
  drawn as a whole by its first letters, and said in the order of the text.

Seams of WeasyPrint 70: ``Layout.get_first_line``, ``Layout.text``, ``Stream.add_font``; of Pango, lines, runs and
clusters of glyphs.
"""

import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import accumulate, groupby, pairwise
from math import ceil, inf
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from triplicate.document.walk import NO_BREAK_SPACE
from triplicate.formats.pdf.composites import Composite, Part
from triplicate.formats.pdf.glyphs import CodesSpentError, Glyphs, may_draw_anew
from triplicate.later import dataclass, regex

PLAIN = regex("[\x20-\x7e\xa1-\xac\xae-\u024f\u2010-\u2027]*")
"""Text each of whose characters has a glyph of its own in every font."""

RIGHT_TO_LEFT = regex(
    "[\u0590-\u05ff\u0608\u060b\u060d\u0610-\u065f\u066d-\u06dd\u06df-\u06e8\u06ea-\u06ef\u06fa-\u08ff"
    "\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What runs from right to left by itself: no digit, not even those of Arabic and Persian, nor the Arabic comma."""

SILENT = "\u061c\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Characters that have no glyph and that no reader misses: where lines may end, and which way they run."""

_WIDEST = 13_000
"""Thousandths of the size of the text that a glyph may be wide.

PDFium 159 draws no glyph of more than 2,048 subpixels, three of which make a pixel, where the text has up to 50 pixels;
larger text it draws by outlines. So words that one wide glyph draws would be gone at some sizes of the page in Chrome.
"""

_SAY_NOTHING = str.maketrans("", "", SILENT)
_JOINERS = "\u200c\u200d"
_UNSEEN = regex(f"[{_JOINERS}]*")
_LETTER = regex(f"[{_JOINERS}]*[^{_JOINERS}]|[{_JOINERS}]+")
"""A letter with the joiners before it."""


class Unit(NamedTuple):
    """A code, how far it leads to the next, and what it is moved to the right by, both in pixels."""

    code: int
    advance: float
    shift: float = 0


@dataclass(slots=True)
class Run:
    """Codes of one font and size, from left to right."""

    font: Any
    size: float
    units: list[Unit] = field(default_factory=list)


class _Glyph(NamedTuple):
    """A glyph and where it stands, in Pango's units from the left of its cluster, upwards."""

    number: int
    x: int
    y: int


@dataclass(slots=True)
class _Cluster:
    """What is shaped as one: its text, and its glyphs from left to right; ``advance`` is in Pango's units."""

    text: str
    glyphs: list[_Glyph]
    advance: int


@dataclass(slots=True)
class _Shaped:
    """A run of Pango's: clusters from left to right."""

    font: Any
    size: float
    right_to_left: bool
    clusters: list[_Cluster]

    @property
    def scale(self) -> float:
        """Units of the font in a unit of Pango's."""
        return _scale(self.font, self.size)


def _scale(font: Any, size: float) -> float:
    scale: float = font.upem * FROM_UNITS / size
    return scale


def line_of(stream: Any, layout: Any, glyphs: Glyphs) -> list[Run] | None:
    """Return the runs of an active line, from left to right.

    None where they cannot be written letter by letter: a font without TrueType outlines, a character that no font
    shows, a font whose codes are spent.
    """
    shaped = _joiners_by_their_letters(list(_shaped(stream, layout)))
    if any(not may_draw_anew(run.font) for run in shaped) or any(
        glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG for run in shaped for one in run.clusters for glyph in one.glyphs
    ):
        return None
    text = layout.text.partition("\n")[0].translate(_SAY_NOTHING)
    try:
        mixed = RIGHT_TO_LEFT.search(text) is not None
        if any(run.right_to_left for run in shaped) and not mixed:
            whole = _whole(shaped, text, glyphs)
            if whole:
                return whole
        # A tab has no glyph. In other lines a property says all that is written, which programs would turn around here.
        return [_run(run, glyphs, tabs=mixed) for run in shaped]
    except CodesSpentError:
        return None


# From Pango


def _shaped(stream: Any, layout: Any) -> Iterator[_Shaped]:
    """Yield the runs of a line, from left to right."""
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        font, size = stream.add_font(item.analysis.font)
        right_to_left = bool(item.analysis.level % 2)
        clusters = list(_clusters(glyphs, text[item.offset : item.offset + item.length]))
        _move_unseen(clusters, right_to_left=right_to_left)
        yield _Shaped(font, size, right_to_left, _joined(clusters, right_to_left=right_to_left))


def _clusters(glyphs: Any, text: bytes) -> Iterator[_Cluster]:
    starts = glyphs.log_clusters[0 : glyphs.num_glyphs]
    ends = dict(pairwise([*sorted(set(starts)), len(text)]))
    for start, indices in groupby(range(glyphs.num_glyphs), starts.__getitem__):
        cluster = _Cluster(text[start : ends[start]].decode().translate(_SAY_NOTHING), [], 0)
        for index in indices:
            glyph, geometry = glyphs.glyphs[index].glyph, glyphs.glyphs[index].geometry
            if glyph != pango.PANGO_GLYPH_EMPTY:
                cluster.glyphs.append(_Glyph(glyph, cluster.advance + geometry.x_offset, -geometry.y_offset))
            cluster.advance += geometry.width
        yield cluster


def _move_unseen(clusters: Sequence[_Cluster], *, right_to_left: bool) -> None:
    """Give joiners to the neighbour at their right: no code may end in one."""
    for cluster, after in pairwise(clusters):
        if not after.glyphs and not _is_unseen(after.text):
            continue
        if right_to_left:
            found = _UNSEEN.match(cluster.text)
            moved = found[0] if found else ""
            cluster.text = cluster.text[len(moved) :]
            after.text += moved
        else:
            found = _UNSEEN.match(cluster.text[::-1])
            moved = found[0][::-1] if found else ""
            cluster.text = cluster.text[: len(cluster.text) - len(moved)]
            after.text = moved + after.text


def _joiners_by_their_letters(runs: list[_Shaped]) -> list[_Shaped]:
    """Let a joiner between Latin letters and those from right to left stand between them, where programs look for it.

    Pango has it at the end of the Latin ones, which is at their right, and what follows stands at their left.
    """
    for left, right in pairwise(runs):
        if right.right_to_left or not right.clusters or not _is_unseen(right.clusters[-1].text):
            continue
        if left.right_to_left and RIGHT_TO_LEFT.search(left.clusters[-1].text):
            right.clusters.insert(0, right.clusters.pop())
    return runs


def _is_unseen(text: str) -> bool:
    return _UNSEEN.fullmatch(text) is not None


def _joined(clusters: Iterable[_Cluster], *, right_to_left: bool) -> list[_Cluster]:
    """Return the clusters, one that holds combining marks alone as part of that of the letter before it."""
    joined: list[_Cluster] = []
    for cluster in reversed(list(clusters)) if right_to_left else clusters:
        marks = cluster.glyphs and cluster.text and all(map(_is_mark, cluster.text))
        if not (marks and joined and joined[-1].glyphs):
            joined.append(cluster)
            continue
        letter = joined[-1]
        left, right = (cluster, letter) if right_to_left else (letter, cluster)
        moved = [glyph._replace(x=glyph.x + left.advance) for glyph in right.glyphs]
        joined[-1] = _Cluster(letter.text + cluster.text, left.glyphs + moved, left.advance + right.advance)
    return joined[::-1] if right_to_left else joined


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


# Into codes


def _run(shaped: _Shaped, glyphs: Glyphs, *, tabs: bool) -> Run:
    run = Run(shaped.font, shaped.size)
    for cluster in shaped.clusters:
        run.units += _units(cluster, shaped, glyphs, tabs=tabs)
    return run


def _units(cluster: _Cluster, shaped: _Shaped, glyphs: Glyphs, *, tabs: bool) -> list[Unit]:
    """Return the codes of a cluster, from left to right; ``tabs`` tells whether a tab has one."""
    advance = cluster.advance * FROM_UNITS
    text = cluster.text[::-1] if shaped.right_to_left else cluster.text
    text = text.replace(NO_BREAK_SPACE, " ")
    if _has_own_glyph(cluster, right_to_left=shaped.right_to_left):
        (glyph,) = cluster.glyphs
        return [Unit(glyphs.code(shaped.font, glyph.number, text), advance, glyph.x * FROM_UNITS)]
    has_code = cluster.glyphs or (tabs and text == "\t") or _is_unseen(text)
    letters = _LETTER.findall(text) if has_code else []
    if not letters:
        return [Unit(-1, advance)] if advance else []
    total = round(advance * 1000 / shaped.size)
    widths = _shares(total, [not _is_mark(letter[-1]) for letter in letters])
    drawn = _parts(cluster.glyphs, shaped.scale)
    units = []
    for letter, width in zip(letters, widths, strict=True):
        code = glyphs.code(shaped.font, Composite(drawn, width), letter)
        units.append(Unit(code, advance * width / total if total else 0))
        drawn = ()
    return units


def _has_own_glyph(cluster: _Cluster, *, right_to_left: bool) -> bool:
    """Tell whether a cluster is written by the one glyph that it has."""
    if len(cluster.glyphs) != 1 or cluster.glyphs[0].y:
        return False
    letters = len(_LETTER.findall(cluster.text))
    return letters == 1 or (not right_to_left and not any(map(_is_mark, cluster.text)))


def _parts(glyphs: Iterable[_Glyph], scale: float, before: float = 0) -> tuple[Part, ...]:
    """Return glyphs as parts of a composite whose origin is ``before`` units of the font from theirs."""
    return tuple(Part(one.number, round(one.x * scale - before), round(one.y * scale)) for one in glyphs)


def _shares(total: int, counts: Sequence[bool]) -> list[int]:
    """Return the widths of letters that share a width: all of those that count, or all if none does."""
    counts = counts if any(counts) else [True] * len(counts)
    shares, given = [], 0
    for number, counted in enumerate(counts, start=1):
        upto = total * sum(counts[:number]) // sum(counts)
        shares.append(upto - given if counted else 0)
        given += shares[-1]
    return shares


def _whole(shaped: Sequence[_Shaped], text: str, glyphs: Glyphs) -> list[Run]:
    """Return runs that draw a line as a whole and say its letters in the order of the text.

    The letters share the width of the line. As many of the first as there are fonts draw, each all that is of one font;
    a line that is wider than a glyph may be is drawn in so many stretches. None if a stretch has too few letters.
    Spaces draw nothing, whichever font they come from: a letter that is written in it, alone among others, PDFium takes
    for their double and drops.
    """
    letters = _LETTER.findall(text)
    placed: deque[tuple[Any, _Glyph]] = deque()
    left = 0
    for run in shaped:
        for cluster in run.clusters:
            if not cluster.text.isspace():
                placed.extend((run.font, one._replace(x=one.x + left)) for one in cluster.glyphs)
            left += cluster.advance
    if not placed or len(letters) < 2 or len({run.size for run in shaped}) > 1:
        return []
    size, advance = shaped[0].size, left * FROM_UNITS
    total = round(advance * 1000 / size)
    widths = _shares(total, [True] * len(letters))
    starts = [0, *accumulate(widths)]
    stretches = ceil(total / _WIDEST)
    ends = [len(letters) * number // stretches for number in range(stretches + 1)]
    runs: list[Run] = []
    for first, end in pairwise(ends):
        upto = inf if end == len(letters) else starts[end]
        drawing: dict[Any, list[_Glyph]] = {}
        while placed and placed[0][1].x * FROM_UNITS * 1000 / size < upto:
            font, glyph = placed.popleft()
            drawing.setdefault(font, []).append(glyph)
        if len(drawing) > end - first:
            return []
        fonts = [*drawing, *[next(iter(drawing), shaped[0].font)] * (end - first - len(drawing))]
        for font, at in zip(fonts, range(first, end), strict=True):
            parts = _parts(drawing.pop(font, ()), _scale(font, size), starts[at] * font.upem / 1000)
            code = glyphs.code(font, Composite(parts, widths[at]), letters[at])
            if not runs or runs[-1].font is not font:
                runs.append(Run(font, size))
            runs[-1].units.append(Unit(code, advance * widths[at] / total if total else 0))
    return runs
