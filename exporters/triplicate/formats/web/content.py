"""The text of one page as elements, in landmarks."""

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.model import BulletList, Callout, CalloutKind, Document, Image, Node, Note, Picture, Table
from triplicate.document.phrases import language_of_phrases
from triplicate.formats.html import set_language
from triplicate.formats.reflow import contents
from triplicate.formats.reflow.builder import ReflowBuilder, fragment
from triplicate.theme import Theme


class PageBuilder(ReflowBuilder):
    """Builds the body of one page, with :meth:`fill`."""

    def __init__(
        self, document: Document, theme: Theme, picture_address: Callable[[Picture], str], prefix: str = ""
    ) -> None:
        super().__init__(document, theme, prefix, typed=False)
        self.prints_addresses = True
        self._picture_address = picture_address
        self._tables = 0
        self._linked = 0

    def fill(self, body: Element) -> None:
        """Fill the body: title, contents and text in the main landmark, and the lines after it.

        The title is in it too: what programs take for the text of a page is what they find there.
        """
        main = Element("main")
        self.title_block(main)
        text = Element("div", {"id": f"{self.prefix}text.start"})
        self.blocks(text, self.document.blocks)
        for _ in self.called.section(text, self._note):
            self.inventory.notes += 1
        self.called.link_back()
        # They lead to headings, of which all have an id by now.
        listed = contents.points(self.document, self, lambda identifier: f"#{fragment(identifier)}")
        if self.document.metadata.toc and listed:
            skip = SubElement(body, "a", {"class": "skip", "href": f"#{text.get('id')}"})
            skip.text = self.phrases.start
            self._own_words(skip)
            text.set("tabindex", "-1")
            self._contents(main, listed)
        main.append(text)
        body.append(main)
        self.end_lines(body)
        self.count_roles(body)

    def _contents(self, main: Element, listed: Iterable[contents.Point]) -> None:
        name = f"{self.prefix}contents.title"
        navigation = SubElement(main, "nav", {"role": "doc-toc", "aria-labelledby": name})
        title = SubElement(navigation, "h2", {"id": name})
        title.text = self.phrases.contents
        self._own_words(title)
        _entries(navigation, listed, 1 + self.document.metadata.toc_depth)

    def _own_words(self, element: Element) -> None:
        """Tell the language of words that are not the text's own, where it is another."""
        if (own := language_of_phrases(self.document.metadata.lang)) != self.document.metadata.lang:
            set_language(element, own)

    def _note(self, element: Element, note: Note) -> None:
        self.blocks(element, note.children)

    # What a web page has its own way for

    def finished(self, parent: Element, element: Element, node: Node) -> None:
        """Take away the roles that elements of HTML have by themselves (ARIA in HTML, 4)."""
        super().finished(parent, element, node)
        match node:
            case BulletList(key_figures=True) | Image(decorative=True):
                element.attrib.pop("role", None)
            case Callout(kind=CalloutKind.SUMMARY):
                # A section wants a heading, and the title of a callout is none.
                element.tag = "div"
            case _:
                pass

    def href(self, target: str) -> str:
        """Return the address of a target."""
        return f"#{fragment(target[1:])}" if target.startswith("#") else target

    def address_of(self, image: Image) -> str:
        """Return the address of a picture."""
        return self._picture_address(self.document.pictures[image.source])

    def box(self, box: Element, element: Element, table: Table, name: str) -> None:
        """Make the box of a table that is too wide for a screen's column a region, which the keyboard scrolls.

        One that fits there is stacked on narrow screens, and nothing scrolls.
        """
        if name != "wide":
            return
        box.attrib |= {"class": "table scrolls", "role": "region", "tabindex": "0"}
        caption = element.find("caption")
        if table.caption and caption is not None:
            self._tables += 1
            caption.set("id", f"{self.prefix}caption.{self._tables}")
            box.set("aria-labelledby", caption.get("id", ""))
        else:
            box.set("aria-label", self.phrases.table)


def _entries(parent: Element, listed: Iterable[contents.Point], deepest: int) -> None:
    items = SubElement(parent, "ol")
    for point in listed:
        item = SubElement(items, "li")
        contents.append_words(SubElement(item, "a", {"href": point.href}), point)
        if point.points and point.points[0].level <= deepest:
            _entries(item, point.points, deepest)
