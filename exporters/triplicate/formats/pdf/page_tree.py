"""The HTML tree that WeasyPrint lays out, and what each of its elements stands for.

Everything that shows words of the model is an element of this tree: the structure tree is built from it later, and
the place in the source of each page's first word is found through :attr:`PdfHtml.texts`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from triplicate.document import walk
from triplicate.document.model import (
    Abbreviation,
    Block,
    BulletList,
    Callout,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Math,
    MathBlock,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Passage,
    Quotation,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from triplicate.document.unbreakable import unbreakable
from triplicate.errors import TriplicateError
from triplicate.formats.html import HtmlBuilder, append_text, set_language
from triplicate.formats.pdf.formulas import Drawing, draw
from triplicate.formats.pdf.keeping import IN_TEXT, add_class, inset, is_short, turn
from triplicate.rules.finding import Finding
from triplicate.theme import Theme
from triplicate.theme.measure import Letters, measure_of
from triplicate.theme.tables import (
    Setting,
    heights,
    is_high,
    is_kept_whole,
    is_measured,
    is_tall,
    is_too_narrow,
    set_table,
    too_wide,
)

SCHEME = "triplicate"
"""The private URL scheme under which layout finds pictures, formulas and fonts."""

LINES_AT_FOOT = 12
"""A note longer than this, by estimate, stands in the text after its block: WeasyPrint 70 never divides a footnote.

So does a note called in a table: WeasyPrint 70 stretches the row of the call over the page.
"""

HANGING_CODE, DEEPEST_CODE = 4, 24
"""Characters by which a line of code goes on further in than it began, and the deepest beginning that counts."""

NARROW_CODE = 0.6
"""Of the width that a line has: a longer line may have to be wrapped in a list or a callout."""

WHOLE_CODE, WHOLE_LINK = 16, 12
"""Characters in code without spaces ("--dry-run") and in a link ("Figure 3") that stay on one line."""

_GAP = re.compile(r"(?<=\S )( +)(?=\S)")
"""Spaces within a line of code beyond the first of a run."""

_SIMPLE_ID = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Where a Text node stands: in text slot ``slot`` of its element, from character ``start`` of that slot on.

    ``start`` is less than 0 where the node began before that slot. Slot 0 is an element's text before its first child,
    slot k the text after its k-th child.
    """

    slot: int
    start: int
    node: Text


