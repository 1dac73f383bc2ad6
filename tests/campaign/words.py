"""The words of a document, and whether a program reads them out of a PDF: words from left to right, lines to the left."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from triplicate.document import walk
from triplicate.document.model import (
    Code,
    CodeBlock,
    Division,
    Document,
    Emphasis,
    Keyboard,
    Node,
    Paragraph,
    Passage,
    Table,
    Text,
)
from triplicate.document.walk import SOFT_HYPHEN

TO_LEFT = ("ar", "fa", "ur", "he")

HYPHEN_AT_END = re.compile("[-\u00ad\u2010][ \u200b]*\n|[\ufffe\x02]\n?")
"""A soft hyphen that shows, as the programs have it.

PDFium has a sign of its own in its place, and goes on at once with what it reads next: at a page's end that is the next
cell, or the foot.
"""
UNSEEN = dict.fromkeys(
    map(ord, "\ufffe\x02\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def words_of(document: Document) -> Iterator[str]:
    """Return the words that a page shows, each as far as it is of one inline."""
    return filter(None, map(normal, _words(walk.nodes(document))))


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    """Return the words as they are written, with their soft hyphens."""
    for node in nodes:
        if isinstance(node, Text | Code | CodeBlock):
            yield from node.text.split()


def from_left_to_right(word: str) -> bool:
    return not any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in word)


def turned_by_pdfium(document: Document) -> set[str]:
    """Return the words from left to right that PDFium may take apart, since all lines they stand in hold both ways.

    It turns such a line around if more of it runs to the left, and parts a word at every sign in it that has no
    direction of its own: marks above and below letters, quotation marks, digits, full stops, a soft hyphen that shows.
    """
    turned: set[str] = set()
    apart: set[str] = set()
    noted = [block for note in document.notes for block in note.children]
    for words in _beside_one_another([*document.blocks, *noted]):
        (turned if not all(map(from_left_to_right, words)) else apart).update(words)
    return {
        normal(word)
        for word in turned - apart
        if from_left_to_right(word) and {unicodedata.bidirectional(letter) for letter in word} != {"L"}
    }


def turned_by_poppler(words: Iterable[str], seen: str, document: Document) -> set[str]:
    """Return the words from left to right whose signs poppler orders anew, in a line that it takes to run to the left.

    It does so on a page that holds more letters that run to the left, also with a line of code that ends in brackets.
    The hyphen of a soft one that shows is such a sign too; the rest of the word stands in such a line then.
    """
    hyphened = {normal(word) for word in _words(walk.nodes(document)) if SOFT_HYPHEN in word}
    lines = [normal(line) for line in seen.split("\n") if "\u202b" in line]
    pieces = {piece for line in lines for piece in line.split() if piece.isalpha()}
    return {
        word
        for word in words
        if (
            {unicodedata.bidirectional(letter) for letter in word} != {"L"}
            and any(Counter(word) <= Counter(line) for line in lines)
        )
        or (word in hyphened and any(word.startswith(piece) or word.endswith(piece) for piece in pieces))
    }


def _beside_one_another(nodes: Iterable[Node]) -> set[frozenset[str]]:
    """Return the words that may stand in one line: those of a block of text, or of a table."""
    found: set[frozenset[str]] = set()
    for node in nodes:
        inside = walk.children(node)
        if isinstance(node, Table) or any(
            isinstance(one, Text | Code | Keyboard | Passage | Emphasis) for one in inside
        ):
            found.add(frozenset(_words(walk.descend(node))))
        else:
            found |= _beside_one_another(inside)
    return found


def lines_to_left(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each paragraph of words from right to left alone, in a language that is written so, after its script.

    Where numbers and full stops stand among them, and in lines of both ways, each program has its own order.
    """
    for division in walk.nodes(document):
        if isinstance(division, Division) and division.lang in TO_LEFT:
            for node in walk.descend(division):
                words = in_lines(walk.text_of(node.children)) if isinstance(node, Paragraph) else ""
                ways = set(map(unicodedata.bidirectional, words))
                if ways & {"R", "AL"} and ways <= {"R", "AL", "NSM", "BN", "WS"}:
                    yield ("Arabic" if "AL" in ways else "Hebrew"), words


def in_lines(text: str) -> str:
    """Return a text with a single space for each space and line end."""
    return " ".join(normal(text).split())


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(UNSEEN))


def unread(words: Iterable[str], seen: str) -> list[str]:
    """Return the words that do not stand in what a program read, whole or broken where a line ends."""
    text = normal(HYPHEN_AT_END.sub("\n", re.sub("\r\n?|[\f\u2028]", "\n", seen)))
    lines = {line.strip() for line in text.split("\n")}
    ends = {line.split(" ")[-1] for line in lines}
    starts = {line.split(" ")[0] for line in lines}
    return [word for word in sorted(set(words)) if word not in text and not _broken(word, lines, starts, ends)]


def _broken(word: str, lines: set[str], starts: set[str], ends: set[str]) -> bool:
    """Tell whether lines end and begin with the parts of a word, one after another."""
    breaks = {at for at in range(1, len(word)) if any(end.endswith(word[:at]) for end in ends)}
    for at in range(1, len(word)):
        if at in breaks:
            if any(start.startswith(word[at:]) for start in starts):
                return True
            breaks.update(end for end in range(at + 1, len(word)) if word[at:end] in lines)
    return False


def lacking(words: Iterable[str], seen: str) -> Counter[str]:
    """Return the letters from left to right that a program reads less often than they are written."""
    letters = Counter(letter for word in words for letter in word if letter.isalnum())
    return letters - Counter(normal(seen))
