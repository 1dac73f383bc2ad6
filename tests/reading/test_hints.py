"""What a hint says, done to the letter, takes its finding away and keeps the words."""

import re

import pytest

from tests.checks.helpers import FRONT, review_text
from tests.checks.test_mend import mended
from triplicate.document.walk import plain, text_of
from triplicate.reading import read

CASES = [
    # a text, the code found in it, and the text as its hint says it should be
    ("[desk](desk@example.org)", "K010", "[desk](mailto:desk@example.org)"),
    ("[One](one.md)", "K003", "[One](https://example.org/one.md)"),
    ("[One](www.example.org)", "K009", "[One](https://www.example.org)"),
    ("## A\n\n#### B\n\nWords.", "H050", "## A\n\n### B\n\nWords."),
    ("It\x92s \x93so\x94 \x96 now\x85", "X016", "It’s “so” – now…"),
    ("Before\u2028after", "X016", "Before\n\nafter"),
    ("Before\u2028after", "X016", "Before\\\nafter"),
    ("It is <font color='red'>due</font>.", "X027", "It is **due**."),
    ("Words {.red}.", "X002", "Words \\{.red}."),
    ("[a]{langg=fr}", "X003", "[a]{lang=fr}"),
    ("```{r}\nplot(1)\n```", "X006", "```r\nplot(1)\n```"),
    ("Pay <%= price %> now.", "X006", "Pay £4 now."),
    ("[Form]({{ site.form }})", "X006", "[Form](https://example.org/form)"),
    ("See [[Hours]].", "X005", "See [Hours](https://example.org/hours)."),
    ("See [[Hours]].", "X005", "See \\[\\[Hours]]."),
    ("The <type> of it", "X001", "The `<type>` of it"),
    ("::: warnng\nWords.\n:::", "X012", "::: warning\nWords.\n:::"),
    ("##Hours\n\nWords.", "X021", "## Hours\n\nWords."),
    ("Words.\n\n>\n\nMore.", "X028", "Words.\n\nMore."),
]


def codes(text: str) -> set[str]:
    return {finding.code for finding in review_text(FRONT + text + "\n").findings}


@pytest.mark.parametrize(("text", "code", "right"), CASES)
def test_a_text_with_its_hint_followed_has_the_finding_no_more(text: str, code: str, right: str) -> None:
    assert code in codes(text)
    assert not codes(right) & {code, "X001", "X002", "X006"}


def letters(text: str) -> str:
    document = read(FRONT + text).document
    words = "".join([text_of(document.title.children), *map(plain, document.blocks)])
    return "".join(re.findall(r"\w", words))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[desk](desk@example.org)\n", "[desk](mailto:desk@example.org)\n"),
        ("The [desk].\n\n[desk]: desk@example.org\n", "The [desk].\n\n[desk]: mailto:desk@example.org\n"),
        ("It\x92s \x93so\x94 \x96 now\x85\n", "It’s “so” – now\x85\n"),
    ],
)
def test_what_is_mechanical_is_mended_and_the_words_stay(text: str, right: str) -> None:
    assert mended(FRONT + text).text == FRONT + right
    assert letters(right) == letters(text)


def test_marks_in_metadata_are_not_printed() -> None:
    front = (
        "---\ntitle: A *short* story\nsubtitle: With *stress* and `code` and [a link](https://www.example.org/)\n"
        'author: "*Jane* Doe"\ndescription: A **bold** claim\nlang: en-GB\n---\n\nWords.\n'
    )
    metadata = read(front).document.metadata
    assert metadata.title == "A short story"
    assert metadata.subtitle == "With stress and code and a link (https://www.example.org/)"
    assert (metadata.authors[0].name, metadata.description) == ("Jane Doe", "A bold claim")
    (found,) = read(front.replace("A **bold** claim", "For {% year %}")).findings
    assert (found.code, found.place.line) == ("X006", 5)


def test_a_heading_in_a_note_is_no_section_of_the_text() -> None:
    result = read(FRONT + "Words.[^1]\n\n[^1]: ## A heading\n")
    (note,) = result.document.notes
    assert [plain(block) for block in note.children] == ["A heading"]
    assert [finding.code for finding in result.findings] == ["X027"]


@pytest.mark.parametrize("end", ["> ::: e\n>", "> | | |\n> -|-\n>", "::: note", "> ::: note\n> a"])
def test_a_text_may_end_anywhere(end: str) -> None:
    assert read(FRONT + end).document.title


def test_closing_quotation_marks_are_no_part_of_an_acronym() -> None:
    text = (
        FRONT
        + "Choose 'URL' or ‘CSV’ in the UK’s list.\n\nThe ‘UK’ rule and the URLs rule, and PDFs. DON’T GO THERE.\n"
    )
    found = review_text(text).findings
    assert [finding.code for finding in found] == ["S050"]
