"""The text of one book as elements: what an EPUB adds to the tree that it shares with the PDF.

Calls of notes, task markers, mathematics, page-break markers, pictures' files, and links from one content document
to another.
"""

import re
from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element, SubElement

from triplicate.document import walk
from triplicate.document.mathematics import to_mathml
from triplicate.document.model import (
    Block,
    Callout,
    Cell,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    Numbering,
    OrderedList,
    Table,
    Text,
)
from triplicate.document.unbreakable import ranges, unbreakable
from triplicate.formats.epub import cover
from triplicate.formats.epub.chapters import Part, PartKind
from triplicate.formats.epub.code import lines_of_code
from triplicate.formats.epub.inventory import Inventory
from triplicate.formats.epub.notes import Notes
from triplicate.formats.epub.pagemarks import PageMarks
from triplicate.formats.epub.pictures import PictureFiles, width
from triplicate.formats.epub.tables import FITS_TELEPHONES, align_decimals, box_class, is_short, make_stackable
from triplicate.formats.epub.tasks import put_box
from triplicate.formats.epub.xhtml import Markup
from triplicate.formats.html import HtmlBuilder, append_text
from triplicate.formats.product import PageStart
from triplicate.theme import Theme
from triplicate.theme.tables import has_long_word

# What a fragment may not hold as it is (RFC 3987, 2.2).
_NOT_IN_FRAGMENTS = re.compile(r'[%"<>\\^`{|}\[\]]')

FITS_LINE = 16
"""Letters and signs of a formula that fit into the line of a telephone."""

_TAG = re.compile("<[^>]+>")


