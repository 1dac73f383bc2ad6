"""Questions asked of a document: its nodes in reading order, its words, its headings, its targets."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, assert_never, get_args

from triplicate.document.model import (
    Abbreviation,
    Block,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Definition,
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
    Node,
    Note,
    NoteReference,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
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

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"


def _in_definition(node: Definition) -> tuple[Node, ...]:
    terms = tuple(inline for term in node.terms for inline in term)
    return terms + tuple(block for description in node.descriptions for block in description)


def _in_table(node: Table) -> tuple[Node, ...]:
    return (*node.caption, *node.header, *(cell for row in node.rows for cell in row))


_Parent = (
    Cell
    | Paragraph
    | Emphasis
    | ListItem
    | Link
    | Strong
    | Heading
    | Passage
    | Strikethrough
    | Subscript
    | Superscript
    | Division
)
_List = BulletList | OrderedList | DefinitionList
_Leaf = (
    Text
    | Code
    | Keyboard
    | Abbreviation
    | NoteReference
    | LineBreak
    | Image
    | Math
    | CodeBlock
    | MathBlock
    | ThematicBreak
    | PageBreak
)
_INSIDE: dict[type[Node], Callable[[Any], tuple[Node, ...]] | None] = {
    **dict.fromkeys(get_args(_Leaf)),
    **dict.fromkeys(get_args(_Parent), attrgetter("children")),
    **dict.fromkeys(get_args(_List), attrgetter("items")),
    Definition: _in_definition,
    Quotation: lambda node: (*node.children, *node.attribution),
    Callout: lambda node: (*node.title, *node.children),
    Table: _in_table,
    Figure: lambda node: (node.image, *node.caption),
}
"""What stands directly in a node, by its kind; None for a kind in which nothing stands.

A text is walked dozens of times: to ask of each node whether it is of one kind after the other takes twice as long.
"""


def children(node: Node) -> tuple[Node, ...]:
    """Return what stands directly in a node, in reading order."""
    inside = _INSIDE[type(node)]
    return inside(node) if inside else ()


def descend(*nodes: Node) -> Iterator[Node]:
    """Yield the nodes and all that is in them, in reading order, without recursion."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        if inside := _INSIDE[type(node)]:
            stack += inside(node)[::-1]


def nodes(document: Document) -> Iterator[Node]:
    """Yield every node of the document: the title, the text, then the notes."""
    yield from descend(document.title, *document.blocks)
    for note in document.notes:
        yield from descend(*note.children)


def headings(document: Document) -> Iterator[Heading]:
    """Yield the title and every heading, in reading order."""
    for node in descend(document.title, *document.blocks):
        if isinstance(node, Heading):
            yield node


def images(document: Document) -> Iterator[Image]:
    """Yield every picture, decorative ones too, that on the cover first."""
    if document.cover:
        yield document.cover.image
    for node in nodes(document):
        if isinstance(node, Image):
            yield node


def targets(document: Document) -> dict[str, Node | Note]:
    """Return every ``id`` of the document and the node that has it."""
    found: dict[str, Node | Note] = {}
    for node in nodes(document):
        identifier = getattr(node, "id", None)
        if identifier:
            found.setdefault(identifier, node)
    return found


def referenced_notes(*nodes: Node) -> tuple[int, ...]:
    """Return the numbers of the notes called in the nodes, in order, each once."""
    numbers = [node.number for node in descend(*nodes) if isinstance(node, NoteReference)]
    return tuple(dict.fromkeys(numbers))


def text_of(inlines: Inlines) -> str:
    """Return the plain text of inline nodes, as a voice would say them: soft hyphens gone, alt texts in place."""
    return "".join(_text_of(inline) for inline in inlines)


def text_by_language(inlines: Inlines, lang: str | None = None) -> tuple[tuple[str, str | None], ...]:
    """Return plain text in stretches, each with the language of its passage, ``lang`` outside of any.

    What is nothing but space is in the language of what it follows: no voice changes for it.
    """
    result: list[tuple[str, str | None]] = []
    for inline in inlines:
        match inline:
            case Passage():
                found = text_by_language(inline.children, inline.lang or lang)
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript() | Link():
                found = text_by_language(inline.children, lang)
            case _:
                found = ((_text_of(inline), lang),)
        for text, spoken in found:
            if result and (result[-1][1] == spoken or text.isspace()):
                result[-1] = (result[-1][0] + text, result[-1][1])
            elif text:
                result.append((text, spoken))
    return tuple(result)


def _text_of(inline: Inline) -> str:
    match inline:
        case Text() | Code() | Keyboard() | Abbreviation():
            return inline.text.replace(SOFT_HYPHEN, "")
        case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript() | Link() | Passage():
            return text_of(inline.children)
        case LineBreak():
            return " "
        case Image():
            return "" if inline.decorative else inline.alt
        case Math():
            return inline.alt
        case NoteReference():
            return ""
        case _:
            assert_never(inline)


def plain(block: Block) -> str:
    """Return the plain text of a block and all in it, its parts joined by single spaces."""
    parts: list[str] = []
    run: list[Inline] = []
    stack: list[Node] = [block]
    while stack:
        node = stack.pop()
        if isinstance(node, Inline):
            run.append(node)
            if stack and isinstance(stack[-1], Inline):
                continue
            parts.append(text_of(tuple(run)))
            run = []
        elif isinstance(node, CodeBlock):
            parts.append(node.text)
        elif isinstance(node, MathBlock):
            parts.append(node.alt)
        else:
            stack.extend(reversed(children(node)))
    return " ".join(" ".join(parts).split())


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the contents: a heading and the sections in it."""

    heading: Heading
    sections: "tuple[Section, ...]"


def contents(document: Document) -> tuple[Section, ...]:
    """Return the sections of the text, nested, as deep as ``toc_depth`` asks: 1 for level-2 headings alone.

    Headings inside quotations, callouts or lists are passages of those and take no part.
    """
    deepest = 1 + document.metadata.toc_depth
    return _nest([block for block in outer_headings(document.blocks) if block.level <= deepest])


def outer_headings(blocks: "tuple[Block, ...]") -> Iterator[Heading]:
    """Yield the headings that divide the text, those of divisions included."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Division):
            yield from outer_headings(block.children)


def _nest(headings: list[Heading]) -> tuple[Section, ...]:
    sections: list[Section] = []
    position = 0
    while position < len(headings):
        end = position + 1
        while end < len(headings) and headings[end].level > headings[position].level:
            end += 1
        sections.append(Section(headings[position], _nest(headings[position + 1 : end])))
        position = end
    return tuple(sections)


def printed_address(link: Link) -> str | None:
    """Return the address that is put into words after a link on paper; None where its words say it, or it is inside.

    A link without words, which is an error in a text, has none.
    """
    words = text_of(link.children)
    if not words.strip():
        return None
    if link.target.startswith("tel:"):
        # A number is the same with the code of its country and without.
        number, written = _digits(link.target), _digits(words).lstrip("0")
        return None if written and number.endswith(written) else link.target.removeprefix("tel:")
    address = link.target.removeprefix("mailto:")
    return None if link.target.startswith("#") or address in words else address


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
