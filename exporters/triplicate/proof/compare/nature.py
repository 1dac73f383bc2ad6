"""What a format has by its nature: the one place where differences are allowed, each with its reason.

Both outlines are brought to a form in which only that is left which both formats can say. The rules:

* All: contents say pictures and formulas in words, and nothing of marks. A cover and what is on it,
  and a contents list, stand beside the text where the other side does not have them. Notes are read where the format
  puts them (after the block, at the end of the chapter), so they are compared among themselves. Which bullet is drawn
  is looks. A task is its state. White space is a space.
* Source: it has no bookmarks; its contents exist if asked for.
* PDF: an entry of the contents ends with the number of its page. A link leads to a place on a page, so any line of
  the same table or figure is its target. A thematic break is an artifact. The structure types know no attribution
  and no keyboard: they are a paragraph and code. In PDF/UA-1 emphasis may be a Span: it counts if the file has any.
  Where a number stands beside words from right to left in code, nobody can tell from a page which of them comes first:
  a line is compared as it is drawn.
* Word: descriptions, quotations and lists of terms that follow one another without a word between are one. The
  first column as a whole is headers or not. Mathematics has no place for words longer than the title of a content
  control. Alternative texts and code have no language. An abbreviation is expanded at its first use. A footnote has
  no footnote of its own: its call stands beside the first. A table that is stacked as records is read as one table
  already (:mod:`triplicate.proof.readback.word.records` says what it must keep for that).
* EPUB: the contents are the navigation document unless they stand in the text too.
"""

from collections.abc import Iterable, Iterator

from triplicate.later import dataclass, regex
from triplicate.proof.compare.word_nature import column_of_headers, joined, with_inner_calls
from triplicate.proof.outline.entry import Entry, Mark, Outline, Role, Scope, Span, SpanKind, flatten, tidy
from triplicate.proof.outline.labels import BULLET, is_number
from triplicate.proof.readback.pdf.bidi import logical

LONGEST_FORMULA = 64
"""Characters in the title of a content control, at most: Word's own limit."""


_PAGE = regex(r"\b(\d+|[ivxlcdm]+)$")

_LEADER, _SHORTEST_LEADER = ".·…", 4
"""The dots that lead to a page, and how many there are at least: fewer end a sentence."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """An outline in the form in which it is compared: its text, its notes, its contents."""

    outline: Outline
    text: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    contents: tuple[Entry, ...]


def comparable(outline: Outline, other: Outline) -> Comparable:
    """Return an outline in the form in which it is compared with another."""
    kinds = {outline.kind, other.kind}
    entries = _uncovered(outline, other)
    contents = _contents(outline, entries) if _has_contents(outline) and _has_contents(other) else ()
    entries = tuple(entry for entry in entries if entry.role is not Role.CONTENTS)
    if "docx" in kinds:
        entries = tuple(with_inner_calls(entries))
    notes: list[Entry] = []
    expanded: set[str] = set()
    text = tuple(_plain(_without_notes(entries, notes), kinds, outline, expanded))
    lifted: list[Entry] = []
    while notes:
        note = notes.pop(0)
        inner: list[Entry] = []
        children = tuple(_plain(_without_notes(note.children, inner), kinds, outline, expanded))
        lifted.append(note._replace(children=children))
        notes = inner + notes
    lifted.sort(key=_note_order)
    return Comparable(outline, text, tuple(lifted), contents)


def _uncovered(outline: Outline, other: Outline) -> tuple[Entry, ...]:
    """Return the entries of an outline but the cover; the figures on that stand where the other side has them."""
    entries = [entry for entry in outline.entries if entry.role is not Role.COVER]
    covers = (entry for entry in outline.entries if entry.role is Role.COVER)
    figures = [figure for cover in covers for figure in cover.children if figure.role is Role.FIGURE]
    theirs = [entry for entry in other.entries if entry.role is not Role.COVER]
    for figure in figures:
        places = (index for index, entry in enumerate(theirs) if (entry.role, entry.alt) == (figure.role, figure.alt))
        if (place := next(places, None)) is not None:
            entries.insert(place, figure)
    return tuple(entries)


def _note_order(note: Entry) -> tuple[int, str]:
    return (int(note.label), "") if note.label.isdecimal() else (1 << 30, note.label)


# Contents


def _has_contents(outline: Outline) -> bool:
    return any(entry.role is Role.CONTENTS for entry in outline.entries) or any(
        navigation.kind == "toc" for navigation in outline.navigation
    )


def _contents(outline: Outline, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of the contents, as plain text: their formatting is compared in the headings."""
    listed = next((entry.children for entry in entries if entry.role is Role.CONTENTS), None)
    if listed is None:
        listed = next(navigation.entries for navigation in outline.navigation if navigation.kind == "toc")
    found = [entry for entry in listed if entry.role is Role.CONTENTS_ENTRY]
    if outline.kind == "pdf" and all(_PAGE.search(entry.words) for entry in found):
        found = [_without_page(entry) for entry in found]
    return tuple(entry._replace(spans=tidy(map(_in_plain_words, entry.spans)), label="") for entry in found)


