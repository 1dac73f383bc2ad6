"""From a position in what markdown-it hands on (text freed of its block's prefixes) back to line and column."""

from bisect import bisect_right
from collections.abc import Sequence

from triplicate.document.model import Place
from triplicate.later import regex

_LINE_END = regex(r"\n")
_NO_WORDS = regex(r"[ \t>*+.)\d-]*[^\S \t]\s*")
"""A line with a space that Markdown takes for a letter and markdown-it 4.3 does not: a block that begins with it begins
with the next line there (markdown_it/rules_block/paragraph.py, ``strip``)."""


class Placer:
    """Finds positions of one run of inline text in the source.

    ``first_line`` counts from 0; ``content`` is the run as markdown-it has it; ``hint`` is the column on the first
    line, from 0, before which the run does not begin (for cells, which share their line); without ``lines`` it is
    where the run begins.
    """

    __slots__ = ("_base", "_columns", "_content", "_first_line", "_hint", "_lines", "_starts")

    def __init__(self, lines: Sequence[str], first_line: int, content: str, hint: int = 0, base: int = 0) -> None:
        while content and first_line + 1 < len(lines) and _NO_WORDS.fullmatch(lines[first_line]):
            first_line += 1
        self._lines = lines
        self._first_line = first_line
        self._content = content
        self._hint = hint
        self._base = base
        self._starts: list[int] | None = None
        self._columns: dict[int, int] = {}

    def __call__(self, position: int) -> Place:
        """Return the place of a position in the run."""
        position += self._base
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self._content))]
        row = bisect_right(self._starts, position) - 1
        column = self._columns.get(row)
        if column is None:
            column = self._columns[row] = self._column(row)
        return Place(self._first_line + row + 1, column + position - self._starts[row] + 1)

    def within(self, base: int) -> "Placer":
        """Return a placer for text that begins at ``base`` of this run."""
        inner = Placer(self._lines, self._first_line, self._content, self._hint, self._base + base)
        inner._starts, inner._columns = self._starts, self._columns
        return inner

    @property
    def end_column(self) -> int:
        """The column after the run, from 0, if it is all on one line."""
        return self._column(0) + len(self._content)

    def _column(self, row: int) -> int:
        number = self._first_line + row
        if number >= len(self._lines):
            return self._hint if row == 0 else 0
        line = self._lines[number].rstrip()
        starts = self._starts or [0]
        end = starts[row + 1] if row + 1 < len(starts) else len(self._content)
        content = self._content[starts[row] : end].rstrip()
        if not self._hint and line.endswith(content):
            return len(line) - len(content)
        found = line.find(content, self._hint if row == 0 else 0)
        return found if found >= 0 else len(line) - len(line.lstrip())
