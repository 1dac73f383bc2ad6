"""``--fix``: what is mechanical is mended, the words stay, and mending twice is mending once."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.checks.helpers import FRONT, PICTURES, codes, review_text
from tests.profiles import examples
from triplicate import reading
from triplicate.checks import mend, review
from triplicate.document.model import Document
from triplicate.document.walk import headings, plain, text_of
from triplicate.rules.finding import Finding

NBSP = "\u00a0"


def read_and_check(text: str) -> tuple[Document, tuple[Finding, ...]]:
    result = reading.read(text, name="text.md", media=[PICTURES])
    return result.document, review(result.document, result.findings, text, ignored=result.ignored).findings


def mended(text: str) -> mend.Mended:
    return mend.mend(text, read_and_check)


def body(text: str) -> str:
    return mended(FRONT + text).text.removeprefix(FRONT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("• one\n\n• two\n", "- one\n\n- two\n"),
        ("We sell:\n• one\n• two\n", "We sell:\n- one\n- two\n"),
        ("> ▪ one\\\n> ▪ two\n", "> - one\n> - two\n"),
        (f"•{NBSP}one\n", "- one\n"),
        ("\uf0b7\tone<br>\n\uf0b7\ttwo\n", "- one\n- two\n"),
        ("## A\n\n#### B\n\n#### C\n\n## D\n", "## A\n\n### B\n\n### C\n\n## D\n"),
        ("## A\n\n##### B\n\n###### C\n\n### D\n", "## A\n\n### B\n\n#### C\n\n### D\n"),
        ("# A\n\n# B\n\n### C\n", "# A\n\n# B\n\n## C\n"),
        (f"##{NBSP}Costs\n", "## Costs\n"),
        ("##Costs\n", "## Costs\n"),
        (f"-{NBSP}one\n-{NBSP}two\n", "- one\n- two\n"),
        (f"Name:{NBSP}{NBSP}{NBSP}Price\n", "Name: Price\n"),
        ("[desk](www.example.org/desk)\n", "[desk](https://www.example.org/desk)\n"),
        ("* one\n*two\n", "* one\n* two\n"),
        ("[desk](http:/example.org/desk)\n", "[desk](http://example.org/desk)\n"),
        ("[The desk].\n\n[The desk]: www.example.org\n", "[The desk].\n\n[The desk]: https://www.example.org\n"),
        ("::: warnng\nWords.\n:::\n", "::: warning\nWords.\n:::\n"),
        ("> [!NOTES]\n> Words.\n", "> [!NOTE]\n> Words.\n"),
        ("Bring **a pen **and ink.\n", "Bring **a pen** and ink.\n"),
        ("[b](my file.md) [c](a b)\n", "[b](<my file.md>) [c](<a b>)\n"),
        ("<center>\n\nIt is <font color=red>due</font>.\n\n</center>\n", "\n\nIt is due.\n\n\n"),
    ],
)
def test_what_is_mechanical_is_mended(before: str, after: str) -> None:
    assert body(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two\n",
        "```\n• one\n##Costs\n```\n",
        "Home • About • Contact\n",
        f"5{NBSP}km and 10.{NBSP}Januar\n",
        "![chart](chart.png)\n",
        "a) one way\n\nb) another way\n",
        # Without the tags other words would be read, or words would be in other marks.
        "Write <span>\\*</span>one<span>*</span> `<span>`.\n",
        "<div>\n    four spaces\n</div>\n",
        "<span>one</span>\n<span lang=fr>mot\n</span>\n",
        "It is 2**3 **4.\n",
    ],
)
def test_what_is_right_or_needs_a_person_is_left_alone(text: str) -> None:
    assert body(text) == text


def test_a_finding_that_is_ignored_is_not_mended() -> None:
    text = "---\ntitle: Evidence\nlang: en\nignore:\n  L050: It is a poem.\n---\n\n• one\n\n• two\n"
    assert mended(text).text == text


def test_the_changes_name_line_and_rule() -> None:
    found = mended(FRONT + "• one\n\n• two\n\n### Deep\n\nWords.\n")
    assert [(change.line, change.code) for change in found.changes] == [(6, "L050"), (8, "L050"), (10, "H050")]
    assert codes(review_text(found.text)) == ["L051"]


def test_the_difference_is_shown_as_a_unified_diff() -> None:
    shown = mend.diff("a\n• b", "a\n- b", "text.md")
    assert shown == (
        "--- text.md\n+++ text.md (mended)\n@@ -1,2 +1,2 @@\n a\n"
        "-• b\n\\ No newline at end of file\n+- b\n\\ No newline at end of file\n"
    )
    assert mend.diff("a", "a", "text.md") == ""


def letters(document: Document) -> str:
    """Return the letters and digits of all words, in order: what mending must not change."""
    said = [text_of(document.title.children), *(plain(block) for block in document.blocks)]
    return "".join(character for character in "".join(said) if character.isalnum())


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "• one", "• two\\", "▪  three", f"•{NBSP}four", "    • code", "> • five", "- • six", "1. • seven"]
        ),
        st.sampled_from(["## A", "#### B", "##### C", f"##{NBSP}D", "##E", "> #### F", "Setext", "---", "# G"]),
        st.sampled_from([f"-{NBSP}eight", f"*{NBSP}nine", f"a{NBSP}{NBSP}b", "```", "| • a | b |", "|---|---|", "* x"]),
        st.text(alphabet=f"ab1 •#-*>`|.)\\_{NBSP}", max_size=8),
    ),
    max_size=8,
)


@settings(max_examples=examples(300), deadline=None)
@given(LINES)
@example(["• one", "", "    two"])
@example(["• one", "1."])
@example([f"-{NBSP}eight", "1."])
def test_the_words_stay_and_mending_twice_is_mending_once(lines: list[str]) -> None:
    text = FRONT + "\n".join(lines)
    once = mended(text)
    before, after = (reading.read(source, media=[PICTURES]).document for source in (text, once.text))
    assert letters(after) == letters(before)
    assert mended(once.text).text == once.text


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.integers(2, 6), min_size=1, max_size=8))
def test_no_level_is_skipped_after_mending_whatever_the_levels_were(levels: list[int]) -> None:
    text = FRONT + "".join(f"{'#' * level} H{number}\n\nWords.\n\n" for number, level in enumerate(levels))
    document = reading.read(mended(text).text).document
    new = [heading.level for heading in headings(document)]
    assert all(after <= before + 1 for before, after in pairwise(new))
    assert len(new) == len(levels) + 1


def test_line_ends_stay_what_they_are() -> None:
    text = (FRONT + "• one\n• two\n\n#### Deep\n\nWords.\n").replace("\n", "\r\n")
    assert mended(text).text == (FRONT + "- one\n- two\n\n## Deep\n\nWords.\n").replace("\n", "\r\n")


def test_words_of_somebody_in_plain_text_get_quotation_marks() -> None:
    def checked(text: str) -> tuple[Document, tuple[Finding, ...]]:
        result = reading.read(text, name="text.txt", kind="plain", lang="en")
        return result.document, review(result.document, result.findings, text).findings

    text = "Title\n\nThe mayor said:\n  It is time.\nThen she left.\n"
    assert mend.mend(text, checked).text == text.replace("It is time.", "“It is time.”")
    more = text.replace("Then she left.", "“And so it is.”")
    assert mend.mend(more, checked).text == more.replace("It is time.", "“It is time.")
