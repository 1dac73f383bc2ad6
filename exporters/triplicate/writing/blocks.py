"""Block nodes become lines."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import assert_never

from triplicate.document.model import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    Counting,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Image,
    Inlines,
    LineBreak,
    ListItem,
    MathBlock,
    Numbering,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from triplicate.document.phrases import in_own_words, phrases_for
from triplicate.later import regex
from triplicate.writing.attributes import braces
from triplicate.writing.escaping import guarded
from triplicate.writing.inlines import InlineWriter
from triplicate.writing.nesting import can_be_tight, hung, would_be_one
from triplicate.writing.tables import table_lines
from triplicate.writing.wrapping import filled

_DASH = "— "
_PLAIN_TITLE = regex(r"(?!\[)[^{\\]*[^{\\\]\s]")
_TITLE_OF_CODE = regex(r"""[^"\\&`{}\s\u00ad]+(?: [^"\\&`{}\s\u00ad]+)*""")
_ALERTS = frozenset(CalloutKind) - {CalloutKind.SUMMARY}
_NARROWEST = 30
"""Characters that a line has at least, however deep it stands."""

_BETWEEN_LISTS = "<!-- -->"
"""What keeps two lists of terms apart, which would else be one."""


class BlockWriter:
    """Writes blocks; ``lang`` is the language of the document, ``ids`` the ids that headings would not have anyway.

    Paragraphs are filled up to ``width`` characters a line, or are one line each if it is None.
    """

    def __init__(self, inlines: InlineWriter, lang: str, ids: frozenset[str], width: int | None = None) -> None:
        self._width = width
        self._inlines = inlines
        self._lang = lang
        self._ids = ids

    def blocks(self, blocks: Blocks, lang: str = "", *, tight: bool = False, inside: bool = True) -> str:
        """Return blocks one below the other, with an empty line between them unless they stand ``tight``."""
        written = ""
        previous: Block | None = None
        second = False
        for block in blocks:
            if written:
                written += "\n" if tight else "\n\n"
            if previous is not None and would_be_one(previous, block):
                written += f"{_BETWEEN_LISTS}\n\n"
            lines = self._block(block, lang or self._lang, inside=inside)
            # Two lists in a row have different markers, or they would be one; attributes between part them too.
            in_a_row = isinstance(block, BulletList | OrderedList) and type(block) is type(previous)
            second = in_a_row and not second and not lines.startswith(("{", ":"))
            if second:
                lines = self._block(block, lang or self._lang, second=True, inside=inside)
            written += lines
            previous = block
        return written

    def note(self, number: int, blocks: Blocks) -> str:
        """Return a note."""
        with self._further_in(len(f"[^{number}]: ")):
            return hung(f"[^{number}]: ", self.blocks(blocks), "    ")

    def title(self, heading: Heading) -> str:
        """Return the title as a heading."""
        return self._heading(heading)

    def _block(self, block: Block, lang: str, *, second: bool = False, inside: bool) -> str:
        inner = block.lang or lang
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._above(braces(block.id, block.lang), self.words(block.children))
            case BulletList(key_figures=True):
                marks = ".figures" if block.id or block.lang else "figures"
                items = "\n".join(hung("- ", self._key_figure(item), "  ") for item in block.items)
                said = braces(block.id, block.lang, ("figures",)) if marks[0] == "." else marks
                return f"::: {said}\n{items}\n:::"
            case BulletList() | OrderedList():
                return self._list(block, inner, second=second)
            case DefinitionList():
                items = "\n\n".join(self._definition(item, inner) for item in block.items)
                return self._above(braces(block.id, block.lang), items)
            case Quotation():
                return self._above(braces(block.id, block.lang), self._quotation(block, inner))
            case CodeBlock():
                return self._code(block)
            case Table():
                return table_lines(self._inlines, block, inner)
            case Figure():
                image = self._inlines.image(_without_pointer(block, self._lang))
                said = braces(block.id, block.lang)
                return f"{image}\n: {self._last(block.caption, said)}" if block.caption else _joined(image, said)
            case Callout():
                return self._callout(block, lang)
            case Division(
                id=None,
                lang=None,
                children=(
                    Paragraph(id=None, lang=None, lead_in=True, children=(Strong(children=(Text(text=title),)),)),
                    CodeBlock() as code,
                ),
            ) if _TITLE_OF_CODE.fullmatch(title):
                return self._code(code, f' title="{title}"')
            case Division():
                return self._container(braces(block.id, block.lang) or "div", block.children, inner)
            case MathBlock():
                said = braces(block.id, block.lang, values={"alt": block.alt} if block.alt else {})
                return self._above(said, f"$$\n{block.tex}\n$$")
            case ThematicBreak():
                return self._above(braces(block.id), "***" if inside else "---")
            case PageBreak():
                return self._above(braces(block.id), "\\newpage")
            case _:
                assert_never(block)

    def words(self, inlines: Inlines) -> str:
        """Return a run of words that are lines of their own."""
        lines = self._inlines.run(inlines).split("\n")
        if self._width is not None:
            lines = [piece for line in lines for piece in filled(line, self._width)]
        return "\n".join(map(guarded, lines))

    @contextmanager
    def _further_in(self, columns: int) -> Iterator[None]:
        """Leave so many columns of each line to what stands before it."""
        width = self._width
        self._width = None if width is None else max(width - columns, _NARROWEST)
        yield
        self._width = width

    @staticmethod
    def _above(said: str, lines: str) -> str:
        return f"{said}\n{lines}" if said else lines

    def _last(self, inlines: Inlines, said: str) -> str:
        """Return a run on one line, and after it the attributes of the whole."""
        words = guarded(self._inlines.in_line(inlines))
        return f"{words} {said}" if said else words

    def _heading(self, heading: Heading) -> str:
        counting = () if heading.counting is Counting.NUMBER else (heading.counting.value,)
        said = braces(heading.id if heading.id in self._ids else None, heading.lang, counting)
        words = self._inlines.in_line(heading.children)
        if words.endswith("#"):
            words = f"{words[:-1]}\\#"
        return f"{'#' * heading.level} {words} {said}".rstrip()

    def _list(self, block: BulletList | OrderedList, lang: str, *, second: bool) -> str:
        tight = block.tight and can_be_tight(block)
        items = []
        for index, item in enumerate(block.items):
            if isinstance(block, OrderedList):
                marker = f"{block.start + index}{')' if second else '.'} "
            else:
                marker = "* " if second else "- "
            with self._further_in(len(marker)):
                items.append(hung(marker, self._item(item, lang, tight=tight), " " * len(marker)))
        values = {}
        if isinstance(block, OrderedList) and block.numbering is not Numbering.DECIMAL:
            values["type"] = block.numbering.value
        return self._above(braces(block.id, block.lang, values=values), ("\n" if tight else "\n\n").join(items))

    def _item(self, item: ListItem, lang: str, *, tight: bool) -> str:
        inner = item.lang or lang
        if item.checked is None:
            return self.blocks(item.children, inner, tight=tight)
        box = "[x] " if item.checked else "[ ] "
        match item.children:
            case (Paragraph() as first, *rest):
                # The box stands before the words, so what is said of them stands below.
                said = braces(first.id, first.lang)
                words = box + self.words(first.children) + (f"\n{said}" if said else "")
                others = self.blocks(tuple(rest), inner, tight=tight)
                return f"{words}{chr(10) if tight else chr(10) * 2}{others}" if others else words
            case _:
                return self.blocks(item.children, inner, tight=tight)

    def _key_figure(self, item: ListItem) -> str:
        match item.children:
            case (Paragraph(children=(Strong() as figure, LineBreak(), *rest)),):
                return self.words((figure, Text(" "), *rest))
            case _:
                return self.blocks(item.children, tight=True)

    def _definition(self, item: Definition, lang: str) -> str:
        lines: list[Inlines] = [item.terms[0], *((LineBreak(), *term) for term in item.terms[1:])]
        term = guarded(self._inlines.in_line(tuple(node for line in lines for node in line)))
        with self._further_in(2):
            return "\n".join((term, *(hung(": ", self.blocks(blocks, lang), "  ") for blocks in item.descriptions)))

    def _quotation(self, block: Quotation, lang: str) -> str:
        with self._further_in(2):
            said = self.blocks(block.children, lang)
        match block.children:
            case (*_, Paragraph()) if not block.attribution:
                before, gap, last = said.rpartition("\n\n")
                said = f"{before}{gap}{re.sub('^— ', '&mdash; ', last)}"
            case _:
                pass
        if block.attribution:
            first, *rest = block.attribution
            if isinstance(first, Text):
                first = Text(first.text.removeprefix(_DASH))
            words = self._inlines.run((*((first,) if first != Text("") else ()), *rest))
            source = f"-- {words}".replace("\n-- ", "\n\\-- ")
            said = f"{said}\n\n{source}" if said else source
        return hung("> ", said, "> ")

    def _callout(self, block: Callout, lang: str) -> str:
        inner = block.lang or lang
        own = in_own_words(phrases_for(inner).callout(block.kind), inner, block.place)
        if block.title == own and block.kind in _ALERTS:
            with self._further_in(2):
                said = self._above(f"[!{block.kind.upper()}]", self.blocks(block.children, inner))
            return self._above(braces(block.id, block.lang), hung("> ", said, "> "))
        title = "" if block.title == own else self._inlines.in_line(block.title)
        said = f"{block.kind.value} {title}".rstrip()
        if block.id or block.lang or (title and not _PLAIN_TITLE.fullmatch(title)):
            said = braces(block.id, block.lang, (block.kind.value,), {"title": title} if title else {})
        return self._container(said, block.children, inner)

    def _code(self, block: CodeBlock, title: str = "") -> str:
        runs = re.findall("^[ ]*(`{3,})", block.text, re.MULTILINE)
        fence = "`" * max(3, *(len(run) + 1 for run in runs)) if runs else "```"
        text = f"{block.text}\n" if block.text else ""
        return self._above(braces(block.id, block.lang), f"{fence}{block.language or ''}{title}\n{text}{fence}")

    def _container(self, said: str, children: Blocks, lang: str) -> str:
        inside = self.blocks(children, lang)
        colons = ":" * max(3, *(len(run) + 1 for run in re.findall(r"^[\s>]*(:{3,})", inside, re.MULTILINE)), 3)
        return f"{colons} {said}\n{inside}\n{colons}"


def _without_pointer(figure: Figure, lang: str) -> Image:
    """Return the image of a figure; without an alternative that reading made to lead to its caption."""
    phrases = phrases_for(lang)
    made = phrases.described_in.format(where=f"{phrases.figure} {figure.number}")
    return replace(figure.image, alt="") if figure.caption and figure.image.alt == made else figure.image


def _joined(image: str, said: str) -> str:
    """Return an image with more attributes."""
    if not said:
        return image
    return f"{image[:-1]} {said[1:]}" if image.endswith("}") else f"{image}{said}"
