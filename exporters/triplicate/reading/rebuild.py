"""Nodes as they were read become nodes as they are: with ids, numbers, filled references and abbreviations."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import assert_never

from triplicate.document.abbreviations import whole_words
from triplicate.document.model import (
    Abbreviation,
    Block,
    Blocks,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    ListItem,
    Math,
    MathBlock,
    NoteReference,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Place,
    Quotation,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)
from triplicate.document.phrases import in_own_words, phrases_for
from triplicate.document.posing import INTRODUCED, heads, introduces
from triplicate.document.walk import text_of
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.reading.raised import BETWEEN_RAISED, begins_with_call, ends_small
from triplicate.reading.settled import Settled, TargetName
from triplicate.rules.finding import Quote

_OPENING = " ([“‘\"'–—,"
"""What may stand between an abbreviation and the words that it stands for."""


class Rebuilder:
    """Builds the final nodes, in reading order."""

    def __init__(self, context: Context, settled: Settled, lang: str) -> None:
        self._context = context
        self._settled = settled
        self._lang = lang
        self._phrases = phrases_for(lang)
        self._explained: set[str] = set()
        self._apart = False
        self._new_page = False
        self._shorts = whole_words(context.abbreviations)

    def heading(self, node: Heading) -> Heading:
        """Return a heading."""
        self._new_page = False
        children = self.apart(node.children)
        number = self._settled.numbers[node.serial]
        return replace(node, children=children, id=self._id(node), number=str(number) if number else None)

    def blocks(self, blocks: Blocks) -> Blocks:
        """Return blocks; a paragraph that ends with a colon introduces the list, table or the like after it.

        A page break right after another is left out: an empty page would stand in one format and not in the next.
        """
        followers: tuple[Block | None, ...] = (*blocks[1:], None)
        return tuple(
            self._block(block, follower)
            for block, follower in zip(blocks, followers, strict=False)
            if not self._is_second_break(block)
        )

    def _is_second_break(self, node: Block) -> bool:
        """Tell whether a page begins here already, and report it; remember whether one does after this block begins."""
        match node:
            case PageBreak() if self._new_page:
                self._context.report(
                    rules.PAGE_BREAK_TWICE, "A page begins here already.", node.place, "Take this page break out."
                )
                return node.id is None
            case PageBreak():
                self._new_page = True
            case Division() | Quotation() | DefinitionList():
                pass
            case _:
                self._new_page = False
        return False

    def _id(self, node: Block) -> str | None:
        return self._settled.ids[node.serial]

    def _number(self, node: Block) -> int | None:
        number = self._settled.numbers[node.serial]
        return number if isinstance(number, int) else None

    def _block(self, node: Block, follower: Block | None) -> Block:
        identifier = self._id(node)
        match node:
            case Heading():
                return self.heading(node)
            case Paragraph():
                led_in = node.lead_in and isinstance(follower, INTRODUCED)
                lead_in = led_in or introduces(node, follower) or heads(node, follower)
                return replace(node, children=self._inlines(node.children), lead_in=lead_in, id=identifier)
            case BulletList() | OrderedList():
                return replace(node, items=tuple(self._item(item) for item in node.items), id=identifier)
            case DefinitionList():
                return replace(node, items=tuple(self._definition(item) for item in node.items), id=identifier)
            case Quotation():
                children = self.blocks(node.children)
                return replace(node, children=children, attribution=self._inlines(node.attribution), id=identifier)
            case Callout():
                title = self._inlines(node.title)
                return replace(node, title=title, children=self.blocks(node.children), id=identifier)
            case Division():
                return replace(node, children=self.blocks(node.children), id=identifier)
            case Table():
                return replace(
                    node,
                    caption=self.apart(node.caption),
                    header=tuple(self._cell(cell) for cell in node.header),
                    rows=tuple(tuple(self._cell(cell) for cell in row) for row in node.rows),
                    number=self._number(node),
                    id=identifier,
                )
            case Figure():
                image = self._image(node.image)
                if node.caption and not (image.alt or image.decorative):
                    label = f"{self._phrases.figure} {self._number(node)}"
                    image = replace(image, alt=self._phrases.described_in.format(where=label))
                return replace(
                    node,
                    image=image,
                    caption=self.apart(node.caption),
                    number=self._number(node),
                    id=identifier,
                )
            case CodeBlock() | MathBlock() | ThematicBreak() | PageBreak():
                return replace(node, id=identifier)
            case _:
                assert_never(node)

    def _item(self, item: ListItem) -> ListItem:
        self._new_page = False
        return replace(item, children=self.blocks(item.children))

    def _definition(self, item: Definition) -> Definition:
        self._new_page = False
        terms = tuple(self._inlines(term) for term in item.terms)
        return replace(item, terms=terms, descriptions=tuple(self.blocks(blocks) for blocks in item.descriptions))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, children=self._inlines(cell.children))

    def _inlines(self, nodes: Inlines) -> Inlines:
        built: list[Inline] = []
        for node in nodes:
            for new in self._inline(node):
                last = built[-1] if built else None
                if last is not None and ends_small(last) and begins_with_call(new):
                    built.append(Text(BETWEEN_RAISED, place=new.place))
                if isinstance(new, Text) and isinstance(last, Text):
                    built[-1] = Text(last.text + new.text, place=last.place)
                else:
                    built.append(new)
        return tuple(built)

    def _inline(self, node: Inline) -> Iterator[Inline]:
        match node:
            case Text():
                yield from self._text(node)
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                yield replace(node, children=self._inlines(node.children))
            case Passage():
                lang, identifier = node.lang, self._settled.ids[node.serial]
                children = self._inlines(node.children)
                if lang or identifier:
                    yield Passage(children, lang, identifier, place=node.place)
                else:
                    yield from children
            case Link():
                yield from self._link(node)
            case NoteReference():
                key = self._context.note_keys[node.number]
                number = self._settled.note_numbers.get(key)
                # A call without its note has been reported: it stays as it was written.
                as_written = Text(f"[^{' '.join(key.split())}]", place=node.place)
                yield NoteReference(number, place=node.place) if number else as_written
            case Image():
                yield self._image(node)
            case Abbreviation():
                yield replace(node, first=self._is_first(node.text))
            case Code() | Keyboard() | LineBreak() | Math():
                yield node
            case _:
                assert_never(node)

    def _text(self, node: Text) -> Iterator[Inline]:
        if self._shorts is None:
            yield node
            return
        position = 0
        for match in self._shorts.finditer(node.text):
            if match.start() > position:
                yield Text(node.text[position : match.start()], place=_moved(node.place, position))
            short = match[0]
            expansion = self._context.abbreviations[short]
            place = _moved(node.place, match.start())
            if _is_given(expansion, node.text[: match.start()], node.text[match.end() :]):
                self._explained.add(short)
            yield Abbreviation(short, expansion, self._is_first(short), place=place)
            position = match.end()
        if position < len(node.text):
            yield Text(node.text[position:], place=_moved(node.place, position))

    def apart(self, inlines: Inlines) -> Inlines:
        """Return inlines that stand apart: a heading's, a caption's, a link's, those of the metadata.

        Abbreviations are explained in the text, so that their use here is never the first.
        """
        before, self._apart = self._apart, True
        found = self._inlines(inlines)
        self._apart = before
        return found

    def _is_first(self, short: str) -> bool:
        if self._apart or short in self._explained:
            return False
        self._explained.add(short)
        return True

    def _link(self, node: Link) -> Iterator[Inline]:
        if not node.target.startswith("#"):
            yield replace(node, children=self.apart(node.children))
            return
        identifier = self._known(node.target[1:], node.place)
        children = self.apart(node.children)
        if identifier not in self._settled.names and text_of(children).strip():
            self._context.report(
                rules.TARGET_ELSEWHERE,
                "Nothing here has the id “{id}”; the words stay without a link.",
                node.place,
                self._nearest(identifier),
                id=Quote(identifier),
            )
            yield from children
            return
        files = self._context.shelf.files
        if identifier not in self._settled.names and files and (words := files.labelled(identifier)):
            self._context.report(
                rules.TARGET_ELSEWHERE,
                "“{id}” stands in another text of the project; its words stay without a link.",
                node.place,
                "Export the texts as one document, with “parts:”, or write [text](https://…).",
                id=Quote(identifier),
            )
            yield Text(words, place=node.place)
            return
        name = self._target(identifier, node.place)
        node = replace(node, target=f"#{identifier}")
        if name is None:
            yield from children or (Text(node.target, place=node.place),)
            return
        if not text_of(children).strip():
            if name.name is None:
                self._context.report(
                    rules.TARGET_NAMELESS,
                    "“{link}” cannot be filled: its target has no title and no number.",
                    node.place,
                    f"Write the link's words: [words]({node.target}), or give a table or figure a caption.",
                    link=Quote(f"[]({node.target})"),
                )
            filled = name.name or name.first_words or node.target
            label = in_own_words(filled, self._lang, node.place) if name.labelled else (Text(filled, place=node.place),)
            children = (*children, *label)
        yield replace(node, children=children)

    def _known(self, written: str, place: Place) -> str:
        """Return the id that is meant: that which is written, or the only one with the same letters.

        Site generators make ids of headings in ways of their own, in capitals, hyphens and without accents. A part of a
        collection means its own ids first.
        """
        name, _, identifier = written.rpartition("#")
        if name in self._settled.written and name:
            return self._alike(identifier, self._settled.written[name]) or written
        here = self._context.part_at(place)
        own = self._settled.written[here.name] if here else {}
        return (
            self._alike(written, own)
            or self._alike(written, {known: known for known in self._settled.names})
            or written
        )

    @staticmethod
    def _alike(identifier: str, ids: Mapping[str, str]) -> str | None:
        if identifier in ids:
            return ids[identifier]
        for letters in (_without_accents, _letters, _plain_letters):
            alike = [known for known in ids if letters(known) == letters(identifier)]
            if alike:
                return ids[alike[0]] if len(alike) == 1 else None
        return None

    def _nearest(self, identifier: str) -> str:
        near = get_close_matches(identifier, self._settled.names, n=1)
        return f"Did you mean “#{near[0]}”?" if near else "Give the target an id: {#" + identifier + "}."

    def _target(self, identifier: str, place: Place) -> TargetName | None:
        name = self._settled.names.get(identifier)
        if name is None:
            hint = self._nearest(identifier)
            self._context.report(
                rules.TARGET_MISSING, "Nothing here has the id “{id}”.", place, hint, id=Quote(identifier)
            )
        return name

    def _image(self, node: Image) -> Image:
        if node.described_by is None:
            return node
        identifier = self._known(node.described_by, node.place) if self._context.parts else node.described_by
        name = self._target(identifier, node.place)
        if name is None:
            return replace(node, described_by=None)
        alt = node.alt or self._phrases.described_in.format(where=name.name or name.first_words)
        return replace(node, alt=alt, described_by=identifier)


def _without_accents(identifier: str) -> str:
    """Return the id as Python-Markdown has it."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", identifier) if not unicodedata.combining(sign))
    return plain.casefold()


def _letters(identifier: str) -> str:
    return re.sub(r"[\W_]", "", identifier).casefold()


def _plain_letters(identifier: str) -> str:
    """Return the letters without their accents, which Python-Markdown takes away."""
    return _letters(unicodedata.normalize("NFKD", identifier))


def _moved(place: Place, columns: int) -> Place:
    return Place(place.line, place.column + columns)


def _is_given(expansion: str, before: str, after: str) -> bool:
    """Tell whether the words right before or after an abbreviation say already what it stands for."""
    full = expansion.casefold()
    return before.rstrip(_OPENING).casefold().endswith(full) or after.lstrip(_OPENING).casefold().startswith(full)
