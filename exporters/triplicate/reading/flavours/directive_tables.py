"""The tables that directives of MyST and Sphinx write as lists, as CSV, or around a pipe table with their caption."""

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

from triplicate.later import regex
from triplicate.reading.attributes import Attributes

if TYPE_CHECKING:
    from markdown_it.token import Token

_ROW = regex(r"(?P<indent>\s*)[*-]\s+(?P<rest>[*-](?:\s.*)?)")
_CELL = regex(r"\s*[*-](?:\s+(?P<words>.*))?")
_NO_WORDS = regex(r"\s*(?:[-*+]|\d+[.)])\s|\s*(?:`{3}|:{3}|\|)")

TextAt = tuple[str, int]
"""What is written in a cell, and how many lines below the first line of the directive's content that begins."""


def rows_of_list(lines: Sequence[str]) -> list[list[TextAt]]:
    """Return the rows of a list of lists; none if it is anything else, or a cell holds more than one paragraph."""
    rows: list[list[TextAt]] = []
    indent = 0
    for number, line in enumerate(lines):
        begins = _ROW.fullmatch(line)
        if begins and (not rows or len(begins["indent"]) <= indent):
            indent = len(begins["indent"])
            rows.append([])
            line = begins["rest"]  # noqa: PLW2901  a row begins with its first cell, which is read like any other
        elif not line.strip():
            continue
        elif not rows or not line.startswith(" " * (indent + 1)):
            return []
        is_cell = begins or len(line) - len(line.lstrip()) <= indent + 2
        cell = _CELL.fullmatch(line) if is_cell else None
        if cell:
            rows[-1].append((cell["words"] or "", number))
        elif _NO_WORDS.match(line) or not lines[number - 1].strip():
            return []
        else:
            words, first = rows[-1].pop()
            rows[-1].append((f"{words}\n{line.strip()}" if words else line.strip(), first if words else number))
        if _NO_WORDS.match(f"{rows[-1][-1][0]} "):
            return []
    return rows


def rows_of_csv(lines: Sequence[str], delimiter: str) -> list[list[TextAt]]:
    """Return the rows of comma-separated values (RFC 4180), each with the line that it ends in."""
    reader = csv.reader(lines, delimiter=delimiter if len(delimiter) == 1 else ",", skipinitialspace=True)
    try:
        return [[(" ".join(cell.split()), reader.line_num - 1) for cell in row] for row in reader if any(row)]
    except csv.Error:
        return []


def table_of(rows: list[list[TextAt]], stubs: int, first: int, fence: "Token") -> "list[Token]":
    """Return a table whose first row is the header row; none if there is no other row, or if rows differ in length.

    ``stubs`` are the columns whose cells are row headers. The rows' lines are counted from the line ``first``.
    """
    from markdown_it.token import Token

    if len(rows) < 2 or len({len(row) for row in rows}) != 1:
        return []

    def mark(kind: str, nesting: int, line: int, **meta: object) -> "Token":
        token = Token(kind, "", nesting, map=[line, line + 1], level=fence.level + 1, block=True)  # type: ignore[arg-type]
        token.meta.update(meta)
        return token

    found = [mark("table_open", 1, first), mark("thead_open", 1, first)]
    for number, row in enumerate(rows):
        found.append(mark("tr_open", 1, first + row[0][1], html=True))
        for column, (words, line) in enumerate(row):
            kind = "td" if number else "th"
            found.append(mark(f"{kind}_open", 1, first + line, header=bool(number) and column < stubs))
            inline = mark("inline", 0, first + line)
            inline.content, inline.children = words, []
            found += [inline, mark(f"{kind}_close", -1, first + line)]
        found.append(mark("tr_close", -1, first))
        if not number:
            found += [mark("thead_close", -1, first), mark("tbody_open", 1, first)]
    return [*found, mark("tbody_close", -1, first), mark("table_close", -1, first)]


def named(name: str, token: "Token") -> "list[Token]":
    """Return what gives the block after it an id, if there is one; it stands where a token does."""
    from markdown_it.token import Token

    if not name:
        return []
    line = Token("attributes_line", "", 0, map=token.map, level=token.level, block=True)
    line.meta["attributes"] = Attributes(id=name)
    return [line]


def with_caption(table: "list[Token]", caption: str, name: str, fence: "Token") -> "list[Token]":
    """Return a table with the caption and the id that its directive gives it; anything else as it is."""
    from markdown_it.token import Token

    if not table or table[0].type != "table_open" or table[-1].type != "table_close":
        return table
    found = [*named(name, fence), *table]
    if caption:
        words = Token("inline", "", 0, map=fence.map, level=fence.level + 1, block=True, content=caption, children=[])
        found += [
            Token("caption_open", "", 1, map=fence.map, level=fence.level, block=True),
            words,
            Token("caption_close", "", -1, level=fence.level, block=True),
        ]
    return found
