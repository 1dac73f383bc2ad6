"""Pages that a table goes on to: its header row must stand on each (as an artifact, but once)."""

from collections import defaultdict
from collections.abc import Iterator

from triplicate.proof.outline.entry import Fault
from triplicate.proof.readback.pdf.inlines import name_of
from triplicate.proof.readback.pdf.marked_content import PageContents, StreamKey
from triplicate.proof.readback.pdf.surroundings import Surroundings
from triplicate.proof.readback.pdf.tree import Element

_QUOTED = 40

_Place = tuple[StreamKey, int]


def header_faults(surroundings: Surroundings, content: PageContents) -> Iterator[Fault]:
    """Yield every page on which rows of a table stand, but not its header row."""
    for table, rows in _tables(surroundings, content).items():
        header = _header(table)
        if not header:
            continue
        words = "".join(content.sequences[place].text for row, place in rows if row in header)
        labels = {_squeezed(content.sequences[place].text) for row, place in rows if row in header} - {""}
        shown = {content.sequences[place].page for row, place in rows if row in header}
        others: dict[int, _Place] = {}
        for row, place in rows:
            if row not in header and content.sequences[place].text.strip():
                others.setdefault(content.sequences[place].page, place)
        for page, place in sorted(others.items()):
            repeated = _squeezed("".join(content.artifacts.get(page, ())))
            if page in shown or not words.strip() or _squeezed(words) in repeated:
                continue
            # A table set as records says beside each value what its header says above all: "Opened: 1901".
            if any(f"{label}:" in repeated for label in labels):
                continue
            said = " ".join(words.split())
            quoted = f"“{said[:_QUOTED]}{'…' if len(said) > _QUOTED else ''}”"
            message = f"the table goes on without its header row, {quoted}"
            yield Fault("page-header-row-missing", message, f"page {page + 1}", (name_of(place),))


def _tables(surroundings: Surroundings, content: PageContents) -> dict[Element, list[tuple[Element, _Place]]]:
    """Return the tables that hold no other, each with the content of its rows, in reading order."""
    found: defaultdict[Element, list[tuple[Element, _Place]]] = defaultdict(list)
    for place, around in surroundings.all:
        if place not in content.sequences:
            continue
        row = table = None
        for element in reversed(around):
            if row is None and element.role == "TR":
                row = element
            elif row is not None and element.role == "Table":
                table = element
                break
        if row is not None and table is not None:
            found[table].append((row, place))
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
