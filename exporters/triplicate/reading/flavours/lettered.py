"""Lists that count with letters or with Roman numbers, as pandoc, Quarto and MultiMarkdown have them.

A letter and a point at the start of a line may be words, such as initials; where the next letter stands at the start of
another line, at the same distance from the margin, both count the items of a list.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from triplicate.document.letters import letters, roman
from triplicate.later import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_MARK = regex(r"(?P<mark>[A-Za-z]{1,7})(?P<sign>[.)])(?P<space>[ \t]+)(?=\S)")
_MARK_IN_LINE = regex(r"(?P<margin>\s*)[A-Za-z]+(?P<sign>[.)])(?:[ \t]{5,})?")
_MOST_ROMAN = 39
_FARTHEST = 500
"""Lines between two items."""


def lettered_syntax(md: "MarkdownIt") -> None:
    """Add the rule to a parser, before that of lists, which reads what this one has found."""
    md.block.ruler.before("list", "lettered", _lettered, {"alt": ["paragraph", "reference", "blockquote"]})


def _lettered(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    first = None if state.is_code_block(start) else _mark(state, start)
    if first is None or first["mark"] not in _COUNTS:
        return False
    lines = _items(state, start, end, first)
    if len(lines) < 2 or (first["mark"] == "A" and first["sign"] == "." and len(lines) < 3 and len(first["space"]) < 2):
        return False
    if silent:
        return True
    last = _end(state, lines[-1], end)
    written = [state.getLines(line, line + 1, state.blkIndent, keepLastLF=False) for line in range(start, last)]
    for number, line in enumerate(lines, 1):
        # Of the digits that stand for letters, only those of the first item are read.
        digits = ("1" if number == 1 else "2").zfill(len(_COUNTS[first["mark"]](number)))
        written[line - start] = _MARK_IN_LINE.sub(partial(_numbered, digits), written[line - start], count=1)
    inside: list[Token] = []
    state.md.block.parse("\n".join(written), state.md, state.env, inside)
    for token in inside:
        token.level += state.level
        if token.map:
            token.map = [line + start for line in token.map]
    inside[0].meta["type"] = first["mark"]
    state.tokens.extend(inside)
    state.line = last
    return True


def _end(state: "StateBlock", last: int, end: int) -> int:
    """Return the line after the last one of a list: its item goes on as far as lines are indented, or none is empty."""
    found = last + 1
    for number in range(last + 1, end):
        if state.isEmpty(number):
            continue
        is_apart = state.isEmpty(number - 1) and state.sCount[number] <= state.sCount[last]
        if is_apart or state.sCount[number] < state.blkIndent:
            break
        found = number + 1
    return found


def _numbered(digits: str, mark: re.Match[str]) -> str:
    # What is far from a number is code (CommonMark 0.31, 5.2); far from a letter it is the words of a word processor.
    space = " " if mark[0][-1].isspace() else ""
    return f"{mark['margin']}{digits}{mark['sign']}{space}"


def _items(state: "StateBlock", start: int, end: int, first: re.Match[str]) -> list[int]:
    """Return the lines that the items of a list begin in."""
    count, indent = _COUNTS[first["mark"]], state.sCount[start]
    found, number = [start], start + 1
    while number < min(end, found[-1] + _FARTHEST):
        if not state.isEmpty(number) and state.sCount[number] <= indent:
            mark = _mark(state, number)
            if mark and state.sCount[number] == indent and _follows(mark, first, count(len(found) + 1)):
                found.append(number)
            elif mark or state.sCount[number] < indent or state.isEmpty(number - 1):
                break
        number += 1
    return found


def _follows(mark: re.Match[str], first: re.Match[str], expected: str) -> bool:
    return mark["mark"] == expected != "" and mark["sign"] == first["sign"]


def _mark(state: "StateBlock", line: int) -> re.Match[str] | None:
    return _MARK.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _roman(number: int) -> str:
    return roman(number) if number <= _MOST_ROMAN else ""


_COUNTS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}
"""How numbers are written, by the first."""
