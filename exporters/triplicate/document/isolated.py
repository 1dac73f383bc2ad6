"""What runs from left to right in lines that run from right to left, kept apart from what stands beside it.

By the order of the signs alone (UAX #9) "+44 20 7946 0018" in an Arabic sentence is shown as "0018 7946 20 44+", and
"-7" in a Hebrew cell as "7-". People write both as everywhere else; so does CLDR, whose minus sign in Hebrew, Persian
and Urdu, and in Arabic with European digits, has a mark before it that says so, as its percent sign has there. Such
numbers are kept whole. Digits of the Arabic script itself (U+0660 to U+0669) have their sign at the right there, and
are left alone; so are dates, times and ranges, which are read from right to left.

Those run so because an Arabic letter stands before them (rule W2): "2019-2020" is drawn as 2020-2019 after one, and as
written where nothing stands before it. WeasyPrint lays out each line, and each piece of one, as if nothing did. A mark
before such numbers (U+061C) says that they are in Arabic words, wherever they stand.

"2.5 CC-BY-SA" in such a sentence is drawn as "CC-BY-SA 2.5" would be there: programs that read a page by its letters
take the one for the other. So words after a number are kept apart, at the place where they stand anyway. A sign that
belongs to a word ("C++", ".NET", an address with "/" at its end) stands where it is written, as it does where the
writer put a mark (U+200E) beside it. Code and keys run from left to right in any line: "print()" would be seen as
"()print". Words of which some are emphasised, or a link, are one passage: WeasyPrint 70 lays out each piece of a line
by itself, and puts the pieces of "Learn *Python* now" from right to left.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from triplicate.document import walk
from triplicate.document.language import direction, script_of
from triplicate.document.model import (
    Abbreviation,
    Block,
    Code,
    Document,
    Emphasis,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Node,
    Passage,
    Strikethrough,
    Strong,
    Text,
)
from triplicate.document.rebuild import rephrased, respelled_at
from triplicate.later import regex

_DIGIT = "0-9\u06f0-\u06f9"
_DATE = rf"[{_DIGIT}]{{1,2}}([-./])[{_DIGIT}]{{1,2}}\1[{_DIGIT}]{{2,4}}(?![{_DIGIT}])"
_SIGNED = (
    rf"(?<![\w.,:/+−-])(?!{_DATE})"
    rf"(?:(?P<telephone>(?:\+[{_DIGIT}]|\(\+?[{_DIGIT}]|[0\u06f0][{_DIGIT}]|1-8)[{_DIGIT}]*\)?"
    rf"(?:[ \u00a0.-]?\(?[{_DIGIT}]+\)?){{1,6}})"
    rf"|[+−-][{_DIGIT}]+(?:[.,][{_DIGIT}]+)*%?"
)
_NUMBER = regex(_SIGNED + r")(?![\w:/])")
_NUMBER_IN_ARABIC = regex(_SIGNED + r"|[0-9]+(?:[.,][0-9]+)*[%‰])(?![\w:/])")
IN_ARABIC = "\u061c"
"""The mark that says that a number stands in Arabic words."""
_BESIDE = "#$%¢-¥°±\u0609\u060a\u066a\u2030-\u2034\u20a0-\u20cf"
_GROUPS = rf"[{_DIGIT}]+(?:[.,:/\u066b\u066c\u00a0][{_DIGIT}]+)*"
_WITH_SIGNS = regex(
    rf"(?<![{_DIGIT}{IN_ARABIC}])(?<![{_DIGIT}][+−-])"
    rf"(?:[{_BESIDE}]+{_GROUPS}|{_GROUPS}(?=[+−-][{_DIGIT}]|[{_BESIDE}]))"
)
"""A number beside signs that go with it, or not, by what stands before it (UAX #9, rules W2, W4 and W5)."""
_LEAST = 7
"""Digits of a telephone number that is not one of those for help, which have no parts."""

_LEFTWARDS = "\u0590-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f"
_APART = "\ufffc"
"""What stands for an inline that is apart already, as in Unicode's plain text an object does."""
_BREAK = "\u2029"
"""What stands for the end of a line, across which nothing decides how signs run."""
_MARK = "\u200e"
"""What writers put beside a sign that is to run from left to right as the words do."""
_LETTER = rf"(?:(?![{_LEFTWARDS}])[^\W\d_]|{_MARK})"
_OTHER = rf"[^{_LEFTWARDS}{_BREAK}()\[\]]"
_PAIR = rf"\({_OTHER}*\)|\[{_OTHER}*\]"
_WORDS = regex(
    # ".NET", "@desk", "--help"; then all up to what runs the other way, with the numbers (UAX #9, W7); "C++", "50%"
    rf"(?:(?<![^\s(\[])[.@#/~$+-]{{1,2}})?{_LETTER}(?:(?:{_PAIR}|{_OTHER})*(?:{_PAIR}|\d|{_LETTER}))?"
    rf"(?:[+#]{{1,2}}|/(?![^\s)\],.;:!?])|(?<=\d)[%‰°$£€₪]+)?(?=[^\w{_BREAK}]*+(?:[{_LEFTWARDS}{_BREAK}]|\Z))"
)
"""Words from left to right, with the signs that belong to them."""
_ADDRESS = regex(r"\w/(?:\w|\Z)|://|\S@\S")
"""What an address or a path holds, where lines may end and whose sign would then be at the other side."""
_BREAKS = regex(rf"\s(?!{_LETTER})\S.*{_LETTER}")
"""Words of which a part that begins with a number or a sign may begin a line, which would order it by itself."""
_HAS_LEFTWARDS = regex(f"[{_LEFTWARDS}]")
_ONE_WAY = regex(rf"{_LETTER}(?:{_LETTER}|[\d\s])*|[{_LEFTWARDS}\s]*")
"""Code that is seen alike in lines of both directions, wherever a line ends in it."""


def isolated(document: Document) -> Document:
    """Return the document with such numbers, words and code as passages that run from left to right."""
    leftwards = _leftwards(document)
    if not leftwards:
        return document

    def phrase(inlines: Inlines) -> Inlines:
        if not any(one.serial in leftwards for one in inlines):
            return inlines
        scripts = [(leftwards.get(one.serial), one) for one in inlines]
        parts = [(kind, part) for kind, one in scripts for part in ((one,) if kind is None else _apart(one, kind))]
        made = _words_apart(_marked(parts))
        # What is in such a passage runs from left to right already.
        passages = (one for one in made if isinstance(one, Passage) and one.dir)
        for node in walk.descend(*passages):
            leftwards.pop(node.serial, None)
        return made

    return rephrased(document, phrase)


def _apart(inline: Inline, script: str) -> Iterable[Inline]:
    """Return a text with its numbers as passages that run from left to right, and code as one that might be turned."""
    if isinstance(inline, Text):
        return respelled_at(inline, _numbers(inline, script))
    if isinstance(inline, Code | Keyboard) and not _ONE_WAY.fullmatch(inline.text):
        # A node of its own, whose line runs from left to right.
        return (_passage((type(inline)(inline.text, place=inline.place),)),)
    return (inline,)


def _numbers(text: Text, script: str) -> Iterator[tuple[tuple[int, int], Passage]]:
    for found in (_NUMBER_IN_ARABIC if script == "Arab" else _NUMBER).finditer(text.text):
        if found["telephone"] and sum(map(str.isdigit, found[0])) < _LEAST:
            continue
        # No line ends within a number.
        yield found.span(), _passage((Text(found[0].replace(" ", walk.NO_BREAK_SPACE), place=text.place),))


def _marked(parts: Sequence[tuple[str | None, Inline]]) -> Inlines:
    """Return inlines with a mark before numbers with signs that stand in Arabic words.

    Each comes with the script of its language if it runs from right to left.
    """
    text = "".join(_flat(inline) for _, inline in parts)
    made: list[Inline] = []
    at = 0
    for script, inline in parts:
        if script == "Arab" and isinstance(inline, Text):
            found = [number.start() for number in _WITH_SIGNS.finditer(inline.text)]
            within = [place for place in found if _stands_in_arabic(text, at + place)]
            pieces = (inline.text[first:end] for first, end in pairwise([0, *within, len(inline.text)]))
            made.append(Text(IN_ARABIC.join(pieces), place=inline.place) if within else inline)
        else:
            made.append(inline)
        at += len(_flat(inline))
    return tuple(made)


def _stands_in_arabic(text: str, place: int) -> bool:
    """Tell whether the last letter before a place, or the first after it if there is none, is no Latin one."""
    kinds = map(unicodedata.bidirectional, chain(reversed(text[:place].rpartition(_BREAK)[2]), text[place:]))
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "AL") != "L"


