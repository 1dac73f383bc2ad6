"""What a screen reader hears around the words: each thing once, the edges told, the front matter in its languages.

Chromium and pdf.js say what they hand to a screen reader; pandoc reads the Word document.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests import judges
from tests.harbour import HARBOUR, PICTURES
from tests.judges import BrowserNode, PdfTreeNode
from triplicate import cli
from triplicate.proof.outline import Entry, Role, flatten
from triplicate.proof.readback import read_back


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heard")
    shutil.copytree(PICTURES, folder / "pictures")
    (folder / "harbour.md").write_text(HARBOUR, "utf-8")
    assert cli.run(["export", str(folder / "harbour.md"), "--to", str(folder)]) == 0
    return folder / "harbour.pdf"


@pytest.fixture(scope="module")
def book(made: Path) -> list[BrowserNode]:
    """The nodes of all content documents of the EPUB, in reading order; a voice says every space alike."""
    trees = judges.browser_tree(made.with_suffix(".epub")).values()
    return [replace(node, name=node.name.replace("\u00a0", " ")) for tree in trees for node in tree]


@pytest.fixture(scope="module")
def pages(made: Path) -> list[PdfTreeNode]:
    """The nodes of all pages of the PDF, in reading order."""
    return [node for page in judges.pdfjs_tree(made).pages for node in (page.tree.walk() if page.tree else ())]


def said(nodes: list[BrowserNode]) -> str:
    return "".join(node.name for node in nodes if node.role == "StaticText")


def under(nodes: list[BrowserNode], place: int) -> list[BrowserNode]:
    """Return what is below a node."""
    below = nodes[place + 1 :]
    end = next((number for number, node in enumerate(below) if node.depth <= nodes[place].depth), len(below))
    return below[:end]


def paragraphs(made: Path, suffix: str) -> list[Entry]:
    """Return the paragraphs that the product reads back in a file."""
    entries = (entry for entry in read_back(made.with_suffix(suffix)).entries if entry.role is not Role.COVER)
    return [entry for entry in flatten(entries) if entry.role is Role.PARAGRAPH and entry.words]


def told(entry: Entry) -> tuple[str, str, str, list[str]]:
    """Return what a paragraph says: words, those in another language, its addresses, its marks."""
    foreign = " ".join(span.text.strip() for span in entry.spans if span.lang != "en-GB")
    targets = " ".join(span.target for span in entry.spans if ":" in span.target)
    return entry.words, foreign, targets, sorted({mark.value for span in entry.spans for mark in span.marks})


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".epub"])
def test_front_matter_speaks_its_languages_and_its_links_lead_somewhere(made: Path, suffix: str) -> None:
    found = paragraphs(made, suffix)
    assert [told(entry) for entry in found[:5]] == [
        ("With stress, les mots and a plan", "les mots", "https://www.example.org/plan", ["emphasis"]),
        ("Cyngor yr Harbwr / Harbour Council", "Cyngor yr Harbwr", "", []),
        ("Siân Rees, Editor; Jo Writer", "Siân Rees", "https://www.example.org/editor", ["emphasis"]),
        ("1 January 2026", "", "", []),
        ("A bold claim about code, below.", "", "", ["code", "strong"]),
    ]
    words = {entry.words: entry.spans for entry in found}
    contact = words["For this document in another format: Ann Lee, desk@example.org, +44 20 7946 0000 or +441234567890"]
    assert [(span.text, span.target) for span in contact if span.target] == [
        ("Ann Lee", "mailto:ann@example.org"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("+441234567890", "tel:+441234567890"),
    ]
    rights = words["Words under CC BY 4.0, pictures free kept."]
    assert [span.target for span in rights if span.target] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_properties_of_the_files_have_no_marks(made: Path) -> None:
    for suffix in (".pdf", ".docx", ".epub"):
        assert read_back(made.with_suffix(suffix)).title == "The long way to H2O"


def test_the_cover_shows_words_without_marks_and_addresses(book: list[BrowserNode]) -> None:
    said = "The long way to H2O. With stress, les mots and a plan. Cyngor yr Harbwr / Harbour Council. Siân Rees, Jo Writer"
    assert book[0].name == f"Cover: {said}"


def test_a_described_picture_has_a_short_alternative_and_its_description_is_read_once(
    book: list[BrowserNode], pages: list[PdfTreeNode]
) -> None:
    alts = ["Picture described in: The water rises from …", "Picture described in: Rooms"]
    assert [node.name for node in book if node.role == "image"][:2] == alts
    assert [node.alt for node in pages if node.alt in alts] == alts
    description = "The water rises from October on, and in March it falls faster than it rose."
    assert said(book).count(description) == 1
    assert not [node for node in book if description in node.name and node.role != "StaticText"]


def test_captions_tables_and_telephones_are_named_once(book: list[BrowserNode], pages: list[PdfTreeNode]) -> None:
    assert [node.name for node in book if node.role == "figure"] == [""] * 5
    for caption in ("Water by month", "When the harbour is open"):
        assert said(book).count(caption) == 1
    (table,) = [place for place, node in enumerate(book) if node.role == "table"]
    assert book[table].name == "Table 1: When the harbour is open"
    assert (book[table - 1].name, book[table - 1].focusable) == ("", True)
    assert [node.name for node in book if node.name.startswith("01234")] == ["01234 567 890"] * 2  # the link, its words
    assert [node.alt for node in pages if node.url.startswith("tel:")] == [
        "01234 567 890",
        "+44 20 7946 0000",
        "+441234567890",
    ]


def test_callouts_are_named(made: Path, book: list[BrowserNode], pages: list[PdfTreeNode]) -> None:
    titles = ["Mind the gap", "Note", "Un conseil", "Deep water"]
    callouts = [place for place, node in enumerate(book) if node.role == "note"]
    assert [book[place].name for place in callouts] == titles
    assert [said(under(book, place)).startswith(title) for place, title in zip(callouts, titles, strict=True)] == [
        True
    ] * 4
    sections = [node for node in pages if node.role == "Sect" and node.children[0].role == "Caption"]
    assert [node.children[0].words() for node in sections] == titles
    entries = list(flatten(read_back(made).entries))
    assert [entry.words for entry in entries if entry.role is Role.CALLOUT_TITLE] == titles


def test_who_said_it_is_told_from_what_was_said(made: Path, book: list[BrowserNode], pages: list[PdfTreeNode]) -> None:
    sources = ["— Ann Lee, harbour master", "— Bo Mor", "— Léa Roux"]
    quotations = [place for place, node in enumerate(book) if node.role == "blockquote"]
    paragraphs = [
        [said(under(book, place)) for place in range(start, start + 1 + len(under(book, start)))
         if book[place].role == "paragraph"]
        for start in quotations
    ]  # fmt: skip
    assert [lines[-1] for lines in paragraphs] == sources
    assert [len(lines) for lines in paragraphs] == [2, 2, 2]
    assert [node.children[-1].words() for node in pages if node.role == "BlockQuote"] == sources
    word = list(flatten(read_back(made.with_suffix(".docx")).entries))
    assert [entry.words for entry in word if entry.role is Role.ATTRIBUTION] == sources


def test_headings_lead_to_the_contents_and_are_read_with_their_numbers(
    book: list[BrowserNode], pages: list[PdfTreeNode]
) -> None:
    headings = ["The long way to H2O", "Contents", "1 Tides", "1.1 Rooms"]
    assert [node.name for node in book if node.role == "heading"] == headings
    found = [node for node in pages if node.role in ("H1", "H2", "H3")]
    assert [(node.role, node.words()) for node in found] == list(zip(("H1", "H2", "H2", "H3"), headings, strict=True))
    assert ["".join(leaf.text for leaf in node.children).strip() for node in found[1:]] == headings[1:]


def test_a_picture_has_its_language(pages: list[PdfTreeNode], made: Path) -> None:
    (loop,) = [node for node in pages if node.alt.startswith("Une salle")]
    assert loop.lang == "fr"
    for suffix in (".pdf", ".epub"):
        entries = list(flatten(read_back(made.with_suffix(suffix)).entries))
        found = {entry.alt: entry.lang for entry in entries if entry.role is Role.FIGURE}
        assert (found["Une salle avec une boucle magnétique"], found["Ramp heb ris"]) == ("fr", "cy")


def test_what_scrolls_can_be_reached_and_calls_of_notes_stand_apart(book: list[BrowserNode]) -> None:
    (formula,) = [node for node in book if node.role == "group"]
    assert (formula.name, formula.focusable) == ("a very long sum", True)
    calls = [place for place, node in enumerate(book) if node.role == "doc-noteref"]
    assert [book[place].name for place in calls] == ["1", "2"]
    assert said(book[calls[0] : calls[1]]) == "1 "
