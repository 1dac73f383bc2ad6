"""The contents: the headings that divide a text, as links to them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from triplicate.document import walk
from triplicate.document.model import Document, Heading
from triplicate.formats.html import append_text, set_language
from triplicate.formats.reflow.builder import ReflowBuilder
from triplicate.later import dataclass

_DEEPEST = 5
"""Levels of headings below the title."""


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the table of contents; ``stretches`` are its words where some are in another language than it.

    ``serial`` is that of the heading.
    """

    words: str
    href: str
    level: int
    lang: str | None
    serial: int
    points: "tuple[Point, ...]"
    stretches: tuple[tuple[str, str | None], ...] = ()


def full_title(heading: Heading) -> str:
    """Return the words of a heading as plain text, its number first."""
    return " ".join(f"{heading.number or ''} {walk.text_of(heading.children)}".split())


def points(document: Document, builder: ReflowBuilder, address: Callable[[str], str]) -> tuple[Point, ...]:
    """Return the contents, every heading that divides the text in it; ``address`` gives that of an id."""
    whole = replace(document, metadata=replace(document.metadata, toc_depth=_DEEPEST))

    def found(sections: Iterable[walk.Section]) -> tuple[Point, ...]:
        return tuple(
            point(document, builder, address, section.heading, found(section.sections)) for section in sections
        )

    return found(walk.contents(whole))


def point(
    document: Document,
    builder: ReflowBuilder,
    address: Callable[[str], str],
    heading: Heading,
    inner: tuple[Point, ...] = (),
) -> Point:
    """Return the entry of a heading."""
    return Point(
        full_title(heading) or document.metadata.title,
        address(builder.heading_id(heading)),
        heading.level,
        builder.heading_lang(heading),
        heading.serial,
        inner,
        _stretches(heading),
    )


def _stretches(heading: Heading) -> tuple[tuple[str, str | None], ...]:
    """Return a heading's words by language, its number first; () if all are in the language of the heading."""
    stretches = walk.text_by_language(heading.children)
    if all(lang is None for _, lang in stretches):
        return ()
    return ((f"{heading.number} ", None), *stretches) if heading.number else stretches


def append_words(link: Element, entry: Point) -> None:
    """Append the words of an entry to the link that leads to its heading."""
    set_language(link, entry.lang)
    if not entry.stretches:
        append_text(link, entry.words)
    for words, lang in entry.stretches:
        if lang:
            passage = SubElement(link, "span")
            set_language(passage, lang)
            passage.text = words
        else:
            append_text(link, words)
