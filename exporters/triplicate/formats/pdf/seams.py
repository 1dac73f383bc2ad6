"""Very long runs of letters that cross from one inline element to the next: paths, keys, addresses in bold.

WeasyPrint 70 breaks a word that is too long for a line within its element, but not where it crosses into another: what
follows then runs off the page or over the next cell. At such a crossing a line may be made to end.
"""

from collections.abc import Iterable, Iterator

from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Inline,
    Keyboard,
    Link,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)

_Leaf = Text | Code | Keyboard | Abbreviation


def seams(inlines: Iterable[Inline], longest: int) -> frozenset[int]:
    """Return the serials of the nodes before which a line may end: within runs of more than ``longest`` letters.

    A run goes on over nodes that touch without a space between.
    """
    found: set[int] = set()
    run: list[int] = []
    letters = 0
    for leaf in _leaves(inlines):
        words = leaf.text.split() if leaf is not None else []
        touches = leaf is not None and words and not leaf.text[0].isspace()
        if not touches:
            found |= _long(run, letters, longest)
            run, letters = [], 0
        if leaf is None or not words:
            continue
        if run or touches:
            run.append(leaf.serial)
            letters += len(words[0])
        if not touches or len(words) > 1 or leaf.text[-1].isspace():
            found |= _long(run, letters, longest)
            run, letters = [], 0
            if not leaf.text[-1].isspace():
                run, letters = [0], len(words[-1])
    return frozenset(found | _long(run, letters, longest))


def _long(run: list[int], letters: int, longest: int) -> set[int]:
    """Return the crossings of a run: all its nodes but the first."""
    return set(run[1:]) if letters > longest else set()


def _leaves(inlines: Iterable[Inline]) -> Iterator[_Leaf | None]:
    """Yield the nodes with words in order, None for what stands between them."""
    for inline in inlines:
        match inline:
            case Text() | Code() | Keyboard() | Abbreviation():
                yield inline
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript() | Link() | Passage():
                yield from _leaves(inline.children)
            case _:
                yield None
