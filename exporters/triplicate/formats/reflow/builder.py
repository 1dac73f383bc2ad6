"""What reflows as elements: what readers of any screen need, over the tree that is shared with the PDF.

Calls of notes, task markers, mathematics, boxes of tables, and ids for headings that have none.
"""

from abc import abstractmethod
from html import escape
from xml.etree.ElementTree import Element, SubElement

from triplicate.document import walk
from triplicate.document.mathematics import to_mathml
from triplicate.document.model import (
    Block,
    Callout,
    Cell,
    CodeBlock,
    DefinitionList,
    Document,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Math,
    MathBlock,
    Node,
    NoteReference,
    Numbering,
    OrderedList,
    Table,
    Text,
)
from triplicate.document.pairs import are_pairs
from triplicate.document.unbreakable import ranges, unbreakable
from triplicate.formats.html import HtmlBuilder, append_text
from triplicate.formats.reflow.code import lines_of_code
from triplicate.formats.reflow.inventory import Inventory
from triplicate.formats.reflow.lengths import width
from triplicate.formats.reflow.notes import Notes
from triplicate.formats.reflow.tables import align_decimals, box_class, free_corner, is_short, label_values
from triplicate.formats.reflow.tasks import put_box
from triplicate.formats.reflow.writer import Markup
from triplicate.later import regex
from triplicate.theme import Theme
from triplicate.theme.tables import has_long_word

FITS_LINE = 16
"""Letters and signs of a formula that fit into the line of a telephone."""

_TAG = regex("<[^>]+>")

# What a fragment may not hold as it is (RFC 3987, 2.2).
_NOT_IN_FRAGMENTS = regex(r'[%"<>\\^`{|}\[\]]')

_OWN = ("call", "callout", "caption", "contents", "heading", "note", "page", "text")
"""The words that ids made here and in the formats begin with."""


