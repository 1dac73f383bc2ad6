"""How a table is set, decided once for all formats by what its cells hold.

No column is narrower than its longest unbreakable token. Where a table does not fit, its type becomes small, then its
padding close, then its page is turned; what does not fit even there is stacked as records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cache, lru_cache, partial

from triplicate.document.lengths import points
from triplicate.document.model import Cell, Image, Math, Row, Table, Text
from triplicate.document.numbers import missing_decimals
from triplicate.document.unbreakable import unbreakable
from triplicate.document.walk import descend
from triplicate.later import dataclass, regex
from triplicate.rules.exporting import WIDE_TABLE
from triplicate.rules.finding import Finding
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tokens import Theme
from triplicate.theme.wrapping import lines_of

LONG_WORD = 13.0
"""Width in em of the longest address that is kept whole: a longer one may be broken anywhere."""

_BROKEN_WORD = 9.0
"""Width in em of a column in which a longer address can still be read in pieces."""

_TEXT = 7.0
"""Width in em that a column of text has at least, if it has so much text."""

_LABELS, _LEAST_LABELS = 0.38, 4.0
"""Of the width of a stacked table, what the labels take at most; and what they take at least, in em."""

_WHOLE_ROWS, _WHOLE_SHARE = 8, 1 / 3
"""A table of so few rows that takes no more of a page is kept on one."""

_TALL, _HIGH = 0.4, 0.15
"""Of the height of a page: a higher row or record is divided where a page ends; a higher row may stand there alone."""

_HAIR = 1.5
"""What is added to the width of a line, in points: for rounding, and for what Word leaves free within a cell."""

_SPACE = 0.25
"""Width in em of a space between words."""

_PICTURE = 6.0
"""Width in em of a picture in a cell that says none: it shrinks to its column."""

_ADDRESS = regex(r"[@/\\_]|\w\.\w")
_PIECES = regex(r"\n|[ \u200b]+|[^ \n\u200b]+")
"""Words, the spaces between them, and ends of lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column asks for in points, without its padding.

    ``token`` is its longest token, where a long address counts for what it needs in pieces; ``whole`` the same with
    addresses whole; ``text`` what a line of many words should have; ``line`` the longest line of its cells, ``header``
    that of its header.
    """

    token: float
    whole: float
    text: float
    line: float
    header: float

    def least(self, wish: str) -> float:
        """Return the width below which it is set otherwise: its tokens' as wished for, and that of its text."""
        return max(self.whole if wish == "whole" else self.token, self.text)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is set: type of a ``size`` and padding at the ``side`` of a cell, in points.

    ``widths`` are those of the columns with their padding; those of a ``stacked`` table are of its labels and its
    values. ``turned`` tables stand on a page turned sideways. ``broken`` tells that a token is wider than any column
    could be. ``spaces`` are left after the cells of the rows, so that the decimal signs of a column stand in one line;
    a stacked table has none. Columns that are not ``fixed`` may be drawn wider: all words have room, and something
    drawn is there.
    """

    size: float
    side: float
    widths: tuple[float, ...]
    turned: bool = False
    stacked: bool = False
    broken: bool = False
    fixed: bool = True
    spaces: tuple[tuple[float, ...], ...] = ()


def set_table(table: Table, theme: Theme, lang: str, *, room: float | None = None, alone: bool = True) -> Setting:
    """Return the setting of a table in a text of a language.

    ``room`` is the width in points that it has, None for that of the page. Only a table that stands ``alone``, in the
    text itself and not in a list or a callout, is turned, and none of one row: it would leave two pages nearly empty.
    """
    page, kind, spacing = theme.page, theme.type, theme.spacing
    upright = page.measure if room is None else room
    steps = (
        (kind.body, spacing.cell_side),
        (kind.small, spacing.cell_side),
        (kind.small, spacing.cell_close),
    )
    # Long addresses are rather small than broken, but no page is turned for them.
    ways = [
        (size, side, across, wish)
        for across in ((upright, page.sideways) if alone and len(table.rows) != 1 else (upright,))
        for wish in ("whole", "token")
        for size, side in steps
    ]
    asked = cache(partial(columns, table, theme, lang=lang))
    for size, side, across, wish in ways:
        if sum(column.least(wish) + 2 * side for column in asked(size)) <= across:
            widths = _widths(asked(size), side, across, full=bool(table.caption))
            whole = sum(column.whole + 2 * side for column in asked(size)) <= across
            fixed, spaces = is_measured(table) or not whole, decimal_spaces(table, theme, size, lang)
            return Setting(size, side, widths, turned=across != upright, fixed=fixed, spaces=spaces)
    size, side = kind.small, spacing.cell_side
    spaces = decimal_spaces(table, theme, size, lang)
    cut = Setting(size, side, _cut(asked(size), side, upright), broken=True, spaces=spaces)
    stacked = _stacked(table, theme, lang, upright)
    # Where a word must be broken all the same, the table keeps its shape if that does no harm to other words.
    keeps = max(cut.widths) - 2 * side >= _BROKEN_WORD * size and not _breaks_more(table, theme, lang, cut, stacked)
    return cut if (stacked.broken and keeps) or not table.rows else stacked


def _breaks_more(table: Table, theme: Theme, lang: str, cut: Setting, stacked: Setting) -> bool:
    """Tell whether a token is broken in a table whose columns were cut that is whole in the stacked one."""
    for row in (table.header, *table.rows):
        room = stacked.widths[0 if row is table.header else 1] - 2 * stacked.side
        for cell, column in zip(row, cut.widths, strict=True):
            bold = cell.header or _is_bold(table, row)
            there, here = (
                [token for line in cell_lines(cell, theme, size, lang, bold=bold) for token in line.tokens]
                for size in (stacked.size, cut.size)
            )
            for (whole, long), (small, _) in zip(there, here, strict=True):
                if not long and small > column - 2 * cut.side and whole <= room:
                    return True
    return False


def columns(
    table: Table, theme: Theme, size: float, lang: str, *, broken: float = _BROKEN_WORD, text: float = _TEXT
) -> tuple[Column, ...]:
    """Return what the columns of a table ask for in type of a size.

    ``broken`` is the room in em that is wanted for a long address, ``text`` that for a line of many words.
    """
    found = []
    spaces = zip(*decimal_spaces(table, theme, size, lang), strict=True)
    for head, *cells in zip(table.header, *table.rows, strict=True):
        header = cell_lines(head, theme, size, lang, bold=True)
        body = []
        for cell, row, space in zip(cells, table.rows, next(spaces, ()), strict=True):
            *lines, last = cell_lines(cell, theme, size, lang, bold=cell.header or table.sums_up(row))
            body += [*lines, last.widened(space) if space else last]
        tokens = [token for line in (*header, *body) for token in line.tokens]
        token = max((broken * size if long else width for width, long in tokens), default=0.0)
        whole = max((width for width, _ in tokens), default=0.0)
        longest = max((line.width for line in body), default=0.0)
        asked = (token, max(token, whole), min(longest, text * size), max(longest, token))
        found.append(Column(*(width + _HAIR for width in (*asked, max(line.width for line in header)))))
    return tuple(found)


def _widths(asked: Sequence[Column], side: float, room: float, *, full: bool) -> tuple[float, ...]:
    """Return widths with padding: each what it needs, then what makes fewer lines, as far as there is room.

    The cells come before the headers. A ``full`` table takes all the room. Addresses that cannot be whole get no more
    of it than words do.
    """
    widths = [column.least("token") + 2 * side for column in asked]
    for at in sorted(range(len(asked)), key=lambda at: asked[at].whole - widths[at]):
        whole = max(asked[at].whole + 2 * side, widths[at])
        if sum(widths) - widths[at] + whole <= room:
            widths[at] = whole
    for wish in ("line", "header"):
        wanted = [max(getattr(column, wish) + 2 * side, width) for column, width in zip(asked, widths, strict=True)]
        widths = grown(widths, wanted, room)
    if full:
        spare = max(room - sum(widths), 0.0) / len(widths)
        widths = [width + spare for width in widths]
    return tuple(widths)


def grown(widths: list[float], wanted: list[float], room: float) -> list[float]:
    """Return the widths of columns grown towards those wanted, within the room.

    A column that wants ten times as much gets about three times as much: lines of a few words read best.
    """
    spare = room - sum(widths)
    if sum(wanted) - sum(widths) <= spare:
        return wanted
    growing = {at: wants - has for at, (has, wants) in enumerate(zip(widths, wanted, strict=True)) if wants > has}
    widths = list(widths)
    while growing and spare > 0:
        weights = {at: missing**0.6 for at, missing in growing.items()}
        shares = {at: spare * weight / sum(weights.values()) for at, weight in weights.items()}
        done = [at for at, share in shares.items() if share >= growing[at]]
        for at in done or growing:
            given = growing[at] if done else shares[at]
            widths[at] += given
            spare -= given
        growing = {at: missing for at, missing in growing.items() if at not in done} if done else {}
    return widths


def _cut(asked: Sequence[Column], side: float, room: float) -> tuple[float, ...]:
    """Return widths with padding of which the widest are cut, all to the same, so that they fill the room."""
    widths = [column.least("token") + 2 * side for column in asked]
    left, waiting = room, len(widths)
    for width in sorted(widths):
        if width * waiting >= left:
            return tuple(min(one, left / waiting) for one in widths)
        left, waiting = left - width, waiting - 1
    return tuple(widths)


def _stacked(table: Table, theme: Theme, lang: str, room: float) -> Setting:
    size, side = theme.type.body, theme.spacing.cell_side
    asked = columns(table, theme, size, lang)
    colon = measure_of(theme).width(":", Letters(size, bold=True, lang=lang)) + _HAIR
    headers = [line for cell in table.header for line in cell_lines(cell, theme, size, lang, bold=True)]
    least = max((width for line in headers for width, _ in line.tokens), default=0.0) + colon + 2 * side
    longest = max(line.width for line in headers) + colon + 2 * side
    least = min(max(least, _LEAST_LABELS * size), 0.5 * room)
    labels = max(min(longest, _LABELS * room), least)
    whole = max(column.least("whole") for column in asked) + 2 * side
    if least <= room - whole < labels:
        labels = room - whole  # a label of two lines reads better than an address in pieces
    values = room - labels
    broken = any(column.token + 2 * side > values for column in asked)
    return Setting(size, side, (labels, values), stacked=True, broken=broken)


def too_wide(table: Table, theme: Theme, lang: str, setting: Setting, file: str) -> tuple[Finding, ...]:
    """Return the finding for a table in which words are broken; ``file`` names the format, "the PDF"."""
    if setting.broken:
        message = "In {file} a word of this table is wider than its column can be: it is broken over lines."
        remedy = "Make several tables of it, or let its columns and rows change places."
        return (WIDE_TABLE.finding(message, table.place, remedy, file=file),)
    for row in (table.header, *table.rows):
        for column, cell in enumerate(row):
            if is_too_narrow(cell, theme, lang, setting, column, bold=_is_bold(table, row)):
                message = "In {file} an address in this table is wider than its column: it is broken over lines."
                remedy = "Give it words to stand for it: [words](address)."
                return (WIDE_TABLE.finding(message, cell.place, remedy, file=file),)
    return ()


# How high it is


def heights(table: Table, theme: Theme, lang: str, setting: Setting) -> tuple[float, ...]:
    """Return about how high each row of a table is in points, the header's first."""
    spacing = theme.spacing
    line = setting.size * spacing.line
    if setting.stacked:
        head = line + 2 * spacing.cell
        return (head, *(sum(value_heights(row, theme, lang, setting)) for row in table.rows))
    return tuple(
        max(
            _height(cell, theme, lang, setting.size, width - 2 * setting.side, bold=_is_bold(table, row))
            for cell, width in zip(row, setting.widths, strict=True)
        )
        + 2 * spacing.cell
        for row in (table.header, *table.rows)
    )