def _passage(inlines: Inlines) -> Passage:
    """Return inlines as a passage that runs from left to right."""
    return Passage(inlines, dir="ltr", place=inlines[0].place)


def _words_apart(inlines: Inlines) -> Inlines:
    """Return inlines that run from right to left, words that do not and that might move each as a passage."""
    letters = [_flat(inline) for inline in inlines]
    text, ends = "".join(letters), list(accumulate(map(len, letters)))
    # A line of such words alone is drawn, and read, as a whole.
    if len(inlines) == 1 and not _HAS_LEFTWARDS.search(text):
        return inlines
    found = [words.span() for words in _WORDS.finditer(text) if _may_move(words, ends)]
    for start, end in reversed(found):
        if (upto := _parted(inlines, end)) and (parts := _parted(upto[0], start)):
            before, words = parts
            inlines = (*before, _passage(words), *upto[1])
    return inlines


def _flat(inline: Inline) -> str:
    """Return the letters of an inline as they decide how a line runs."""
    match inline:
        case Text() | Abbreviation() | Code() | Keyboard():
            return inline.text
        case LineBreak():
            return _BREAK
        case Emphasis() | Strong() | Strikethrough() | Link():
            return "".join(map(_flat, inline.children))
        case Passage(lang=None, dir=None):
            return "".join(map(_flat, inline.children))
        case _:
            return _APART


