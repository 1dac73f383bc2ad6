"""Inline nodes as runs, hyperlinks and fields."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import assert_never

from lxml.etree import _Element as Element

from triplicate.document import walk
from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
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
    Text,
)
from triplicate.formats.word import fields, formulas, pictures
from triplicate.formats.word.languages import set_language
from triplicate.formats.word.looks import CODE_WORDS, KEY_WORDS, NOTE_WORDS
from triplicate.formats.word.markup import colour, loose, related, sub, write_text
from triplicate.formats.word.numbering import look_of_number
from triplicate.formats.word.relations import Relations
from triplicate.formats.word.shared import ReferencePart, RunLook, Shared
from triplicate.formats.word.signs import Sign
from triplicate.formats.word.styles import SCRIPTS, fonts, script_size, text_size
from triplicate.pictures import WorkError
from triplicate.reading.rules import PICTURE_BROKEN
from triplicate.rules.finding import Quote
from triplicate.theme.cover import CoverPicture


class InlineWriter:
    """Writes inline nodes into paragraphs of one part: the text itself, or the footnotes."""

    def __init__(self, shared: Shared, relations: Relations, *, in_notes: bool = False) -> None:
        self._shared = shared
        self._relations = relations
        self._in_notes = in_notes
        self._called: set[int] = set()
        self._counted = 0
        self._properties: dict[RunLook, Element] = {}

    def write(self, parent: Element, inlines: Inlines, look: RunLook, room: float) -> None:
        """Append inline nodes; ``room`` is the width in points that a picture among them has at most."""
        for inline in inlines:
            self._inline(parent, inline, look, room)

    def text(self, parent: Element, words: str, look: RunLook) -> None:
        """Append a run of words."""
        write_text(self._run(parent, look), words)

    def mark(self, properties: Element, look: RunLook) -> None:
        """Say in which look a paragraph ends: a number that Word counts is in it (17.3.1.29)."""
        if len(found := self._run_properties(look)):
            properties.append(found)

    def picture(
        self, parent: Element, image: Image, look: RunLook, room: float, place: CoverPicture | None = None
    ) -> None:
        """Append an inline picture, in a run of the language of its alternative text, which has none of its own.

        ``place`` is that of a picture on the cover.
        """
        shared = self._shared
        file = shared.document.pictures[image.source]
        try:
            shown = shared.pictures.shown(image.source, file)
        except WorkError as error:
            shared.lost(
                PICTURE_BROKEN,
                image.place,
                "The drawing “{image}” cannot be drawn: {problem}.",
                "Simplify it, or save it as PNG.",
                image=Quote(image.source),
                problem=str(error),
            )
            return
        run = self._run(parent, RunLook(lang=look.lang))
        extent = (place.width, place.height) if place else pictures.size(image, file, shared.theme, room)
        self._draw(run, image, shown, extent, place.lost if place else 0.0)

    def sign(self, parent: Element, sign: Sign) -> None:
        """Append a sign for eyes alone."""
        shown = self._shared.pictures.shown(sign.name, sign.picture)
        self._draw(self._run(parent, RunLook()), Image(sign.name, "", decorative=True), shown, sign.extent)

    def _draw(
        self, run: Element, image: Image, shown: pictures.Shown, extent: tuple[float, float], lost: float = 0.0
    ) -> None:
        pictures.drawing(
            run,
            image,
            extent,
            self._shared.pictures.next_number(),
            self._relations.picture(shown.raster.name),
            self._relations.picture(shown.vector.name) if shown.vector else None,
            lost,
        )

    def _inline(self, parent: Element, inline: Inline, look: RunLook, room: float) -> None:
        match inline:
            case Text():
                self.text(parent, inline.text, look)
            case Emphasis():
                inner = look.styled("Emphasis") if look.is_plain else replace(look, italic=True)
                self.write(parent, inline.children, inner, room)
            case Strong():
                inner = look.styled("Strong") if look.is_plain else replace(look, bold=True)
                self.write(parent, inline.children, inner, room)
            case Strikethrough():
                self.write(
                    parent,
                    inline.children,
                    look.styled("Strikethrough") if look.is_plain else replace(look, strike=True),
                    room,
                )
            case Subscript():
                self.write(parent, inline.children, _script(look, "subscript"), room)
            case Superscript():
                self.write(parent, inline.children, _script(look, "superscript"), room)
            case Code():
                self.text(parent, inline.text, replace(look.styled(CODE_WORDS), rtl=False, size=look.code))
            case Keyboard():
                self.text(parent, inline.text, replace(look.styled(KEY_WORDS), rtl=False, size=look.code))
            case Link():
                self._link(parent, inline, look, room)
            case Passage():
                self._passage(parent, inline, look, room)
            case Abbreviation():
                self.text(parent, inline.text, look)
                if inline.first:
                    self.text(parent, f" ({inline.expansion})", look.styled("AbbreviationExpansion"))
            case NoteReference():
                self._call(parent, inline.number, look)
            case LineBreak():
                sub(self._run(parent, look), "br")
            case Image():
                self.picture(parent, inline, look, room)
            case Math():
                formulas.inline(parent, inline, self._shared)
            case _:
                assert_never(inline)

    def _passage(self, parent: Element, passage: Passage, look: RunLook, room: float) -> None:
        bookmarks = self._shared.bookmarks
        key = bookmarks.open(parent, bookmarks.name(passage.id)) if passage.id else None
        inner = self._shared.in_language(look, passage.lang)
        # Word goes by the direction of a run, LibreOffice (7.4) by what stands in it: marks at both ends say the same.
        marks = {"ltr": "\u200e", "rtl": "\u200f"}.get(passage.dir or "", "")
        if marks:
            inner = replace(inner, rtl=passage.dir == "rtl")
            self.text(parent, marks, inner)
        self.write(parent, passage.children, inner, room)
        if marks:
            self.text(parent, marks, inner)
        if key is not None:
            bookmarks.close(parent, key)

    # Links

    def _link(self, parent: Element, link: Link, look: RunLook, room: float) -> None:
        styled = look.styled("Hyperlink")
        if not link.target.startswith("#"):
            element = sub(parent, "hyperlink", history="1")
            related(element, self._relations.address(link.target))
            self.write(element, link.children, styled, room)
            self._printed_address(parent, link, look)
            return
        identifier = link.target[1:]
        element = sub(parent, "hyperlink", anchor=self._shared.bookmarks.name(identifier), history="1")
        words = walk.text_of(link.children) if _plain(link.children) else None
        for pieces in self._shared.references(identifier):
            if "".join(piece.words for piece in pieces) == words:
                self._repeated(element, pieces, styled)
                return
        self.write(element, link.children, styled, room)

    def _printed_address(self, parent: Element, link: Link, look: RunLook) -> None:
        """Append the address of a link, where the style wants it for readers on paper and the words do not say it."""
        if self._shared.theme.links.addresses and (address := walk.printed_address(link)):
            self.text(parent, f" ({address})", replace(look, style="LinkAddress"))

    def _repeated(self, parent: Element, pieces: Iterable[ReferencePart], styled: RunLook) -> None:
        """Append words that fields keep in step with what they name.

        The hyperlink around them leads there in every reader: few know that a REF field can be followed.
        """
        for piece in pieces:
            if piece.field:
                fields.begin(parent, rf"{piece.field} \* MERGEFORMAT", styled.style)
            self.text(parent, piece.words, styled)
            if piece.field:
                fields.end(parent, styled.style)

    # Calls of notes

    def _call(self, parent: Element, number: int, look: RunLook) -> None:
        styled = look.styled("FootnoteReference")
        if self._in_notes or number in self._called:
            self._call_again(parent, number, styled)
            return
        self._called.add(number)
        bookmarks = self._shared.bookmarks
        key = bookmarks.open(parent, _note_bookmark(number)) if self._is_called_again(number) else None
        run = self._run(parent, styled)
        if number == self._counted + 1:
            self._counted = number
            sub(run, "footnoteReference", id=str(number))
        else:
            # Word counts calls as they stand, those with a mark of their own left out (17.11.14); a number that
            # differs is printed as it is.
            sub(run, "footnoteReference", customMarkFollows="1", id=str(number))
            write_text(run, str(number))
        if key is not None:
            bookmarks.close(parent, key)
        # Word knows no footnote of a footnote: its call stands beside that of the note which calls it, and apart.
        for inner in walk.referenced_notes(*self._shared.notes[number].children):
            if inner not in self._shared.called_in_text and inner not in self._called:
                self.text(parent, walk.NO_BREAK_SPACE, look)
                self._call(parent, inner, look)

    def _is_called_again(self, number: int) -> bool:
        """Whether another call leads to the first one: a second in the text, or any in a note."""
        return self._shared.calls[number] > 1 or number not in self._shared.called_in_text

    def _call_again(self, parent: Element, number: int, styled: RunLook) -> None:
        """Append a call that repeats another: a footnote of Word has one call."""
        name = _note_bookmark(number)
        element = sub(parent, "hyperlink", anchor=name, history="1")
        fields.begin(element, rf"NOTEREF {name} \f", styled.style)
        self.text(element, str(number), styled)
        fields.end(element, styled.style)

    # Runs

    def _run(self, parent: Element, look: RunLook) -> Element:
        run = sub(parent, "r")
        if (properties := self._properties.get(look)) is None:
            properties = self._properties[look] = self._run_properties(look)
        if len(properties):
            run.append(copy(properties))
        return run

    def _run_properties(self, look: RunLook) -> Element:
        properties = loose("rPr")
        if look.style:
            sub(properties, "rStyle", val=look.style)
        if look.lang and look.style not in (CODE_WORDS, KEY_WORDS) and (family := self._shared.family(look.lang)):
            fonts(properties, family)
        if look.number:
            look_of_number(properties, self._shared.theme)
        if look.bold:
            sub(properties, "b")
            sub(properties, "bCs")
        if look.italic:
            sub(properties, "i")
            sub(properties, "iCs")
        if look.strike:
            sub(properties, "strike")
        if look.link:
            sub(properties, "color", val=colour(self._shared.theme.colours.link))
        size = script_size(self._shared.theme) if look.vertical else look.size
        if size is not None and look.style not in (NOTE_WORDS, *SCRIPTS.values()):
            text_size(properties, size)
        if look.link:
            sub(properties, "u", val="single")
        if look.vertical:
            sub(properties, "vertAlign", val=look.vertical)
        if look.rtl:
            sub(properties, "rtl")
        if look.lang:
            set_language(properties, look.lang, self._shared.document.metadata.lang)
        return properties


def _script(look: RunLook, vertical: str) -> RunLook:
    """Return a look raised or lowered: that is said of the run too, where programs that know no styles look for it."""
    return replace(look.styled(SCRIPTS[vertical]) if look.is_plain else look, vertical=vertical)


def _plain(inlines: Inlines) -> bool:
    return all(isinstance(inline, Text) for inline in inlines)


def _note_bookmark(number: int) -> str:
    return f"_RefNote{number}"
