"""Lists that were typed: paragraphs one after another whose marks are those of items become a list, on request."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from triplicate.importing.inlines import wholly_bold, without_first
from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, ListKind, Role
from triplicate.reading.marks import BULLETS

_MARK = regex(rf"(?:(?P<number>\d{{1,3}})(?P<sign>[.)])|[{BULLETS}])\s+(?=\S)")


class _Typed(NamedTuple):
    """A paragraph that begins with a mark: a number and the sign after it, or a bullet, which is all sign.

    ``bare`` is the paragraph without it.
    """

    paragraph: Entry
    bare: Entry
    mark: str
    number: int | None
    sign: str

    def follows(self, other: "_Typed | None") -> bool:
        """Whether this mark goes on after another."""
        if other is None or self.sign != other.sign:
            return False
        return self.number is None or other.number == self.number - 1


def with_typed_lists(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries with a list in the place of paragraphs that are sure to be one; its label are their marks.

    Two bullets, or numbers from 1 one by one, are sure. So is what goes on with the numbers of such a list.
    """
    run: list[_Typed] = []
    last: _Typed | None = None
    for entry in (*entries, None):
        typed = _typed(entry) if entry is not None else None
        if run and (typed is None or not typed.follows(run[-1])):
            if _is_sure(run, last):
                last = run[-1]
                yield _list(run)
            else:
                yield from (one.paragraph for one in run)
            run = []
        if typed is not None:
            run.append(typed)
        elif entry is not None:
            yield entry


def _typed(entry: Entry) -> _Typed | None:
    """Return a paragraph with its mark; None for what has none, and for bold words, which look like a heading."""
    found = _MARK.match(entry.words) if entry.role is Role.PARAGRAPH and not wholly_bold(entry.spans) else None
    if found is None:
        return None
    bare = entry._replace(spans=tuple(without_first(entry.spans, found.end())))
    if bare.words != entry.words[found.end() :]:  # the mark is no words
        return None
    mark = found[0].strip()
    return _Typed(entry, bare, mark, int(found["number"]) if found["number"] else None, found["sign"] or mark)


def _is_sure(run: Sequence[_Typed], last: _Typed | None) -> bool:
    first = run[0]
    return (first.number is not None and first.follows(last)) or (len(run) > 1 and first.number in (None, 1))


def _list(run: Sequence[_Typed]) -> Entry:
    first = run[0].bare
    kind = ListKind.BULLETS if run[0].number is None else ListKind.NUMBERS
    marks = ", ".join(one.mark for one in run)
    items = tuple(
        Entry(role=Role.ITEM, label=one.mark, children=(one.bare,), lang=one.bare.lang, where=one.bare.where)
        for one in run
    )
    return Entry(
        role=Role.LIST, label=marks, children=items, level=1, list_kind=kind, lang=first.lang, where=first.where
    )
