"""A document as runs of words and flows of blocks, each with the language that holds there."""

import re
from collections.abc import Iterator
from enum import StrEnum

from triplicate.document.language import subtag
from triplicate.document.model import (
    Abbreviation,
    Block,
    Blocks,
    BulletList,
    Callout,
    Code,
    CodeBlock,
    DefinitionList,
    Division,
    Document,
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
from triplicate.later import dataclass


class RunKind(StrEnum):
    """Where a run of words stands."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TERM = "term"
    CELL = "cell"
    CAPTION = "caption"
    TITLE = "title"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text node within a run: it starts at ``start`` of the run's words and is in the language ``lang``."""

    node: Text
    start: int
    lang: str
    in_link: bool = False

    @property
    def end(self) -> int:
        """Where the piece ends in the run's words."""
        return self.start + len(self.node.text)


@dataclass(frozen=True, slots=True)
class Run:
    """The words of one heading, paragraph, cell or caption.

    In ``words``, what is not prose in the run's language is replaced by signs ("0xxx") of the same length: code,
    keys, formulas, explained abbreviations, passages in another language. A forced line break is a newline.
    """

    words: str
    pieces: tuple[Piece, ...]
    lang: str
    kind: RunKind
    place: Place
    quoted: bool

    @property
    def english(self) -> bool:
        """Whether the run is in English, for rules that know English alone."""
        return subtag(self.lang) == "en"


@dataclass(frozen=True, slots=True)
class Flow:
    """Blocks that follow one another in one container: the document, a list item, a quotation and so on."""

    blocks: Blocks
    owner: Document | ListItem | Block | None
    quoted: bool = False


def _inner(block: Block, *, quoted: bool) -> Iterator[Flow]:
    match block:
        case BulletList() | OrderedList():
            for item in block.items:
                yield Flow(item.children, item, quoted)
        case DefinitionList():
            for definition in block.items:
                for description in definition.descriptions:
                    yield Flow(description, block, quoted)
        case Quotation():
            yield Flow(block.children, block, quoted=True)
        case Callout() | Division():
            yield Flow(block.children, block, quoted)
        case Heading() | Paragraph() | CodeBlock() | Table() | Figure() | MathBlock() | ThematicBreak() | PageBreak():
            return


def flows_of(document: Document) -> Iterator[Flow]:
    """Yield every sequence of sibling blocks: the text's, then those inside it; the notes' last."""
    stack = [Flow(note.children, None) for note in reversed(document.notes)]
    stack.append(Flow(document.blocks, document))
    while stack:
        flow = stack.pop()
        yield flow
        inner = [found for block in flow.blocks for found in _inner(block, quoted=flow.quoted)]
        stack.extend(reversed(inner))


@dataclass(frozen=True, slots=True)
class _Pending:
    block: Block
    lang: str
    quoted: bool
    kind: RunKind


def runs_of(document: Document) -> Iterator[Run]:
    """Yield every run of words: the title's, then in reading order; the notes' last."""
    lang = document.metadata.lang
    stack: list[Run | _Pending] = [
        _Pending(block, lang, quoted=False, kind=RunKind.PARAGRAPH)
        for blocks in (*(note.children for note in reversed(document.notes)), document.blocks)
        for block in reversed(blocks)
    ]
    stack.append(_Pending(document.title, lang, quoted=False, kind=RunKind.HEADING))
    while stack:
        top = stack.pop()
        if isinstance(top, Run):
            yield top
        else:
            stack.extend(reversed(list(_parts(top))))


def _parts(pending: _Pending) -> Iterator[Run | _Pending]:
    block, quoted = pending.block, pending.quoted
    lang = block.lang or pending.lang

    def run(inlines: Inlines, kind: RunKind, place: Place) -> Run:
        return _run(inlines, lang, kind, place, quoted=quoted)

    def inside(blocks: Blocks, kind: RunKind = pending.kind, *, quoted: bool = quoted) -> Iterator[_Pending]:
        return (_Pending(inner, lang, quoted, kind) for inner in blocks)

    match block:
        case Heading():
            yield run(block.children, RunKind.HEADING, block.place)
        case Paragraph():
            yield run(block.children, pending.kind, block.place)
        case BulletList() | OrderedList():
            for item in block.items:
                item_lang = item.lang or lang
                for inner in item.children:
                    yield _Pending(inner, item_lang, quoted, RunKind.ITEM)
        case DefinitionList():
            for definition in block.items:
                for term in definition.terms:
                    yield run(term, RunKind.TERM, definition.place)
                for description in definition.descriptions:
                    yield from inside(description)
        case Quotation():
            yield from inside(block.children, quoted=True)
            if block.attribution:
                yield run(block.attribution, RunKind.ATTRIBUTION, block.place)
        case Callout():
            yield run(block.title, RunKind.TITLE, block.place)
            yield from inside(block.children)
        case Table():
            yield run(block.caption, RunKind.CAPTION, block.place)
            for cell in (*block.header, *(cell for row in block.rows for cell in row)):
                yield run(cell.children, RunKind.CELL, cell.place)
        case Figure():
            yield run(block.caption, RunKind.CAPTION, block.place)
        case Division():
            yield from inside(block.children)
        case CodeBlock() | MathBlock() | ThematicBreak() | PageBreak():
            return


def _run(inlines: Inlines, lang: str, kind: RunKind, place: Place, *, quoted: bool) -> Run:
    words: list[str] = []
    pieces: list[Piece] = []
    length = 0
    stack: list[tuple[Inline, str, bool]] = [(inline, lang, False) for inline in reversed(inlines)]
    while stack:
        node, its_lang, in_link = stack.pop()
        match node:
            case Text():
                pieces.append(Piece(node, length, its_lang, in_link))
                foreign = subtag(its_lang) != subtag(lang)
                said = _mask(node.text) if foreign else node.text
            case Code() | Keyboard() | Abbreviation():
                said = _mask(node.text, name=True)
            case Math():
                said = _mask(node.alt, name=True)
            case LineBreak():
                said = "\n"
            case NoteReference() | Image():
                said = ""
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                stack.extend((inner, its_lang, in_link) for inner in reversed(node.children))
                continue
            case Link():
                stack.extend((inner, its_lang, True) for inner in reversed(node.children))
                continue
            case Passage():
                stack.extend((inner, node.lang or its_lang, in_link) for inner in reversed(node.children))
                continue
        words.append(said)
        length += len(said)
    return Run("".join(words), tuple(pieces), lang, kind, place, quoted)


def _mask(text: str, *, name: bool = False) -> str:
    """Return as many signs, which say only where words are, and whether the first could begin a sentence."""
    begins = name or text[:1].isupper()
    return ("0" if begins else "x") * bool(text) + re.sub(r"\S", "x", text[1:])
