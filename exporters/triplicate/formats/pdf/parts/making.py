"""The way of a document in parts to one PDF."""

from collections.abc import Iterator
from datetime import datetime
from gc import collect
from itertools import accumulate, chain
from typing import Any

import pydyf

from triplicate.document.model import Document
from triplicate.errors import FindingsError, InternalError, LostError, TriplicateError
from triplicate.formats.pdf import navigation, profiles
from triplicate.formats.pdf.destinations import Names
from triplicate.formats.pdf.elements import Elem
from triplicate.formats.pdf.finishing import compress
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.laying import Pages, Text, lay_out
from triplicate.formats.pdf.parts import pieces
from triplicate.formats.pdf.parts.fonts import font_of
from triplicate.formats.pdf.parts.joining import Joined
from triplicate.formats.pdf.parts.marks import Key
from triplicate.formats.pdf.parts.numbers import Numbers
from triplicate.formats.pdf.parts.split import portions
from triplicate.formats.pdf.profiles import Profile
from triplicate.formats.pdf.sheets import fonts_of
from triplicate.formats.pdf.structure import build
from triplicate.formats.product import Product
from triplicate.rules.finding import Finding
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
    refused: list[Finding] = []
    with Ahead(processes, told=_told, lost=_lost) as ahead:
        for part in [ahead.values(work.part(portion)) for portion in work.portions[1:]]:
            try:
                work.take(next(part))
            except FindingsError as error:
                refused += error.findings
            if ahead.processes == 1:
                collect()  # of a part that is written, much goes in circles
    try:
        product = work.finished()
    except FindingsError as error:
        refused[:0] = error.findings
    if refused:
        raise FindingsError(tuple(dict.fromkeys(refused)))
    return product


def _told(error: Exception) -> Exception:
    """Return what can be pickled of an error."""
    return error if isinstance(error, TriplicateError | RecursionError | MemoryError) else InternalError(error)


def _lost(death: object) -> LostError:
    return LostError(
        f"a process that laid out a part of this text died ({death}); use --jobs 1, which needs less memory"
    )


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

    def finished(self) -> Product:
        """Write the first part and all that there is once, and return the product."""
        from triplicate.formats.pdf.painting import TaggedPage
        from triplicate.formats.pdf.parts.working import COVER, TURNED, kind_of, painted, written
        from triplicate.formats.pdf.tag_tree import Writer

        pages = self._front()
        laid_out, modern = pages.laid_out, self._profile.modern
        sheets = [*chain.from_iterable(one.sheets for one in self._facts)]
        kinds = [*map(kind_of, pages.all), *(TURNED if sheet.turned else "" for sheet in sheets)]
        numbers = Numbers(self._document, self._theme, len(kinds))
        elsewhere = {name: Elem("H") for name in chain.from_iterable(one.targets for one in self._facts)}
        tree = build(pages.content, laid_out, elsewhere)
        own = [TaggedPage(page, laid_out, self._glyphs) for page in pages.all]
        numbered = [
            numbers.page(number, laid_out, self._glyphs, turned=kind == TURNED)
            for number, kind in enumerate(kinds, start=1)
            if kind != COVER
        ]
        self._glyphs.expect(len(own) + len(numbered))
        pdf, document, fonts = painted(
            pages, [*own, *numbered], self._profile, self._moment, known=lambda made: made.fonts.update(self._fonts)
        )
        objects = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        streams = {one.reference: one for one in pdf.objects if isinstance(one, pydyf.Stream)}
        over = iter([streams[one["Contents"]] for one in objects[len(own) :]])
        over_pages = [None if kind == COVER else next(over) for kind in kinds]
        pdf.pages["Kids"] = pydyf.Array(pdf.pages["Kids"][: 3 * len(own)])
        writer = Writer(pdf, own, self._profile, Key)
        root = writer.root()
        first = written(writer, [tree], root, pages, over_pages[: len(own)])
        facts = [first, *self._facts]
        outer = writer.placed[tree]
        outer["K"] = pydyf.Array([*outer.get("K", ()), *chain.from_iterable(one.elements for one in self._facts)])
        root["K"] = pydyf.Array([outer.reference])
        root["ParentTree"] = writer.add(
            {"Kids": pydyf.Array([*(one.leaf for one in self._facts), first.leaf])}
        ).reference
        root["ParentTreeNextKey"] = self._file.keys + first.keys
        writer.write_ids(root, dict(chain.from_iterable(one.ids.items() for one in facts)))
        if modern:
            for one in self._facts:
                writer.elsewhere |= {elsewhere[name]: target for name, target in one.targets.items()}
            writer.write_refs()
        if names := sorted(chain.from_iterable(one.names for one in facts)):
            array = pydyf.Array([part for name, place in names for part in (pydyf.String(name), place)])
            pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": array})})
        navigation.write_bookmarks(writer, [*chain.from_iterable(one.bookmarks for one in facts)])
        navigation.write_labels(writer)
        self._glyphs.write(pdf, document.fonts)
        profiles.describe(pdf, self._document, self._moment, self._profile)
        pdf.pages["Kids"] = pydyf.Array(sheet.page for one in facts for sheet in one.sheets)
        pdf.pages["Count"] = len(kinds)
        if not modern:
            pdf.add_object(pdf.info)
        compress(pdf)
        extra = writer.namespace if modern else pdf.info
        shared = {number: number for number in pieces.OF_ANY_FILE}
        shared |= {
            int(one.number): number
            for one, number in (
                (fonts, pieces.FONTS),
                (outer, pieces.DOCUMENT),
                (root, pieces.ROOT),
                (extra, pieces.EXTRA),
                *((stream, sheet.number) for stream, sheet in zip(over_pages[len(own) :], sheets, strict=True)),
            )
        }
        left_out = {0, *(int(one.number) for one in objects[len(own) :])}
        objects = pieces.written(one for one in pdf.objects if int(one.number) not in left_out)
        self._file.add(pieces.Piece(objects, shared, first))
        before = accumulate((len(one.sheets) for one in facts), initial=0)
        starts = (
            pieces.with_page(start, count) for one, count in zip(facts, before, strict=False) for start in one.starts
        )
        findings = chain.from_iterable(one.findings for one in facts)
        return Product(self._file.finish(None if modern else pieces.EXTRA), tuple(findings), page_starts=tuple(starts))

    def _front(self) -> Pages:
        """Lay out the first part until its contents say the right pages."""
        own: dict[str, int] = {}
        count = 1
        for _ in range(_MOST_TRIES):
            printed = dict.fromkeys(self._names.sections.values(), 1) | own
            before = count
            for one in self._facts:
                printed |= {name: before + page + 1 for name, page in one.printed.items()}
                before += len(one.sheets)
            pages = lay_out(Text(self._document, self._theme, self.portions[0], self._names, printed))
            found = {name: at for at, page in reversed([*enumerate(pages.all, start=1)]) for name in page.anchors}
            if len(pages.all) == count and found == own:
                return pages
            count, own = len(pages.all), found
        raise OnePieceError("the contents do not come to an end")
