"""What is mended automatically: typed bullets, heading levels, spaces that are not ordinary ones.

Each change answers a finding. It changes marks only; the words of the text stay as they are. What needs words (a text
alternative, a language) is left to a person.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from triplicate.checks.characters import MARK, MARK_AND_ODD_SPACE, SPACED, SPACES_IN_A_ROW
from triplicate.checks.lists import TYPED
from triplicate.document.model import Document, Heading, Place
from triplicate.document.walk import headings
from triplicate.reading.context import windows_letter
from triplicate.reading.marks import BULLETS
from triplicate.reading.rules import CONTROL_CHARACTER, HEADING_UNREAD, LEVEL_SKIPPED, MAILBOX_BARE
from triplicate.rules.finding import Finding, Rule

ReadAndCheck = Callable[[str], tuple[Document, Iterable[Finding]]]

_MOST_ROUNDS = 8  # each round leaves fewer findings; more would mean that two changes undo each other

_BULLET = re.compile(rf"[{BULLETS}]\s+")
# A forced line break at the end of a typed item, which as an item of a list needs none.
_FORCED_BREAK = re.compile(r"(?:\\|<br\s*/?>| {2,})$")
_ATX = re.compile(r"(?P<before>[\s>]*|\s*(?:[-*+]|\d+[.)])\s+)(?P<marks>#{1,6})(?=\s|$)")
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
_MAILBOX = re.compile(r"(\[[^\[\]]*\]\(|)(?=[^\s@()]+@)")
_CLOSED_UP = re.compile(r"#{2,6}(?=[^#\s])")


@dataclass(frozen=True, slots=True)
class Change:
    """A line that was changed, by its number, and the rule that asked for it."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Mended:
    """The text as it is now, and what was changed."""

    text: str
    changes: tuple[Change, ...]


def mend(text: str, read_and_check: ReadAndCheck) -> Mended:
    """Return the text with what is mechanical and safe mended, of the findings that stand.

    ``read_and_check`` returns the document that a text is and the findings, without those that are ignored.
    It is called again after each round, for one change can bring another to light.
    """
    changes: list[Change] = []
    for _ in range(_MOST_ROUNDS):
        document, findings = read_and_check(text)
        mended = _once(text, document, findings)
        if not mended.changes:
            break
        text = mended.text
        changes.extend(mended.changes)
    return Mended(text, tuple(sorted(set(changes), key=lambda change: (change.line, change.code))))


def _once(text: str, document: Document, findings: Iterable[Finding]) -> Mended:
    lines = text.split("\n")
    changes: list[Change] = []
    standing = [finding for finding in findings if 0 < finding.place.line <= len(lines)]
    # From the last to the first, so that a change moves no place that is still to come.
    for finding in sorted(standing, key=lambda finding: finding.place, reverse=True):
        mender = _MENDERS.get(finding.rule)
        index = finding.place.line - 1
        mended = mender(lines[index], finding.place) if mender else None
        if mended is not None and mended != lines[index]:
            lines[index] = mended
            changes.append(Change(finding.place.line, finding.code))
    if any(finding.rule == LEVEL_SKIPPED for finding in standing):
        changes.extend(_levels(lines, document))
    return Mended("\n".join(lines), tuple(changes))


def diff(before: str, after: str, name: str) -> str:
    """Return the change from one text to the other as a unified diff; empty if there is none."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (mended)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _bullet(line: str, place: Place) -> str | None:
    before, rest = _cut(line, place)
    found = _BULLET.match(rest)
    return f"{before}- {_FORCED_BREAK.sub('', rest[found.end() :])}" if found else None


def _mark(line: str, place: Place) -> str | None:
    before, rest = _cut(line, place)
    found = MARK_AND_ODD_SPACE.match(rest)
    return f"{before}{found['mark']} {rest[found.end() :]}" if found else None


def _spaces(line: str, _: Place) -> str:
    return SPACES_IN_A_ROW.sub(" ", line)


def _closed_up(line: str, place: Place) -> str | None:
    before, rest = _cut(line, place)
    found = _CLOSED_UP.match(rest)
    return f"{before}{found.group()} {rest[found.end() :]}" if found else None


def _windows(line: str, _: Place) -> str:
    return _CONTROL.sub(lambda match: windows_letter(ord(match[0])) or match[0], line)


def _mailbox(line: str, place: Place) -> str | None:
    before, rest = _cut(line, place)
    found = _MAILBOX.match(rest)
    return f"{before}{found[1]}mailto:{rest[found.end() :]}" if found else None


_MENDERS: dict[Rule, Callable[[str, Place], str | None]] = {
    TYPED: _bullet,
    MARK: _mark,
    SPACED: _spaces,
    HEADING_UNREAD: _closed_up,
    CONTROL_CHARACTER: _windows,
    MAILBOX_BARE: _mailbox,
}


def _cut(line: str, place: Place) -> tuple[str, str]:
    return line[: place.column - 1], line[place.column - 1 :]


def _levels(lines: list[str], document: Document) -> list[Change]:
    """Give every heading as many signs as its level, which the reader has set right."""
    found = [(heading, match) for heading in headings(document) if (match := _marks(lines, heading, document))]
    # With sections of one sign all levels have moved down by one while reading.
    shift = int(any(len(match["marks"]) == 1 for _, match in found))
    changes: list[Change] = []
    for heading, match in found:
        marks = "#" * (heading.level - shift)
        if marks != match["marks"]:
            index = heading.place.line - 1
            lines[index] = f"{match['before']}{marks}{lines[index][match.end('marks') :]}"
            changes.append(Change(heading.place.line, LEVEL_SKIPPED.code))
    return changes


def _marks(lines: list[str], heading: Heading, document: Document) -> re.Match[str] | None:
    index = heading.place.line - 1
    return _ATX.match(lines[index]) if heading is not document.title and index < len(lines) else None
