"""Block nodes as elements, and the lines that the metadata gives before and after them."""

from collections.abc import Iterable
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    DefinitionList,
    Division,
    Figure,
    Heading,
    ListItem,
    MathBlock,
    Numbering,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    ThematicBreak,
)
from triplicate.document.title_block import MetadataLine, before_picture, end_lines, masthead, title_block
from triplicate.formats.html.tables import TableBuilder


class HtmlBuilder(TableBuilder):
    """Builds the elements of one document; a format gives it the hooks."""

    # The document's parts

    def title_block(self, parent: Element) -> Element:
        """Append the logo, the title, the lines under it, and the picture that stands there for lack of a cover."""
        header = SubElement(parent, "header", {"class": "title-block"})
        if self.document.logo:
            self.block(header, self.document.logo)
        if lines := masthead(self.document):
            self.lines(SubElement(header, "div", {"class": "masthead-block"}), lines)
        self.block(header, self.document.title)
        before, after = before_picture(title_block(self.document))
        self.lines(header, before)
        if picture := self.picture_of_title():
            self.block(header, picture)
        self.lines(header, after)
        return header

    def picture_of_title(self) -> Figure | None:
        """Return the picture that stands under the title."""
        return self.document.cover

    def end_lines(self, parent: Element) -> None:
        """Append the lines after the text, if there are any."""
        if lines := end_lines(self.document):
            self.lines(SubElement(parent, "footer", {"class": "end"}), lines)

    def lines(self, parent: Element, lines: Iterable[MetadataLine]) -> None:
        """Append paragraphs that come from the metadata."""
        for line in lines:
            self.inlines(SubElement(parent, "p", {"class": line.kind.value}), line.children)

    # Blocks

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Append blocks."""
        for block in blocks:
            self.block(parent, block)

    def block(self, parent: Element, block: Block) -> None:
        """Append one block."""
        self.before(parent, block)
        outside, self.lang = self.lang, block.lang or self.lang
        self.finished(parent, self._block(parent, block), block)
        self.lang = outside

    def _block(self, parent: Element, block: Block) -> Element:
        match block:
            case Heading():
                element = self.element(parent, f"h{block.level}", block)
                if block.number:
                    element.set("class", "numbered")
                self.section_number(element, block.number)
                self.inlines(element, block.children)
            case Paragraph():
                element = self.element(parent, "p", block)
                if block.lead_in:
                    element.set("class", "lead-in")
                self.inlines(element, block.children)
            case BulletList():
                element = self._bullet_list(parent, block)
            case OrderedList():
                element = self._ordered_list(parent, block)
            case DefinitionList():
                element = self._definition_list(parent, block)
            case Quotation():
                element = self._quotation(parent, block)
            case CodeBlock():
                element = self.element(parent, "pre", block)
                code = SubElement(element, "code")
                if block.language:
                    code.set("class", f"language-{block.language}")
                self.code(code, block)
            case Table():
                element = self.table(parent, block)
            case Figure():
                element = self._figure(parent, block)
            case Callout():
                element = self._callout(parent, block)
            case Division():
                element = self.element(parent, "div", block)
                self.blocks(element, block.children)
            case MathBlock():
                element = self.math_block(parent, block)
            case ThematicBreak():
                element = self.element(parent, "hr", block)
            case PageBreak():
                element = self.element(parent, "div", block)
                element.set("class", "page-break")
            case _:
                assert_never(block)
        return element

    def _figure(self, parent: Element, block: Figure) -> Element:
        element = self.element(parent, "figure", block)
        if block.image.decorative and not block.caption:
            # An empty figure would be announced.
            element.set("role", "presentation")
        self.finished(element, self.picture(element, block.image), block.image)
        if block.caption:
            self.caption(SubElement(element, "figcaption"), block)
        return element

    def _callout(self, parent: Element, block: Callout) -> Element:
        """Append a callout, its title first; a summary is a part of the text, and the others stand beside it."""
        tag, role = ("section", "doc-abstract") if block.kind is CalloutKind.SUMMARY else ("aside", "note")
        element = self.element(parent, tag, block)
        element.set("class", f"callout {block.kind.value}")
        element.set("role", role)
        self.inlines(SubElement(element, "p", {"class": "callout-title"}), block.title)
        self.blocks(element, block.children)
        return element

    def _quotation(self, parent: Element, block: Quotation) -> Element:
        """Append a quotation, who said it last."""
        element = self.element(parent, "blockquote", block)
        self.blocks(element, block.children)
        if block.attribution:
            source = SubElement(SubElement(element, "footer"), "p", {"class": "attribution"})
            self.inlines(source, block.attribution)
        return element

    # Lists

    def _bullet_list(self, parent: Element, block: BulletList) -> Element:
        """Append a list without numbers, of tasks, of key figures or of neither."""
        element = self.element(parent, "ul", block)
        tasks = any(item.checked is not None for item in block.items)
        kind = "tasks " if tasks else "key-figures " if block.key_figures else ""
        element.set("class", f"{kind}{'tight' if block.tight else 'loose'}")
        if block.key_figures:
            # Without markers VoiceOver (Safari 17) takes a list for none, unless its role is said.
            element.set("role", "list")
        self._items(element, block.items)
        return element

    def _ordered_list(self, parent: Element, block: OrderedList) -> Element:
        """Append an ordered list with its kind of number and its first number."""
        element = self.element(parent, "ol", block)
        element.set("class", "tight" if block.tight else "loose")
        if block.numbering is not Numbering.DECIMAL:
            element.set("type", block.numbering.value)
        if block.start != 1:
            element.set("start", str(block.start))
        self._items(element, block.items)
        return element

    def _items(self, parent: Element, items: Iterable[ListItem]) -> None:
        for item in items:
            element = self.element(parent, "li", item)
            if item.checked is not None:
                element.set("class", "task done" if item.checked else "task to-do")
            outside, self.lang = self.lang, item.lang or self.lang
            self.blocks(element, item.children)
            self.lang = outside
            self.finished(parent, element, item)

    def _definition_list(self, parent: Element, block: DefinitionList) -> Element:
        """Append terms and descriptions."""
        element = self.element(parent, "dl", block)
        for item in block.items:
            for term in item.terms:
                self.inlines(SubElement(element, "dt"), term)
            for description in item.descriptions:
                self.blocks(SubElement(element, "dd"), description)
        return element
