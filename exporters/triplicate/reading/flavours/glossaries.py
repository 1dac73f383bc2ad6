"""The glossaries of Sphinx and MyST: terms at the edge, and below each what it means, indented."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

Entries = list[tuple[list[tuple[str, int]], list[str], int]]
"""The terms of each entry with the numbers of their lines, the lines that say what they mean, and that of the first."""


def is_glossary(lines: Sequence[str]) -> bool:
    """Tell whether lines are written as in a glossary, and not as a list of definitions of Markdown."""
    words = [line for line in lines if line.strip()]
    return bool(words) and not words[0][0].isspace() and not any(line.startswith(":") for line in words)


def glossary(lines: Sequence[str], begin: int, fence: "Token", parse: Callable[[str], "list[Token]"]) -> "list[Token]":
    """Return the tokens of a list of definitions; ``parse`` returns those of a text that begins with the fence's."""
    tokens = [_token("dl_open", "dl", 1, fence, begin)]
    for terms, meaning, first in _entries(lines, begin):
        for words, number in terms:
            inline = _token("inline", "", 0, fence, number)
            inline.content, inline.children = words, []
            tokens += [_token("dt_open", "dt", 1, fence, number), inline, _token("dt_close", "dt", -1, fence, number)]
        if meaning:
            indent = min(len(line) - len(line.lstrip()) for line in meaning if line.strip())
            text = "\n" * first + "\n".join(line[indent:] for line in meaning)
            tokens += [
                _token("dd_open", "dd", 1, fence, first),
                *parse(text),
                _token("dd_close", "dd", -1, fence, first),
            ]
    return [*tokens, _token("dl_close", "dl", -1, fence, begin)]


def _entries(lines: Sequence[str], begin: int) -> Entries:
    entries: Entries = []
    for number, line in enumerate(lines[begin:], begin):
        if line[:1].strip():
            if not entries or entries[-1][1]:
                entries.append(([], [], 0))
            entries[-1][0].append((line.strip(), number))
        elif entries and (line.strip() or entries[-1][1]):
            terms, meaning, first = entries[-1]
            entries[-1] = terms, [*meaning, line], first if meaning else number
    return entries


def _token(kind: str, tag: str, nesting: int, fence: "Token", number: int) -> "Token":
    from markdown_it.token import Token

    assert fence.map is not None
    line = fence.map[0] + 1 + number
    return Token(kind, tag, nesting, map=[line, line + 1], level=fence.level, block=True)  # type: ignore[arg-type]