def _is_bold(table: Table, row: Row) -> bool:
    return row is table.header or table.sums_up(row)


def value_heights(row: Row, theme: Theme, lang: str, setting: Setting) -> tuple[float, ...]:
    """Return about how high each value of a record is in points."""
    room = setting.widths[1] - 2 * setting.side
    return tuple(_height(cell, theme, lang, setting.size, room) + theme.spacing.cell for cell in row)


def _height(cell: Cell, theme: Theme, lang: str, size: float, room: float, *, bold: bool = False) -> float:
    lines = cell_lines(cell, theme, size, lang, bold=bold or cell.header)
    room, space = max(room, size), _SPACE * size
    words = ([(width, space) for width, _ in line.tokens] for line in lines if line.width > room)
    whole = sum(line.width <= room for line in lines)
    return (whole + lines_of(words, room)) * size * theme.spacing.line


def is_kept_whole(table: Table, theme: Theme, high: Sequence[float]) -> bool:
    """Tell whether a table with rows so high is kept on one page: it leaves no larger hole than a third of one."""
    return len(table.rows) <= _WHOLE_ROWS and sum(high) <= _WHOLE_SHARE * theme.page.depth


def is_tall(height: float, theme: Theme) -> bool:
    """Tell whether a row so high is divided where a page ends."""
    return height > _TALL * theme.page.depth


