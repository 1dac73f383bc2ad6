"""What a reader meets: a tree of entries, in reading order, the same whatever the format.

Types, and the few operations on them that every reader of a format shares. An outline says what is announced
(a heading of level 2, an item "3.", a header cell of a column), in which words and in which language, and where
a link leads. How it looks has no place in it.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from triplicate.document.model import Place
from triplicate.later import dataclass
from triplicate.proof.outline.looks import Seen


class Role(StrEnum):
    """What an entry is announced as."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TERM = "term"
    DESCRIPTION = "description"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    CODE = "code"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CAPTION = "caption"
    FIGURE = "figure"
    FORMULA = "formula"
    CALLOUT = "callout"
    CALLOUT_TITLE = "callout title"
    NOTE = "note"
    BREAK = "thematic break"
    CONTENTS = "contents"
    CONTENTS_ENTRY = "contents entry"
    COVER = "cover"


class SpanKind(StrEnum):
    """What a span of a line is: words, or something that stands among them."""

    WORDS = "words"
    PICTURE = "picture"
    FORMULA = "formula"
    CALL = "note call"


class Mark(StrEnum):
    """How words are set apart from those around them."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRUCK = "struck"
    CODE = "code"
    KEYBOARD = "keyboard"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"


class Scope(StrEnum):
    """Which cells a header cell is the header of; NONE for a cell that is none, UNKNOWN if the file does not say."""

    NONE = ""
    COLUMN = "column"
    ROW = "row"
    BOTH = "both"
    UNKNOWN = "unknown"


class ListKind(StrEnum):
    """How a list is announced."""

    BULLETS = "bullets"
    NUMBERS = "numbers"
    TERMS = "terms"


class Span(NamedTuple):
    """Words with all that is said of them.

    A named tuple and no dataclass: tens of thousands are made from one another, and compared, for every file.

    ``text`` is the alternative text of a picture or formula, the number of a note call. ``lang`` is the
    language in force, as a BCP 47 tag. ``target`` is where a link leads: an absolute address, or ``#`` and one
    of the ``ids`` of an entry. ``expansion`` is what an abbreviation stands for. ``source`` is where a picture lies
    in the file, or the TeX of a formula, as far as a file's reader knows it.
    """

    text: str
    lang: str = ""
    marks: frozenset[Mark] = frozenset()
    target: str = ""
    expansion: str = ""
    kind: SpanKind = SpanKind.WORDS
    source: str = ""


class Entry(NamedTuple):
    """One thing met. A named tuple for the same reason as :class:`Span`.

    An entry holds either ``spans`` (it is a line or more of text) or ``children``, or neither.

    ``level`` is that of a heading or contents entry, or how deep a list is nested (from 1). ``label`` is what
    stands before the words as met: the item's "3." or "•", the note's number; for a contents entry the page.
    ``checked`` is not None for an item of a task list. ``alt`` is the alternative text of a figure or formula.
    ``scope`` tells a header cell, ``headers`` are the words of the header cells that hold for a cell,
    ``columns`` and ``rows`` how many it spans. ``header`` tells a row that is repeated as the table's head.
    ``ids`` are the names by which links reach the entry. ``place`` is in the source, ``where`` in a file. ``source``
    is that of a span, for a figure or formula.
    """

    role: Role
    spans: tuple[Span, ...] = ()
    children: tuple["Entry", ...] = ()
    level: int = 0
    label: str = ""
    list_kind: ListKind | None = None
    checked: bool | None = None
    alt: str = ""
    scope: Scope = Scope.NONE
    headers: tuple[str, ...] = ()
    header: bool = False
    columns: int = 1
    rows: int = 1
    lang: str = ""
    ids: tuple[str, ...] = ()
    place: Place | None = None
    where: str = ""
    source: str = ""

    @property
    def words(self) -> str:
        """The words of this entry alone, alternative texts in place, note calls left out."""
        return words_of(self.spans)


def _changed(one: Any, /, **changes: Any) -> Any:
    """Return a named tuple with some fields changed; Python's own asks for each field in turn, at twice the cost."""
    kind = type(one)
    places, values = _PLACES[kind], list(one)
    for name, value in changes.items():
        values[places[name]] = value
    return tuple.__new__(kind, values)