class ReflowBuilder(HtmlBuilder):
    """Builds the text of one document; ``inventory`` counts what is in it.

    The ids made here begin with ``prefix`` and one of a few words; ``clash`` tells that an id of the document begins so
    too, and may be the same. ``typed``: elements carry the terms of EPUB. ``prints_addresses``: links know what
    is printed after them.
    """

    def __init__(self, document: Document, theme: Theme, prefix: str, *, typed: bool) -> None:
        super().__init__(document)
        self.theme = theme
        self.prefix = prefix
        self.prints_addresses = theme.links.addresses
        self.clash = False
        self.inventory = Inventory()
        self.called = Notes(document.notes, self.phrases, prefix, typed=typed)
        self._in_table = False
        self._own = tuple(f"{prefix}{word}." for word in _OWN)
        self._heading_ids: dict[int, str] = {}
        self._heading_langs: dict[int, str] = {}
        self._callouts = 0

    # What EPUB and web page have their own ways for

    @abstractmethod
    def address_of(self, image: Image) -> str:
        """Return the address of a picture's file."""

    @abstractmethod
    def box(self, box: Element, element: Element, table: Table, name: str) -> None:
        """Complete the box of a table that does not fit on every screen; ``name`` is its class."""

    def markers_in(self, _: Text | CodeBlock) -> list[tuple[int, Element]]:
        """Return what stands among the words of a node, each with the character that it stands before."""
        return []

    # What they share

    def heading_id(self, heading: Heading) -> str:
        """Return the id of a heading, made here if the document gives it none: navigation leads to it."""
        return heading.id or self._heading_ids.setdefault(
            heading.serial, f"{self.prefix}heading.{len(self._heading_ids) + 1}"
        )

    def heading_lang(self, heading: Heading) -> str | None:
        """Return the language of a heading, its own or that of the division it stands in; None for the document's."""
        return self._heading_langs.get(heading.serial)

    def before(self, _: Element, node: Block | Inline) -> None:
        """Remember that words stand in a table."""
        if isinstance(node, Table):
            self._in_table = True

    def begun(self, element: Element, _: Node) -> None:
        """Find out whether an id of the document may be one that is made here."""
        if identifier := element.get("id"):
            self.clash = self.clash or identifier.startswith(self._own)

    def finished(self, parent: Element, element: Element, node: Node) -> None:
        """Add to an element what readers of screens need."""
        match node:
            case Heading():
                self._heading(element, node)
            case OrderedList() if name := _length_of_numbers(node):
                element.set("class", f"{element.get('class')} {name}")
            case DefinitionList() if are_pairs(node):
                element.set("class", "pairs")
            case ListItem() if node.checked is not None:
                put_box(element, self.phrases, done=node.checked)
            case Callout():
                self._callouts += 1
                element[0].set("id", f"{self.prefix}callout.{self._callouts}")
                element.set("aria-labelledby", element[0].get("id", ""))
            case CodeBlock():
                # Code runs from left to right in any text. EPUB style sheets may not say so (EPUB 3.3, 6.3.1.2).
                element.set("dir", "ltr")
            case Table():
                self._table(parent, element, node)
            case Cell():
                self._cell(element, node)
            case Link() if self.prints_addresses and (address := walk.printed_address(node)):
                element.set("data-address", address)
            case Image():
                self._picture(element, node)
            case _:
                pass

    def text(self, parent: Element, node: Text) -> None:
        """Append words, with what stands among them; what must stay whole does."""
        markers = self.markers_in(node)
        place = 0
        for start, end in unbreakable(node.text, self.lang) if self._in_table else ranges(node.text):
            _words(parent, node.text, place, start, markers)
            _words(SubElement(parent, "span", {"class": "whole"}), node.text, start, end, markers)
            place = end
        _words(parent, node.text, place, len(node.text), markers)

    def code(self, code: Element, block: CodeBlock) -> None:
        """Fill an element with lines of code, with what stands among them."""
        lines_of_code(code, block.text, self.markers_in(block))

    def _heading(self, element: Element, heading: Heading) -> None:
        """Give a heading an id, so that the contents can lead to it."""
        element.set("id", self.heading_id(heading))
        if self.lang != self.document.metadata.lang:
            self._heading_langs[heading.serial] = self.lang
        self.inventory.headings += 1

    def _cell(self, element: Element, cell: Cell) -> None:
        """Let a short cell stay in one line, and a long address be broken."""
        name = "broken" if has_long_word(cell, self.theme, self.lang) else "whole" if is_short(cell) else ""
        if name:
            element.set("class", f"{element.get('class', '')} {name}".lstrip())

    def _table(self, parent: Element, element: Element, table: Table) -> None:
        """Put a table that may not fit into a box."""
        self.inventory.tables += 1
        self._in_table = False
        free_corner(element)
        align_decimals(element, table, self.lang)
        name = box_class(table, self.theme, self.lang)
        if not name:
            return
        parent.remove(element)
        box = SubElement(parent, "div", {"class": f"table {name}"})
        box.append(element)
        label_values(element, table)
        self.box(box, element, table, name)

    def _picture(self, element: Element, image: Image) -> None:
        """Lead to the picture's file."""
        element.set("src", self.address_of(image))
        if image.width:
            element.set("style", f"width: {width(image.width)}")
        if not image.decorative:
            self.inventory.pictures += 1
            self.inventory.described += image.described_by is not None
            self.inventory.without_text += not image.alt.strip()

    def math(self, parent: Element, math: Math) -> Element:
        """Append a formula in a sentence."""
        return self.formula(self.element(parent, "span", math), math, display=False)

    def math_block(self, parent: Element, block: MathBlock) -> Element:
        """Append a formula that stands alone."""
        element = self.formula(self.element(parent, "div", block), block, display=True)
        if len(_TAG.sub("", to_mathml(block.tex, display=True))) > FITS_LINE:
            # It scrolls, so the keyboard reaches it, and what it reaches has a name.
            element.attrib |= {"role": "group", "tabindex": "0", "aria-label": block.alt}
        return element

    def formula(self, element: Element, formula: Math | MathBlock, *, display: bool) -> Element:
        """Fill the element of a formula."""
        mathml = to_mathml(formula.tex, display=display)
        element.set("class", "formula")
        element.text = Markup(mathml.replace("<math ", f'<math alttext="{escape(formula.alt)}" ', 1))
        self.inventory.formulas += 1
        return element

    def note_reference(self, parent: Element, reference: NoteReference) -> Element:
        """Append the call of a note."""
        return self.called.call(parent, reference)[0]

    def count_roles(self, body: Element) -> None:
        """Count the elements of a finished body that have a role of ARIA."""
        self.inventory.roles += sum(element.get("role", "presentation") != "presentation" for element in body.iter())


def fragment(identifier: str) -> str:
    """Return an id as the fragment of an address."""
    return _NOT_IN_FRAGMENTS.sub(lambda found: f"%{ord(found[0]):02X}", identifier)


def _words(parent: Element, text: str, start: int, end: int, markers: list[tuple[int, Element]]) -> None:
    """Append a part of a text, and take the markers that stand in it out of the list."""
    while markers and (markers[0][0] < end or end == len(text)):
        at, marker = markers.pop(0)
        append_text(parent, text[start:at])
        parent.append(marker)
        start = at
    append_text(parent, text[start:end])


def _length_of_numbers(block: OrderedList) -> str:
    """Return the class of a list by the room that its numbers need: "" for one digit or letter."""
    largest = max(abs(block.start), abs(block.start + len(block.items) - 1))
    long, longer = (2, 8) if block.numbering in (Numbering.LOWER_ROMAN, Numbering.UPPER_ROMAN) else (10, 100)
    return "longer-numbers" if largest >= longer else "long-numbers" if largest >= long else ""
