"""The first part of a document, which is made last, with all that a file has once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import accumulate, chain
from typing import Any

import pydyf

from triplicate.errors import FindingsError
from triplicate.formats.pdf import navigation, profiles
from triplicate.formats.pdf.elements import Elem
from triplicate.formats.pdf.finishing import compress
from triplicate.formats.pdf.glyphs import Glyphs
from triplicate.formats.pdf.laying import Pages, Text, lay_out
from triplicate.formats.pdf.parts import pieces
from triplicate.formats.pdf.parts.joining import Joined
from triplicate.formats.pdf.profiles import Profile
from triplicate.formats.pdf.structure import Tree, build
from triplicate.formats.pdf.tag_tree import calls_named
from triplicate.formats.product import Product

_MOST_TRIES = 5
"""How often the contents are laid out until they say the right pages."""


class Closing:
    """The first part, ``text``."""

    def __init__(self, text: Text, profile: Profile, moment: datetime) -> None:
        self._text, self._profile, self._moment = text, profile, moment
        self._facts: Sequence[pieces.Facts] = ()
        self._sheets: list[pieces.Sheet] = []
        self._count = 1
        self._own: dict[str, int] = {}

    def begin(self) -> None:
        """Find out how many pages it has, while the others are made: that hardly depends on which pages it names."""
        with suppress(FindingsError):  # it is raised again when the pages are asked for
            self._laid_out()

    def pages(self, facts: Sequence[pieces.Facts]) -> Pages | None:
        """Lay it out until its contents say the right pages; return None if that has no end.

        ``facts`` are those of all other parts.
        """
        self._facts, self._sheets = facts, [*chain.from_iterable(one.sheets for one in facts)]
        for _ in range(_MOST_TRIES):
            count, own = self._count, self._own
            pages = self._laid_out()
            if (self._count, self._own) == (count, own):
                return pages
        return None

    def _laid_out(self) -> Pages:
        """Lay it out as if it had the pages that it had the last time, and note how many it has now."""
        assert self._text.names
        printed = dict.fromkeys(self._text.names.sections.values(), 1) | self._own
        before = accumulate((len(one.sheets) for one in self._facts), initial=self._count)
        for one, pages_before in zip(self._facts, before, strict=False):
            printed |= {name: pages_before + page + 1 for name, page in one.printed.items()}
        pages = lay_out(replace(self._text, printed=printed))
        self._count = len(pages.all)
        self._own = {name: at for at, page in reversed([*enumerate(pages.all, start=1)]) for name in page.anchors}
        return pages

    def product(self, pages: Pages, file: Joined, fonts: Mapping[int, Any], glyphs: Glyphs) -> Product:
        """Write the first part and what there is once into the file, and return it.

        ``fonts`` and ``glyphs`` are what the other parts write.
        """
        from triplicate.formats.pdf.parts.front import Front

        front = Front(pages, self._sheets, self._profile, self._moment, fonts, glyphs)
        elsewhere = {name: Elem("H") for one in self._facts for name in one.targets}
        tree = build(pages.content, pages.laid_out, elsewhere)
        front.paint()
        writer = front.writer
        for one in self._facts:
            writer.elsewhere |= {elsewhere[name]: target for name, target in one.targets.items()}
        first = self._write_tree(front, tree, file.keys)
        facts = [first, *self._facts]
        navigation.write_names(writer, [*chain.from_iterable(one.names for one in facts)])
        navigation.write_bookmarks(writer, [*chain.from_iterable(one.bookmarks for one in facts)])
        navigation.write_labels(writer)
        glyphs.write(front.pdf, front.document.fonts)
        profiles.describe(front.pdf, self._text.document, self._moment, self._profile)
        front.pdf.pages["Kids"] = pydyf.Array(sheet.page for one in facts for sheet in one.sheets)
        front.pdf.pages["Count"] = sum(len(one.sheets) for one in facts)
        if not self._profile.modern:
            front.pdf.add_object(front.pdf.info)
        compress(front.pdf)
        file.add(front.piece(writer.placed[tree.document], first))
        before = accumulate((len(one.sheets) for one in facts), initial=0)
        return Product(
            file.finish(None if self._profile.modern else pieces.EXTRA),
            tuple(chain.from_iterable(one.findings for one in facts)),
            page_starts=tuple(
                pieces.with_page(start, pages_before)
                for one, pages_before in zip(facts, before, strict=False)
                for start in one.starts
            ),
        )

    def _write_tree(self, front: Any, tree: Tree, keys: int) -> pieces.Facts:
        """Write the structure tree from its root on; return the facts of the first part."""
        writer, root = front.writer, front.root
        first: pieces.Facts = front.written(tree)
        outer = writer.placed[tree.document]
        outer["K"] = pydyf.Array([*outer.get("K", ()), *chain.from_iterable(one.elements for one in self._facts)])
        root["K"] = pydyf.Array([outer.reference])
        leaves = pydyf.Array([*(one.leaf for one in self._facts), first.leaf])
        root["ParentTree"] = writer.add({"Kids": leaves}).reference
        root["ParentTreeNextKey"] = keys + first.keys
        writer.write_ids(root, dict(chain.from_iterable(one.ids.items() for one in (first, *self._facts))))
        if self._profile.modern:
            writer.write_refs()
            for one in (first, *self._facts):
                for number, calls in one.calls.items():
                    writer.in_common(calls_named(number)).extend(calls)
        return first