def _may_move(words: re.Match[str], ends: Sequence[int]) -> bool:
    """Tell whether words are drawn, or read, otherwise if they are not kept apart; inlines end at ``ends``."""
    said = words[0]
    pieces = bisect_left(ends, words.end()) - bisect_right(ends, words.start())
    has_sign = not said[0].isalnum() or said[-1] in "+#" or _MARK in said
    parts = bool(_ADDRESS.search(said) or _BREAKS.search(said))
    moves = pieces > 0 or has_sign or parts or _follows_number(words.string, words.start())
    return moves and any(map(str.isalnum, said))


def _follows_number(text: str, place: int) -> bool:
    """Tell whether what begins at a place of a text has a number before it, with a space or a sign between."""
    end = place
    while end and not (text[end - 1].isalnum() or text[end - 1] == _APART or _HAS_LEFTWARDS.match(text[end - 1])):
        end -= 1
    return 0 < end < place and unicodedata.bidirectional(text[end - 1]) in {"EN", "AN"}


def _parted(inlines: Inlines, place: int) -> tuple[Inlines, Inlines] | None:
    """Return the inlines before a place of their text and those after it; None if it is within one that is no text."""
    start = 0
    for index, inline in enumerate(inlines):
        end = start + len(_flat(inline))
        if start < place < end:
            if not isinstance(inline, Text):
                return None
            at = place - start
            left, right = (Text(part, place=inline.place) for part in (inline.text[:at], inline.text[at:]))
            return (*inlines[:index], left), (right, *inlines[index + 1 :])
        if place <= start:
            return inlines[:index], inlines[index:]
        start = end
    return inlines, ()


def _leftwards(document: Document) -> dict[int, str]:
    """Return the scripts of texts, code and keys that run from right to left, each by its serial."""
    blocks: tuple[Block, ...] = (
        document.title,
        *document.blocks,
        *(one for note in document.notes for one in note.children),
    )
    metadata = document.metadata
    waiting: list[tuple[Node, bool, str]] = [
        (block, metadata.dir == "rtl", script_of(metadata.lang)) for block in blocks
    ]
    found: dict[int, str] = {}
    while waiting:
        node, to_left, script = waiting.pop()
        if lang := getattr(node, "lang", None):
            to_left, script = direction(lang) == "rtl", script_of(lang)
        if way := getattr(node, "dir", None):
            to_left = way == "rtl"
        if isinstance(node, Text | Code | Keyboard) and to_left:
            found[node.serial] = script
        waiting += [(child, to_left, script) for child in walk.children(node)]
    return found
