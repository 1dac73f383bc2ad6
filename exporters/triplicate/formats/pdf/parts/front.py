"""The pages of the first part, and pages that say nothing but the numbers of all, as PDF objects."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pydyf

from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.laying import Pages
from triplicate.formats.pdf.painting import TaggedPage
from triplicate.formats.pdf.parts import pieces
from triplicate.formats.pdf.parts.marks import Key
from triplicate.formats.pdf.parts.numbers import Numbers
from triplicate.formats.pdf.parts.working import COVER, TURNED, kind_of, painted, written
from triplicate.formats.pdf.profiles import Profile
from triplicate.formats.pdf.structure import Tree
from triplicate.formats.pdf.tag_tree import Writer


class Front:
    """The first part; ``sheets`` are the pages of all others, ``fonts`` and ``glyphs`` what they write."""

    def __init__(
        self,
        pages: Pages,
        sheets: Sequence[pieces.Sheet],
        profile: Profile,
        moment: datetime,
        fonts: Mapping[int, Any],
        glyphs: Glyphs,
    ) -> None:
        self._pages, self._sheets, self._profile, self._moment = pages, sheets, profile, moment
        self._fonts, self._glyphs = fonts, glyphs

    def paint(self) -> None:
        """Paint all pages. The streams of those that say numbers are kept, for the pages that they belong to."""
        pages, laid_out = self._pages, self._pages.laid_out
        kinds = [*map(kind_of, pages.all), *(TURNED if sheet.turned else "" for sheet in self._sheets)]
        numbers = Numbers(pages.text.document, pages.text.theme, len(kinds))
        own = [TaggedPage(page, laid_out, self._glyphs) for page in pages.all]
        saying = [
            numbers.page(number, laid_out, self._glyphs, turned=kind == TURNED)
            for number, kind in enumerate(kinds, start=1)
            if kind != COVER
        ]
        self._glyphs.expect(len(own) + len(saying))
        self.pdf, self.document, self._of_fonts = painted(
            pages, [*own, *saying], self._profile, self._moment, known=lambda made: made.fonts.update(self._fonts)
        )
        objects = [self.pdf.objects[number] for number in self.pdf.pages["Kids"][::3]]
        self._left_out = {0, *(int(one.number) for one in objects[len(own) :])}
        streams = {one.reference: one for one in self.pdf.objects if isinstance(one, pydyf.Stream)}
        painted_numbers = iter([streams[one["Contents"]] for one in objects[len(own) :]])
        self._numbers = [None if kind == COVER else next(painted_numbers) for kind in kinds]
        self.pdf.pages["Kids"] = pydyf.Array(self.pdf.pages["Kids"][: 3 * len(own)])
        self.writer = Writer(self.pdf, own, self._profile, Key)
        self.root = self.writer.root()

    def written(self, tree: Tree) -> pieces.Facts:
        """Write the tree of the first part, and return its facts."""
        numbers = self._numbers[: len(self._pages.all)]
        return written(self.writer, [tree.document], tree.calls, self.root, self._pages, numbers)

    def piece(self, outer: Any, facts: pieces.Facts) -> pieces.Piece:
        """Return all objects; ``outer`` is the outermost structure element."""
        once = {
            pieces.FONTS: self._of_fonts,
            pieces.DOCUMENT: outer,
            pieces.ROOT: self.root,
            pieces.EXTRA: self.writer.namespace if self._profile.modern else self.pdf.info,
        }
        numbers = {number: number for number in pieces.OF_ANY_FILE}
        numbers |= {int(one.number): number for number, one in once.items()}
        own = len(self._pages.all)
        numbers |= {
            int(stream.number): sheet.number
            for stream, sheet in zip(self._numbers[own:], self._sheets, strict=True)
            if stream is not None
        }
        objects = (one for one in self.pdf.objects if int(one.number) not in self._left_out)
        named = {int(one.number): name for name, one in self.writer.named.items()}
        return pieces.Piece(pieces.written(objects), numbers, facts, named=named)
