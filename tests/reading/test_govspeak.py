"""Every construct that govspeak documents: read, unwrapped, or refused because another program holds what it shows."""

import pytest

from tests.reading.helpers import block, codes, reading
from triplicate.document.model import (
    Abbreviation,
    Callout,
    Division,
    Inline,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Table,
)
from triplicate.document.walk import descend, plain, text_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [("^Words^", "note"), ("%Words%", "warning"), ("@Words@", "important"), ("$CTA\nWords\n$CTA", "important")],
)
def test_callouts(text: str, kind: str) -> None:
    one = block(f"{text}\n")
    assert isinstance(one, Callout)
    assert (one.kind.value, [plain(child) for child in one.children]) == (kind, ["Words"])


@pytest.mark.parametrize("sign", ["A", "C", "D", "P", "E", "I", "AI", "!"])
def test_boxes_keep_their_words_together(sign: str) -> None:
    one = block(f"${sign}\n**Desk**\nNumber 8\n${sign}\n")
    assert isinstance(one, Division)
    assert plain(one.children[0]) == "Desk Number 8"
    kinds = [type(node) for node in descend(one) if isinstance(node, Inline)]
    assert (LineBreak in kinds) == (sign in {"A", "C"}), "an address and a contact keep their lines"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{::highlight-answer}\nThe rate is *20%*\n{:/highlight-answer}", ["The rate is 20%"]),
        ("{stat-headline}\n*13* years\n{/stat-headline}", ["13 years"]),
        ("{button start}[Apply](https://example.org){/button}", ["Apply"]),
        ("|col|\n|---|\n|val|\n{barchart}", ["col val"]),
    ],
)
def test_what_only_looks_otherwise_is_unwrapped(text: str, expected: list[str]) -> None:
    result = reading(f"{text}\n")
    assert [plain(one) for one in result.document.blocks] == expected
    assert {finding.code for finding in result.findings} == {"X027"}


def test_steps() -> None:
    one = block("s1. Come in\ns2. Sit down\n")
    assert isinstance(one, OrderedList)
    assert len(one.items) == 2


def test_lists_of_legislation_keep_the_numbers_of_the_law() -> None:
    text = "$LegislativeList\n* 1. One\n* 2. Two\n  * a) Two a\n    * i. Two a i\n$EndLegislativeList\n"
    one = block(text)
    assert plain(one) == "1. One 2. Two a) Two a i. Two a i"


@pytest.mark.parametrize("text", [":wales:Words:wales:", ":wales:\nWords\n:wales:", ":wales:Words\nhere:wales:"])
def test_parts_for_one_nation_say_which(text: str) -> None:
    assert plain(block(f"{text}\n")).startswith("Wales: Words")


def test_links_that_lead_outside() -> None:
    one = block("x[Report](https://example.org/)x and 8 x [2](https://example.org/2)\n")
    assert isinstance(one, Paragraph)
    assert plain(one) == "Report and 8 x 2"
    assert [text_of(node.children) for node in descend(one) if isinstance(node, Link)] == ["Report", "2"]


def test_headers_of_rows_and_columns_have_a_number_sign() -> None:
    one = block("| |# One |# Two |\n|---|---|---|\n|# Row | 1 | 2 |\n")
    assert isinstance(one, Table)
    assert [text_of(cell.children) for cell in one.header] == ["", "One", "Two"]
    assert [cell.header for cell in one.rows[0]] == [True, False, False]


def test_abbreviations_and_notes() -> None:
    document = reading("The MP spoke.[^1]\n\n[^1]: On Monday.\n\n*[MP]: Member of Parliament\n").document
    assert len(document.notes) == 1
    assert any(isinstance(node, Abbreviation) for node in descend(*document.blocks))


@pytest.mark.parametrize(
    "text",
    [
        "[Attachment:a.pdf]",
        "See [AttachmentLink:a.pdf] here.",
        "[embed:attachments:image:45ee0eea]",
        "A link to [embed:link:c636b433].",
        "[Contact:df62690f]",
        "[Image:a.png]",
        "!!1",
    ],
)
def test_what_the_publishing_application_holds_is_refused(text: str) -> None:
    assert codes(f"{text}\n") == ["X006"]
