"""What is mended automatically: typed bullets, heading levels, spaces that are not ordinary ones, marks of other kinds.

Each change answers a finding. It changes marks only; the words of the text stay as they are, and a change after which
readers would meet other words is taken back. What needs words (a text alternative, a language) is left to a person.
"""

import difflib
import re
from collections.abc import Callable, Iterable

from triplicate.checks.characters import MARK, MARK_AND_ODD_SPACE, SPACED, SPACES_IN_A_ROW
from triplicate.checks.lists import TYPED
from triplicate.document.model import Document, Heading, Place
from triplicate.document.walk import headings, nodes, plain, text_of
from triplicate.later import dataclass, regex
from triplicate.reading.context import windows_letter
from triplicate.reading.marks import BULLETS
from triplicate.reading.rules import (
    ADDRESS_SHORT,
    CALLOUT_UNKNOWN,
    CONTROL_CHARACTER,
    EMPHASIS_OPEN,
    HEADING_CLOSE,
    ITEM_CLOSE,
    LEVEL_SKIPPED,
    LINK_UNREAD,
    MAILBOX_BARE,
    SAID_UNMARKED,
    UNWRAPPED,
)
from triplicate.rules.finding import Finding, Rule

ReadAndCheck = Callable[[str], tuple[Document, Iterable[Finding]]]

_MOST_ROUNDS = 8  # each round leaves fewer findings; more would mean that two changes undo each other

_BULLET = regex(rf"[{BULLETS}]\s+")
# A forced line break at the end of a typed item, which as an item of a list needs none.
_FORCED_BREAK = regex(r"(?:\\|<br\s*/?>| {2,})$")
_ATX = regex(r"(?P<before>[\s>]*|\s*(?:[-*+]|\d+[.)])\s+)(?P<marks>#{1,6})(?=\s|$)")
_CONTROL = regex("[\x80-\x84\x86-\x9f]")
_MAILBOX = regex(r"(\[[^\[\]]*\]\(|)(?=[^\s@()]+@)")
_SHORT = regex(r"(?P<before>\]\(|\]:\s+|href=[\"']?)(?:(?P<scheme>https?:)/?(?!/)|(?=www\.))")
_CLOSE_ITEM = regex(r"(?P<mark>[ \t>]*[-*+])[\u00a0\u2007\u202f]*(?=\S)")
_CALLOUT = regex(r"(?P<before>:{3,}\s*|\[!)(?P<kind>\w+)")
_MEANT = regex(r"Did you mean “(?:::: |\[!)?(?P<kind>\w+)\]?”")
_SPACED_OUT = regex(r"(?P<sign>\*\*|__)(?P<first>\s*)(?P<words>[^\s*_](?:[^*_]*[^\s*_])?)(?P<last>\s*)(?P=sign)")
_SPACED_ADDRESS = regex(r"\]\(\s*(?P<address>[^()<>\s\"'](?:[^()<>\"']*[^()<>\s\"'])?)\s*\)")
_WRAPPER = regex(r"</?(?:span|font|center|div|small|big|mark|ins|nobr)(?:\s[^<>]*)?>", re.IGNORECASE)
_SAYING = regex(r"`|\b(?:lang|id)=")  # a line that may show a tag, or has one with an effect
_WORD = regex(r"\w+")
_CLOSED_UP = regex(r"#{2,6}(?=[^#\s])")


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
    document, findings = read_and_check(text)
    for rules in (_SINGLE, *_WARY, _SINGLE):
        for _ in range(_MOST_ROUNDS):
            mended = _once(text, document, [finding for finding in findings if finding.rule in rules])
            if not mended.changes:
                break
            after, found = read_and_check(mended.text)
            if rules in _WARY and not _says_the_same(document, after, rules):
                break
            text, document, findings = mended.text, after, found
            changes.extend(mended.changes)
    return Mended(text, tuple(sorted(set(changes), key=lambda change: (change.line, change.code))))


def mend_these(text: str, document: Document, findings: Iterable[Finding], read_and_check: ReadAndCheck) -> Mended:
    """Return the text with these findings alone mended, as far as that is mechanical and safe.

    ``document`` is what the text is read as. Levels of headings are mended all together.
    """
    findings = list(findings)
    mended = _once(text, document, findings)
    for rules in _WARY:
        alike = any(finding.rule in rules for finding in findings)
        if mended.changes and alike:
            after, _ = read_and_check(mended.text)
            if not _says_the_same(document, after, rules):
                return Mended(text, ())
    return mended


def _once(text: str, document: Document, findings: Iterable[Finding]) -> Mended:
    lines = text.split("\n")
    changes: list[Change] = []
    standing = [finding for finding in findings if 0 < finding.place.line <= len(lines)]
    # From the last to the first, so that a change moves no place that is still to come.
    for finding in sorted(standing, key=lambda finding: finding.place, reverse=True):
        mender = _MENDERS.get(finding.rule)
        index = finding.place.line - 1
        mended = mender(lines[index], finding) if mender else None
        if mended is not None and mended != lines[index]:
            lines[index] = mended
            changes.append(Change(finding.place.line, finding.code))
    if any(finding.rule == LEVEL_SKIPPED for finding in standing):
        changes.extend(_levels(lines, document))
    if any(finding.rule == UNWRAPPED and "<" in finding.message for finding in standing):
        changes.extend(_unwrap(lines))
    return Mended("\n".join(lines), tuple(changes))