def is_high(height: float, theme: Theme) -> bool:
    """Tell whether a row so high may stand alone on a page: kept with its neighbours it would leave a large hole."""
    return height > _HIGH * theme.page.depth


# What is in a cell


def is_measured(table: Table) -> bool:
    """Tell whether all that is in a table can be measured here: formulas and pictures are as wide as they are drawn."""
    return not any(isinstance(node, Math | Image) for node in descend(table))


def has_long_word(cell: Cell, theme: Theme, lang: str) -> bool:
    """Return whether a cell holds an address so long that it may be broken."""
    words = _words_alone(cell)
    if words is not None and not _ADDRESS.search(words):
        return False
    lines = cell_lines(cell, theme, theme.type.body, lang, bold=True)
    return any(long for line in lines for _, long in line.tokens)


def is_too_narrow(cell: Cell, theme: Theme, lang: str, setting: Setting, column: int, *, bold: bool) -> bool:
    """Tell whether a cell of a table holds a token that is wider than its column; ``bold`` is that of a header."""
    width = setting.widths[1 if setting.stacked else column] - 2 * setting.side
    lines = cell_lines(cell, theme, setting.size, lang, bold=bold or cell.header)
    return any(token > width for line in lines for token, _ in line.tokens)


def _words_alone(cell: Cell) -> str | None:
    """Return the words of a cell that holds nothing but words, as most do; None for any other."""
    found = [node.text for node in cell.children if isinstance(node, Text)]
    return "".join(found) if len(found) == len(cell.children) else None


