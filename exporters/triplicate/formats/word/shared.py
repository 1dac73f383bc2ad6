"""What all parts of one Word document share while it is built."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from triplicate.document import walk
from triplicate.document.chapters import chapters_on_new_pages
from triplicate.document.language import direction
from triplicate.document.model import (
    Code,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Keyboard,
    Node,
    Note,
    NoteReference,
    Place,
    Table,
    Text,
)
from triplicate.document.phrases import Phrases, language_of_phrases, phrases_for
from triplicate.document.walk import text_of
from triplicate.formats.word.bookmarks import Bookmarks
from triplicate.formats.word.headings import automatic
from triplicate.formats.word.languages import is_complex
from triplicate.formats.word.looks import NOTE_WORDS, TITLE_WORDS, paragraph_styles
from triplicate.formats.word.numbering import NumberingPart
from triplicate.formats.word.package import own_furniture
from triplicate.formats.word.pictures import Pictures
from triplicate.formats.word.template import House, styles_with_template
from triplicate.later import dataclass
from triplicate.rules.finding import Argument, Finding, Rule
from triplicate.rules.word_lists import word_lists
from triplicate.theme import Theme
from triplicate.theme.cover import cover_of
from triplicate.theme.section_numbers import hang


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run stands apart from its paragraph: the character style, and what is added to it.

    ``number`` tells that it is the number of a section, which is set otherwise than the words of its heading.
    ``lang`` is None in the document's own language. ``size`` in points is None where that of the style holds, of the
    paragraph or of the characters; ``code`` is that of code among the words.
    """

    style: str | None = None
    bold: bool = False
    italic: bool = False
    strike: bool = False
    link: bool = False
    vertical: str | None = None
    size: float | None = None
    code: float | None = None
    lang: str | None = None
    rtl: bool = False
    number: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether another character style may take the place of this look's, which is that of the words around."""
        return self.style in (None, TITLE_WORDS, NOTE_WORDS)

    def styled(self, style: str) -> "RunLook":
        """Return this look in a character style. A run has one style alone: of the outer one the effect is kept."""
        match self.style:
            case _ if self.is_plain:
                return replace(self, style=style)
            case "Emphasis":
                return replace(self, style=style, italic=True)
            case "Strong":
                return replace(self, style=style, bold=True)
            case "Hyperlink":
                return replace(self, style=style, link=True)
            case "Strikethrough":
                return replace(self, style=style, strike=True)
            case _:
                return self


@dataclass(frozen=True, slots=True)
class ReferencePart:
    """Words of a cross-reference, and the instruction of the field that repeats them; None for words between."""

    words: str
    field: str | None = None


