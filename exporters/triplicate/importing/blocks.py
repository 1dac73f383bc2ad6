"""Entries of an outline become blocks."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from triplicate.document.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Image,
    Inlines,
    MathBlock,
    Node,
    PageBreak,
    Paragraph,
    Passage,
    Quotation,
    Strong,
    Text,
    ThematicBreak,
)
from triplicate.document.phrases import phrases_for
from triplicate.document.walk import text_of
from triplicate.importing.captions import Captions
from triplicate.importing.doubts import Doubts
from triplicate.importing.inlines import InlineMaker, joined, wholly_bold, without_first
from triplicate.importing.lists import listed
from triplicate.importing.tables import Tables
from triplicate.importing.typed import with_typed_lists
from triplicate.later import regex
from triplicate.proof.outline.entry import Entry, Mark, Role
from triplicate.rules import importing as rules

_SOURCE = regex(r"(?:—|–|--) \S")
_HOLDERS = frozenset({Role.LIST, Role.QUOTATION, Role.CALLOUT})
"""What holds a part of a text, and no section of it: bold words in one head nothing."""

_HEADING_LIKE = regex(r"[^\n]{2,90}[^\s.,;:!]")


class BlockMaker:
    """Makes blocks of entries.

    ``names`` is told the names by which links reach a block. ``left_out`` are words that a block has anyway. ``mend``
    makes headings and lists of what looks like one.
    """

    def __init__(
        self,
        inlines: InlineMaker,
        doubts: Doubts,
        names: Callable[[Entry, Node], None],
        *,
        mend: bool = False,
    ) -> None:
        self.inlines = inlines
        self.doubts = doubts
        self.names = names
        self.mend = mend
        self.left_out: list[str] = []
        self.captions = Captions(inlines, self.left_out)
        self.level = 1
        self._inside = 0
        self.phrases = phrases_for(inlines.lang)
        self.tables = Tables(inlines, doubts, self.captions, self)

    def blocks(self, entries: Iterable[Entry], lang: str) -> Blocks:
        """Return the blocks of entries that stand in words of a language."""
        made: list[Block] = []
        listed_entries = tuple(with_typed_lists(entries) if self.mend else entries)
        for index, entry in enumerate(listed_entries):
            following = listed_entries[index + 1] if index + 1 < len(listed_entries) else None
            doubted = len(self.doubts.found)
            self._inside += entry.role in _HOLDERS
            blocks = self._block(entry, lang, following)
            self._inside -= entry.role in _HOLDERS
            if blocks:
                self.names(entry, blocks[0])
                self.doubts.settle(doubted, blocks[0].serial, entry.where)
            made += blocks
        return tuple(made)

    def _block(self, entry: Entry, lang: str, following: Entry | None) -> list[Block]:
        own = self.captions.language(entry, self.inlines.languages.of_block(entry, lang))
        differs = own if own != lang else None
        match entry.role:
            case Role.HEADING | Role.TITLE:
                return self._heading(entry, lang, differs)
            case Role.PARAGRAPH | Role.ATTRIBUTION | Role.CALLOUT_TITLE | Role.TERM | Role.CONTENTS_ENTRY:
                return self._paragraph(entry, lang, differs, following)
            case Role.LIST:
                return _marked(self._list(entry, own), differs)
            case Role.QUOTATION:
                return [self._quotation(entry, own, differs)]
            case Role.CALLOUT:
                return self._callout(entry, own, differs)
            case Role.CODE:
                words = "".join(span.text for span in entry.spans)
                return [CodeBlock(words, lang=differs)] if words else []
            case Role.TABLE:
                return _marked(self.tables.table(entry, own), differs)
            case Role.FIGURE:
                return _marked(self._figure(entry, own), differs)
            case Role.FORMULA:
                return self._formula(entry, own, differs)
            case Role.CAPTION:
                block = Paragraph(self.inlines.run(entry.spans, own), lang=differs)
                self.doubts.add(
                    rules.CAPTION_ALONE,
                    "“{words}” is a caption of nothing.",
                    "Put it in the paragraph after its picture or table, after a colon: “: Caption”.",
                    block.serial,
                    entry.where,
                    words=entry.words[:60],
                )
                return [block] if block.children else []
            case Role.BREAK:
                return [ThematicBreak()]
            case Role.NOTE | Role.CONTENTS:
                return []  # notes are made where they are called, contents for each file anew
            case Role.COVER | Role.ITEM | Role.DESCRIPTION | Role.ROW | Role.CELL:
                own_words = self._paragraph(entry, lang, differs, None) if entry.spans else []
                return [*own_words, *self.blocks(entry.children, own)]

    def _heading(self, entry: Entry, lang: str, differs: str | None) -> list[Block]:
        children = self.inlines.run(entry.spans, differs or lang, lang, plain=wholly_bold(entry.spans))
        self.level = max(entry.level, 1)
        if not children:
            return []
        if not text_of(children).strip():  # a picture
            return [Figure(children[0]) if isinstance(children[0], Image) else Paragraph(children)]
        return [Heading(self.level, children, lang=differs)]

    def _paragraph(self, entry: Entry, lang: str, differs: str | None, following: Entry | None) -> list[Block]:
        children = self.inlines.run(entry.spans, differs or lang, lang)
        match children:
            case ():
                return []
            case (Image() as image,):
                return [Figure(image, lang=differs)]
            case (Strong(children=inside),) if self.mend and self._is_heading_like(entry, following):
                self._tell_made("a heading", entry.words)
                return [Heading(max(self.level, 2), inside, lang=differs)]
            case _:
                return [Paragraph(children, lang=differs)]

    def _is_heading_like(self, entry: Entry, following: Entry | None) -> bool:
        is_followed = following is not None and following.role in {Role.PARAGRAPH, Role.LIST, Role.TABLE, Role.FIGURE}
        follows_bold = following is not None and all(Mark.STRONG in span.marks for span in following.spans)
        alone = following is not None and following.role is Role.PARAGRAPH and follows_bold
        is_short = _HEADING_LIKE.fullmatch(entry.words) is not None
        stands_free = entry.role is Role.PARAGRAPH and not self._inside
        return stands_free and is_followed and not alone and is_short

    def _list(self, entry: Entry, lang: str) -> list[Block]:
        terms = [child for child in entry.children if child.role in {Role.TERM, Role.DESCRIPTION}]
        if terms and len(terms) == len(entry.children):
            return self._definitions(entry, lang)
        if entry.label:  # its marks were typed
            self.left_out.append(entry.label)
            self._tell_made("a list", entry.label)
        return list(listed(entry, lang, self, self.doubts))

    def _tell_made(self, what: str, words: str) -> None:
        """Tell what was made of paragraphs that look like something and do not say so."""
        self.doubts.add(
            rules.STRUCTURE_MADE,
            "“{words}” became {what}.",
            "Read it in its place, and take it back if it is none.",
            is_local=True,
            words=words[:60],
            what=what,
        )

    def _definitions(self, entry: Entry, lang: str) -> list[Block]:
        items: list[Definition] = []
        for child in entry.children:
            if child.role is Role.TERM:
                words = self.reachable(child, self.inlines.run(child.spans, lang))
                if items and not items[-1].descriptions:
                    items[-1] = replace(items[-1], terms=(*items[-1].terms, words))
                else:
                    items.append(Definition((words,), ()))
            else:
                inside = self.described(child, lang)
                if not items:
                    return [*inside, *self._definitions(entry._replace(children=entry.children[1:]), lang)]
                items[-1] = replace(items[-1], descriptions=(*items[-1].descriptions, inside))
        # A term that nothing describes is a paragraph.
        if not all(item.descriptions and any(map(text_of, item.terms)) for item in items):
            rest = (
                child._replace(role=Role.PARAGRAPH) if child.role is Role.TERM else child for child in entry.children
            )
            return list(self.blocks(rest, lang))
        return [DefinitionList(tuple(items))]

    def reachable(self, entry: Entry, words: Inlines) -> Inlines:
        """Return the words of an entry that is part of a block, as what a link can lead to if it has a name."""
        if not entry.ids or not words:
            return words
        passage = Passage(words)
        self.names(entry, passage)
        return (passage,)

    def described(self, entry: Entry, lang: str) -> Blocks:
        """Return what stands in an item or a description, its own words first."""
        words = [Paragraph(self.inlines.run(entry.spans, lang))] if entry.spans else []
        return (*words, *self.blocks(entry.children, lang))

    def _quotation(self, entry: Entry, lang: str, differs: str | None) -> Block:
        *inside, last = entry.children or (entry,)
        attribution: Inlines = ()
        if last.role is Role.ATTRIBUTION or (last.role is Role.PARAGRAPH and _SOURCE.match(last.words) and inside):
            dashes = len(last.words) - len(last.words.lstrip("—–- "))
            self.left_out.append(last.words[:dashes])
            name = self.inlines.run(without_first(last.spans, dashes), lang)
            attribution = tuple(joined((Text("— "), *name)))
        else:
            inside.append(last)
        children = self.blocks(inside, lang) if entry.children else (Paragraph(self.inlines.run(entry.spans, lang)),)
        return Quotation(children, attribution, lang=differs)

    def _callout(self, entry: Entry, lang: str, differs: str | None) -> list[Block]:
        inside = list(entry.children)
        title: Inlines = ()
        if inside and inside[0].role is Role.CALLOUT_TITLE:
            title = self.inlines.run(inside.pop(0).spans, lang)
        words = text_of(title).strip().casefold()
        named = {
            phrases.callout(kind).casefold(): kind
            for phrases in (phrases_for("en"), phrases_for(lang), self.phrases)
            for kind in CalloutKind
        }
        kind = named.get(words, CalloutKind.NOTE)
        children = self.blocks(inside, lang)
        if not title:
            return [Division(children, lang=differs)] if differs else list(children)
        return [Callout(kind, title, children, lang=differs)]

    def _figure(self, entry: Entry, lang: str) -> list[Block]:
        captions = [child for child in entry.children if child.role is Role.CAPTION]
        rest = tuple(child for child in entry.children if child.role is not Role.CAPTION)
        caption = self.captions.made(captions[0], lang, "figure") if len(captions) == 1 else ()
        source = self.inlines.picture(entry.source)
        others = [child._replace(role=Role.PARAGRAPH) for child in captions] if not caption else []
        after = list(self.blocks((*others, *rest), lang))
        if source is None:
            words = [Paragraph((Text(entry.alt),))] if entry.alt else []
            return [*words, *([Paragraph(caption)] if caption else []), *after]
        return [Figure(Image(source, entry.alt), caption, self.captions.counts["figure"] if caption else None), *after]

    def _formula(self, entry: Entry, lang: str, differs: str | None) -> list[Block]:
        formula = self.inlines.formula(entry.source, entry.alt, lang)
        if formula is None:
            return [Paragraph((Text(entry.alt),), lang=differs)] if entry.alt else []
        return [MathBlock(formula.tex, formula.alt, lang=differs)]


def _marked(blocks: list[Block], lang: str | None) -> list[Block]:
    """Return blocks marked with the language that their words are in, if it is not that around them."""
    silent = ThematicBreak | PageBreak
    return [block if isinstance(block, silent) else replace(block, lang=block.lang or lang) for block in blocks]
