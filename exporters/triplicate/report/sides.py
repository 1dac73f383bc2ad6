"""The part of the page in which the outlines stand side by side."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from triplicate.report import markup
from triplicate.report.markup import add
from triplicate.report.rows import ReportCell, ReportRow, ReportSection, Said, State

_SHORT = 70
"""Characters of words that are shown again where a file says the same as the text."""

_SIDES = 4
"""Columns of files, at most, beside one another; more are shown below one another."""

_SAID = {
    State.SAME: "Same",
    State.FORM: "Other form",
    State.DIFFERS: "Differs",
    State.MOVED: "In another place",
    State.MISSING: "Missing",
    State.ADDED: "Added",
    State.NOT_COMPARED: "–",
}


def outlines(parent: Element, sections: Sequence[ReportSection], labels: Sequence[str]) -> None:
    """Append the outlines, section by section; those where a file says something else stand open."""
    add(
        parent,
        "p",
        "What a reader meets, in reading order: the text on the left, each file beside it. Contents lists and "
        "emphasis are compared too, but not shown here.",
    )
    _legend(parent, {cell.state for section in sections for row in section.rows for cell in row.cells})
    for number, section in enumerate(sections, start=1):
        unlike = sum(not row.agrees for row in section.rows)
        outer = add(parent, "details", **({"open": "open"} if unlike else {}), class_="side")
        summary = add(outer, "summary")
        heading = add(summary, "h3")
        if section.title:
            markup.pieces(heading, section.title)
        else:
            markup.append(heading, "Before the first heading")
        if section.part > 1:
            markup.append(heading, f" (part {section.part})")
        rows = len(section.rows)
        said = f" {rows} {'row' if rows == 1 else 'rows'}, " + (f"{unlike} differ" if unlike else "all the same")
        add(summary, "span", said, class_="bad" if unlike else "good")
        many = " many" if len(labels) > _SIDES else ""
        body = markup.table(outer, ((f"Section {number}: ", "en"), *section.title), ("Text", *labels), f"sides{many}")
        for row in section.rows:
            _row(body, row, labels)


def _legend(parent: Element, states: set[State]) -> None:
    found = [
        (State.SAME, "the file says the same; long passages are shortened in its column, never in that of the text."),
        (State.FORM, "the format says it in the only form it has; the comparison found no difference."),
        (State.DIFFERS, "the file says something else, shown in full."),
        (State.MOVED, "the file says it, but elsewhere in its order."),
        (State.MISSING, "the file does not say it."),
        (State.ADDED, "the file says what the text does not."),
        (State.NOT_COMPARED, "nothing to compare here: another file's addition, or a line that a PDF only draws."),
    ]
    markup.terms(parent, [(_SAID[state], words) for state, words in found if state in states])


def _row(body: Element, row: ReportRow, labels: Sequence[str]) -> None:
    tr = add(body, "tr", role="row", **({} if row.agrees else {"class_": "unlike"}))
    first = add(tr, "th", scope="row", role="rowheader")
    if row.source is None:
        add(first, "span", "Not in the text", class_="role")
    else:
        _said(first, row.source, row.source.pieces)
    if row.place:
        add(first, "span", f"Line {row.place.line}", class_="line")
    for cell, label in zip(row.cells, labels, strict=True):
        _cell(tr, cell, label)


def _cell(tr: Element, cell: ReportCell, label: str) -> None:
    td = add(tr, "td", role="cell", class_=cell.state.name.lower().replace("_", "-"))
    # Seen where the rows are shown as blocks; a screen reader has the header of the column.
    add(td, "span", label, class_="label", aria_hidden="true")
    add(td, "strong", _SAID[cell.state])
    if cell.said is not None:
        shown = _shortened(cell.said.pieces) if cell.state is State.SAME else cell.said.pieces
        _said(td, cell.said, shown)


def _said(parent: Element, said: Said, pieces: Sequence[tuple[str, str]]) -> None:
    role = add(parent, "span", said.role, class_="role")
    for number, words in enumerate(said.under):
        markup.append(role, ", " if number else " under ")
        markup.passage(role, words, said.lang)
    if pieces:
        markup.pieces(add(parent, "span", class_="words code" if said.code else "words"), pieces)
    for extra in said.extras:
        add(parent, "span", extra, class_="extra")


def _shortened(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    left = _SHORT
    result: list[tuple[str, str]] = []
    for text, lang in pieces:
        if len(text) > left:
            # Between words, where the language has spaces.
            kept = text[:left].rpartition(" ")[0] or text[:left]
            result.append((f"{kept}…", lang))
            return result
        result.append((text, lang))
        left -= len(text)
    return result