def _in_plain_words(span: Span) -> Span:
    """Return a span as contents have it: without marks, pictures and formulas by their words, apart from others."""
    if span.kind is SpanKind.CALL:
        return Span("", span.lang)
    text = span.text if span.kind is SpanKind.WORDS else f" {span.text} "
    return span._replace(text=text, marks=frozenset(), expansion="", kind=SpanKind.WORDS)


def _without_page(entry: Entry) -> Entry:
    """Return an entry of the contents without the page that ends it."""
    words = _PAGE.sub("", entry.words).rstrip()
    before = words.rstrip(f" \u00a0{_LEADER}")
    dots = sum(letter in _LEADER for letter in words[len(before) :])
    left = len(before if dots >= _SHORTEST_LEADER else words)
    spans = []
    for span in entry.spans:
        spans.append(span._replace(text=span.text[: max(left, 0)]))
        left -= len(span.text)
    return entry._replace(spans=tuple(span for span in spans if span.text))


# Notes


def _without_notes(entries: Iterable[Entry], notes: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.role is Role.NOTE:
            notes.append(entry)
        elif entry.children:
            children = tuple(_without_notes(entry.children, notes))
            yield entry if children == entry.children else entry._replace(children=children)
        else:
            yield entry


# What is left of each entry


def _plain(entries: Iterable[Entry], kinds: set[str], outline: Outline, expanded: set[str]) -> list[Entry]:
    result: list[Entry] = []
    emphasis = "pdf" not in kinds or _shows_emphasis(outline)
    for entry in entries:
        made = _entry(entry, kinds, expanded, emphasis=emphasis)
        if made is not None:
            result.append(made)
    return joined(result) if "docx" in kinds else result


def _shows_emphasis(outline: Outline) -> bool:
    return outline.kind != "pdf" or any(
        span.marks & {Mark.EMPHASIS, Mark.STRONG} for entry in flatten(outline.entries) for span in entry.spans
    )


def _entry(entry: Entry, kinds: set[str], expanded: set[str], *, emphasis: bool) -> Entry | None:
    role = entry.role
    if role is Role.BREAK and "pdf" in kinds:
        return None
    if role is Role.PARAGRAPH and not entry.spans and not entry.children:
        return None
    if role is Role.ATTRIBUTION and "pdf" in kinds:
        role = Role.PARAGRAPH
    made = (_entry(child, kinds, expanded, emphasis=emphasis) for child in entry.children)
    children = [child for child in made if child is not None]
    if "docx" in kinds and children:
        children = joined(children)
        if role is Role.TABLE:
            children = column_of_headers(children)
    label = entry.label
    if role is Role.ITEM:
        # The box of a task stands in the place of a bullet, and beside a number.
        label = _label(label) if entry.checked is None or is_number(label) else ""
    spans = tuple([_span(span, role, kinds, expanded, emphasis=emphasis) for span in entry.spans])
    if role is Role.CODE and "pdf" in kinds:
        spans = tuple(map(_drawn, spans))
    if role is not Role.CODE and spans != entry.spans:
        spans = tidy(spans)
    lang = "" if "docx" in kinds and (role in (Role.CODE, Role.FIGURE, Role.FORMULA)) else entry.lang
    headers = entry.headers if entry.scope is Scope.NONE else ()
    if (
        (role, label, lang, headers) == (entry.role, entry.label, entry.lang, entry.headers)
        and spans == entry.spans
        and tuple(children) == entry.children
    ):
        return entry
    return entry._replace(role=role, children=tuple(children), label=label, spans=spans, lang=lang, headers=headers)


_UNEXPLAINED = (Role.HEADING, Role.CAPTION, Role.CONTENTS_ENTRY)
"""Where Word does not explain an abbreviation; nor does it in a link: the text's first use is the place."""


def _label(label: str) -> str:
    text = label.strip("().:[] \t")
    return text if any(map(str.isalnum, text)) else BULLET


def _drawn(code: Span) -> Span:
    """Return code with its lines as they are drawn: what turns a drawn line into a read one turns it back, too."""
    if code.text.isascii():
        return code
    return code._replace(text="\n".join(logical(line, right_to_left=False) for line in code.text.split("\n")))


def _span(span: Span, role: Role, kinds: set[str], expanded: set[str], *, emphasis: bool) -> Span:
    marks = span.marks
    if "pdf" in kinds and marks:
        if Mark.KEYBOARD in marks:
            marks = marks - {Mark.KEYBOARD} | {Mark.CODE}
        if not emphasis:
            marks = marks - {Mark.EMPHASIS, Mark.STRONG}
    lang, expansion = span.lang, span.expansion
    if "docx" in kinds:
        if role is Role.CODE or span.kind is not SpanKind.WORDS:
            lang = ""
        if role in _UNEXPLAINED or span.target:
            expansion = ""
        if expansion:
            key = span.text.strip()
            expansion = "" if key in expanded else expansion
            expanded.add(key)
    if marks is span.marks and lang is span.lang and expansion is span.expansion:
        return span
    return span._replace(marks=marks, lang=lang, expansion=expansion)
