"""Outlines side by side: what each file says where the text says something, row by row, in sections."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from enum import StrEnum

from triplicate.document.model import Place
from triplicate.later import dataclass
from triplicate.proof.compare.leaves import Leaf, Spot, leaves, paired
from triplicate.proof.compare.nature import comparable
from triplicate.proof.outline.entry import Entry, ListKind, Outline, Role, Scope, SpanKind

_LONGEST = 80
"""Rows in a section, at most, so that each stays quick to read."""


class State(StrEnum):
    """How what a file says compares with what the text says."""

    SAME = "same"
    FORM = "other form"
    DIFFERS = "differs"
    MOVED = "moved"
    MISSING = "missing"
    ADDED = "added"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said at one stop: its role, its words (each piece with its language), and the extras.

    ``under`` has the words of the headers of a cell, and ``lang`` their language.
    """

    role: str
    pieces: tuple[tuple[str, str], ...]
    extras: tuple[str, ...] = ()
    code: bool = False
    under: tuple[str, ...] = ()
    lang: str = ""

    @property
    def words(self) -> str:
        """The words of all pieces."""
        return "".join(text for text, _ in self.pieces)

    @property
    def line(self) -> str:
        """Role, words and, in brackets, the extras in one line."""
        extras = f" ({'; '.join(self.extras)})" if self.extras else ""
        role = f"{self.role} under {', '.join(self.under)}" if self.under else self.role
        return (f"{role}: {self.words}" if self.words else role) + extras

    @property
    def key(self) -> str:
        """What is equal if the same is said."""
        return " ".join(unicodedata.normalize("NFC", self.line).casefold().split())


@dataclass(frozen=True, slots=True)
class ReportCell:
    """What one side says in a row; ``said`` is None if it says nothing."""

    state: State
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One stop; ``source`` is None for what only files say, ``cells`` are in the order of the files."""

    source: Said | None
    place: Place | None
    cells: tuple[ReportCell, ...]

    @property
    def agrees(self) -> bool:
        """Whether no file says something else."""
        return all(cell.state in _AGREEING for cell in self.cells)


_AGREEING = frozenset({State.SAME, State.FORM, State.NOT_COMPARED})


@dataclass(slots=True)
class ReportSection:
    """Rows under one heading; ``title`` has its words by language, ``part`` counts the parts of a long one from 1."""

    title: tuple[tuple[str, str], ...]
    part: int = 1
    rows: list[ReportRow] = field(default_factory=list)


def sections(source: Outline, files: Sequence[tuple[Outline, bool]]) -> tuple[ReportSection, ...]:
    """Return the rows of a source's outline with those of the files, each with whether it has no differences.

    Contents are left out, since they repeat the headings. Sections begin at headings of level 1 and 2.
    """
    base = leaves(replace(comparable(source, source), contents=()))
    told = _told(base, source.lang)
    columns = [_column(base, told, source, outline, faultless=faultless) for outline, faultless in files]
    result = [ReportSection(told[0].pieces if told else ())]
    for index in range(-1, len(base)):
        if index >= 0:
            entry = base[index].entry
            if entry.role in (Role.TITLE, Role.HEADING) and entry.level <= 2 and result[-1].rows:
                result.append(ReportSection(told[index].pieces))
            _add(result, ReportRow(told[index], _place(base[index]), tuple(column[0][index] for column in columns)))
        for number, (_, added) in enumerate(columns):
            for said in added.get(index, ()):
                cells = [ReportCell(State.NOT_COMPARED)] * len(columns)
                cells[number] = ReportCell(State.ADDED, said)
                _add(result, ReportRow(None, None, tuple(cells)))
    return tuple(section for section in result if section.rows)


def _add(result: list[ReportSection], row: ReportRow) -> None:
    if len(result[-1].rows) >= _LONGEST:
        result.append(ReportSection(result[-1].title, result[-1].part + 1))
    result[-1].rows.append(row)


def _column(
    base: list[Leaf], told: list[Said], source: Outline, outline: Outline, *, faultless: bool
) -> tuple[list[ReportCell], dict[int, list[Said]]]:
    """Return what a file says at each leaf of the source, and what it adds after which."""
    found = leaves(replace(comparable(outline, source), contents=()))
    said = _told(found, outline.lang)
    pairing = paired(base, found)
    unlike = State.FORM if faultless else State.DIFFERS
    cells = [ReportCell(State.MISSING)] * len(base)
    for index, other in pairing.pairs:
        same = told[index].key == said[other].key
        cells[index] = ReportCell(State.SAME if same else unlike, said[other])
    for index, other in pairing.moved:
        cells[index] = ReportCell(State.MOVED, said[other])
    if outline.kind == "pdf":
        for index in pairing.missing:
            if base[index].entry.role is Role.BREAK:
                cells[index] = ReportCell(State.NOT_COMPARED)
    before = {other: index for index, other in pairing.pairs}
    added: dict[int, list[Said]] = {}
    last = -1
    waiting = set(pairing.added)
    for other in range(len(found)):
        last = before.get(other, last)
        if other in waiting:
            added.setdefault(last, []).append(said[other])
    return cells, added


def _place(leaf: Leaf) -> Place | None:
    return leaf.entry.place or next((entry.place for entry in reversed(leaf.path) if entry.place), None)


# What is said of a leaf


def _told(found: Iterable[Leaf], lang: str) -> list[Said]:
    """Return what is said at each leaf; an item's marker is said once, at its first."""
    result = []
    met: set[Spot] = set()
    for leaf in found:
        item = next((spot for spot in (leaf.spot, *reversed(leaf.around)) if spot.entry.role is Role.ITEM), None)
        first = item is not None and item not in met
        if item is not None:
            met.add(item)
        result.append(_said(leaf, item.entry if item else None, lang, first=first))
    return result


