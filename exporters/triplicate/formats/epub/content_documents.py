"""The text of one book as elements: what an EPUB adds to what it shares with the web page.

Page-break markers, pictures' files, and links from one content document to another.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import (
    Block,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    ListItem,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    Table,
    Text,
)
from triplicate.formats.epub import cover
from triplicate.formats.epub.chapters import Part, PartKind
from triplicate.formats.epub.pagemarks import PageMarks
from triplicate.formats.epub.pictures import PictureFiles
from triplicate.formats.product import PageStart
from triplicate.formats.reflow.builder import ReflowBuilder, fragment
from triplicate.formats.reflow.tables import FITS_TELEPHONES, say_roles
from triplicate.theme import Theme


class ContentBuilder(ReflowBuilder):
    """Builds the content documents of a book, one part after another, then :meth:`finish`.

    ``mathematical`` are the files that hold MathML; ``marks`` knows the pages met.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        pictures: PictureFiles,
        page_starts: Sequence[PageStart],
        prefix: str = "",
    ) -> None:
        super().__init__(document, theme, prefix, typed=True)
        self.mathematical: set[str] = set()
        self.marks = PageMarks(document, page_starts, prefix)
        self._pictures = pictures
        self._file = ""
        self._homes: dict[str, str] = {}
        self._bodies: dict[str, Element] = {}

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
        for identifier in self.called.section(body, self._note):
            self._homes[identifier] = part.file
            self.inventory.notes += 1

    def picture_of_title(self) -> Figure | None:
        """Return the picture that stands under the title: one that is met, and is not the cover of the book."""
        figure = self.document.cover
        return figure if figure and not figure.image.decorative and cover.is_drawn(self.document) else None

    def finish(self) -> None:
        """Complete what needs the whole book: links back from notes, and links between content documents."""
        self.called.link_back()
        for file, body in self._bodies.items():
            for link in body.iter("a"):
                target = link.get("href", "")
                if target.startswith("#"):
                    link.set("href", self.address(target[1:], file))
            for image in body.iter("img"):
                # An IDREF stays in its document; the alternative text names the place of the description too.
                if (described := image.get("aria-details")) and self._homes.get(described) != file:
                    del image.attrib["aria-details"]
            self.count_roles(body)

    def address(self, identifier: str, file: str = "") -> str:
        """Return the address of an id as seen from a file of the book."""
        home = self._homes.get(identifier, file)
        return f"#{fragment(identifier)}" if home == file else f"{home}#{fragment(identifier)}"

    # What EPUB has its own way for

    def before(self, parent: Element, node: Block | Inline) -> None:
        """Append the markers of pages that begin with a node."""
        super().before(parent, node)
        if not self.marks:
            return
        if isinstance(node, Block):
            parent.extend(self.marks.before_block(node, self._file))
        elif not isinstance(node, Text):
            parent.extend(self.marks.before(node, self._file, "span"))

    def begun(self, element: Element, node: Node) -> None:
        """Remember where a node's id is found; put the markers of pages that begin with a cell or an item into it."""
        super().begun(element, node)
        if identifier := element.get("id"):
            self._homes[identifier] = self._file
        if self.marks and not isinstance(node, Block | Inline):
            element.extend(self.marks.before(node, self._file, "div" if isinstance(node, ListItem) else "span"))

    def finished(self, parent: Element, element: Element, node: Node) -> None:
        """Remember where a heading is found, which has an id now."""
        super().finished(parent, element, node)
        if isinstance(node, Heading):
            self._homes[self.heading_id(node)] = self._file

    def markers_in(self, node: Text | CodeBlock) -> list[tuple[int, Element]]:
        """Return the markers of pages that begin among the words of a node."""
        return self.marks.within(node, self._file) if self.marks else []

    def href(self, target: str) -> str:
        """Return the target: :meth:`finish` adds the file, once it is known where each id is found."""
        return target

    def address_of(self, image: Image) -> str:
        """Return the name of the picture's file in the book."""
        return self._pictures.name(image.source)

    def box(self, box: Element, element: Element, table: Table, name: str) -> None:
        """Say the roles of a table's parts; let the keyboard too reach a box that may scroll."""
        say_roles(element)
        if name not in FITS_TELEPHONES:
            box.set("tabindex", "0")
            if not table.caption:
                # A caption names the table: with a name here too a voice would say it twice.
                box.attrib |= {"role": "group", "aria-label": self.phrases.table}

    def formula(self, element: Element, formula: Math | MathBlock, *, display: bool) -> Element:
        """Fill the element of a formula; remember that there is one in the file."""
        self.mathematical.add(self._file)
        return super().formula(element, formula, display=display)

    def note_reference(self, parent: Element, reference: NoteReference) -> Element:
        """Append the call of a note."""
        element, identifier = self.called.call(parent, reference)
        self._homes[identifier] = self._file
        return element

    def _note(self, element: Element, note: Note) -> None:
        self.blocks(element, note.children)
