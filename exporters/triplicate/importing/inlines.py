"""Spans become inline nodes: what is said of words in a row is said once."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby

from triplicate.document.mathematics import spoken, to_mathml
from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    Keyboard,
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
from triplicate.document.walk import text_of
from triplicate.importing.languages import Languages
from triplicate.later import dataclass, regex
from triplicate.proof.outline.entry import Mark, Span, SpanKind

_WRAPPERS: tuple[tuple[Mark, Callable[[Inlines], Inline]], ...] = (
    (Mark.STRONG, Strong),
    (Mark.EMPHASIS, Emphasis),
    (Mark.STRUCK, Strikethrough),
    (Mark.SUBSCRIPT, Subscript),
    (Mark.SUPERSCRIPT, Superscript),
)
_LINE_ENDS = regex(r"[\t\r\n]")
_SIGNS = regex(r"[\^_√=+/<>≤≥∑∫\U0001D400-\U0001D7FF]")


@dataclass(frozen=True, slots=True)
class InlineMaker:
    """Makes inline nodes of spans.

    ``picture`` gives the source under which a picture is kept, None if it cannot be had; ``note`` the number of a note
    by its name, None if there is none; ``unread`` is told of a formula that cannot be read.
    """

    picture: Callable[[str], str | None]
    note: Callable[[str], int | None]
    unread: Callable[[str], None]
    languages: Languages

    @property
    def lang(self) -> str:
        """The language of the document."""
        return self.languages.lang

    def run(
        self, spans: Iterable[Span], lang: str, around: str = "", *, plain: frozenset[Mark] = frozenset()
    ) -> Inlines:
        """Return the nodes of a run in a language, which stands in words of the language ``around``.

        ``plain`` are marks that all of it has, and that say nothing.
        """
        kept = [span._replace(marks=span.marks - plain) for span in self.languages.spans(list(spans), around or lang)]
        return _trimmed(joined(self._links(kept, lang)))

    def _links(self, spans: Sequence[Span], lang: str) -> list[Inline]:
        made: list[Inline] = []
        for target, group in groupby(spans, lambda span: "" if span.kind is SpanKind.CALL else span.target):
            inside = self._languages(list(group), lang)
            # Browsers drop the ends of lines in an address (URL, 4.4).
            address = _LINE_ENDS.sub("", target).strip()
            if address and text_of(tuple(inside)).strip():
                made += _around(partial(_link, address), inside)
            else:
                made += inside
        return made

    def _languages(self, spans: Sequence[Span], lang: str) -> list[Inline]:
        made: list[Inline] = []
        for own, group in groupby(spans, lambda span: span.lang):
            inside = self._marks(list(group), 0, own)
            # Spaces and numbers are of no language.
            differs = own.casefold() != lang.casefold() and re.search(r"[^\W\d_]", text_of(tuple(inside)))
            made += _around(partial(_passage, own), inside) if differs else inside
        return made

    def _marks(self, spans: Sequence[Span], index: int, lang: str) -> list[Inline]:
        if index == len(_WRAPPERS):
            return [node for span in spans for node in self._leaf(span, lang)]
        mark, wrapper = _WRAPPERS[index]
        made: list[Inline] = []
        for marked, group in groupby(spans, lambda span: mark in span.marks):
            inside = self._marks(list(group), index + 1, lang)
            made += _around(wrapper, inside) if marked else inside
        return made

    def _leaf(self, span: Span, lang: str) -> list[Inline]:
        match span.kind:
            case SpanKind.PICTURE:
                source = self.picture(span.source)
                if source is None:
                    return [Text(span.text)] if span.text else []
                return [Image(source, span.text)]
            case SpanKind.FORMULA:
                formula = self.formula(span.source, span.text, lang)
                return [formula] if formula else [Text(span.text)]
            case SpanKind.CALL:
                number = self.note(span.target[1:])
                return [NoteReference(number)] if number else [Superscript((Text(span.text),))] if span.text else []
            case SpanKind.WORDS if Mark.CODE in span.marks and span.text.strip():
                return _around(lambda children: Code(text_of(children)), [Text(span.text)])
            case SpanKind.WORDS if Mark.KEYBOARD in span.marks and span.text.strip():
                return _around(lambda children: Keyboard(text_of(children)), [Text(span.text)])
            case SpanKind.WORDS if span.expansion and span.text.strip():
                return _around(lambda children: Abbreviation(text_of(children), span.expansion), [Text(span.text)])
            case _:
                return [Text(span.text)] if span.text else []

    def formula(self, tex: str, alt: str, lang: str) -> Math | None:
        """Return a formula; None if its TeX cannot be read, which is told."""
        try:
            to_mathml(tex, display=False)
            said = spoken(tex, lang)
        except ValueError:
            self.unread(alt)
            return None
        if not tex.strip():
            return None
        # Signs in a line are what a file's reader makes of a formula that has no words of its own.
        return Math(tex, said if not alt or _SIGNS.search(alt) else alt)


def wholly_bold(spans: Iterable[Span]) -> frozenset[Mark]:
    """Return the mark of strong importance if all words have it: a heading or a header is bold anyway."""
    worded = [span for span in spans if span.text.strip()]
    is_bold = bool(worded) and all(Mark.STRONG in span.marks for span in worded)
    return frozenset({Mark.STRONG}) if is_bold else frozenset()


def without_first(spans: Sequence[Span], count: int) -> list[Span]:
    """Return spans without the first characters of their words, as far as only words stand there."""
    kept = list(spans)
    while kept and count and kept[0].kind is SpanKind.WORDS:
        cut = min(count, len(kept[0].text))
        kept[0] = kept[0]._replace(text=kept[0].text[cut:])
        count -= cut
        if not kept[0].text:
            del kept[0]
    return kept


def _link(target: str, children: Inlines) -> Inline:
    return Link(children, target)


def _passage(lang: str, children: Inlines) -> Inline:
    return Passage(children, lang)


def _around(wrapper: Callable[[Inlines], Inline], nodes: list[Inline]) -> list[Inline]:
    """Return nodes wrapped, with the spaces at both ends outside; bare if there is nothing but spaces."""
    nodes = list(joined(nodes))
    before = after = ""
    if nodes and isinstance(nodes[0], Text):
        words = nodes[0].text.lstrip(" ")
        before, nodes[0] = nodes[0].text[: len(nodes[0].text) - len(words)], Text(words)
    if nodes and isinstance(nodes[-1], Text):
        words = nodes[-1].text.rstrip(" ")
        after, nodes[-1] = nodes[-1].text[len(words) :], Text(words)
    inside = tuple(node for node in nodes if node != Text(""))
    made: list[Inline] = [wrapper(inside)] if inside else []
    return [*([Text(before)] if before else []), *made, *([Text(after)] if after else [])]


def joined(nodes: Iterable[Inline]) -> list[Inline]:
    """Return nodes with texts that follow one another made one."""
    made: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text(re.sub(" {2,}", " ", made[-1].text + node.text))
        else:
            made.append(node)
    return made


def _trimmed(nodes: list[Inline]) -> Inlines:
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    return tuple(node for node in nodes if node != Text(""))
