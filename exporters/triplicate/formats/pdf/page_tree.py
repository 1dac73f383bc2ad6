"""The HTML tree that WeasyPrint lays out, and what each of its elements stands for.

Everything that shows words of the model is an element of this tree: the structure tree is built from it later, and
the place in the source of each page's first word is found through :attr:`PdfHtml.texts`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from triplicate.document import walk
from triplicate.document.chapters import chapters_on_new_pages
from triplicate.document.model import (
    Block,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Keyboard,
    Link,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Quotation,
    Strikethrough,
    Table,
    Text,
)
from triplicate.document.phrases import language_of_phrases, phrases_in
from triplicate.document.title_block import LineKind, MetadataLine
from triplicate.document.unbreakable import ranges, unbreakable
from triplicate.formats.html import HtmlBuilder, append_text, set_language
from triplicate.formats.pdf.code import lines_of_code
from triplicate.formats.pdf.contents_fit import fits_closer, is_divided
from triplicate.formats.pdf.cover_page import append_cover
from triplicate.formats.pdf.destinations import Names
from triplicate.formats.pdf.entries import unlinked
from triplicate.formats.pdf.even_lines import make_captions_even, make_even
from triplicate.formats.pdf.formulas import Drawing, fitted, too_large
from triplicate.formats.pdf.keeping import (
    CHAPTER,
    HEADINGS,
    IN_TEXT,
    ORDERED,
    add_class,
    inset,
    is_short,
    lead_height,
    turn,
)
from triplicate.formats.pdf.margins import CONTINUED, SECTION, end_continued, section_at_head
from triplicate.formats.pdf.page_references import PageReferences
from triplicate.formats.pdf.portion import WHOLE, Portion
from triplicate.formats.pdf.room import Room
from triplicate.formats.pdf.seams import Seams, seams
from triplicate.formats.pdf.table_setting import set_element
from triplicate.later import dataclass
from triplicate.rules.exporting import TOO_NARROW
from triplicate.rules.finding import Finding
from triplicate.theme import Theme, role
from triplicate.theme.cover import cover_of
from triplicate.theme.drawings import width_for_letters
from triplicate.theme.key_figures import columns
from triplicate.theme.measure import measure_of
from triplicate.theme.section_numbers import hang
from triplicate.theme.tables import too_wide
from triplicate.theme.term_columns import term_column
from triplicate.theme.wrapping import lines_of, words_of

SCHEME = "triplicate"
"""The private URL scheme under which layout finds pictures, formulas and fonts."""

NOTE_CALL, AT_FOOT, WITH_CALL = "note-call", "note at-foot", "with-call"
"""The classes of a call of a note, of a note at the foot of a page, and of one at that of the page of its call."""

PRINTED = "data-page"
"""The attribute of a link of the contents that holds the page that is printed, where WeasyPrint does not count it."""

_SHORT_NOTE, _LETTER = 4, 0.5
"""How many lines a short note has at most, as about as many letters fill as their mean width in em tells."""

WHOLE_CODE, WHOLE_LINK = 16, 12
"""Characters in code without spaces ("--dry-run") and in a link ("Figure 3") that stay on one line."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a Text node stands: in text slot ``slot`` of its element, from character ``start`` of that slot on.

    ``start`` is less than 0 where the node began before that slot. Slot 0 is an element's text before its first child,
    slot k the text after its k-th child.
    """

    slot: int
    start: int
    node: Text


@dataclass(frozen=True, slots=True)
class Foot:
    """Which notes stand at the foot of pages.

    ``in_text`` are the numbers of those that find no room there. Where the foot of a page is full, a line that calls a
    long note stays and the note waits for the next page; of those in ``with_calls`` the line goes there, too.
    """

    in_text: frozenset[int] = frozenset()
    with_calls: frozenset[int] = frozenset()


_FOOT = Foot()


class PdfHtml(HtmlBuilder):
    """Builds the tree of one document; :attr:`root` is its ``html`` element.

    ``foot`` tells which notes find no room at the foot of a page. Each of them stands as a block after the block that
    calls it, and so do the notes called in a table (WeasyPrint 70 stretches the row of the call over the page) or in a
    note at the foot (it lays out a footnote of a footnote over other text).

    ``said`` are the pages that links say, None before they are known: see :class:`PageReferences`.

    ``portion`` is what of the document the tree holds, ``names`` are those of the whole document. ``printed`` are the
    pages that the contents give headings, by their names, where the style sheet cannot count them.

    ``findings`` are of what the pages cannot carry; ``most_pages`` are more pages than the whole document has.
    ``at_foot`` has the element of each other note by its number; ``texts`` has the Text nodes of each element,
    ``entries`` the heading of each link of the contents; ``pictures`` (by source) and ``formulas`` have what stands
    behind the private addresses.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        foot: Foot = _FOOT,
        *,
        said: Mapping[str, int] | None = None,
        portion: Portion = WHOLE,
        names: Names | None = None,
        printed: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(document)
        self.portion = portion
        self.foot = foot
        self.references = PageReferences(self.phrases.on_page, said)
        self.at_foot: dict[int, Element] = {}
        self.findings: list[Finding] = []
        self._theme = theme
        self._measure = measure_of(theme)
        self.texts: dict[Element, list[TextPlace]] = defaultdict(list)
        self.entries: dict[Element, Heading] = {}
        self.pictures: dict[str, str] = {}
        self.formulas: dict[str, Drawing] = {}
        self._waiting: list[int] = []
        self.cover = cover_of(document, theme) if portion.has_front else None
        self._room = Room(theme, self.cover.size if self.cover else 0)
        self._beside: dict[int, int] = {}
        self._inside_foot = False
        self._figures: set[int] = set()
        self._struck = 0
        self._after_struck: list[int] = []
        self._seams = Seams()
        self._label: int | None = None
        self._names = names or Names(document)
        self.most_pages = self._names.most_pages
        self._chapters = {document.blocks[number].serial for number in chapters_on_new_pages(document)}
        self.printed = printed
        self._calls = set(portion.called)
        metadata = document.metadata
        self.root = Element("html", {"dir": metadata.dir, "lang": metadata.lang})
        body = SubElement(self.root, "body")
        if portion.has_front:
            if self.cover:
                append_cover(self, body, self.cover, theme)
            else:
                self.title_block(body)
            if metadata.toc and (sections := walk.contents(document)):
                self.contents(body, sections)
        self.blocks(body, portion.blocks(document))
        if portion.has_back:
            self.end_lines(body)
        turn(body)
        end_continued(body)
        for element in self.root.iter():
            if name := element.get("id"):
                element.set("id", self._names.of.get(name, name))

    def href(self, target: str) -> str:
        """Return the target; of an inner link with the target's name in this file."""
        if target.startswith("#"):
            return f"#{self._names.of[target[1:]]}"
        return target

    # Contents

    def contents(self, parent: Element, sections: Iterable[walk.Section]) -> None:
        """Append the contents; the page numbers are added by the style sheet."""
        nav = SubElement(parent, "nav", {"class": "contents"})
        if self.cover and fits_closer(self.document, sections, self._theme):
            add_class(nav, "closer")
        title = SubElement(nav, "p", {"class": "contents-title"})
        title.text = self.phrases.contents
        if (own := language_of_phrases(self.document.metadata.lang)) != self.document.metadata.lang:
            set_language(title, own)
        self._entries(nav, sections, level=0)
        self._room.leave_contents()

    def _entries(self, parent: Element, sections: Iterable[walk.Section], level: int) -> None:
        """Append the entries of one level."""
        entries = SubElement(parent, "ul")
        for section in sections:
            heading = section.heading
            entry = SubElement(entries, "li")
            if level == 0 and is_divided(section):
                add_class(entry, "divided")
            name = self._names.sections[heading.serial]
            link = SubElement(entry, "a", {"href": f"#{name}"})
            if self.printed is not None:
                link.set(PRINTED, str(self.printed[name]))
            self.entries[link] = heading
            set_language(link, heading.lang)
            if heading.number:
                append_text(link, f"{heading.number} ")
            self._room.enter_entry(level, heading.lang or self.lang)
            self.inlines(link, unlinked(heading.children))
            if section.sections:
                self._entries(entry, section.sections, level + 1)

    # What the PDF has its own way for

    def before(self, parent: Element, node: Block | Inline) -> None:
        """Append the label of a note that does not begin with a paragraph, or a place where a line may end."""
        if isinstance(node, Block):
            beside, lang = 1, node.lang or self.lang
            if isinstance(node, BulletList) and node.key_figures:
                self._figures |= {item.serial for item in node.items}
                beside = self._beside[node.serial] = self._side_by_side(parent, node)
            self._room.enter(node, self._role_in(parent) if isinstance(node, Paragraph) else "", beside, lang)
            if self._room.has_become_too_narrow():
                self._too_narrow(node)
        if isinstance(node, Table):
            lang = node.lang or self.lang
            setting = self._room.enter_table(node, lang, alone=parent.tag == "body")
            self.findings += too_wide(node, self._theme, lang, setting, "the PDF")
        if self._label and isinstance(node, Block) and not isinstance(node, Paragraph):
            self._note_label(SubElement(parent, "p"))
        if isinstance(node, Strikethrough):
            self._struck += 1
        if node.serial in self._seams.before:
            SubElement(parent, "span", {"class": "seam"})

    def _role_in(self, parent: Element) -> str:
        """Return the role of a paragraph in an element, "" for that of the text."""
        if parent.tag == "blockquote":
            return "quoted"
        around = self.nodes.get(parent)
        return "key-figures" if around is not None and around.serial in self._figures else ""

    def begun(self, element: Element, node: Node) -> None:
        """Append the label of a note to its first paragraph, and remember what makes lines shorter."""
        if self._label and isinstance(node, Paragraph):
            self._note_label(element)
        if isinstance(node, OrderedList):
            room = inset(node, self._theme, self.lang)
            # The style sheet's room is enough for most.
            if room > ORDERED * self._theme.spacing.indent:
                element.set("style", f"padding-inline-start: {room:.2f}pt")
        if isinstance(node, Cell):
            self._room.enter_cell(node)

    def finished(self, parent: Element, element: Element, node: Node) -> None:
        """Add names, classes by which layout knows what stays together, and what stands after a node.

        That is the address that is printed after a link, where the theme wants it, and after a block the notes called
        in it that cannot stand at the foot of a page.
        """
        if isinstance(node, Block):
            self._room.leave()
        match node:
            case Heading():
                self._heading(element, node)
            case Paragraph() if walk.text_of(node.children).rstrip().endswith(":"):
                element.set("class", "lead-in")
            case BulletList(key_figures=True) if (beside := self._beside[node.serial]) > 1:
                add_class(element, f"beside-{beside}")
            case BulletList() | OrderedList() if all(len(item.children) == 1 for item in node.items):
                add_class(element, "flat")
                self._mark_lone(element, node)
            case DefinitionList() if width := term_column(node, self._theme, self.lang):
                add_class(element, "pairs")
                element.set("style", f"--term: {width:.4g}pt")
            case Table() if setting := self._room.setting:
                set_element(element, node, setting, self._theme, self.lang, self._lead(parent))
                make_captions_even(element, node, self._theme, min(self._room.width, sum(setting.widths)), self.lang)
                if node.number is not None and node.rows and parent.tag == "body":
                    phrases, _ = phrases_in(self.lang, self.document.metadata.lang)
                    words = phrases.continued.format(what=f"{phrases.table} {node.number}")
                    next(element.iter("tbody"))[0][0].set(CONTINUED, words)
                self._room.leave_table()
            case Figure():
                make_captions_even(element, node, self._theme, self._room.width, self.lang)
            case Image():
                self._picture(element, node)
            case _:
                pass
        if isinstance(node, Callout | CodeBlock | Quotation) and is_short(
            node, self._theme, self.lang, lead=self._lead(parent)
        ):
            add_class(element, "short")
        if isinstance(node, Inline) and _is_whole(node) and self._fits(node, parent):
            add_class(element, "whole")
        if isinstance(node, Link) and self._theme.links.addresses and (address := walk.printed_address(node)):
            SubElement(parent, "span", {"class": "address", "data-address": address})
        with_page = self._theme.links.pages and parent.tag not in HEADINGS
        if isinstance(node, Link) and with_page and node.target.startswith("#"):
            self.references.append(parent, self.href(node.target).removeprefix("#"))
        if isinstance(node, Strikethrough):
            self._struck -= 1
        while self._after_struck and not self._struck:
            # The line through words would go through all that stands among them.
            number = self._after_struck.pop(0)
            self.at_foot[number] = self._note(parent, number, AT_FOOT)
        while isinstance(node, Block) and self._waiting:
            self._note(parent, self._waiting.pop(0), IN_TEXT)

    def _heading(self, element: Element, heading: Heading) -> None:
        """Name a heading for links to it and for the head of pages, and make its lines equally long."""
        if heading.serial in self._chapters:
            add_class(element, CHAPTER)
        if name := self._names.sections.get(heading.serial):
            element.set("id", name)
            if words := section_at_head(heading, self.document, self._theme):
                element.set(SECTION, words)
        number = Text(f"{heading.number} ") if heading.number and not hang(self._theme) else Text("")
        name = "title" if heading.level == 1 else element.tag
        make_even(element, name, (number, *heading.children), self._theme, self._room.width, self.lang)

    def lines(self, parent: Element, lines: Iterable[MetadataLine]) -> None:
        """Append paragraphs that come from the metadata; the lines of a subtitle are made equally long."""
        for line in lines:
            super().lines(parent, (line,))
            if line.kind is LineKind.SUBTITLE:
                make_even(parent[-1], "subtitle", line.children, self._theme, self._room.width, self.lang)

    def _mark_lone(self, element: Element, block: BulletList | OrderedList) -> None:
        """Mark the first and the last item of a list that are of one line, which would be alone on a page."""
        room = self._room.width - inset(block, self._theme, self.lang)
        letters, _ = self._room.lines_in(element, self.lang)
        for place in (0, -1):
            (content,) = block.items[place].children
            if isinstance(content, Paragraph):
                words = words_of(content.children, letters, self._measure)
                if lines_of(words, room) == 1:
                    add_class(element[place], "lone")

    def _lead(self, parent: Element) -> float:
        return lead_height(parent, self.nodes, self._theme, self.lang)

    def text(self, parent: Element, node: Text) -> None:
        """Append words and remember where they stand; what must stay whole is an element of its own."""
        place = 0
        for start, end in unbreakable(node.text, self.lang) if self._room.setting else ranges(node.text):
            self._piece(parent, node, place, start)
            self._piece(SubElement(parent, "span", {"class": "whole"}), node, start, end)
            place = end
        if (seam := self._seams.before_call(node)) is not None and seam > place:
            self._piece(parent, node, place, seam)
            SubElement(parent, "span", {"class": "seam"})
            place = seam
        self._piece(parent, node, place, len(node.text))

    def _piece(self, parent: Element, node: Text, start: int, end: int) -> None:
        slot, before = append_text(parent, self._seams.opened(node)[start:end])
        self.texts[parent].append(TextPlace(slot, before - start, node))

    def code(self, code: Element, block: CodeBlock) -> None:
        """Append lines of code."""
        lines_of_code(code, block.text, self._theme)

    def _picture(self, element: Element, image: Image) -> None:
        """Lead to a picture by its private address."""
        element.set("src", self.pictures.setdefault(image.source, f"{SCHEME}:picture/{len(self.pictures)}"))
        file = self.document.pictures[image.source]
        if (width := width_for_letters(file, image.width, self._theme, self._room.width)) is not None:
            element.set("style", f"width: {width:.2f}pt")

    # Formulas

    def math_block(self, parent: Element, block: MathBlock) -> Element:
        """Append a formula that stands alone: in lines if it is wide, and on a page turned sideways if that helps."""
        element = self.element(parent, "div", block)
        element.set("class", "math-block")
        picture = SubElement(element, "img")
        page = self._theme.page
        indent = self._theme.spacing.indent
        if self._formula(picture, block, self._room.width - indent):
            return element
        if parent.tag == "body" and self._formula(picture, block, page.height - page.left - page.right - indent):
            element.set("class", "math-block wide")
        else:
            self.findings.append(too_large(block, self._theme.name))
        return element

    def inlines(self, parent: Element, inlines: Iterable[Inline]) -> None:
        """Append inline nodes, and find where a line may end in letters that go on from one to the next.

        It is found once for all of a line: what stands in an inline node is set as that is, and may be wider.
        """
        nodes = tuple(inlines)
        if isinstance(self.nodes.get(parent), Inline):
            super().inlines(parent, nodes)
            return
        outside = self._seams
        self._seams = outside | seams(nodes, self._measure, *self._room.lines_in(parent, self.lang))
        super().inlines(parent, nodes)
        self._seams = outside

    def _side_by_side(self, parent: Element, block: BulletList) -> int:
        """Return how many key figures stand side by side: more than one where they have room."""
        if parent.tag != "body":
            return 1
        calls = {node.number for node in walk.descend(block) if isinstance(node, NoteReference)}
        # A note of many lines under a figure wants the width of the page.
        return columns(block, self._theme, block.lang or self.lang) if calls.isdisjoint(self.foot.in_text) else 1

    def _fits(self, inline: Inline, parent: Element) -> bool:
        """Tell whether a line in an element has room for a node."""
        letters, room = self._room.lines_in(parent, self.lang)
        return self._measure.inlines([inline], letters) <= room

    def math(self, parent: Element, math: Math) -> Element:
        """Append a formula in a sentence; in lines if it is wider than those of the text."""
        element = self.element(parent, "img", math)
        element.set("class", "math")
        if not any(self._formula(element, math, room) for room in self._room.of_formula()):
            self.findings.append(too_large(math, self._theme.name))
        return element

    def _formula(self, element: Element, math: Math | MathBlock, room: float) -> bool:
        """Lead to a formula by its private address; tell whether it fits in lines ``room`` points wide."""
        address = f"{SCHEME}:formula/{len(self.formulas)}"
        drawn = fitted(math, room, self._theme)
        self.formulas[address] = drawn.drawing
        element.set("src", address)
        element.set("style", drawn.style)
        return drawn.fits

    def _too_narrow(self, node: Block) -> None:
        self.findings.append(
            TOO_NARROW.finding(
                "This stands so deep in others that no words have room in it on a page of the edition {edition}.",
                node.place,
                "Make it less deep.",
                edition=self._theme.name,
            )
        )

    # Notes

    def note_reference(self, parent: Element, reference: NoteReference) -> Element:
        """Append a call; the first call of a note brings the note with it, later ones are links to it."""
        number = reference.number
        call, note = self._names.notes[number]
        element = self.element(parent, "a", reference)
        element.set("class", NOTE_CALL)
        element.set("href", f"#{note}")
        element.text = str(number)
        if number in self._calls:
            return element
        self._calls.add(number)
        element.set("id", call)
        if self._room.setting or self._inside_foot or number in self.foot.in_text:
            self._waiting.append(number)
        elif self._struck:
            self._after_struck.append(number)
        else:
            self.at_foot[number] = self._note(parent, number, AT_FOOT)
        return element

    def _note(self, parent: Element, number: int, name: str) -> Element:
        """Append a note, its number first: the link back to the call."""
        _, identifier = self._names.notes[number]
        goes_along = name == AT_FOOT and (number in self.foot.with_calls or self._is_short(self.notes[number]))
        element = SubElement(parent, "span", {"class": f"{name} {WITH_CALL}" if goes_along else name, "id": identifier})
        self.nodes[element] = self.notes[number]
        # Whatever the language of the words that call it, and whichever way they run.
        set_language(element, self.document.metadata.lang)
        element.set("dir", self.document.metadata.dir)
        outer = self._waiting, self._inside_foot, self.lang
        self._waiting, self._inside_foot = [], self._inside_foot or name == AT_FOOT
        self.lang = self.document.metadata.lang
        self._label = number
        with self._room.note(at_foot=name == AT_FOOT):
            self.blocks(element, self.notes[number].children)
        self._waiting, self._inside_foot, self.lang = outer
        return element

    def _is_short(self, note: Note) -> bool:
        match note.children:
            case (Paragraph(children=words),):
                size = role(self._theme, "note", "pdf").size or self._theme.type.body
                return len(walk.text_of(words)) * _LETTER * size <= _SHORT_NOTE * self._theme.page.measure
            case _:
                return False

    def _note_label(self, parent: Element) -> None:
        """Append the number of the note that has just begun: the link back to its call."""
        assert self._label is not None
        number, self._label = self._label, None
        label = SubElement(parent, "span", {"class": "note-label"})
        SubElement(label, "a", {"class": "note-back", "href": f"#{self._names.notes[number][0]}"}).text = str(number)


def _is_whole(inline: Inline) -> bool:
    """Tell whether a line may not end within."""
    match inline:
        case Code() | Keyboard():
            return len(inline.text) <= WHOLE_CODE and " " not in inline.text
        case Link():
            return len(walk.text_of(inline.children)) <= WHOLE_LINK
        case _:
            return False
