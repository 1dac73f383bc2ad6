"""Plain text: what is guessed, and what is not."""

import datetime as dt
from pathlib import Path

import pytest

from triplicate.document.model import (
    BulletList,
    DefinitionList,
    Heading,
    Link,
    OrderedList,
    Paragraph,
    Place,
    Quotation,
    Text,
    ThematicBreak,
)
from triplicate.document.walk import nodes, plain, text_of
from triplicate.reading import Reading, read


def plain_reading(text: str, **options: object) -> Reading:
    return read(text, kind="plain", lang="en", **options)  # type: ignore[arg-type]


def p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def guesses(result: Reading) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.line) for finding in result.findings]


def test_one_line_is_one_paragraph() -> None:
    result = plain_reading("Title\n\nOne  two.\nThree.\n\n\nFour.\n")
    assert result.document.metadata.title == "Title"
    assert result.document.blocks == (p("One two."), p("Three."), p("Four."))
    assert guesses(result) == [("P001", 1)]
    assert [block.place for block in result.document.blocks] == [Place(3), Place(4), Place(7)]


@pytest.mark.parametrize("mark", ["-", "*", "•"])
def test_a_list_ends_at_the_first_line_that_is_none(mark: str) -> None:
    result = plain_reading(f"Title\n\nBring:\n{mark} one\n{mark} two\nThen go.\n")
    lead, items, after = result.document.blocks
    assert isinstance(lead, Paragraph)
    assert lead.lead_in
    assert isinstance(items, BulletList)
    assert [item.children for item in items.items] == [(p("one"),), (p("two"),)]
    assert after == p("Then go.")
    assert guesses(result) == [("P001", 1), ("P005", 3), ("P003", 4)]


def test_numbers_make_an_ordered_list_that_keeps_its_first() -> None:
    (items,) = plain_reading("Title\n\n3. one\n4) two\n").document.blocks
    assert isinstance(items, OrderedList)
    assert (items.start, len(items.items)) == (3, 2)


@pytest.mark.parametrize("line", ["Notes to editors", "Note to editor:", "Media contacts", "Further information"])
def test_the_usual_headings_are_headings_wherever_they_stand(line: str) -> None:
    blocks = plain_reading(f"Title\n\nText.\n{line}\nText.\n").document.blocks
    assert [type(block) for block in blocks] == [Paragraph, Heading, Paragraph]


def test_a_short_line_between_empty_lines_is_a_heading() -> None:
    result = plain_reading("Title\n\nText.\n\nOpening hours\n\nText.\n\nAlso short\nText.\n")
    assert [plain(block) for block in result.document.blocks if isinstance(block, Heading)] == ["Opening hours"]
    assert ("P002", 5) in guesses(result)


def test_paragraphs_in_quotation_marks_are_a_quotation() -> None:
    result = plain_reading("Title\n\nShe said:\n“One.\n“Two.”\nAfter.\n")
    assert result.document.blocks[1:] == (Quotation((p("“One."), p("“Two.”"))), p("After."))
    assert ("P004", 4) in guesses(result)


@pytest.mark.parametrize("line", ["“Come,” she said.", "“Come,” she said, “now.”", "“Open", '"'])
def test_marks_that_do_not_fill_the_line_are_words(line: str) -> None:
    assert plain_reading(f"Title\n\nText.\n{line}\n").document.blocks[1:] == (p(line),)


@pytest.mark.parametrize("first", ["A line with a stop.", "A line\nright before another.", "x" * 200, "- item"])
def test_without_a_title_line_the_title_must_be_given(first: str) -> None:
    text = f"{first}\n\nText.\n"
    assert "M001" in [code for code, _ in guesses(plain_reading(text))]
    given = plain_reading(text, title="Given")
    assert given.document.metadata.title == "Given"
    assert "M001" not in [code for code, _ in guesses(given)]
    assert first.split("\n", maxsplit=1)[0].removeprefix("- ") in plain(given.document.blocks[0])


def test_markdown_in_plain_text_is_said_to_be_printed() -> None:
    result = plain_reading("Title\n\nSee **this**.\n")
    assert [finding.code for finding in result.findings if finding.severity != "advice"] == ["P006"]
    assert result.document.blocks == (p("See **this**."),)


def test_the_suffix_tells_the_kind(tmp_path: Path) -> None:
    (tmp_path / "a.TXT").write_text("Title\n\nOne\nTwo.\n")
    (tmp_path / "a.md").write_text("# Title\n\nOne\nTwo.\n")
    assert len(read(tmp_path / "a.TXT", lang="en").document.blocks) == 2
    assert len(read(tmp_path / "a.md", lang="en").document.blocks) == 1


def test_every_language_needs_to_be_given() -> None:
    assert [finding.code for finding in read("Title\n\nText.\n", kind="plain").findings] == ["M002", "P001"]


@pytest.mark.parametrize("text", ["", "\n\n", "Title"])
def test_little_or_nothing_is_read(text: str) -> None:
    assert plain_reading(text).document.blocks == ()