class PdfHtml(HtmlBuilder):
    """Builds the tree of one document; :attr:`root` is its ``html`` element.

    ``texts`` has the Text nodes of each element, ``entries`` the heading of each link of the contents; ``pictures``
    (by source) and ``formulas`` have what stands behind the private addresses.
    """

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._measure = measure_of(theme)
        self.texts: dict[Element, list[Words]] = defaultdict(list)
        self.entries: dict[Element, Heading] = {}
        self.pictures: dict[str, str] = {}
        self.formulas: dict[str, Drawing] = {}
        self._waiting: list[int] = []
        self._tables = 0
        self._room = theme.page.measure
        self.findings: list[Finding] = []
        self._label: tuple[int, str] | None = None
        self._names = self._ascii_names()
        self._sections = {
            id(heading): self._names[heading.id] if heading.id else self._free(f"section-{number}")
            for number, heading in enumerate(walk.headings(document))
        }
        self._calls: set[int] = set()
        self._anchors = {n: (self._free(f"call-{n}"), self._free(f"note-{n}")) for n in self.notes}
        metadata = document.metadata
        self.root = Element("html", {"dir": metadata.dir, "lang": metadata.lang})
        body = SubElement(self.root, "body")
        self.title_block(body)
        if metadata.toc and (sections := walk.contents(document)):
            self.contents(body, sections)
        self.blocks(body, document.blocks)
        self.end_lines(body)
        turn(body)
        for element in self.root.iter():
            if name := element.get("id"):
                element.set("id", self._names.get(name, name))

    # Names. A destination's name is a byte string, sorted by bytes (ISO 32000-1 7.9.6): ASCII keeps the order simple.

    def _ascii_names(self) -> dict[str, str]:
        self._taken = set(walk.targets(self.document))
        return {
            name: name if _SIMPLE_ID.fullmatch(name) else self._free("target") for name in walk.targets(self.document)
        }

    def _free(self, wanted: str) -> str:
        candidates = (wanted if n == 0 else f"{wanted}.{n}" for n in count())
        name = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(name)
        return name

    def href(self, target: str) -> str:
        """Return the target; of an inner link with the target's name in this file."""
        if target.startswith("#"):
            return f"#{self._names[target[1:]]}"
        return target

    # Contents

    def contents(self, parent: Element, sections: Iterable[walk.Section]) -> None:
        """Append the contents; the page numbers are added by the style sheet."""
        nav = SubElement(parent, "nav", {"class": "contents"})
        SubElement(nav, "p", {"class": "contents-title"}).text = self.words.contents
        self._entries(nav, sections)

    def _entries(self, parent: Element, sections: Iterable[walk.Section]) -> None:
        entries = SubElement(parent, "ul")
        for section in sections:
            heading = section.heading
            entry = SubElement(entries, "li")
            link = SubElement(entry, "a", {"href": f"#{self._sections[id(heading)]}"})
            self.entries[link] = heading
            set_language(link, heading.lang)
            if heading.number:
                SubElement(link, "span", {"class": "number"}).text = heading.number
                link[-1].tail = " "
            self.inlines(link, _unlinked(heading.children))
            if section.sections:
                self._entries(entry, section.sections)

    # Blocks

    def block(self, parent: Element, block: Block) -> None:
        """Append one block and, after it, the notes called in it that cannot stand at the foot of a page."""
        label, self._label = self._label, None
        if label and not isinstance(block, Paragraph):
            self._note_label(SubElement(parent, "p"), *label)
        outside, self._room = self._room, self._room - inset(block, self._theme)
        match block:
            case CodeBlock():
                self.code_block(parent, block)
            case Paragraph() if label:
                element = self.element(parent, "p", block)
                self._note_label(element, *label)
                self.inlines(element, block.children)
            case _:
                super().block(parent, block)
                if isinstance(block, Paragraph) and walk.words(block.children).rstrip().endswith(":"):
                    parent[-1].set("class", "lead-in")
        self._room = outside
        if isinstance(block, BulletList | OrderedList) and all(len(item.children) == 1 for item in block.items):
            add_class(parent[-1], "flat")
        if isinstance(block, Callout | CodeBlock | Quotation) and is_short(block, self._theme, self._lang):
            add_class(parent[-1], "short")
        while self._waiting:
            self.note(parent, self._waiting.pop(0), IN_TEXT)

    def heading(self, parent: Element, heading: Heading) -> Element:
        """Append a heading that can be linked to."""
        element = super().heading(parent, heading)
        element.set("id", self._sections[id(heading)])
        return element

    def code_block(self, parent: Element, block: CodeBlock) -> None:
        """Append code, one element a line: each becomes one structure element."""
        code = SubElement(self.element(parent, "pre", block), "code")
        room = self._theme.page.measure - 3 * self._theme.spacing.paragraph
        letters = Letters(self._theme.type.code, code=True, spaced=False)
        for text in block.text.split("\n"):
            # A line that is too long goes on further in than it began, so that nobody takes it for two.
            hanging = HANGING_CODE + min(len(text) - len(text.lstrip(" ")), DEEPEST_CODE)
            style = f"padding-left: {hanging}ch; text-indent: -{hanging}ch"
            line = SubElement(code, "span", {"class": "line", "style": style})
            width = self._measure.width(text, letters)
            if width > NARROW_CODE * room:
                # The sign stands in the room that a line which goes on leaves free.
                line.set("class", "line wrapped")
                line.set("style", f"{style}; background-position: {hanging - 2}ch 0")
            first, *pieces = _GAP.split(text) if width > room else [text]
            append_text(line, first)
            for gap, words in zip(pieces[::2], pieces[1::2], strict=True):
                SubElement(line, "span", {"class": "gap"}).text = gap
                append_text(line, words)
            append_text(line, "\n")

    def table(self, parent: Element, block: Table) -> Element:
        """Append a table as it is to be set: its classes, the widths of its columns, the rows that are divided."""
        lang, theme = self._lang, self._theme
        setting = set_table(block, theme, lang, room=self._room, alone=parent.tag == "body")
        if setting.broken:
            self.findings.append(too_wide(block, "the PDF"))
        high = heights(block, theme, lang, setting)
        self._tables += 1
        element = super().table(parent, block)
        self._tables -= 1
        names = {
            "wide": setting.turned,
            "small": setting.size < theme.type.body,
            "close": setting.side < theme.spacing.cell_side,
            "stacked": setting.stacked,
            "short": is_kept_whole(block, theme, high),
        }
        add_class(element, " ".join(name for name, holds in names.items() if holds))
        if setting.stacked:
            self._stack(element, block, setting)
        elif is_measured(block):
            element.set("style", f"table-layout: fixed; width: {sum(setting.widths):.2f}pt")
            for cell, width in zip(element.iter("th"), setting.widths, strict=False):
                cell.set("style", f"width: {width - 2 * setting.side:.2f}pt")
        elif block.caption:
            element.set("style", "width: 100%")
        for row, cells, height in zip(element.iter("tr"), (block.header, *block.rows), high, strict=True):
            if is_high(height, theme):
                # WeasyPrint 70 leaves out the header where rows that are kept together are higher than a page.
                add_class(row, "high tall" if is_tall(height, theme) else "high")
            for column, (own, content) in enumerate(zip(row, cells, strict=True)):
                if is_too_narrow(content, theme, lang, setting, column):
                    add_class(own, "broken")
        return element

    def _stack(self, element: Element, block: Table, setting: Setting) -> None:
        """Let each value of a table stand beside the words of its column's header; the cells stay what they are."""
        labels = [walk.words(cell.children) for cell in block.header]
        width = setting.widths[0] - setting.side
        for row in element.iterfind("tbody/tr"):
            for cell, label in zip(row, labels, strict=True):
                if cell.tag == "td":
                    cell.set("data-label", label)
                    cell.set("style", f"--label: {width:.2f}pt")

    def math_block(self, parent: Element, block: MathBlock) -> None:
        """Append a formula that stands alone."""
        element = self.element(parent, "div", block)
        element.set("class", "math-block")
        self._formula(SubElement(element, "img"), block)

    # Inline nodes

    def text(self, parent: Element, node: Text) -> None:
        """Append words and remember where they stand; in a table what must not be parted is an element of its own."""
        place = 0
        for start, end in unbreakable(node.text, self._lang) if self._tables else ():
            self._piece(parent, node, place, start)
            whole = SubElement(parent, "span", {"class": "whole"})
            self._piece(whole, node, start, end)
            place = end
        self._piece(parent, node, place, len(node.text))

    def _piece(self, parent: Element, node: Text, start: int, end: int) -> None:
        before = (parent[-1].tail if len(parent) else parent.text) or ""
        self.texts[parent].append(Words(len(parent), len(before) - start, node))
        append_text(parent, node.text[start:end])

    def picture(self, parent: Element, image: Image) -> Element:
        """Append a picture under its private address. Raises TriplicateError if the document lacks its file."""
        if image.source not in self.document.pictures:
            raise TriplicateError(f"line {image.place.line}: the picture {image.source} is not there")
        element = super().picture(parent, image)
        element.set("src", self.pictures.setdefault(image.source, f"{SCHEME}:picture/{len(self.pictures)}"))
        return element

    def inline(self, parent: Element, inline: Inline) -> None:
        """Append one inline node; where the style wants it, a link with the address that is printed after it."""
        super().inline(parent, inline)
        if _is_whole(inline):
            add_class(parent[-1], "whole")
        if isinstance(inline, Link) and self._theme.links.addresses and (address := walk.printed_address(inline)):
            SubElement(parent, "span", {"class": "address", "data-address": address})

    def math(self, parent: Element, math: Math) -> None:
        """Append a formula in a sentence."""
        element = self.element(parent, "img", math)
        element.set("class", "math")
        self._formula(element, math)

    def _formula(self, element: Element, math: Math | MathBlock) -> None:
        drawing = draw(math)
        address = f"{SCHEME}:formula/{len(self.formulas)}"
        self.formulas[address] = drawing
        element.set("src", address)
        element.set("style", drawing.style)

    def note_reference(self, parent: Element, reference: NoteReference) -> None:
        """Append a call; the first call of a note brings the note with it, later ones are links to it."""
        number = reference.number
        call, note = self._anchors[number]
        element = self.element(parent, "a", reference)
        element.set("class", "note-call")
        element.set("href", f"#{note}")
        element.text = str(number)
        if number in self._calls:
            return
        self._calls.add(number)
        element.set("id", call)
        if self._tables or self._lines(self.notes[number]) > LINES_AT_FOOT:
            self._waiting.append(number)
        else:
            self.note(parent, number, "note at-foot")

    def note(self, parent: Element, number: int, name: str) -> None:
        """Append a note, its number first: the link back to the call."""
        call, identifier = self._anchors[number]
        element = SubElement(parent, "span", {"class": name, "id": identifier})
        self.nodes[element] = self.notes[number]
        outer, self._waiting, self._tables = (self._waiting, self._tables), [], 0
        self._label = number, call
        self.blocks(element, self.notes[number].children)
        self._waiting, self._tables = outer

    def _lines(self, note: Note) -> float:
        """Return about how many lines a note takes at the foot of a page: each block ends in a part of one."""
        letters = Letters(self._theme.type.small)
        widths = (self._measure.width(walk.plain(block), letters) for block in note.children)
        return sum(1.5 + width / self._theme.page.measure for width in widths)

    def _note_label(self, parent: Element, number: int, call: str) -> None:
        label = SubElement(parent, "span", {"class": "note-label"})
        SubElement(label, "a", {"class": "note-back", "href": f"#{call}"}).text = str(number)


