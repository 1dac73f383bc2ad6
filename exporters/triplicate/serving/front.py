"""Answers written into the front matter of a text, which otherwise stays as it is."""

from collections.abc import Mapping

from triplicate.later import regex
from triplicate.reading.front_matter import FrontEntry, split_front
from triplicate.reading.front_toml import FENCE
from triplicate.reading.rules import FRONT_MATTER_BROKEN

_DATE = regex(r"\d{4}-\d\d-\d\d")


def with_values(text: str, values: Mapping[str, str]) -> str | None:
    """Return a text whose front matter gives keys these values; None if its front matter cannot be read.

    A key that stands there keeps its place and its spelling; others are added at the end, in TOML at the beginning.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = split_front(text)
    if any(finding.rule == FRONT_MATTER_BROKEN for finding in front.findings):
        return None
    lines = text.split("\n")
    length = len(front.body) - len(front.body.lstrip("\n"))
    is_toml = bool(length) and lines[0].rstrip() == FENCE
    ends = {FENCE} if is_toml else {"---", "..."}
    line_of = _toml_line if is_toml else _line
    closing = next((number for number in range(1, length) if lines[number].rstrip() in ends), None)
    if not closing:
        new = [_line(key, value) for key, value in values.items()]
        return "\n".join(("---", *new, "---", "", *lines))
    starts = sorted(entry.place.line for entry in (*front.entries.values(), *front.extra.values()))
    changes: list[tuple[int, int, str]] = []
    for key, value in values.items():
        entry = front.entries.get(key)
        if entry is None:
            # What stands after a table of TOML is part of it.
            at = 1 if is_toml else closing
            changes.append((at, at, line_of(key, value)))
        elif entry.value != value:
            changes.append((entry.place.line - 1, _end(entry, starts, closing), line_of(entry.key, value)))
    # From the last to the first, so that a change moves no line that is still to come.
    changes.sort(key=lambda change: change[:2])
    for start, end, line in reversed(changes):
        lines[start:end] = [line]
    return "\n".join(lines)


def _end(entry: FrontEntry, starts: list[int], closing: int) -> int:
    """Return the index after the lines of a key: those that are indented below it are its own."""
    return next((start - 1 for start in starts if start > entry.place.line), closing)


def _line(key: str, value: str) -> str:
    import yaml

    if _DATE.fullmatch(value):
        return f"{key}: {value}"
    words = " ".join(value.split())
    return str(yaml.safe_dump({key: words}, allow_unicode=True, width=10**9)).rstrip("\n")


def _toml_line(key: str, value: str) -> str:
    import json

    return f"{key} = {json.dumps(' '.join(value.split()), ensure_ascii=False)}"
