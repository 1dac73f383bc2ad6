"""What the package says of the book: names, dates, identifiers, and claims drawn from the content."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.epub.books import MOMENT, para, simple, text, write
from tests.epub.opened import LANG, Book, find, opened
from triplicate.document.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Document,
    Figure,
    Image,
    Math,
    Note,
    NoteReference,
    Paragraph,
    Table,
    Text,
)
from triplicate.formats.product import PageStart

TABLE = Table((Cell(text("a")),), ((Cell(text("b")),),), (Align.START,))
PICTURE = Figure(Image("dot.png", "A blue dot"))
DECORATION = Figure(Image("dot.png", "", decorative=True))
FORMULA = Paragraph((Math("x^2", "x squared"),))
CALLOUT = Callout(CalloutKind.NOTE, text("Note"), (para("a"),))


def book(tmp_path: Path, document: Document, **options: object) -> Book:
    return opened(write(tmp_path, document, **options))


def features(book: Book) -> set[str]:
    return set(book.meta("schema:accessibilityFeature"))


ALWAYS = {"tableOfContents", "readingOrder", "displayTransformability", "unlocked"}


@pytest.mark.parametrize(
    ("block", "modes", "sufficient", "more"),
    [
        (para("Words."), ["textual"], ["textual"], set()),
        (TABLE, ["textual"], ["textual"], set()),
        (DECORATION, ["textual"], ["textual"], set()),
        (CALLOUT, ["textual"], ["textual"], {"ARIA"}),
        (PICTURE, ["textual", "visual"], ["textual,visual", "textual"], {"alternativeText"}),
        (FORMULA, ["textual"], ["textual"], {"MathML", "describedMath"}),
    ],
)
def test_claims_follow_the_content(
    tmp_path: Path, block: Block, modes: list[str], sufficient: list[str], more: set[str]
) -> None:
    made = book(tmp_path, simple(block))
    assert made.meta("schema:accessMode") == modes
    assert made.meta("schema:accessModeSufficient") == sufficient
    assert features(made) == ALWAYS | more
    assert made.meta("schema:accessibilityHazard") == ["none"]


def test_everything_together(whole: Path) -> None:
    assert features(opened(whole)) == ALWAYS | {
        "structuralNavigation", "ARIA", "alternativeText", "longDescription", "MathML", "describedMath",
        "pageBreakMarkers", "pageNavigation",
    }  # fmt: skip


def test_pages_are_claimed_with_their_source_only_where_there_are_pages(tmp_path: Path) -> None:
    document = simple(para("Words."))
    starts = [PageStart("1", document.title)]
    paged = book(tmp_path, document, page_starts=starts, page_source="small.pdf")
    assert paged.meta("pageBreakSource") == ["small.pdf"]
    assert features(paged) == ALWAYS | {"pageBreakMarkers", "pageNavigation", "ARIA"}
    assert "small.pdf" in paged.meta("schema:accessibilitySummary")[0]
    assert book(tmp_path, document, page_starts=starts).meta("pageBreakSource") == ["A small text"]
    plain = book(tmp_path, document, page_source="small.pdf")
    assert plain.meta("pageBreakSource") == []
    assert features(plain) == ALWAYS
    assert "small.pdf" not in plain.meta("schema:accessibilitySummary")[0]


def test_the_summary_names_what_is_there_in_the_language_of_the_book(tmp_path: Path) -> None:
    def summary(lang: str, *blocks: Block) -> tuple[str, str]:
        document = replace(simple(*blocks, lang=lang), notes=(Note(1, (para("a"),)),))
        (meta,) = find(book(tmp_path, document).package, "//opf:meta[@property='schema:accessibilitySummary']")
        return meta.text, meta.get(LANG)

    call = Paragraph((Text("a"), NoteReference(1)))
    plain, _ = summary("en-GB", para("Words."))
    for block, word in ((TABLE, "Tables"), (PICTURE, "picture"), (FORMULA, "Formulas"), (call, "Notes")):
        longer, lang = summary("en-GB", block)
        assert (word in longer, word in plain, lang) == (True, False, "en-GB")
    german, lang = summary("de-AT", TABLE)
    assert ("Tabellen" in german, lang) == (True, "de-AT")
    fallback, lang = summary("cy", TABLE)
    assert (fallback, lang) == (summary("en", TABLE)[0], "en")


def test_conformance_is_claimed_only_in_the_name_of_a_certifier(tmp_path: Path) -> None:
    plain = book(tmp_path, simple(para("a")))
    assert plain.meta("dcterms:conformsTo") == plain.meta("a11y:certifiedBy") == []
    certified = book(tmp_path, simple(para("a"), certified_by="Arlow Access Group"))
    (claim,) = find(certified.package, "//opf:meta[@property='dcterms:conformsTo']")
    (by,) = find(certified.package, "//opf:meta[@property='a11y:certifiedBy']")
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert (by.text, by.get("refines")) == ("Arlow Access Group", f"#{claim.get('id')}")


def test_names_and_dates(whole: Path) -> None:
    made = opened(whole)

    def values(name: str) -> list[str]:
        return [found.text for found in find(made.package, f"//dc:{name}")]

    assert values("title") == ["Every node & more", "All of them"]
    assert values("creator") == ["Ann Author", "Bo Writer"]
    assert values("language") == ["en-GB"]
    assert values("date") == ["2025-03-17"]
    assert values("publisher") == ["Arlow Valley"]
    assert values("subject") == ["Testing", "nodes", "tests"]
    assert values("rights") == ["All rights kept."]
    assert values("description") == ["A text that holds every node."]
    assert values("source") == ["urn:sha256:" + "ab" * 32]
    assert made.meta("dcterms:modified") == ["2025-03-17T12:30:00Z"]
    assert find(made.package, "//opf:meta[@name='generator']/@content")[0].startswith("Triplicate")


def identifier(made: Book) -> str:
    (found,) = find(made.package, "//dc:identifier")
    return found.text


def test_the_identifier_is_the_authors_or_one_that_stays_from_release_to_release(tmp_path: Path) -> None:
    document = simple(para("First release."))
    first = identifier(book(tmp_path, document))
    later = replace(document, blocks=(para("Second release."),), sha256="cd" * 32)
    later = replace(later, metadata=replace(later.metadata, date=dt.date(2026, 1, 1)))
    assert identifier(book(tmp_path, later)) == first
    assert first.startswith("urn:uuid:")
    assert identifier(book(tmp_path, simple(para("a"), title="Another"))) != first
    assert identifier(book(tmp_path, simple(para("a"), lang="fr"))) != first
    assert (
        identifier(book(tmp_path, simple(para("a"), identifier="urn:isbn:9780306406157"))) == "urn:isbn:9780306406157"
    )


def test_the_moment_is_told_in_universal_time(tmp_path: Path) -> None:
    assert MOMENT.utcoffset() == dt.timedelta(hours=1)
    document = simple(para("a"))
    made = book(tmp_path, document, page_starts=page_starts_of(document))
    assert made.meta("dcterms:modified") == ["2025-03-17T12:30:00Z"]


def page_starts_of(document: Document) -> list[PageStart]:
    return [PageStart("1", document.title)]
