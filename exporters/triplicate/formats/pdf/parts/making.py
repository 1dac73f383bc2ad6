"""The way of a document in parts to one PDF."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from gc import collect
from typing import Any

from triplicate.document.model import Document
from triplicate.errors import InternalError, LostError, TriplicateError
from triplicate.formats.pdf.destinations import Names
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.laying import Text
from triplicate.formats.pdf.parts import pieces
from triplicate.formats.pdf.parts.closing import Closing
from triplicate.formats.pdf.parts.fonts import font_of
from triplicate.formats.pdf.parts.joining import Joined
from triplicate.formats.pdf.parts.rounds import OnePieceError, Part, Rounds
from triplicate.formats.pdf.parts.split import portions
from triplicate.formats.pdf.profiles import Profile
from triplicate.formats.pdf.sheets import fonts_of
from triplicate.formats.product import Product
from triplicate.system.ahead import Ahead
from triplicate.theme import Theme


def made_in_parts(
    document: Document,
    theme: Theme,
    moment: datetime,
    profile: Profile,
    processes: int,
    spared: Callable[[], object],
) -> Product:
    """Return a document as a tagged PDF, its parts made by so many processes.

    ``spared`` is called when the last parts are laid out, by fewer processes than there are.

    Raises OnePieceError where the parts cannot be joined, and what :func:`triplicate.formats.pdf.export` does.
    """
    first, *others = portions(document)
    names = Names(document)
    taken = _Taken(theme, Joined(profile.version))
    closing = Closing(Text(document, theme, first, names), profile, moment)
    rounds = Rounds(closing, [Text(document, theme, portion, names) for portion in others])
    with Ahead(processes, told=_told, lost=_lost) as ahead:
        while not rounds.at_rest:
            waiting = rounds.waiting()
            parts = [ahead.values(_made(rounds, part, profile, moment)) for part in waiting]
            closing.begin()
            for left, part, coming in zip(range(len(waiting), 0, -1), waiting, parts, strict=True):
                if left < processes and rounds.seems_last:
                    spared()
                rounds.take(part, coming)
                taken.take(rounds.settled())
                if ahead.processes == 1:
                    collect()  # of a part that is written, much goes in circles
            rounds.end()
    taken.take(rounds.settled())
    assert rounds.pages
    return closing.product(rounds.pages, taken.facts, taken.file, taken.fonts, taken.glyphs)


def _made(
    rounds: Rounds, part: Part, profile: Profile, moment: datetime
) -> Iterator[tuple[pieces.Extent, bytes | None]]:
    """Yield what is made of a part; to be asked for in a process of its own, or here."""
    from triplicate.formats.pdf.parts.working import made

    yield made(rounds.text(part), profile, moment)


def _told(error: Exception) -> Exception:
    """Return what can be pickled of an error."""
    return error if isinstance(error, TriplicateError | RecursionError | MemoryError) else InternalError(error)


def _lost(death: object) -> LostError:
    return LostError(f"a process that laid out a part of the text died ({death}); --jobs 1 leaves it more memory")


class _Taken:
    """The parts that are in the file, and what all of them write in each font."""

    def __init__(self, theme: Theme, file: Joined) -> None:
        self.file = file
        self.facts: list[pieces.Facts] = []
        self.fonts: dict[int, Any] = {}
        self.glyphs = Glyphs(0)
        self._map = fonts_of(theme.fonts.all).font_map

    def take(self, packed: Iterable[bytes]) -> None:
        """Write parts into the file."""
        for piece in map(pieces.unpacked, packed):
            codes = {}
            for one in piece.fonts:
                font = self._font(one)
                if moved := self.glyphs.take_in(font, one.texts, one.drawn):
                    codes[one.hash] = moved
                font.widths |= {moved.get(code, code): width for code, width in one.widths.items()}
            self.facts.append(self.file.add(piece, codes))

    def _font(self, wanted: pieces.Font) -> Any:
        for font in self.fonts.values():
            if font.hash == wanted.hash:
                return font
        key, font = font_of(wanted, self._map)
        if font.hash != wanted.hash:
            raise OnePieceError(f"the font {wanted.family} is not found again")
        self.fonts[key] = font
        return font