class Shared:
    """One document on its way into Word: the source, the theme, and what is numbered throughout.

    ``paragraph_looks`` are the looks of paragraphs by the ids of their styles; ``furniture`` are the kinds and pages of
    headers and footers, see :class:`triplicate.formats.word.package.Furniture`; ``own_first_page`` and
    ``even_pages`` tell whether the first page and even pages have their own. ``title_words`` is the character style of
    the title's words, if they have one; ``hang`` is how far before the text section numbers begin, in points;
    ``complex_script`` is the name of the family of letters in complex scripts, if it is another than that of the text.
    ``chapters`` are the serials of the headings that begin pages.
    """

    def __init__(self, document: Document, theme: Theme, house: House | None = None) -> None:
        self.paragraph_looks = styles_with_template(theme, house) if house else paragraph_styles(theme)
        # A template brings first pages of its own, and a logo is drawn for white.
        self.cover = None if house or document.logo else cover_of(document, theme)
        self.furniture = own_furniture(mirrored=theme.page.mirrored, cover=self.cover is not None)
        self.own_first_page, self.even_pages = True, theme.page.mirrored
        if house and house.furniture:
            self.furniture = tuple((one.kind, one.pages) for one in house.furniture)
            self.own_first_page, self.even_pages = house.first, house.even
        # A template's title looks as its headings of level 1 do: what else it has of the name suits another layout.
        self.title_words = None if house else TITLE_WORDS
        self.document = document
        self.chapters = {document.blocks[number].serial for number in chapters_on_new_pages(document)}
        self.theme = theme
        self._families = {lang: family.name for lang, family in theme.fonts.by_language}
        others = () if is_complex(document.metadata.lang) else filter(is_complex, self._families)
        self.complex_script = next((self._families[lang] for lang in others), None)
        self.phrases: Phrases = phrases_for(document.metadata.lang)
        own = language_of_phrases(document.metadata.lang)
        self.phrases_lang: str | None = own if own != document.metadata.lang else None
        self.rtl = document.metadata.dir == "rtl"
        self.bookmarks = Bookmarks()
        self.automatic = automatic(document)
        # The margins of a template are its own.
        self.hang = 0.0 if house else hang(theme)
        self.numbering = NumberingPart(theme, headings=bool(self.automatic), hang=self.hang)
        self.pictures = Pictures(theme)
        self.notes: dict[int, Note] = {note.number: note for note in document.notes}
        self.findings: list[Finding] = list(word_lists(document))
        self._targets: dict[str, Node] = {}
        # In another language labels are other words than references to them.
        self._abroad: set[str] = set()
        self.calls: Counter[int] = Counter()
        self.has_code = False
        self._survey(document.title, *document.blocks)
        self.called_in_text = frozenset(self.calls)
        for note in document.notes:
            self._survey(*note.children)

    def _survey(self, *nodes: Node) -> None:
        """Find the targets of links, the calls of notes, and whether there is code, in one walk."""
        for node in walk.descend(*nodes):
            if isinstance(node, NoteReference):
                self.calls[node.number] += 1
            elif isinstance(node, Code | CodeBlock | Keyboard):
                self.has_code = True
            if identifier := getattr(node, "id", None):
                self._targets.setdefault(identifier, node)
            if (getattr(node, "lang", None) or self.document.metadata.lang) != self.document.metadata.lang:
                self._abroad |= {named for inner in walk.descend(node) if (named := getattr(inner, "id", None))}

    def look(self, lang: str | None) -> RunLook:
        """Return the look of plain words in a language; None is the document's own."""
        if lang is None or lang == self.document.metadata.lang:
            return RunLook(rtl=self.rtl)
        return RunLook(lang=lang, rtl=direction(lang) == "rtl")

    def family(self, lang: str) -> str | None:
        """Return the name of the family that words of another language are set in, if the styles have another."""
        body = self.theme.fonts.body.name
        wanted = self._families.get(lang, body)
        return wanted if wanted != (self.complex_script or body if is_complex(lang) else body) else None

    def in_language(self, look: RunLook, lang: str | None) -> RunLook:
        """Return a look in another language; None changes nothing."""
        if lang is None:
            return look
        plain = self.look(lang)
        return replace(look, lang=plain.lang, rtl=plain.rtl)

    def references(self, identifier: str) -> Iterator[tuple[ReferencePart, ...]]:
        """Yield the ways in which fields can repeat what a target is called, as the pieces of each.

        None for a target that has no such words: a paragraph, or a heading with more than plain text in it.
        """
        match self._targets.get(identifier):
            case Heading() as heading if all(isinstance(inline, Text) for inline in heading.children):
                name, words = self.bookmarks.name(identifier), text_of(heading.children)
                if heading.serial in self.automatic:
                    number = ReferencePart(heading.number or "", rf"REF {name} \n")
                    yield number, ReferencePart(" "), ReferencePart(words, f"REF {name}")
                elif heading.number:
                    words = f"{heading.number} {words}"
                yield (ReferencePart(words, f"REF {name}"),)
            case Table(number=int(number)) if identifier not in self._abroad:
                yield (ReferencePart(f"{self.phrases.table} {number}", f"REF {self.bookmarks.label(identifier)}"),)
            case Figure(number=int(number)) if identifier not in self._abroad:
                yield (ReferencePart(f"{self.phrases.figure} {number}", f"REF {self.bookmarks.label(identifier)}"),)
            case _:
                return

    def lost(self, rule: Rule, place: Place, sentence: str, hint: str, **arguments: Argument) -> None:
        """Report what Word cannot carry as the source has it."""
        self.findings.append(rule.finding(sentence, place, hint, **arguments))
