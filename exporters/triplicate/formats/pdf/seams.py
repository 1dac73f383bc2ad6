"""Runs of letters wider than a line that cross from one inline element to the next: paths, keys, addresses in bold.

WeasyPrint 70 breaks a word that is too long for a line within its element, but not where it crosses into another: what
follows then runs off the page or over the next cell. At such a crossing a line may be made to end.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from triplicate.document.model import Abbreviation, Code, Inline, Keyboard, NoteReference, Text
from triplicate.document.walk import NO_BREAK_SPACE
from triplicate.later import dataclass, regex
from triplicate.theme.measure import Letters, Measure

_WITH_CALL = 3
"""Letters of a very long word that go to the next line with the call of a note after it."""

_Leaf = Text | Code | Keyboard | Abbreviation | NoteReference

_TIED = regex(rf"(?<!\s){NO_BREAK_SPACE}(?!\s)")
"""A no-break space beside no other space."""

_SPACES = regex(r"[^\S\u00a0\u202f]+")
"""Spaces at which a line may end."""


@dataclass(frozen=True, slots=True)
class Seams:
    """Where a line may end within runs that are wider than a line; each set has the serials of nodes.

    ``before`` are the nodes before which it may end, ``loose`` the texts whose no-break spaces are spaces as others,
    ``called`` those that end in a word from which a note is called: it may end before the last letters.
    """

    before: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()

    def __or__(self, other: "Seams") -> "Seams":
        """Return the places of both."""
        return Seams(self.before | other.before, self.loose | other.loose, self.called | other.called)

    def opened(self, node: Text) -> str:
        """Return the words of a text, with spaces for the no-break spaces in such a run: in its first and last word."""
        if node.serial not in self.loose:
            return node.text
        words = _SPACES.split(node.text)
        first, last = len(words[0]), len(node.text) - len(words[-1])
        return _loose(node.text[:first]) + node.text[first:last] + _loose(node.text[last:] if last else "")

    def before_call(self, node: Text) -> int | None:
        """Return after how many characters of a text a line may end, before letters that go with a call."""
        if node.serial not in self.called or len(_SPACES.split(node.text)[-1]) <= 2 * _WITH_CALL:
            return None
        return len(node.text) - _WITH_CALL


def seams(inlines: Iterable[Inline], measure: Measure, letters: Letters, room: float) -> Seams:
    """Return where a line may end within runs that are wider than ``room`` points.

    ``letters`` says how the nodes are set. A run goes on over nodes that touch without a space between at which a line
    may end, and over calls of notes.
    """
    found = Seams()
    run: list[_Leaf] = []
    pieces: list[tuple[str, Letters]] = []

    def end() -> None:
        nonlocal found
        if all(sum(width(*piece) for piece in pieces) > room for width in (measure.width, measure.kerned)):
            found |= _opened(run)
        run.clear()
        pieces.clear()

    for leaf, text, own in measure.leaves(inlines, letters):
        if not text or not isinstance(leaf, _Leaf):
            end()
            continue
        words = _SPACES.split(text)
        if not words[0]:
            end()
        run.append(leaf)
        pieces.append((words[0], own))
        if len(words) > 1:
            end()
            run.append(leaf)
            pieces.append((words[-1], own))
        if not words[-1]:
            end()
    end()
    return found


def _loose(words: str) -> str:
    return _TIED.sub(" ", words)


def _opened(run: Sequence[_Leaf]) -> Seams:
    """Return where a line may end in one run: not before a call, nor where calls stand side by side."""
    words = [leaf for leaf in run if not isinstance(leaf, NoteReference) and leaf.text.strip()]
    return Seams(
        frozenset(leaf.serial for leaf in words if leaf is not run[0]),
        frozenset(leaf.serial for leaf in words if isinstance(leaf, Text)),
        frozenset(
            leaf.serial for leaf, after in pairwise(run) if isinstance(leaf, Text) and isinstance(after, NoteReference)
        ),
    )