def _says_the_same(one: Document, other: Document, rules: frozenset[Rule]) -> bool:
    """Tell whether readers meet the words that they met before; those of an address that was printed may be gone."""
    before, after = _words(one), _words(other)
    if LINK_UNREAD in rules:
        rest = iter(before)
        return all(word in rest for word in after)
    same = UNWRAPPED not in rules or [type(node) for node in nodes(one)] == [type(node) for node in nodes(other)]
    return same and before == after


def _words(document: Document) -> list[str]:
    blocks = [text_of(document.title.children), *map(plain, document.blocks)]
    return _WORD.findall(" ".join((*blocks, *(plain(block) for note in document.notes for block in note.children))))


def diff(before: str, after: str, name: str, done: str = "mended") -> str:
    """Return the change from one text to the other as a unified diff; empty if there is none."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} ({done})"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _bullet(line: str, finding: Finding) -> str | None:
    before, rest = _cut(line, finding.place)
    found = _BULLET.match(rest)
    return f"{before}- {_FORCED_BREAK.sub('', rest[found.end() :])}" if found else None


def _mark(line: str, finding: Finding) -> str | None:
    before, rest = _cut(line, finding.place)
    found = MARK_AND_ODD_SPACE.match(rest)
    return f"{before}{found['mark']} {rest[found.end() :]}" if found else None


def _spaces(line: str, _: Finding) -> str:
    return SPACES_IN_A_ROW.sub(" ", line)


def _closed_up(line: str, finding: Finding) -> str | None:
    before, rest = _cut(line, finding.place)
    found = _CLOSED_UP.match(rest)
    return f"{before}{found.group()} {rest[found.end() :]}" if found else None


def _windows(line: str, _: Finding) -> str:
    return _CONTROL.sub(lambda match: windows_letter(ord(match[0])) or match[0], line)


def _mailbox(line: str, finding: Finding) -> str | None:
    before, rest = _cut(line, finding.place)
    found = _MAILBOX.match(rest)
    return f"{before}{found[1]}mailto:{rest[found.end() :]}" if found else None


def _parted(line: str, _: Finding) -> str:
    return _CLOSE_ITEM.sub(r"\g<mark> ", line, count=1)


def _address(line: str, _: Finding) -> str:
    return _SHORT.sub(lambda match: f"{match['before']}{match['scheme'] or 'https:'}//", line)


def _callout(line: str, finding: Finding) -> str | None:
    """Write the kind of callout that the finding takes for the one that was meant."""
    meant = _MEANT.search(finding.hint)
    return _CALLOUT.sub(rf"\g<before>{meant['kind']}", line, count=1) if meant else None


def _spaced_out(line: str, finding: Finding) -> str | None:
    """Put spaces that stand within the signs of strong emphasis outside them."""
    before, rest = _cut(line, finding.place)
    found = _SPACED_OUT.match(rest)
    if found is None or not (found["first"] or found["last"]):
        return None
    return f"{before}{found['first']}{found['sign']}{found['words']}{found['sign']}{found['last']}{rest[found.end() :]}"


def _spaced_address(line: str, finding: Finding) -> str | None:
    """Take the spaces around an address away, and put one that has some within angle brackets."""
    before, rest = _cut(line, finding.place)
    found = _SPACED_ADDRESS.match(rest)
    if found is None:
        return None
    address = found["address"]
    return (
        f"{before}](<{address}>){rest[found.end() :]}"
        if " " in address
        else f"{before}]({address}){rest[found.end() :]}"
    )


def _unwrap(lines: list[str]) -> list[Change]:
    """Take out the tags of HTML that have no effect, of which one finding tells."""
    changes = []
    for index, line in enumerate(lines):
        bare = line if _SAYING.search(line) else _WRAPPER.sub("", line)
        if bare != line:
            lines[index] = bare
            changes.append(Change(index + 1, UNWRAPPED.code))
    return changes


def _said(line: str, finding: Finding) -> str:
    """Put quotation marks around the words of somebody, or before them where more of them follow."""
    words = line.strip()
    return line.replace(words, f"“{words}”" if "both" in finding.hint else f"“{words}")


_MENDERS: dict[Rule, Callable[[str, Finding], str | None]] = {
    TYPED: _bullet,
    MARK: _mark,
    SPACED: _spaces,
    HEADING_CLOSE: _closed_up,
    ITEM_CLOSE: _parted,
    CONTROL_CHARACTER: _windows,
    MAILBOX_BARE: _mailbox,
    ADDRESS_SHORT: _address,
    CALLOUT_UNKNOWN: _callout,
    EMPHASIS_OPEN: _spaced_out,
    LINK_UNREAD: _spaced_address,
    SAID_UNMARKED: _said,
}
_WARY = (
    # A line of "1." after what becomes an item is no word any more, but an item without words.
    frozenset((TYPED, MARK, ITEM_CLOSE)),
    frozenset((EMPHASIS_OPEN,)),
    frozenset((LINK_UNREAD,)),
    frozenset((UNWRAPPED,)),
)
"""The rules whose changes are to marks that can meet others: each group alone, and not if words would change."""
_SINGLE = frozenset({*_MENDERS, LEVEL_SKIPPED}.difference(*_WARY))
"""The rules whose changes are to marks that stand alone."""


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
