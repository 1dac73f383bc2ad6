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
from triplicate.formats.pdf.laying import Pages, Text, lay_out_once
from triplicate.formats.pdf.page_references import pages_to_say
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
        self._others: Sequence[pieces.Extent] = ()
        self._laid_out: Pages | None = None

    def begin(self) -> None:
        """Find out how many pages it has, while the others are made: that hardly depends on which pages it names."""
        with suppress(FindingsError):  # it is raised again when the pages are asked for
            self._is_right()

    def pages(self, others: Sequence[pieces.Extent]) -> Pages | None:
        """Lay it out until its contents say the right pages; return None if that has no end.

        ``others`` are the extents of all other parts.
        """
        self._others = others
        return self._laid_out if any(self._is_right() for _ in range(_MOST_TRIES)) else None

    def say(self, targets: Mapping[str, int], tries: int) -> bool:
        """Let its links say on which page each target is, after so many tries; return whether they have done so."""
        assert self._laid_out
        said = pages_to_say(self._laid_out.content.references.names, targets, tries)
        self._text = replace(self._text, said=said)
        return said == self._laid_out.text.said

    @property
    def count(self) -> int:
        """How many pages it has, as far as that is known."""
        return len(self._laid_out.all) if self._laid_out else 1

    @property
    def targets(self) -> dict[str, int]:
        """The page of each destination of the document, as far as they are known."""
        found = self._laid_out.targets if self._laid_out else {}
        before = accumulate((one.pages for one in self._others), initial=self.count)
        for one, pages_before in zip(self._others, before, strict=False):
            found |= {name: pages_before + page for name, page in one.targets.items()}
        return found

    def _is_right(self) -> bool:
        """Lay it out with the pages that are known now, unless it says them already; return whether it does."""
        assert self._text.names
        targets = self.targets
        in_contents = self._text.names.sections.values() if self._text.document.metadata.toc else ()
        text = replace(self._text, printed={name: targets.get(name, 1) for name in in_contents})
        if self._laid_out and text == self._laid_out.text:
            return True
        self._laid_out = lay_out_once(text)
        return False

    def product(
        self, pages: Pages, others: Sequence[pieces.Facts], file: Joined, fonts: Mapping[int, Any], glyphs: Glyphs
    ) -> Product:
        """Write the first part, laid out on ``pages``, and what there is once into the file, and return it.

        ``others`` are the facts of the other parts, ``fonts`` and ``glyphs`` what these write.
        """
        from triplicate.formats.pdf.parts.front import Front

        sheets = [*chain.from_iterable(one.sheets for one in others)]
        front = Front(pages, sheets, self._profile, self._moment, fonts, glyphs)
        elsewhere = {name: Elem("H") for one in others for name in one.headings}
        tree = build(pages.content, pages.laid_out, elsewhere)
        front.paint()
        writer = front.writer
        for one in others:
            writer.elsewhere |= {elsewhere[name]: heading for name, heading in one.headings.items()}
        first = self._write_tree(front, tree, others, file.keys)
        facts = [first, *others]
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

    def _write_tree(self, front: Any, tree: Tree, others: Sequence[pieces.Facts], keys: int) -> pieces.Facts:
        """Write the structure tree from its root on; return the facts of the first part."""
        writer, root = front.writer, front.root
        first: pieces.Facts = front.written(tree)
        outer = writer.placed[tree.document]
        outer["K"] = pydyf.Array([*outer.get("K", ()), *chain.from_iterable(one.elements for one in others)])
        root["K"] = pydyf.Array([outer.reference])
        leaves = pydyf.Array([*(one.leaf for one in others), first.leaf])
        root["ParentTree"] = writer.add({"Kids": leaves}).reference
        root["ParentTreeNextKey"] = keys + first.keys
        writer.write_ids(root, dict(chain.from_iterable(one.ids.items() for one in (first, *others))))
        if self._profile.modern:
            writer.write_refs()
            for one in (first, *others):
                for number, calls in one.calls.items():
                    writer.in_common(calls_named(number)).extend(calls)
        return first