@pytest.mark.parametrize("label", ["PRESS RELEASE", "News release", "For immediate release", "EMBARGOED UNTIL 5 MAY"])
def test_a_label_above_the_title_is_a_paragraph(label: str) -> None:
    result = plain_reading(f"{label}\n\nThe title\n\nText.\n")
    assert result.document.metadata.title == "The title"
    assert result.document.blocks == (p(label), p("Text."))
    assert guesses(result) == [("P001", 3)]


def test_labels_alone_are_no_title() -> None:
    assert "M001" in [code for code, _ in guesses(plain_reading("PRESS RELEASE\n\nText of it.\n"))]


def test_every_typed_bullet_is_an_item_of_one_list() -> None:
    result = plain_reading("Title\n\nBring:\n•\tone\n· two\n– three\n* four\no five\n\uf0b7 six\n▪ seven\nThen go.\n")
    _, items, after = result.document.blocks
    assert isinstance(items, BulletList)
    assert [plain(item.children[0]) for item in items.items] == ["one", "two", "three", "four", "five", "six", "seven"]
    assert after == p("Then go.")


def test_a_lone_o_is_a_word() -> None:
    assert plain_reading("Title\n\nText.\no mundo\n").document.blocks == (p("Text."), p("o mundo"))
    portuguese = read("Title\n\n- um\no mundo\n", kind="plain", lang="pt")
    assert portuguese.document.blocks[1] == p("o mundo")


@pytest.mark.parametrize("line", ["###", "# # #", "-30-", "– 30 –", "***"])
def test_a_sign_of_the_end_is_no_words(line: str) -> None:
    result = plain_reading(f"Title\n\nText.\n\n{line}\n\nMore.\n")
    assert result.document.blocks == (p("Text."), ThematicBreak(), p("More."))
    assert guesses(result) == [("P001", 1)]


def test_lines_that_were_broken_are_told() -> None:
    text = "Title\n\nFrom Monday the library will open at eight in the morning and close at\nsix in the evening.\n"
    result = plain_reading(f"{text}\n- one item that is long enough to have been wrapped in the mail, and\n  goes on\n")
    assert [guess for guess in guesses(result) if guess[0] == "P007"] == [("P007", 3)]
    assert "P007" not in [code for code, _ in guesses(plain_reading("Title\n\nOne line, and\nanother.\n"))]


@pytest.mark.parametrize("line", ["ENDS", "ends", "- ENDS -", "END", "Diwedd"])
def test_the_end_of_a_release_is_no_heading(line: str) -> None:
    text = plain_reading(f"Title\n\nText.\n\n{line}\n\nNotes to editors\n1. One\n").document.blocks
    assert [type(block) for block in text] == [Paragraph, Paragraph, Heading, OrderedList]
    assert plain(text[1]) == line
    assert [type(block) for block in plain_reading(f"Title\n\nText.\n{line}\n").document.blocks] == [Paragraph] * 2


def test_ways_to_reach_somebody_are_pairs_and_their_addresses_links() -> None:
    result = plain_reading("Title\n\nText.\n\nContact:\nPress desk\nTel: +44 1632 960 418\nEmail: press@example.org\n")
    heading, desk, ways = result.document.blocks[1:]
    assert (plain(heading), plain(desk)) == ("Contact:", "Press desk")
    assert isinstance(ways, DefinitionList)
    assert [text_of(item.terms[0]) for item in ways.items] == ["Tel", "Email"]
    assert [node.target for node in nodes(result.document) if isinstance(node, Link)] == [
        "tel:+441632960418",
        "mailto:press@example.org",
    ]
    assert ("P009", 7) in guesses(result)


@pytest.mark.parametrize(
    "line", ["The mayor said:", "Speaking today, she added:", "Le maire a déclaré :", "Meddai’r maer:"]
)
def test_what_somebody_said_without_quotation_marks_is_asked_about(line: str) -> None:
    assert ("P008", 4) in guesses(plain_reading(f"Title\n\n{line}\nIt is time.\n"))
    for after in ("“It is time.”", "- one", "ENDS", "A heading\n\nText."):
        assert "P008" not in [code for code, _ in guesses(plain_reading(f"Title\n\n{line}\n\n{after}\n"))]


def test_what_the_call_says_stands_for_front_matter() -> None:
    given = {"date": "2026-03-12", "publisher": "Tarrow Vale", "kind": "release"}
    known = plain_reading("Title\n\nText.\n", values=given).document.metadata
    assert (known.date, known.publisher, known.kind) == (dt.date(2026, 3, 12), "Tarrow Vale", "release")
    assert "M006" in [code for code, _ in guesses(plain_reading("Title\n\nText.\n", values={"date": "12 March"}))]
    front = "---\ntitle: T\nlang: en\ndate: 2025-01-01\npublisher: P\n---\n\nText.\n"
    known = read(front, values={"date": "2026-03-12"}).document.metadata
    assert (known.date, known.publisher) == (dt.date(2026, 3, 12), "P")
