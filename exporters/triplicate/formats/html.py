"""Model → HTML tree, shared by PDF and EPUB.

The tree is of :class:`xml.etree.ElementTree.Element` in no namespace, carries classes and never colours, and
holds the words of the model and no others (but for numbers, labels of captions and titles of callouts). What
differs between the two formats (pictures' addresses, notes, task markers, mathematics) is left to methods that
each format's own builder overrides. ``nodes`` remembers which node each element stands for.
"""

from collections.abc import Iterable
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.language import direction
from triplicate.document.model import (
    Abbreviation,
    Align,
    Block,
    BulletList,
    Callout,
    Cell,
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
    Node,
    Note,
    NoteReference,
    Numbering,
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
from triplicate.document.phrases import language_of_words, words_for
from triplicate.document.title_block import Line, end_lines, title_block

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class HtmlBuilder:
    """Builds the elements of one document.

    ``nodes`` maps each element made to the node it stands for; a Text node has no element, its words stand in
    the element of its parent. Subclasses override :meth:`picture`, :meth:`note_reference`, :meth:`task`,
    :meth:`math`, :meth:`math_block`, :meth:`href` and :meth:`text` where their format asks for it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = words_for(document.metadata.lang)
        self.notes = {note.number: note for note in document.notes}
        self.nodes: dict[Element, Node | Note] = {}
        self._lang = document.metadata.lang

    # What the formats differ in

    def picture(self, parent: Element, image: Image) -> Element:
        """Append a picture."""
        element = self.element(parent, "img", image)
        element.set("src", image.source)
        element.set("alt", "" if image.decorative else image.alt)
        if image.decorative:
            element.set("role", "presentation")
        if image.described_by:
            element.set("aria-describedby", image.described_by)
        if image.width:
            element.set("style", f"width: {image.width.value:g}{image.width.unit}")
        return element

    def note_reference(self, parent: Element, reference: NoteReference) -> None:
        """Append the call of a note."""
        raise NotImplementedError

    def task(self, element: Element, item: ListItem) -> None:
        """Mark the element of an item of a task list as done or to do; called before its blocks are added."""
        element.set("class", "task done" if item.checked else "task to-do")

    def math(self, parent: Element, math: Math) -> None:
        """Append a formula in a sentence."""
        raise NotImplementedError

    def math_block(self, parent: Element, block: MathBlock) -> None:
        """Append a formula that stands alone."""
        raise NotImplementedError

    def href(self, target: str) -> str:
        """Return the address that a link's target has in this format."""
        return target

    def text(self, parent: Element, node: Text) -> None:
        """Append words."""
        append_text(parent, node.text)

    # The document's parts

    def title_block(self, parent: Element) -> Element:
        """Append the logo, the title and the lines under it."""
        header = SubElement(parent, "header", {"class": "title-block"})
        if self.document.logo:
            self.block(header, self.document.logo)
        self.block(header, self.document.title)
        self.lines(header, title_block(self.document))
        return header

    def end_lines(self, parent: Element) -> None:
        """Append the lines after the text, if there are any."""
        if lines := end_lines(self.document):
            self.lines(SubElement(parent, "footer", {"class": "end"}), lines)

    def lines(self, parent: Element, lines: Iterable[Line]) -> None:
        """Append paragraphs that come from the metadata."""
        for line in lines:
            SubElement(parent, "p", {"class": line.kind.value}).text = line.text

    # Blocks

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Append blocks."""
        for block in blocks:
            self.block(parent, block)

    def block(self, parent: Element, block: Block) -> None:
        """Append one block."""
        outside, self._lang = self._lang, block.lang or self._lang
        self._block(parent, block)
        self._lang = outside

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case Heading():
                self.heading(parent, block)
            case Paragraph():
                element = self.element(parent, "p", block)
                if block.lead_in:
                    element.set("class", "lead-in")
                self.inlines(element, block.children)
            case BulletList():
                self.bullet_list(parent, block)
            case OrderedList():
                self.ordered_list(parent, block)
            case DefinitionList():
                self.definition_list(parent, block)
            case Quotation():
                self.quotation(parent, block)
            case CodeBlock():
                pre = self.element(parent, "pre", block)
                code = SubElement(pre, "code")
                if block.language:
                    code.set("class", f"language-{block.language}")
                code.text = block.text
            case Table():
                self.table(parent, block)
            case Figure():
                element = self.element(parent, "figure", block)
                self.picture(element, block.image)
                if block.caption:
                    caption = SubElement(element, "figcaption")
                    self.caption(caption, self.words.figure, block.number, block.caption)
            case Callout():
                element = self.element(parent, "aside", block)
                element.set("class", f"callout {block.kind.value}")
                element.set("role", "note")
                self.inlines(SubElement(element, "p", {"class": "callout-title"}), block.title)
                self.blocks(element, block.children)
            case Division():
                self.blocks(self.element(parent, "div", block), block.children)
            case MathBlock():
                self.math_block(parent, block)
            case ThematicBreak():
                self.element(parent, "hr", block)
            case PageBreak():
                self.element(parent, "div", block).set("class", "page-break")
            case _:
                assert_never(block)

    def heading(self, parent: Element, heading: Heading) -> Element:
        """Append a heading, its number first."""
        element = self.element(parent, f"h{heading.level}", heading)
        if heading.number:
            number = SubElement(element, "span", {"class": "number"})
            number.text = heading.number
            number.tail = " "
        self.inlines(element, heading.children)
        return element

    def quotation(self, parent: Element, block: Quotation) -> None:
        """Append a quotation, who said it last."""
        element = self.element(parent, "blockquote", block)
        self.blocks(element, block.children)
        if block.attribution:
            source = SubElement(SubElement(element, "footer"), "p", {"class": "attribution"})
            self.inlines(source, block.attribution)

    def bullet_list(self, parent: Element, block: BulletList) -> None:
        """Append an unordered list or a task list."""
        element = self.element(parent, "ul", block)
        tasks = any(item.checked is not None for item in block.items)
        element.set("class", " ".join(filter(None, ("tasks" if tasks else "", "tight" if block.tight else "loose"))))
        self.items(element, block.items)

    def ordered_list(self, parent: Element, block: OrderedList) -> None:
        """Append an ordered list with its kind of number and its first number."""
        element = self.element(parent, "ol", block)
        element.set("class", "tight" if block.tight else "loose")
        if block.numbering is not Numbering.DECIMAL:
            element.set("type", block.numbering.value)
        if block.start != 1:
            element.set("start", str(block.start))
        self.items(element, block.items)

    def items(self, parent: Element, items: Iterable[ListItem]) -> None:
        """Append the items of a list."""
        for item in items:
            element = self.element(parent, "li", item)
            if item.checked is not None:
                self.task(element, item)
            outside, self._lang = self._lang, item.lang or self._lang
            self.blocks(element, item.children)
            self._lang = outside

    def definition_list(self, parent: Element, block: DefinitionList) -> None:
        """Append terms and descriptions."""
        element = self.element(parent, "dl", block)
        for item in block.items:
            for term in item.terms:
                self.inlines(SubElement(element, "dt"), term)
            for description in item.descriptions:
                self.blocks(SubElement(element, "dd"), description)

    def table(self, parent: Element, block: Table) -> Element:
        """Append a table; header cells carry their scope."""
        element = self.element(parent, "table", block)
        if block.caption:
            self.caption(SubElement(element, "caption"), self.words.table, block.number, block.caption)
        self.row(SubElement(element, "thead"), block.header, block.align, "col")
        body = SubElement(element, "tbody")
        for row in block.rows:
            self.row(body, row, block.align, None)
        return element

    def row(self, parent: Element, cells: tuple[Cell, ...], align: tuple[Align, ...], scope: str | None) -> None:
        """Append a row; ``scope`` is that of all its cells, or None where only row headers are headers."""
        row = SubElement(parent, "tr")
        for cell, side in zip(cells, align, strict=True):
            own = scope or ("row" if cell.header else None)
            element = self.element(row, "th" if own else "td", cell)
            if own:
                element.set("scope", own)
            if side is not Align.START:
                element.set("class", f"align-{side.value}")
            self.inlines(element, cell.children)

    def caption(self, parent: Element, label: str, number: int | None, caption: Inlines) -> None:
        """Append a caption, with its label and number before it ("Table 2: …")."""
        if number is not None:
            span = SubElement(parent, "span", {"class": "label"})
            span.text = f"{label} {number}:"
            # The label is a word of the document, whatever the language of what it labels.
            if self._lang != (own := language_of_words(self.document.metadata.lang)):
                set_language(span, own)
            elif self.document.metadata.dir == "rtl":
                # An element with a direction is isolated: its number stays apart from one that begins the caption.
                span.set("dir", "rtl")
            span.tail = " "
        self.inlines(parent, caption)

    # Inline nodes

    def inlines(self, parent: Element, inlines: Iterable[Inline]) -> None:
        """Append inline nodes."""
        for inline in inlines:
            self.inline(parent, inline)

    def inline(self, parent: Element, inline: Inline) -> None:
        """Append one inline node."""
        match inline:
            case Text():
                self.text(parent, inline)
            case Emphasis():
                self.inlines(self.element(parent, "em", inline), inline.children)
            case Strong():
                self.inlines(self.element(parent, "strong", inline), inline.children)
            case Strikethrough():
                self.inlines(self.element(parent, "s", inline), inline.children)
            case Subscript():
                self.inlines(self.element(parent, "sub", inline), inline.children)
            case Superscript():
                self.inlines(self.element(parent, "sup", inline), inline.children)
            case Code():
                self.element(parent, "code", inline).text = inline.text
            case Keyboard():
                self.element(parent, "kbd", inline).text = inline.text
            case Link():
                element = self.element(parent, "a", inline)
                element.set("href", self.href(inline.target))
                self.inlines(element, inline.children)
            case Passage():
                element = self.element(parent, "span", inline)
                set_language(element, inline.lang)
                if inline.id:
                    element.set("id", inline.id)
                self.inlines(element, inline.children)
            case Abbreviation():
                element = self.element(parent, "abbr", inline)
                element.set("title", inline.expansion)
                element.text = inline.text
            case NoteReference():
                self.note_reference(parent, inline)
            case LineBreak():
                self.element(parent, "br", inline)
            case Image():
                self.picture(parent, inline)
            case Math():
                self.math(parent, inline)
            case _:
                assert_never(inline)

    # Elements

    def element(self, parent: Element, tag: str, node: Node) -> Element:
        """Append an element that stands for a node, with the node's id and language."""
        element = SubElement(parent, tag)
        self.nodes[element] = node
        if identifier := getattr(node, "id", None):
            element.set("id", identifier)
        set_language(element, getattr(node, "lang", None))
        return element


def set_language(element: Element, lang: str | None) -> None:
    """Set an element's language and, with it, its direction."""
    if lang:
        element.set("lang", lang)
        element.set(XML_LANG, lang)
        element.set("dir", direction(lang))


def append_text(parent: Element, text: str) -> None:
    """Add text after everything that is in an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