@dataclass(slots=True)
class Line:
    """A line of a cell: its width in points, and its tokens: each one's width, and whether it may be broken."""

    width: float = 0.0
    tokens: list[tuple[float, bool]] = field(default_factory=list)

    def widened(self, space: float) -> "Line":
        """Return the line with a space after the last token, which goes with it."""
        last = [(width + space, long) for width, long in self.tokens[-1:]]
        return Line(self.width + space, [*self.tokens[:-1], *last])


@lru_cache(maxsize=1024)
def cell_lines(cell: Cell, theme: Theme, size: float, lang: str, *, bold: bool) -> tuple[Line, ...]:
    """Return the lines of a cell as they are without an edge to end at.

    They are kept for a while: how a table is set, how high it is and what does not fit are asked one after the other.
    """
    lines, token, width = [Line()], "", 0.0

    def end_token() -> None:
        nonlocal token, width
        if token:
            lines[-1].tokens.append((width, width > LONG_WORD * size and _ADDRESS.search(token) is not None))
        token, width = "", 0.0

    measure = measure_of(theme)
    for text, letters in measure.runs(cell.children, Letters(size, bold=bold, tabular=True, lang=lang)):
        for piece in _pieces(text, lang):
            if piece == "\n":
                end_token()
                lines.append(Line())
                continue
            wide = measure.width(piece, letters)
            lines[-1].width += wide
            if piece.isspace():
                end_token()
            else:
                token, width = token + piece, width + wide
    end_token()
    for node in () if _words_alone(cell) is not None else descend(cell):
        if isinstance(node, Image):
            length = node.width
            own = points(length.value, length.unit) if length and length.unit != "%" else _PICTURE * size
            lines[-1].width += own
            lines[-1].tokens.append((min(own, LONG_WORD * size), False))
    return tuple(lines)


def decimal_spaces(table: Table, theme: Theme, size: float, lang: str) -> tuple[tuple[float, ...], ...]:
    """Return the space after each cell of the rows that brings the decimal signs of its column into one line."""
    measure = measure_of(theme)
    return tuple(
        tuple(
            measure.width(digits, Letters(size, bold=cell.header or table.sums_up(row), tabular=True, lang=lang))
            if digits
            else 0.0
            for digits, cell in zip(missing, row, strict=True)
        )
        for missing, row in zip(missing_decimals(table.rows, table.align, lang), table.rows, strict=True)
    )


def _pieces(text: str, lang: str) -> Iterator[str]:
    """Yield tokens, the spaces between them, and ends of lines."""
    place = 0
    for start, end in unbreakable(text, lang):
        yield from _PIECES.findall(text[place:start])
        yield text[start:end]
        place = end
    yield from _PIECES.findall(text[place:])


_BANDED = 8
"""With so many columns the eye needs help to stay in a row."""


def is_banded(columns: int) -> bool:
    """Tell whether every other row of a table with so many columns has a tint."""
    return columns >= _BANDED
