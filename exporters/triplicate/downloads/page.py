"""The page that offers the files of one text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from triplicate.document import walk
from triplicate.document.model import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Code,
    Document,
    Heading,
    Inlines,
    Link,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from triplicate.downloads.offer import Offer, OfferedEdition, OfferedFile
from triplicate.downloads.phrases import PageWords, words_for
from triplicate.downloads.words import as_size, name_of
from triplicate.theme import DEFAULT_STYLE


def page(document: Document, offer: Offer) -> Document:
    """Return the page as a document: what opens the text, its summary, its files, the lines at its end."""
    lang = offer.lang
    phrases = words_for(lang)
    blocks: list[Block] = [*_summary(document)]
    blocks.append(Heading(2, phrases.said(phrases.download, lang)))
    several = len(offer.editions) > 1
    for edition in offer.editions:
        if several:
            blocks.append(Heading(3, phrases.said(name_of_edition(edition, phrases), lang)))
        blocks.append(_table(edition, phrases, lang, several=several))
    named = (*phrases.said(f"{phrases.language}:", lang), Text(f" {name_of(lang, lang)}"))
    blocks.append(Paragraph(named))
    blocks.append(Heading(2, phrases.said(phrases.checksums, lang)))
    blocks.append(BulletList(tuple(_checksums(offer))))
    return Document(
        replace(document.metadata, toc=False, number_sections=False, math=False),
        replace(document.title, children=(Text(offer.title),)),
        tuple(blocks),
        pictures=document.pictures,
        cover=document.cover,
        logo=document.logo,
        wording=document.wording,
        address=f"{document.address}{quote(offer.folder)}/" if document.address else "",
    )


def _summary(document: Document) -> Iterator[Block]:
    """Yield what the text says of itself in short, if the lines under its title do not say it."""
    if document.metadata.description:
        return
    callouts = (block for block in document.blocks if isinstance(block, Callout))
    summary = next((one for one in callouts if one.kind is CalloutKind.SUMMARY), None)
    found = summary.children if summary else document.blocks
    first = next((block for block in found if isinstance(block, Paragraph)), None)
    if first and (words := walk.text_of(first.children).strip()):
        yield Paragraph((Text(words),), lang=first.lang or (summary.lang if summary else None))


def name_of_edition(edition: OfferedEdition, phrases: PageWords) -> str:
    """Return what readers call an edition; one of a house by its style's name."""
    known = phrases.editions.get(edition.style)
    return known or (f"{phrases.editions['large-print']} ({edition.style})" if edition.large else edition.style)


def _table(edition: OfferedEdition, phrases: PageWords, lang: str, *, several: bool) -> Table:
    counted = any(file.pages for file in edition.files)
    heads = [phrases.file, phrases.size, *([phrases.pages] if counted else ()), phrases.opens_in]
    name = name_of_edition(edition, phrases)

    def row(file: OfferedFile) -> Iterator[Inlines]:
        words = phrases.formats[file.format]
        told = f"{words}, {name[:1].lower()}{name[1:]}" if several and edition.style != DEFAULT_STYLE else words
        yield (Link(phrases.said(told, lang), f"../{quote(file.name)}"),)
        yield (Text(as_size(file.size, lang)),)
        if counted:
            yield (Text(str(file.pages)),) if file.pages else ()
        yield phrases.said(phrases.programs[file.format], lang)

    sides = (Align.START, Align.RIGHT, *((Align.RIGHT,) if counted else ()), Align.START)
    return Table(
        tuple(Cell(phrases.said(head, lang), header=True) for head in heads),
        tuple(_cells(row(file)) for file in edition.files),
        sides,
    )


def _cells(row: Iterable[Inlines]) -> tuple[Cell, ...]:
    return tuple(Cell(words, header=number == 0) for number, words in enumerate(row))


def _checksums(offer: Offer) -> Iterator[ListItem]:
    for edition in offer.editions:
        for file in edition.files:
            yield ListItem((Paragraph((Text(f"{file.name}: "), Code(file.sha256))),))
