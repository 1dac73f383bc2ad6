"""Findings as text with line and caret, as lines of JSON, as SARIF."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

from tests.checks.helpers import FRONT, review_text
from triplicate.checks import RULES, explain
from triplicate.document.model import Place
from triplicate.reading.rules import INFO_UNREAD, LEVEL_SKIPPED
from triplicate.rules import showing
from triplicate.rules.finding import Finding

TEXT = FRONT + "## Costs\n\n#### Night *ferries*\n\nBring a pen & paper.\n"
IGNORING = TEXT.replace("lang: en-GB\n", "lang: en-GB\nignore:\n  S056: A name.\n")


def finding(column: int, line: int = 1, message: str = "It is wrong.") -> Finding:
    return Finding(INFO_UNREAD, message, Place(line, column), "Mend it.", source="a.md")


def test_a_finding_shows_its_line_a_caret_and_the_remedy() -> None:
    said = showing.as_text(review_text(TEXT).findings, {"text.md": TEXT})
    assert said == (
        "text.md:8:1 H050 warning “Night ferries” stands 2 levels below the heading above it, and is set one below.\n"
        "  8 | #### Night *ferries*\n"
        "    | ^\n"
        "    = One level below it is: ### Night ferries\n"
        "text.md:10:13 S056 advice “&” stands for “and”.\n"
        "  10 | Bring a pen & paper.\n"
        "     |             ^\n"
        "     = Write “and”; a name keeps its “&”.\n"
    )


def test_without_the_text_the_place_and_the_remedy_remain() -> None:
    assert showing.as_text([finding(3)]) == "a.md:1:3 X024 warning It is wrong.\n    = Mend it.\n"


def test_the_caret_stands_below_its_character_after_wide_and_combining_ones() -> None:
    said = showing.as_text([finding(5)], {"a.md": "日本e\u0301x\ty"}).split("\n")
    assert said[1] == "  1 | 日本e\u0301x y"
    assert said[2] == "    | " + " " * 5 + "^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "word " * 100 + "wrong" + " word" * 100
    shown, caret = showing.as_text([finding(501)], {"a.md": line}).split("\n")[1:3]
    assert len(shown) < 120
    assert shown[caret.index("^") :].startswith("wrong")


def test_a_source_cannot_send_commands_to_the_terminal() -> None:
    said = showing.as_text([finding(1)], {"a.md": "\x1b[31mred\x1b]0;title\x07 \u202eback"})
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


def test_colour_is_added_to_the_word_that_says_it() -> None:
    assert "\x1b[1;33mwarning\x1b[0m" in showing.as_text([finding(1)], colour=True)
    named = replace(finding(1), source="a warning sign.md")
    assert showing.as_text([named], colour=True).startswith("a warning sign.md:1:1 X024 \x1b[1;33mwarning\x1b[0m It")
    assert "\x1b" not in showing.as_text([finding(1)])


def test_the_summary_counts() -> None:
    assert showing.summary(review_text(TEXT).findings, 1) == "1 warning, 1 piece of advice; 1 ignored with a reason"
    assert showing.summary([]) == "no findings"


def test_json_has_one_object_a_line_and_the_reasons_of_the_ignored() -> None:
    verdict = review_text(IGNORING)
    standing, ignored = map(json.loads, showing.as_json(verdict.findings, verdict.ignored).splitlines())
    assert (standing["code"], standing["source"], standing["line"], standing["column"]) == ("H050", "text.md", 10, 1)
    assert standing["severity"] == "warning"
    assert "ISO 14289-1" in standing["authority"]
    assert (ignored["code"], ignored["ignored"]) == ("S056", "A name.")


def test_sarif_names_rules_places_levels_and_suppressions() -> None:
    verdict = review_text(IGNORING)
    log = json.loads(showing.as_sarif(verdict.findings, verdict.ignored, version="1.2.3"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["H050", "S056"]
    assert run["tool"]["driver"]["semanticVersion"] == "1.2.3"
    deep, ampersand = run["results"]
    assert rules[deep["ruleIndex"]]["id"] == deep["ruleId"] == "H050"
    assert (deep["level"], ampersand["level"]) == ("warning", "note")
    physical = deep["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "text.md"
    assert physical["region"] == {"startLine": 10, "startColumn": 1}
    assert "suppressions" not in deep
    assert ampersand["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "A name."}]


def test_sarif_addresses_are_relative_to_the_root_and_escaped(tmp_path: Path) -> None:
    source = str(tmp_path / "news" / "a b#1.md")
    found = Finding(LEVEL_SKIPPED, "Deep.", Place(1), source=source)

    def uri(root: Path | None) -> str:
        log = json.loads(showing.as_sarif([found], root=root))
        return log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri(tmp_path) == "news/a%20b%231.md"
    assert uri(None).startswith("file:///")


def test_a_no_break_space_is_shown() -> None:
    text = FRONT + "##\u00a0Costs\n"
    assert "  6 | ##⍽Costs\n" in showing.as_text(review_text(text).findings, {"text.md": text})


def test_no_example_of_a_rule_sends_commands_to_the_terminal() -> None:
    shown = "".join(explain(code) for code in RULES)
    assert {character for character in shown if unicodedata.category(character) in {"Cc", "Cf", "Co"}} == {"\n"}


def test_a_rule_broken_more_often_is_shown_once_with_the_lines_of_all() -> None:
    said = showing.as_text([finding(1, line) for line in (3, 5, 9, 9)]).splitlines()
    assert said == ["a.md:3:1 X024 warning It is wrong.", "    = Mend it.", "    = X024 × 4: lines 3, 5, 9"]
    assert len(showing.as_text([finding(1, line) for line in (3, 5, 9)]).splitlines()) == 6


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    found = [finding(1), finding(2), replace(finding(3), source="b.md"), Finding(LEVEL_SKIPPED, "Deep.", source="a.md")]
    first, second = showing.statistics(found).splitlines()
    assert first.split()[:3] == ["3", "X024", "warning"]
    assert first.endswith("(in 2)")
    assert second.split()[:2] == ["1", "H050"]


def test_what_else_is_said_of_a_rule_is_shown_beside_what_is_said_often() -> None:
    """Another fault, with another remedy, stood hidden among the lines of the first."""
    often = [finding(1, line) for line in (3, 5, 9, 12)]
    other = replace(finding(1, 10), sentence="It is wrong otherwise.", hint="Mend it otherwise.")
    said = showing.as_text([*often[:3], other, often[3]]).splitlines()
    assert said[2:] == [
        "    = X024 × 4: lines 3, 5, 9, 12",
        "a.md:10:1 X024 warning It is wrong otherwise.",
        "     = Mend it otherwise.",
    ]
