"""The way of a document in parts to one PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from gc import collect
from itertools import accumulate, chain
from typing import Any

import pydyf

from triplicate.document.model import Document
from triplicate.errors import LostError, TriplicateError
from triplicate.formats.pdf import navigation, profiles
from triplicate.formats.pdf.destinations import Names
from triplicate.formats.pdf.elements import Elem
from triplicate.formats.pdf.finishing import compress
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.laying import Pages, Text, lay_out
from triplicate.formats.pdf.parts import pieces
from triplicate.formats.pdf.parts.fonts import font_of
from triplicate.formats.pdf.parts.joining import Joined
from triplicate.formats.pdf.parts.numbers import Numbers
from triplicate.formats.pdf.parts.split import portions
from triplicate.formats.pdf.profiles import Profile
from triplicate.formats.pdf.sheets import fonts_of
from triplicate.formats.pdf.structure import build
from triplicate.formats.product import Product
from triplicate.system.ahead import Ahead
from triplicate.theme import Theme

_MOST_TRIES = 5
"""How often the contents are laid out until they say the right pages."""


class OnePieceError(TriplicateError):
    """What came of the parts cannot be joined; the message says why."""


def made_in_parts(document: Document, theme: Theme, moment: datetime, profile: Profile, processes: int) -> Product:
    """Return a document as a tagged PDF, its parts made by so many processes.

    Raises OnePieceError where the parts cannot be joined.
    """
    work = _Work(document, theme, moment, profile)
    with Ahead(processes, told=_as_it_is, lost=_lost) as ahead:
        coming = [ahead.values(work.part(portion)) for portion in work.portions[1:]]
        for part in coming:
            work.take(next(part))
    return work.finished()


def _as_it_is(error: Exception) -> Exception:
    return error


def _lost(death: object) -> LostError:
    return LostError(f"a process that laid out a part of this text died ({death}); use --jobs 1, which needs less memory")


class _Work:
    """The file, and what is known of the parts that are in it."""

    def __init__(self, document: Document, theme: Theme, moment: datetime, profile: Profile) -> None:
        self._document, self._theme, self._moment, self._profile = document, theme, moment, profile
        self.portions = portions(document)
        self._names = Names(document)
        self._map = fonts_of(theme.fonts.all).font_map
        self._file = Joined(profile.version)
        self._facts: list[pieces.Facts] = []
        self._fonts: dict[int, Any] = {}
        self._glyphs = Glyphs(0)

    def part(self, portion: Any) -> Iterator[pieces.Piece]:
        """Yield the piece of a part; to be asked for in a process of its own, or here."""
        from triplicate.formats.pdf.parts.working import piece

        yield piece(Text(self._document, self._theme, portion, self._names), self._profile, self._moment)
        collect()

    def take(self, piece: pieces.Piece) -> None:
        """Write a part into the file."""
        codes = {}
        for one in piece.fonts:
            font = self._font(one)
            if moved := self._glyphs.take_in(font, one.texts, one.drawn):
                codes[one.hash] = moved
            font.widths |= {moved.get(code, code): width for code, width in one.widths.items()}
        self._facts.append(self._file.add(piece, codes))

    def _font(self, wanted: pieces.Font) -> Any:
        for font in self._fonts.values():
            if font.hash == wanted.hash:
                return font
        key, font = font_of(wanted, self._map)
        if font.hash != wanted.hash:
            raise OnePieceError(f"the font {wanted.family} is not found again")
        self._fonts[key] = font
        return font

    # The first part, which comes last

    def finished(self) -> bytes:
        """Write the first part and all that there is once, and return the product."""
        pages = self._front()
        before = [*accumulate((len(one.sheets) for one in self._facts), initial=len(pages.all))]
        numbers = Numbers(self._document, self._theme, before[-1])
        sheets = [*chain.from_iterable(one.sheets for one in self._facts)]
        own = len(pages.all)
        counted = [(at, page.width > page.height) for at, page in enumerate(pages.all, start=1) if not _is_cover(page)]
        counted += [(at, sheet.turned) for at, sheet in enumerate(sheets, start=own + 1)]
        piece, starts = self._painted(pages, numbers, counted, sheets)
        raise NotImplementedError


    def _front(self) -> Pages:
        """Lay out the first part until its contents say the right pages."""
        count = 1
        for _ in range(_MOST_TRIES):
            printed = {}
            before = count
            for one in self._facts:
                printed |= {name: before + page + 1 for name, page in one.printed.items()}
                before += len(one.sheets)
            text = Text(self._document, self._theme, self.portions[0], self._names, _AnyPage(printed))
            pages = lay_out(text)
            if len(pages.all) == count:
                return pages
            count = len(pages.all)
        raise OnePieceError("the contents come to no end")
