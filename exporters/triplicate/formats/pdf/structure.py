"""The structure tree, made from the model.

Each source element gives one structure element, in source order, over however many pages it runs. This room knows
neither WeasyPrint nor PDF syntax: :class:`LaidOut` says which fragments an element has, and claiming a fragment here is
what makes it content; all else on the pages becomes an artifact.
"""

from collections.abc import Mapping
from itertools import count
from types import MappingProxyType
from typing import NamedTuple, assert_never
from xml.etree.ElementTree import Element

from triplicate.document import walk
from triplicate.document.mathematics import to_mathml
from triplicate.document.model import (
    Abbreviation,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    Image,
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
from triplicate.formats.pdf.elements import Elem
from triplicate.formats.pdf.fragments import Fragment, LaidOut
from triplicate.formats.pdf.lists import definition_items, list_numbering
from triplicate.formats.pdf.page_tree import PdfHtml
from triplicate.formats.pdf.tables import relate_cells

Kids = list[Elem | Fragment]

LONGEST_STRING = 32_767
"""Bytes of a string in PDF/A (ISO 19005-2, 6.1.13)."""

SHIFT = 4
"""How far a sub- or superscript is shifted, in points, where PDF 1.7 knows no TextPosition (ISO 32000-1 table 345)."""

_BLOCK_HOLDERS = frozenset({"html", "body", "header", "footer", "div", "aside", "section", "blockquote", "li", "dd"})


class Tree(NamedTuple):
    """The Document element of a text, and the calls of each note by its number, in the order of the text."""

    document: Elem
    calls: Mapping[int, list[Elem]]


def build(content: PdfHtml, laid_out: LaidOut, elsewhere: Mapping[str, Elem] = MappingProxyType({})) -> Tree:
    """Return the structure of a text, its fragments claimed.

    ``elsewhere`` are elements that it refers to and does not hold, by the names of the destinations in them.
    """
    builder = _Builder(content, laid_out, elsewhere)
    return Tree(builder.document(), builder.calls)


class _Builder:
    def __init__(self, content: PdfHtml, laid_out: LaidOut, elsewhere: Mapping[str, Elem]) -> None:
        self._content = content
        self._phrases = content.phrases
        self._laid_out = laid_out
        self._notes: list[Elem] = []
        self.calls: dict[int, list[Elem]] = {}
        self._by_id: dict[str, Elem] = {**elsewhere}
        self._referring: list[tuple[Elem, str]] = []
        self._tables = count(1 + content.portion.tables)

    def document(self) -> Elem:
        root = self._content.root
        document = self._elem("Document", root, self._kids(root))
        _inner_asides(document)
        document.lang = root.get("lang")
        if root.get("dir") == "rtl":
            document.set("Layout", "WritingMode", "/RlTb")
        for elem, target in self._referring:
            if target in self._by_id:
                elem.refs.append(self._by_id[target])
        return document

    # What an element holds

    def _own(self, element: Element, part: str = "") -> list[Fragment]:
        fragments = self._laid_out.of(element, part)
        for fragment in fragments:
            fragment.claimed = True
        return fragments

    def _kids(self, element: Element) -> Kids:
        """Return own text and children in the order of the source, each note after the block that calls it."""
        own: dict[int, list[Fragment]] = {}
        for fragment in self._own(element):
            own.setdefault(fragment.slot, []).append(fragment)
        kids: Kids = [*own.get(0, ())]
        for slot, child in enumerate(element, start=1):
            kids += self._build(child)
            if _holds_blocks(element):
                kids += self._notes
                self._notes = []
            kids += own.get(slot, ())
        if element not in self._content.nodes:
            kids += self._own(element, "after")
        return kids

    def _elem(self, role: str, element: Element, kids: Kids | None = None) -> Elem:
        elem = Elem(role, element, self._kids(element) if kids is None else kids)
        elem.lang = element.get("lang")
        if name := element.get("id"):
            self._by_id[name] = elem
        return elem

    # From the source to structure elements

    def _build(self, element: Element) -> Kids:
        """Return what the parent gets for an element: mostly one structure element, at times several or none."""
        node = self._content.nodes.get(element)
        return self._helper(element) if node is None else self._node(element, node)

    def _node(self, element: Element, node: Node | Note) -> Kids:
        match node:
            case Heading():
                heading = self._elem(f"H{node.level}", element)
                # A name is looked for, not set in lines: its spaces are all alike.
                heading.title = " ".join(f"{node.number or ''} {walk.text_of(node.children)}".split())
                return [heading]
            case Paragraph():
                return [self._elem("P", element)]
            case BulletList() | OrderedList():
                return [self._list(element, node)]
            case ListItem():
                return [self._item(element, node)]
            case DefinitionList():
                return [self._definitions(element)]
            case Quotation():
                return [self._elem("BlockQuote", element)]
            case CodeBlock():
                return [self._elem("P", element)]
            case Table():
                table = self._elem("Table", element)
                relate_cells(table, next(self._tables), len(node.header))
                return [table]
            case Cell():
                # The label of a value in a stacked table says what the cell's Headers tell a screen reader.
                for fragment in self._laid_out.of(element, "before"):
                    fragment.hidden = True
                return [self._elem("TH" if element.tag == "th" else "TD", element)]
            case Figure():
                # An alternative text hides what is inside its element from many readers: the caption stands beside.
                return [self._elem("Aside", element)] if node.caption else self._lone(element)
            case Callout():
                callout = self._elem("Sect" if node.kind is CalloutKind.SUMMARY else "Aside", element)
                callout.title = " ".join(walk.text_of(node.title).split())
                return [callout]
            case Division():
                return [self._elem("Div", element)]
            case MathBlock():
                return [self._formula(element, element[0], node)]
            case ThematicBreak() | PageBreak() | LineBreak():
                return []
            case Emphasis():
                return [self._elem("Em", element)]
            case Strong():
                return [self._elem("Strong", element)]
            case Strikethrough():
                return [self._struck(element)]
            case Subscript() | Superscript():
                elem = self._elem("Span", element)
                lowered = isinstance(node, Subscript)
                elem.set("Layout", "TextPosition", "/Sub" if lowered else "/Sup")
                elem.set("Layout", "BaselineShift", -SHIFT if lowered else SHIFT)
                return [elem]
            case Code() | Keyboard():
                return [self._elem("Code", element)]
            case Link():
                return [self._link(element, walk.text_of(node.children).strip() or node.target)]
            case Passage():
                return [self._elem("Span", element)] if node.lang or node.id else self._kids(element)
            case Abbreviation():
                elem = self._elem("Span", element)
                elem.expansion = node.expansion
                return [elem]
            case NoteReference():
                return [self._call(element, node)]
            case Note():
                return self._note(element, node)
            case Image():
                return self._image(element, node)
            case Math():
                return [self._formula(element, element, node)]
            case Text() | Definition():
                raise AssertionError("has no element of its own")
            case _:
                assert_never(node)

    def _helper(self, element: Element) -> Kids:
        """Build what stands for no node: parts of blocks, the contents, lines made from the metadata."""
        match element.tag, element.get("class", ""):
            case "p", "callout-title":
                return [self._elem("Caption", element)]
            case "p", _:
                return [self._elem("P", element)]
            case (("caption" | "figcaption"), _):
                return [self._elem("Caption", element)]
            case "thead", _:
                return [self._elem("THead", element)]
            case "tbody", _:
                return [self._elem("TBody", element)]
            case "tr", _:
                return [self._elem("TR", element)]
            case "nav", _:
                return [self._contents(element)]
            case "code", _:
                return [self._elem("Code", element)]
            case "span", ("line" | "line wrapped"):
                return [self._elem("Sub", element)]
            case "span", "note-label":
                return [self._elem("Lbl", element)]
            case "a", "note-back":
                return [self._link(element, f"{self._phrases.back} {element.text}")]
            case "span", ("address" | "on-page"):
                # An address or a page says on paper where a link leads, which it tells a screen reader by itself.
                for fragment in self._laid_out.of(element, "after"):
                    fragment.hidden = True
                return []
            case "span", "label" if element.get("lang"):
                return [self._elem("Span", element)]
            case (("body" | "header" | "footer" | "div" | "span"), _):
                return self._kids(element)
            case _:
                raise AssertionError(f"no structure for <{element.tag}>")

    def _struck(self, element: Element) -> Elem:
        elem = self._elem("Span", element)
        elem.set("Layout", "TextDecorationType", "/LineThrough")
        return elem

    def _link(self, element: Element, name: str) -> Elem:
        elem = self._elem("Link", element)
        elem.title = " ".join(name.split())
        return elem

    # Lists

    def _list(self, element: Element, node: BulletList | OrderedList) -> Elem:
        elem = self._elem("L", element)
        elem.set("List", "ListNumbering", list_numbering(node))
        return elem

    def _item(self, element: Element, node: ListItem) -> Elem:
        marker = self._own(element, "marker")
        label = Elem("Lbl", None, [*marker])
        if node.checked is not None:
            # The box is the marker, or stands after the number that is the marker, in the page alone.
            number = "".join(fragment.text or "" for fragment in marker).strip()
            label.actual = f"{number} {self._phrases.done if node.checked else self._phrases.to_do}".lstrip()
        body = Elem("LBody", None, self._kids(element))
        return self._elem("LI", element, [label, body] if label.kids else [body])

    def _definitions(self, element: Element) -> Elem:
        parts = [self._elem("Lbl" if child.tag == "dt" else "LBody", child) for child in element]
        elem = self._elem("L", element, [*definition_items(parts)])
        elem.set("List", "ListNumbering", "/Description")
        return elem

    # Contents

    def _contents(self, nav: Element) -> Elem:
        title, entries = nav
        elem = self._entries(entries)
        heading = self._elem("H2", title)
        elem.kids.insert(0, Elem("Caption", None, [heading]))
        return elem

    def _entries(self, entries: Element) -> Elem:
        elem = self._elem("TOC", entries, [])
        for entry in entries:
            anchor = entry[0]
            link = self._link(anchor, accessible_words(anchor))
            reference = Elem("Reference", None, [link])
            item = self._elem("TOCI", entry, [reference, *(self._entries(inner) for inner in entry[1:])])
            self._referring.append((item, anchor.get("href", "")[1:]))
            elem.kids.append(item)
        return elem

    # Notes

    def _call(self, element: Element, node: NoteReference) -> Elem:
        link = self._link(element, f"{self._phrases.footnote} {node.number}")
        call = Elem("Reference", None, [link])
        if name := element.get("id"):
            self._by_id[name] = call
        call.again = self._again(node.number)
        self.calls.setdefault(node.number, []).append(call)
        self._referring.append((call, element.get("href", "")[1:]))
        return call

    def _note(self, element: Element, node: Note) -> Kids:
        waiting, self._notes = self._notes, []
        note = self._elem("FENote", element, [])
        note.kids = _label_first(self._kids(element))
        note.id = element.get("id")
        # A note stands in the tree where it is called; its own language is that of the document.
        note.lang = note.lang or self._content.document.metadata.lang
        note.set("FENote", "NoteType", "/Footnote")
        note.refs = self.calls[node.number]  # later calls of the same note join the list
        note.again = self._again(node.number)
        self._notes = [*waiting, note]
        return []

    def _again(self, number: int) -> int:
        return number if number in self._content.portion.again else 0

    # Pictures and formulas

    def _image(self, element: Element, node: Image) -> Kids:
        if node.decorative:
            for fragment in self._laid_out.of(element):
                fragment.hidden = True
            return []
        elem = self._elem("Figure", element, [*self._own(element)])
        elem.alt = node.alt
        return [elem]

    def _lone(self, figure: Element) -> Kids:
        """Return the picture of a figure that has no caption, with the language that the figure has."""
        kids = self._kids(figure)
        for kid in kids:
            if isinstance(kid, Elem):
                kid.lang = kid.lang or figure.get("lang")
        return kids

    def _formula(self, element: Element, picture: Element, node: Math | MathBlock) -> Elem:
        elem = self._elem("Formula", element, [*self._own(picture)])
        elem.alt = node.alt
        mathml = to_mathml(node.tex, display=isinstance(node, MathBlock))
        if len(mathml.encode("utf-16")) <= LONGEST_STRING:
            elem.set("MSFT_Office", "MSFT_MathML", mathml)
        return elem


def accessible_words(element: Element) -> str:
    """Return the words in an element of the contents, pictures by their alternative text."""
    words = [element.get("alt") or element.text or ""]
    for child in element:
        words += [accessible_words(child), child.tail or ""]
    return "".join(words)


def _holds_blocks(element: Element) -> bool:
    """Tell whether a note may stand between the children of an element."""
    return element.tag in _BLOCK_HOLDERS or element.get("class", "").startswith("note ")


def _label_first(kids: Kids) -> Kids:
    """Take the label of a note out of its first paragraph: Lbl stands directly in the note (ISO 32000-1 14.8.4.3)."""
    first = kids[0]
    assert isinstance(first, Elem)
    label, *rest = first.kids
    first.kids = rest
    return [label, *(kids if rest else kids[1:])]


def _inner_asides(elem: Elem, *, inside: bool = False) -> None:
    """Make a Sect of each Aside in a BlockQuote or in another Aside, which may hold none (ISO/TS 32005, table 5).

    A Div would not do: its Caption counts as the quotation's own, which must be its first or last child (8.2.5.27).
    """
    if inside and elem.role == "Aside":
        elem.role = "Sect"
    for kid in elem.kids:
        if isinstance(kid, Elem):
            _inner_asides(kid, inside=inside or elem.role in ("Aside", "BlockQuote"))
