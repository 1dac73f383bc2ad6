"""Pages that a table goes on to: its header row must stand on each (as an artifact, but once)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from triplicate.proof.outline.entry import Fault
from triplicate.proof.readback.pdf.inlines import name_of
from triplicate.proof.readback.pdf.marked_content import PageContents
from triplicate.proof.readback.pdf.seen import Line, Seen
from triplicate.proof.readback.pdf.sequence import StreamKey
from triplicate.proof.readback.pdf.surroundings import Surroundings
from triplicate.proof.readback.pdf.tree import Element

_QUOTED = 40

_SAME_LINE = 4.0
"""How far apart, in points, the baselines of what stands on one line may be."""

_Place = tuple[StreamKey, int]


class _Piece(NamedTuple):
    """A marked-content sequence in a row of a table, and the cell it stands in."""

    row: Element
    cell: Element | None
    place: _Place


def header_faults(surroundings: Surroundings, content: PageContents) -> Iterator[Fault]:
    """Yield every page on which rows of a table stand, but not its header row.

    A table set as records has another way: beside each value stands the header of its column.
    """
    for table, pieces in _tables(surroundings, content).items():
        header = _header(table)
        if not header:
            continue
        words = "".join(content.sequences[piece.place].text for piece in pieces if piece.row in header)
        shown = {content.sequences[piece.place].page for piece in pieces if piece.row in header}
        others: dict[int, _Place] = {}
        for piece in pieces:
            if piece.row not in header and content.sequences[piece.place].text.strip():
                others.setdefault(content.sequences[piece.place].page, piece.place)
        missing = [
            (page, place)
            for page, place in sorted(others.items())
            if page not in shown and words.strip() and _squeezed(words) not in _repeated(content, page)
        ]
        if not missing:
            continue
        labelled, bare = _labelled(pieces, header, content)
        for page, place in missing:
            if page in labelled - bare or (labelled and page not in labelled | bare):
                continue
            said = " ".join(words.split())
            quoted = f"“{said[:_QUOTED]}{'…' if len(said) > _QUOTED else ''}”"
            message = f"the table goes on without its header row, {quoted}"
            yield Fault("page-header-row-missing", message, f"page {page + 1}", (name_of(place),))


def _repeated(content: PageContents, page: int) -> str:
    return _squeezed("".join(content.artifacts.get(page, ())))


def _labelled(pieces: list[_Piece], header: frozenset[Element], content: PageContents) -> tuple[set[int], set[int]]:
    """Return the pages on which values begin that have the header of their column beside them, and that have not."""
    labels: dict[int, str] = {}
    for piece in pieces:
        if piece.row in header and piece.cell is not None:
            column = piece.row.kids.index(piece.cell)
            labels[column] = labels.get(column, "") + _squeezed(content.sequences[piece.place].text)
    labelled: set[int] = set()
    bare: set[int] = set()
    begun: set[Element] = set()
    for piece in pieces:
        if piece.row in header or piece.cell is None or piece.cell in begun or piece.cell.role != "TD":
            continue
        page = content.sequences[piece.place].page
        seen = content.pages[page]
        words = next((line for line in seen.lines if line.place == piece.place and line.text.strip()), None)
        if words is not None:
            begun.add(piece.cell)
            label = labels.get(piece.row.kids.index(piece.cell), "")
            beside = _beside(seen, words)
            (labelled if _is_label(beside, label) else bare).add(page)
    return labelled, bare


def _beside(seen: Seen, words: Line) -> str:
    """Return the artifacts on the line of some words that are shown before them: those after may be addresses."""
    before = takewhile(lambda line: line != words, seen.lines)
    on_line = (line for line in before if line.artifact and abs(line.baseline - words.baseline) <= _SAME_LINE)
    return _squeezed("".join(line.text for line in on_line))


def _is_label(line: str, label: str) -> bool:
    """Tell whether a line of artifacts is a label, the first line of one, or one with a sign after it.

    The letters are counted: those from right to left may be shown in either order.
    """
    shown, wanted = Counter(line), Counter(label)
    more = shown - wanted
    return bool(line and label) and not any(map(str.isalnum, more)) and (shown >= wanted or not more)


def _tables(surroundings: Surroundings, content: PageContents) -> dict[Element, list[_Piece]]:
    """Return the tables that hold no other, each with the content of its rows, in reading order."""
    found: defaultdict[Element, list[_Piece]] = defaultdict(list)
    for place, around in surroundings.all:
        if place not in content.sequences:
            continue
        cell = row = table = None
        for element in reversed(around):
            if row is None and element.role in ("TH", "TD"):
                cell = element
            elif row is None and element.role == "TR":
                row = element
            elif row is not None and element.role == "Table":
                table = element
                break
        if row is not None and table is not None:
            found[table].append(_Piece(row, cell, place))
    return found


def _header(table: Element) -> frozenset[Element]:
    """Return the rows at the head of a table: those marked as such, or those that hold nothing but header cells."""
    rows: list[Element] = []
    for kid in table.kids:
        if isinstance(kid, Element) and kid.role == "THead":
            return frozenset(row for row in kid.kids if isinstance(row, Element))
        if isinstance(kid, Element):
            rows += [kid] if kid.role == "TR" else [row for row in kid.kids if isinstance(row, Element)]
    cells = [kid for kid in rows[0].kids if isinstance(kid, Element)] if len(rows) > 1 else []
    heads = len(cells) > 1 and all(cell.role == "TH" and cell.name("Scope") != "Row" for cell in cells)
    return frozenset(rows[:1]) if heads else frozenset()


def _squeezed(text: str) -> str:
    return "".join(text.split())
