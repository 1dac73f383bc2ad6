"""A source in its canonical form: the same words and the same structure, written in the one way that each thing has."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from triplicate.document.model import Document, Place
from triplicate.jobs.texts import Request, read_source
from triplicate.later import dataclass, regex
from triplicate.reading import rules
from triplicate.reading.files import is_plain
from triplicate.reading.front_matter import split_front
from triplicate.rules.finding import Finding, Severity
from triplicate.writing import write
from triplicate.writing.unkept import unkept

_LOSING = frozenset(
    (
        rules.CODE_UNSEEN,
        rules.HIGHLIGHT,
        rules.IMAGE_TITLE_LOST,
        rules.LINK_TITLE_LOST,
        rules.NOTE_UNCALLED,
        rules.PAGE_BREAK_TWICE,
        rules.UNWRAPPED,
        rules.WIKI_LINK,
        rules.ADDRESS_RELATIVE,
        rules.BUTTON_REMOTE,
        rules.TARGET_ELSEWHERE,
        rules.TITLE_REPLACED,
        rules.INFO_UNREAD,
    )
)
"""The rules whose findings tell that something that is written has no place in the document."""


_FENCED = regex(r"---[ \t]*\n(?P<keys>.*?)\n?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


_HARMLESS = frozenset(
    (
        rules.TITLE_MISSING,
        rules.LANGUAGE_MISSING,
        rules.LANGUAGE_INVALID,
        rules.VALUE_WRONG,
        rules.KEY_TWICE,
        rules.COVER_WITHOUT_ALT,
        rules.ALT_MISSING,
        rules.PICTURE_MISSING,
        rules.PICTURE_BROKEN,
        rules.PICTURE_REMOTE,
        rules.PICTURE_OUTSIDE,
        rules.PICTURE_UNSAFE,
    )
)
"""The rules whose errors lose nothing: what they are about stands in the front matter, or is written again."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A source as it is and as it is to be; ``losses`` are the places of what would be lost, and what it is."""

    source: Path
    before: str
    after: str
    losses: tuple[tuple[Place, str], ...] = ()


def format_source(source: Path, request: Request, width: int | None = None) -> Formatted:
    """Return a source in its canonical form; unchanged where something would be lost by that.

    Paragraphs are filled up to ``width`` characters a line; without one each is one line. The front matter stays as it
    is. Raises UnreadableError if the source cannot be read.
    """
    checked = read_source(source, request)
    with source.open(encoding="utf-8", newline="") as file:
        before = file.read()  # with its own line ends, and its mark of byte order
    losses = [*_refused(checked.verdict.findings)]
    if is_plain(source):
        losses.append((Place(1), "plain text, which has no marks to be put in order"))
    if checked.origins.stretches:
        losses.append((Place(1), "what comes from other files"))
    if split_front(checked.text).is_toml:
        losses.append((Place(1), "front matter in TOML: write it in YAML, between two lines of ---"))
    losses += unkept(checked.text, checked.document)
    if losses:
        return Formatted(source, before, before, tuple(sorted(losses)))
    front = split_front(checked.text)
    end = len(front.body) - len(front.body.lstrip("\n"))  # an empty line for each line of the front matter
    kept = _FENCED.match("\n".join(checked.text.split("\n")[:end]))
    defined = front.entries.get("abbreviations")
    known: Mapping[str, object] = defined.value if defined and isinstance(defined.value, dict) else {}
    after = write(
        checked.document,
        front=kept["keys"] if kept else "",
        titled="title" in front.entries or any(one.rule == rules.TITLE_MISSING for one in checked.verdict.findings),
        explained=frozenset(known),
        width=width,
        fill_all=bool(re.search(r"\[\]\(#", checked.text)),
    )
    again = read_source(source, request, after)
    if not _same(again.document, checked.document):
        return Formatted(source, before, before, ((Place(1), "something that this version cannot write"),))
    if "\r\n" in before:
        after = after.replace("\n", "\r\n")
    return Formatted(source, before, after)


def _refused(findings: tuple[Finding, ...]) -> list[tuple[Place, str]]:
    found = []
    for finding in findings:
        reading = finding.rule in rules.RULES
        if reading and finding.severity is Severity.ERROR and finding.rule not in _HARMLESS:
            found.append((finding.place, f"what {finding.code} is about: {finding.message}"))
        elif finding.rule in _LOSING:
            found.append((finding.place, f"what {finding.code} tells of: {finding.message}"))
    return found


def _same(one: Document, other: Document) -> bool:
    return replace(one, path=None, sha256="") == replace(other, path=None, sha256="")