class ContentBuilder(HtmlBuilder):
    """Builds the content documents of a book, one part after another, then :meth:`finish`.

    ``mathematical`` are the files that hold MathML; ``marks`` knows the pages met. The ids made here begin with
    ``prefix`` and one of a few words; ``clash`` tells that an id of the document begins so too, and may be the same.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        pictures: PictureFiles,
        page_starts: Sequence[PageStart],
        prefix: str = "",
    ) -> None:
        super().__init__(document)
        self._theme = theme
        self.clash = False
        self._in_table = False
        self._own = tuple(f"{prefix}{word}." for word in ("call", "callout", "heading", "note", "page"))
        self._prefix = prefix
        self._heading_langs: dict[int, str] = {}
        self.inventory = Inventory()
        self.mathematical: set[str] = set()
        self.marks = PageMarks(document, page_starts, prefix)
        self._pictures = pictures
        self._called = Notes(document.notes, self.phrases, prefix)
        self._file = ""
        self._homes: dict[str, str] = {}
        self._bodies: dict[str, Element] = {}
        self._heading_ids: dict[int, str] = {}
        self._callouts = 0

    def part(self, body: Element, part: Part) -> None:
        """Fill the body of a content document."""
        self._file = part.file
        self._bodies[part.file] = body
        body.set("epub:type", PartKind.TEXT if part.heading else part.kind)
        section = SubElement(body, "section")
        if part.heading:
            section.set("epub:type", part.kind)
            section.set("role", "doc-chapter")
            section.set("aria-labelledby", self.heading_id(part.heading))
        if part.title_block:
            self.title_block(section)
        self.blocks(section, part.blocks)
        if part.end_lines:
            section.extend(self.marks.before_end_lines(self._file))
            self.end_lines(section)
        for identifier in self._called.section(body, self._note):
            self._homes[identifier] = part.file
            self.inventory.notes += 1

    def picture_of_title(self) -> Figure | None:
        """Return the picture that stands under the title: one that is met, and is not the cover of the book."""
        figure = self.document.cover
        return figure if figure and not figure.image.decorative and cover.is_drawn(self.document) else None

    def finish(self) -> None:
        """Complete what needs the whole book: links back from notes, and links between content documents."""
        self._called.link_back()
        for file, body in self._bodies.items():
            for link in body.iter("a"):
                target = link.get("href", "")
                if target.startswith("#"):
                    link.set("href", self.address(target[1:], file))
            for image in body.iter("img"):
                # An IDREF stays in its document; the alternative text names the place of the description too.
                if (described := image.get("aria-details")) and self._homes.get(described) != file:
                    del image.attrib["aria-details"]
            self.inventory.roles += sum(
                element.get("role", "presentation") != "presentation" for element in body.iter()
            )

    def address(self, identifier: str, file: str = "") -> str:
        """Return the address of an id as seen from a file of the book."""
        home = self._homes.get(identifier, file)
        fragment = _NOT_IN_FRAGMENTS.sub(lambda found: f"%{ord(found[0]):02X}", identifier)
        return f"#{fragment}" if home == file else f"{home}#{fragment}"

    def heading_id(self, heading: Heading) -> str:
        """Return the id of a heading, made here if the document gives it none: navigation leads to it."""
        return heading.id or self._heading_ids.setdefault(
            heading.serial, f"{self._prefix}heading.{len(self._heading_ids) + 1}"
        )

    def heading_lang(self, heading: Heading) -> str | None:
        """Return the language of a heading, its own or that of the division it stands in; None for the document's."""
        return self._heading_langs.get(heading.serial)

    # What EPUB has its own way for

    def before(self, parent: Element, node: Block | Inline) -> None:
        """Append the markers of pages that begin with a node."""
        if isinstance(node, Table):
            self._in_table = True
        if not self.marks:
            return
        if isinstance(node, Block):
            parent.extend(self.marks.before_block(node, self._file))
        elif not isinstance(node, Text):
            parent.extend(self.marks.before(node, self._file, "span"))

    def begun(self, element: Element, node: Node) -> None:
        """Remember where a node's id is found; put the markers of pages that begin with a cell or an item into it."""
        if identifier := element.get("id"):
            self._homes[identifier] = self._file
            self.clash = self.clash or identifier.startswith(self._own)
        if self.marks and not isinstance(node, Block | Inline):
            element.extend(self.marks.before(node, self._file, "div" if isinstance(node, ListItem) else "span"))

    def finished(self, parent: Element, element: Element, node: Node) -> None:
        """Add to an element what reading systems need."""
        match node:
            case Heading():
                self._heading(element, node)
            case OrderedList() if name := _length_of_numbers(node):
                element.set("class", f"{element.get('class')} {name}")
            case ListItem() if node.checked is not None:
                put_box(element, self.phrases, done=node.checked)
            case Callout():
                self._callouts += 1
                element[0].set("id", f"{self._prefix}callout.{self._callouts}")
                element.set("aria-labelledby", element[0].get("id", ""))
            case CodeBlock():
                # Code runs from left to right in any text. EPUB style sheets may not say so (EPUB 3.3, 6.3.1.2).
                element.set("dir", "ltr")
            case Table():
                self._table(parent, element, node)
            case Cell():
                self._cell(element, node)
            case Link() if self._theme.links.addresses and (address := walk.printed_address(node)):
                element.set("data-address", address)
            case Image():
                self._picture(element, node)
            case _:
                pass

    def text(self, parent: Element, node: Text) -> None:
        """Append words, with the markers of pages that begin among them; what must stay whole does."""
        markers = list(self.marks.within(node, self._file)) if self.marks else []
        place = 0
        for start, end in unbreakable(node.text, self.lang) if self._in_table else ranges(node.text):
            _words(parent, node.text, place, start, markers)
            _words(SubElement(parent, "span", {"class": "whole"}), node.text, start, end, markers)
            place = end
        _words(parent, node.text, place, len(node.text), markers)

    def code(self, code: Element, block: CodeBlock) -> None:
        """Fill an element with lines of code, with the markers of pages that begin among them."""
        lines_of_code(code, block.text, self.marks.within(block, self._file))

    def href(self, target: str) -> str:
        """Return the target: :meth:`finish` adds the file, once it is known where each id is found."""
        return target

    def _heading(self, element: Element, heading: Heading) -> None:
        """Give a heading an id, so that the contents can lead to it."""
        element.set("id", self.heading_id(heading))
        self._homes[self.heading_id(heading)] = self._file
        if self.lang != self.document.metadata.lang:
            self._heading_langs[heading.serial] = self.lang
        self.inventory.headings += 1

    def _cell(self, element: Element, cell: Cell) -> None:
        """Let a short cell stay in one line, and a long address be broken."""
        name = "broken" if has_long_word(cell, self._theme, self.lang) else "whole" if is_short(cell) else ""
        if name:
            element.set("class", f"{element.get('class', '')} {name}".lstrip())

    def _table(self, parent: Element, element: Element, table: Table) -> None:
        """Put a table that may not fit into a box; the keyboard too reaches one that may scroll."""
        self.inventory.tables += 1
        self._in_table = False
        align_decimals(element, table, self.lang)
        name = box_class(table, self._theme, self.lang)
        if not name:
            return
        parent.remove(element)
        box = SubElement(parent, "div", {"class": f"table {name}"})
        box.append(element)
        make_stackable(element, table)
        if name not in FITS_TELEPHONES:
            box.set("tabindex", "0")
            if not table.caption:
                # A caption names the table: with a name here too a voice would say it twice.
                box.attrib |= {"role": "group", "aria-label": self.phrases.table}

    def _picture(self, element: Element, image: Image) -> None:
        """Lead to the picture's file in the book."""
        element.set("src", self._pictures.name(image.source))
        if image.width:
            element.set("style", f"width: {width(image.width)}")
        if not image.decorative:
            self.inventory.pictures += 1
            self.inventory.described += image.described_by is not None
            self.inventory.without_text += not image.alt.strip()

    def math(self, parent: Element, math: Math) -> Element:
        """Append a formula in a sentence."""
        return self._formula(self.element(parent, "span", math), math, display=False)

    def math_block(self, parent: Element, block: MathBlock) -> Element:
        """Append a formula that stands alone."""
        element = self._formula(self.element(parent, "div", block), block, display=True)
        if len(_TAG.sub("", to_mathml(block.tex, display=True))) > FITS_LINE:
            # It scrolls, so the keyboard reaches it, and what it reaches has a name.
            element.attrib |= {"role": "group", "tabindex": "0", "aria-label": block.alt}
        return element

    def _formula(self, element: Element, formula: Math | MathBlock, *, display: bool) -> Element:
        mathml = to_mathml(formula.tex, display=display)
        element.set("class", "formula")
        element.text = Markup(mathml.replace("<math ", f'<math alttext="{escape(formula.alt)}" ', 1))
        self.mathematical.add(self._file)
        self.inventory.formulas += 1
        return element

    def note_reference(self, parent: Element, reference: NoteReference) -> Element:
        """Append the call of a note."""
        element, identifier = self._called.call(parent, reference)
        self._homes[identifier] = self._file
        return element

    def _note(self, element: Element, note: Note) -> None:
        self.blocks(element, note.children)


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