def _is_whole(inline: Inline) -> bool:
    """Tell whether a line may not end within."""
    match inline:
        case Code() | Keyboard():
            return len(inline.text) <= WHOLE_CODE and " " not in inline.text
        case Link():
            return len(walk.words(inline.children)) <= WHOLE_LINK
        case _:
            return False


def _unlinked(inlines: Inlines) -> Inlines:
    """Return the inline nodes as an entry of the contents shows them: no link, call or target inside."""
    result: list[Inline] = []
    for position, inline in enumerate(inlines, start=1):
        match inline:
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                result.append(replace(inline, children=_unlinked(inline.children)))
            case Passage():
                result.append(replace(inline, children=_unlinked(inline.children), id=None))
            case Link():
                result.extend(_unlinked(inline.children))
            case LineBreak():
                result.append(Text(" "))
            case NoteReference():
                # Where a call stood between two spaces, one is left.
                following = inlines[position] if position < len(inlines) else Text(" ")
                if (
                    result
                    and isinstance(result[-1], Text)
                    and isinstance(following, Text)
                    and following.text[:1] == " "
                ):
                    result[-1] = Text(result[-1].text.rstrip(" "))
            case Text() | Code() | Keyboard() | Abbreviation() | Image() | Math():
                result.append(inline)
            case _:
                assert_never(inline)
    return tuple(result)