def _said(leaf: Leaf, item: Entry | None, lang: str, *, first: bool) -> Said:
    entry = leaf.entry
    role = _role(entry)
    depth = sum(outer.role is Role.LIST and outer.list_kind is not ListKind.TERMS for outer in leaf.path)
    if item is not None and first:
        state = {None: "", True: ", done", False: ", to do"}[item.checked]
        marker = f" {item.label}" if any(map(str.isalnum, item.label)) else ""
        level = f", level {depth}" if depth > 1 else ""
        plain = entry.role in (Role.PARAGRAPH, Role.ITEM)
        role = f"List item{marker}{state}{level}" + ("" if plain else f", {role.lower()}")
    elif item is not None:
        role = f"{role} in the same item"
    around = [_AROUND[outer.role] for outer in leaf.path if outer.role in _AROUND]
    note = next((outer for outer in leaf.path if outer.role is Role.NOTE), None)
    if note is not None:
        around.insert(0, f"note {note.label}")
    if around:
        role = f"{role} in {' in '.join(reversed(around))}"
    if entry.role in (Role.FIGURE, Role.FORMULA):
        return Said(role, ((entry.alt, entry.lang or lang),) if entry.alt else (), () if entry.alt else ("no words",))
    return Said(
        role,
        _pieces(entry, lang),
        tuple(_extras(entry, lang)),
        code=entry.role is Role.CODE,
        under=tuple(" ".join(words.split()) for words in entry.headers),
        lang=lang,
    )


_AROUND = {Role.QUOTATION: "quotation", Role.CALLOUT: "callout"}


def _role(entry: Entry) -> str:
    match entry.role:
        case Role.HEADING:
            return f"Heading level {entry.level}"
        case Role.CELL if entry.scope is Scope.BOTH:
            return "Header of column and row"
        case Role.CELL if entry.scope is Scope.UNKNOWN:
            return "Header cell"
        case Role.CELL if entry.scope is not Scope.NONE:
            return f"Header of {entry.scope.value}"
        case Role.ATTRIBUTION:
            # A PDF has no such structure type; its reader meets a paragraph.
            return "Paragraph"
        case _:
            return entry.role.value.capitalize()


def _pieces(entry: Entry, lang: str) -> tuple[tuple[str, str], ...]:
    pieces: list[tuple[str, str]] = []
    for span in entry.spans:
        if span.kind is SpanKind.CALL:
            continue
        text = span.text if span.kind is SpanKind.WORDS else f" [{span.kind.value}: {span.text}] "
        tag = span.lang or lang
        if pieces and pieces[-1][1].casefold() == tag.casefold():
            pieces[-1] = (pieces[-1][0] + text, tag)
        else:
            pieces.append((text, tag))
    return tuple(pieces)


def _extras(entry: Entry, lang: str) -> Iterable[str]:
    if entry.columns > 1 or entry.rows > 1:
        yield f"Spans {entry.columns} by {entry.rows} cells"
    target = ""
    for span in entry.spans:
        if span.kind is SpanKind.CALL:
            yield f"Calls note {span.text}"
        elif span.target and span.target != target:
            yield "Link inside the text" if span.target.startswith("#") else f"Link to {span.target}"
        target = span.target
    if entry.role is not Role.CODE:
        words = [span for span in entry.spans if span.kind is SpanKind.WORDS]
        marked = {span.lang for span in words if span.lang.casefold() != lang.casefold() and span.text.strip()}
        yield from (f"Language {tag or 'not given'}" for tag in sorted(marked))