_PLACES = {kind: {name: place for place, name in enumerate(kind._fields)} for kind in (Span, Entry)}
for _kind in _PLACES:
    _kind._replace = _changed  # type: ignore[assignment,method-assign]


@dataclass(frozen=True, slots=True)
class Navigation:
    """A way through a file that stands beside the text.

    ``kind`` is "bookmarks" of a PDF, "toc", "page-list" or "landmarks" of an EPUB,
    "skip-link" of a web page; ``entries`` are of the role
    :attr:`Role.CONTENTS_ENTRY`, their targets in the spans.
    """

    kind: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a reader from meeting, or from seeing, what the file holds.

    ``name`` is the kind of difference. ``ids`` are names by which entries are known that the fault is in.
    """

    name: str
    message: str
    where: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """Letters or digits at the end of a line that go on in the next without a hyphen.

    ``word`` is what they are together, ``at`` how many of its characters end the line. It is a fault if the source has
    the word: else these are two words, between which the file lost a space.
    """

    word: str
    at: int
    where: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as it is met.

    ``kind`` is "source", "pdf", "docx", "epub" or "html"; ``title`` and ``lang`` are those of the metadata.
    ``artifacts`` are the words that are drawn, yet are not met (page headers, page numbers). ``remarks`` tell what is
    worth knowing of a file and is no fault of it. ``pictures`` are those that are met and
    are no drawings, as far as it is known how they look.
    """

    kind: str
    title: str
    lang: str
    entries: tuple[Entry, ...]
    navigation: tuple[Navigation, ...] = ()
    faults: tuple[Fault, ...] = ()
    breaks: tuple[Break, ...] = ()
    remarks: tuple[Fault, ...] = ()
    pictures: tuple[Seen, ...] = ()
    artifacts: tuple[str, ...] = ()


def words_of(spans: Iterable[Span]) -> str:
    """Return the words of spans, alternative texts in place, note calls left out."""
    return "".join(span.text for span in spans if span.kind is not SpanKind.CALL)


def flatten(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries and all that is in them, in reading order, without recursion."""
    stack = list(entries)[::-1]
    while stack:
        entry = stack.pop()
        yield entry
        stack.extend(reversed(entry.children))


def tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans as they are met: soft hyphens gone, white space single and none at the ends, like joined to like."""
    result: list[Span] = []
    space = True
    for span in spans:
        if span.kind is not SpanKind.WORDS:
            result.append(span._replace(text=" ".join(span.text.split())))
            space = False
            continue
        text = span.text
        if not text.isascii():
            text = text.translate(_UNHEARD)
        words = " ".join(text.split())
        if not words:
            if text and not space:
                _add(result, span._replace(text=" "))
                space = True
            continue
        before = " " if text[0].isspace() and not space else ""
        after = " " if text[-1].isspace() else ""
        text = f"{before}{words}{after}"
        _add(result, span if text == span.text else span._replace(text=text))
        space = bool(after)
    while result and result[-1].kind is SpanKind.WORDS and result[-1].text.endswith(" "):
        last = result.pop()
        if stripped := last.text.rstrip(" "):
            result.append(last._replace(text=stripped))
    return tuple(result)


# Soft hyphens, and characters of no width that no voice says and that layouts add or drop.
_UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u2066\u2067\u2068\u2069"))


def _add(spans: list[Span], span: Span) -> None:
    # All but the text, which stands first.
    if spans and spans[-1][1:] == span[1:]:
        spans[-1] = span._replace(text=spans[-1].text + span.text)
    else:
        spans.append(span)


def tidy_code(text: str) -> str:
    """Return code as it is met: one kind of line end, no white space at the ends of lines, no blank line at its end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")
