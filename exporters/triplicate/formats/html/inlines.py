"""Inline nodes as elements in a line of text."""

from collections.abc import Iterable
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from triplicate.document.language import direction
from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Figure,
    Image,
    Inline,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from triplicate.document.phrases import phrases_in
from triplicate.formats.html.elements import set_language
from triplicate.formats.html.hooks import Hooks


class InlineBuilder(Hooks):
    """Builds what stands in a line of text."""

    def inlines(self, parent: Element, inlines: Iterable[Inline]) -> None:
        """Append inline nodes."""
        for inline in inlines:
            self.before(parent, inline)
            if isinstance(inline, Text):
                self.text(parent, inline)
            else:
                self.finished(parent, self._inline(parent, inline), inline)

    def _inline(self, parent: Element, inline: Inline) -> Element:
        match inline:
            case Passage():
                element = self._span(parent, "span", inline)
                if inline.dir:
                    element.set("dir", inline.dir)
            case Emphasis():
                return self._span(parent, "em", inline)
            case Strong():
                return self._span(parent, "strong", inline)
            case Strikethrough():
                return self._span(parent, "s", inline)
            case Subscript():
                return self._span(parent, "sub", inline)
            case Superscript():
                return self._span(parent, "sup", inline)
            case Link():
                element = self.element(parent, "a", inline)
                element.set("href", self.href(inline.target))
                self.inlines(element, inline.children)
            case Code():
                element = self.element(parent, "code", inline)
                element.text = inline.text
            case Keyboard():
                element = self.element(parent, "kbd", inline)
                element.text = inline.text
            case Abbreviation():
                element = self.element(parent, "abbr", inline)
                element.set("title", inline.expansion)
                element.text = inline.text
            case LineBreak():
                element = self.element(parent, "br", inline)
            case NoteReference():
                element = self.note_reference(parent, inline)
            case Image():
                element = self.picture(parent, inline)
            case Math():
                element = self.math(parent, inline)
            case Text():
                raise AssertionError("has no element of its own")
            case _:
                assert_never(inline)
        return element

    def _span(
        self,
        parent: Element,
        tag: str,
        inline: Emphasis | Strong | Strikethrough | Subscript | Superscript | Passage,
    ) -> Element:
        element = self.element(parent, tag, inline)
        self.inlines(element, inline.children)
        return element

    def picture(self, parent: Element, image: Image) -> Element:
        """Append a picture."""
        element = self.element(parent, "img", image)
        element.set("src", image.source)
        element.set("alt", "" if image.decorative else image.alt)
        if image.decorative:
            element.set("role", "presentation")
        if image.described_by:
            # Not "aria-describedby": a voice would read the description here too, and again in its place.
            element.set("aria-details", image.described_by)
        if image.width:
            element.set("style", f"width: {image.width.value:g}{image.width.unit}")
        return element

    def section_number(self, parent: Element, number: str | None) -> None:
        """Append the number of a section, if it has one, before the words of its heading: both are read as one."""
        if number:
            SubElement(parent, "span", {"class": "number"}).text = f"{number} "

    def caption(self, parent: Element, block: Table | Figure) -> None:
        """Append a caption, with its label and number before it ("Table 2: …")."""
        if block.number is not None:
            metadata = self.document.metadata
            phrases, spoken = phrases_in(self.lang, metadata.lang)
            label = phrases.table if isinstance(block, Table) else phrases.figure
            span = SubElement(parent, "span", {"class": "label"})
            span.text = f"{label} {block.number}:"
            if self.lang != spoken:
                set_language(span, spoken)
            elif (metadata.dir if self.lang == metadata.lang else direction(self.lang)) == "rtl":
                # An element with a direction is isolated: its number stays apart from one that begins the caption.
                span.set("dir", "rtl")
            span.tail = " "
        self.inlines(parent, block.caption)
