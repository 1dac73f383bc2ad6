"""Which words are the title, how deep each section stands, and whether numbers before headings are automatic."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from triplicate.document.model import Block, Document, Emphasis, Heading, Inlines, Metadata, Passage, Strong, Text
from triplicate.document.rebuild import rebuilt
from triplicate.document.walk import descend, text_of
from triplicate.importing.doubts import Doubts
from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, Role, Span, flatten
from triplicate.rules import importing as rules

_NUMBER = regex(r"(?P<number>\d+(?:\.\d+)*)\.?\s+(?=\S)")
_LONGEST = 150  # characters of a title that is a paragraph


def title_among(
    entries: Sequence[Entry], known: str, name: str, doubts: Doubts, *, given: bool = False
) -> tuple[Entry, list[Entry]]:
    """Return the entry that is the title, and the others.

    ``known`` is the title of the properties, or the one that is ``given``: then no other words are taken for it.
    """
    rest = list(entries)
    titled = next((entry for entry in rest if entry.role is Role.TITLE and entry.words.strip()), None)
    tops = [entry for entry in flatten(rest) if entry.role is Role.HEADING and entry.level == 1 and entry.words.strip()]
    first = next((entry for entry in flatten(rest) if entry.role is Role.HEADING and entry.words.strip()), None)
    same = next((entry for entry in rest[:12] if entry.words.split() and entry.words.split() == known.split()), None)
    if given:
        titled = None
    elif titled is None and len(tops) == 1 and tops[0] is first and tops[0] in rest:
        titled = tops[0]
    titled = titled or same
    if titled is not None:
        rest.remove(titled)
        if len(tops) > (titled in tops):
            _tell_tops(len(tops), doubts)
        return titled, rest
    if known:
        if not given:
            hint = "Write another into the front matter if it is not what the text is called."
            doubts.add(rules.TITLE_GUESSED, "No title stands in the text; it is that of the properties.", hint)
        _tell_tops(len(tops), doubts)
        return _entry(known), rest
    begins = rest[0] if rest else None
    if begins and begins.role in {Role.PARAGRAPH, Role.HEADING} and 0 < len(begins.words) <= _LONGEST:
        doubts.add(
            rules.TITLE_GUESSED,
            "Nothing says what the title is; the first words were taken for it.",
            "Write another into the front matter if they are not, and put them back into the text.",
            where=begins.where,
        )
        _tell_tops(len(tops) - (begins in tops), doubts)
        return begins, rest[1:]
    hint = "Write the title into the front matter."
    doubts.add(rules.TITLE_GUESSED, "Nothing says what the title is; the name of the file stands for it.", hint)
    _tell_tops(len(tops), doubts)
    return _entry(PurePath(name).stem.replace("_", " ").replace("-", " ").strip() or "Untitled"), rest


def _entry(words: str) -> Entry:
    return Entry(role=Role.TITLE, spans=(Span(words),))


def _tell_tops(count: int, doubts: Doubts) -> None:
    if count > 0:
        doubts.add(
            rules.TOP_LEVELS,
            "Headings of level 1 stand in the text ({count}); they are sections of level 2 now.",
            "Read the headings alone: each section stands in the one that it belongs to?",
            count=count,
        )


def settled(blocks: Sequence[Block], doubts: Doubts) -> tuple[Block, ...]:
    """Return blocks whose headings begin at level 2 and skip none."""
    found = _headings(blocks)
    levels = {heading.serial: heading.level for heading in found}
    least = min(levels.values(), default=2)
    above: list[tuple[int, int]] = []  # levels as they were and as they are
    told = False
    for heading in found:
        was = levels[heading.serial] - least + 2
        while above and above[-1][0] >= was:
            above.pop()
        now = min((above[-1][1] if above else 1) + 1, 6)
        if above and was > above[-1][0] + 1 and not told:
            told = True
            doubts.add(
                rules.LEVELS_SKIPPED,
                "“{words}” stood {count} levels below the heading above it, and stands one below now.",
                "Give it the signs of its level if another section is missing above it.",
                heading.serial,
                words=text_of(heading.children)[:60],
                count=was - above[-1][0],
            )
        above.append((was, now))
        levels[heading.serial] = now
    return _changed(blocks, lambda heading: replace(heading, level=levels[heading.serial]))


def _headings(blocks: Sequence[Block]) -> list[Heading]:
    return [node for node in descend(*blocks) if isinstance(node, Heading)]


def _changed(blocks: Sequence[Block], change: Callable[[Heading], Heading]) -> tuple[Block, ...]:
    title = Heading(1, ())
    whole = Document(Metadata("", "en"), title, tuple(blocks))
    made = rebuilt(whole, lambda node: change(node) if isinstance(node, Heading) and node is not title else node)
    return made.blocks


def without_numbers(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[str]]:
    """Return blocks whose headings have no typed numbers, and these numbers, if all were those that they would get."""
    found = _headings(blocks)
    if not found or not all(_numbered(found)):
        return tuple(blocks), []
    numbers = [match[0] for heading in found if (match := _NUMBER.match(text_of(heading.children)))]
    return _changed(blocks, lambda heading: replace(heading, children=_unnumbered(heading.children))), numbers


def _numbered(headings: Sequence[Heading]) -> Iterator[bool]:
    counts = [0] * 7
    for heading in headings:
        counts[heading.level] += 1
        counts[heading.level + 1 :] = [0] * (6 - heading.level)
        expected = ".".join(map(str, counts[2 : heading.level + 1]))
        match = _NUMBER.match(text_of(heading.children))
        yield match is not None and match["number"] == expected


def _unnumbered(children: Inlines) -> Inlines:
    match children:
        case (Text(text=text), *rest) if found := _NUMBER.match(f"{text}." if text.endswith(" ") else text):
            words = text[found.end() :]
            return (*((Text(words),) if words else ()), *rest)
        case (Passage() | Strong() | Emphasis() as first, *rest):
            inside = _unnumbered(first.children)
            return (*((replace(first, children=inside),) if inside else ()), *rest)
        case _:
            return children
