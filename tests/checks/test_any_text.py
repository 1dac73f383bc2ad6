"""Whatever a text holds, it is checked without failing, and findings point into it."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.helpers import FRONT, review_text
from tests.profiles import examples
from triplicate.checks import RULES
from triplicate.rules import showing

PIECES = [
    *[
        "#",
        "##",
        "####",
        "-",
        "*",
        "1.",
        "2)",
        "a)",
        "(1)",
        "•",
        ">",
        "|",
        ":",
        ";",
        "!",
        "?",
        "…",
        "—",
        "&",
        "\\",
        "`",
        "```",
        "~~~",
        "_",
        "**",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "<",
        ">",
        "---",
        "\xa0",
        "\u200b",
        "\ufeff",
    ],
    *[
        "word",
        "WORD",
        "ABC",
        "(ABC)",
        "eg",
        "etc.",
        "Mr.",
        "J.",
        "3.5",
        "[x](#y)",
        "[here](https://example.org)",
        "![a](chart.png)",
        "{lang=fr}",
        "{#y}",
    ],
    *[
        "| a | b |\n|---|---|\n",
        "[^1]",
        "[^1]: note",
        ":::",
        "::: note",
        "> [!NOTE]",
        "- [ ]",
        "Одеса",
        "日本",
        "é",
        "�",
        "\u202e",
        "\uf0b7",
        "𝕏",
    ],
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
]


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_findings_point_into_the_text(pieces: list[str]) -> None:
    text = FRONT + "".join(pieces)
    lines = text.split("\n")
    verdict = review_text(text)
    for finding in verdict.findings:
        assert finding.code in RULES
        assert finding.message
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
    # What is said of a rule often is shown once, with how often.
    said = showing.as_text(verdict.findings, {"text.md": text})
    shown = Counter(re.findall(r"(?m)^text\.md:\d+:\d+ (\w+) ", said))
    for code, number in re.findall(r"(?m)^ += (\w+) × (\d+): lines", said):
        shown[code] += int(number) - 1
    assert shown == Counter(finding.code for finding in verdict.findings)


@settings(max_examples=examples(100), deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_any_text_at_all_can_be_checked(text: str) -> None:
    verdict = review_text(FRONT + text)
    assert verdict.stops == any(finding.severity.value == "error" for finding in verdict.findings)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        "a-" * 25_000,
        "." * 25_000,
        "A" * 50_000,
        "AB " * 10_000,
        "eg " * 10_000,
        "one & two " * 5_000,
        "Mr. " * 10_000,
        "É" * 25_000,
        "(ABC " * 5_000,
        "\u00a0 " * 10_000,
        "• " * 10_000,
        "Я a " * 5_000,
        "א" * 25_000,
        "אב " * 10_000,
        f"אב {'9' * 10_000}a",
    ],
    ids=lambda text: text[:5].strip(),
)
def test_a_very_long_paragraph_is_checked_twice_alike(text: str) -> None:
    # Work that grows with the square of the length would not come to an end here.
    assert review_text(FRONT + text) == review_text(FRONT + text)
