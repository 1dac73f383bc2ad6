"""Grid tables, as pandoc and reStructuredText draw them: lines of ``+---+`` around cells of several lines."""

from typing import TYPE_CHECKING

from triplicate.later import regex
from triplicate.reading.flavours.directive_tables import TextAt, table_of, with_caption

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_RULE = regex(r"\+(?::?[-=]+:?\+)+")
_CAPTION = regex(r"(?:Table)?:[ \t]+(?P<words>\S.*)")
_FENCE = regex(r"(`{3,}|~{3,}).*")
_BLOCK = regex(r"\s*(?:#{1,6}|>)\s")
_ITEM = regex(r"^[-*+]\s+")
_BREAK = "\\\n"


def grid_syntax(md: "MarkdownIt") -> None:
    """Add the rule to a parser."""
    md.block.ruler.before("fence", "grid_table", _grid_table, {"alt": ["paragraph", "reference", "blockquote"]})


def _line(state: "StateBlock", number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _grid_table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    from markdown_it.token import Token

    if (
        (hash(state.src), state.bMarks[start]) in state.env.get("no_grid", ())
        or state.is_code_block(start)
        or not _RULE.fullmatch(_line(state, start))
    ):
        return False
    # The lines of one that is no table are asked about one after the other: they are looked at once.
    no_grid: set[tuple[int, int]] = state.env.setdefault("no_grid", set())
    last = start
    while last < end and _line(state, last)[:1] in {"+", "|"}:
        last += 1
    rows, headers = _rows([_line(state, number) for number in range(start, last)])
    grid = Token("grid_table", "", 0, map=[start, last], level=state.level)
    found = table_of(rows, 0, start, grid) if headers == 1 else []
    if not found:
        no_grid.update((hash(state.src), mark) for mark in state.bMarks[start:last])
        return False
    if silent:
        return True
    caption, after = "", last
    while after < end and state.isEmpty(after):
        after += 1
    if after < end and (match := _CAPTION.fullmatch(_line(state, after))):
        caption, last = match["words"], after + 1
    state.tokens += with_caption(found, caption, "", grid)
    state.line = last
    return True


def _rows(lines: list[str]) -> tuple[list[list[TextAt]], int]:
    """Return the rows of a grid and how many of them are headers; none if cells span others or hold code or tables."""
    edges = [position for position, sign in enumerate(lines[0]) if sign == "+"]
    rows: list[list[TextAt]] = []
    cells: list[list[str]] = []
    headers = first = 0
    for number, line in enumerate(lines):
        if any(position >= len(line) or line[position] not in "+|" for position in edges) or len(line) > edges[-1] + 1:
            return [], 0
        if not _RULE.fullmatch(line):
            cells = cells or [[] for _ in edges[1:]]
            for cell, left, right in zip(cells, edges, edges[1:], strict=False):
                cell.append(line[left + 1 : right].strip())
            continue
        if cells:
            written = [_inline(cell) for cell in cells]
            if None in written:
                return [], 0
            rows.append([(words or "", first) for words in written])
        if "=" in line:
            headers = headers or len(rows)
        cells, first = [], number + 1
    return (rows, headers) if not cells else ([], 0)


def _inline(lines: list[str]) -> str | None:
    """Return the words of a cell: its paragraphs, items and lines of code each on a line; None if it holds a heading.

    A fence that does not end is none.
    """
    written, fence, before = "", "", ""
    for line in lines:
        found = _FENCE.fullmatch(line)
        if found and not fence:
            fence = found[1]
        elif fence and line == fence:
            fence = ""
        elif line and not fence and _BLOCK.match(f"{line} "):
            return None
        elif line:
            begins = written and (fence or not before or _ITEM.match(line) or _FENCE.fullmatch(before))
            words = f"`` {line} ``" if fence else _ITEM.sub("", line)
            written += f"{_BREAK if begins else chr(10) if written else ''}{words}"
        before = line
    return None if fence else written
