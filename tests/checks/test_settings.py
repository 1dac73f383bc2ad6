"""Ignores with a reason, house style, raised severity, ``strict``."""

import pytest

from tests.checks.helpers import FRONT, codes, read_text, review_text
from triplicate.checks import RULES, Settings, check, explain
from triplicate.errors import UsageError
from triplicate.rules.finding import Severity

QUESTION = (
    "---\ntitle: Evidence\nlang: en-GB\nignore:\n  H054: It is the name of the campaign.\n---\n\n## Why?\n\nWords."
)


def test_an_ignored_finding_keeps_its_reason() -> None:
    verdict = review_text(QUESTION)
    assert codes(verdict) == []
    ((finding, reason),) = verdict.ignored
    assert (finding.code, finding.place.line) == ("H054", 8)
    assert reason == "It is the name of the campaign."


def test_an_ignore_holds_for_its_code_alone() -> None:
    assert codes(review_text(QUESTION + "\n\n#### Deep\n\nWords.")) == ["H050"]


def test_advice_of_a_house_style_is_given_to_those_who_ask_for_it() -> None:
    text = FRONT + "### Why?\n\nBring a pen & paper."
    assert codes(review_text(text, Settings())) == ["H050"]
    assert codes(review_text(text, Settings(house_style="gov.uk"))) == ["H050", "H054", "S056"]
    assert codes(review_text(text, Settings(raised={"S056": Severity.WARNING}))) == ["H050", "S056"]


def test_only_advice_belongs_to_the_house_style() -> None:
    in_house_style = [rule for rule in RULES.values() if rule.house_style]
    assert in_house_style
    assert {rule.severity for rule in in_house_style} == {Severity.ADVICE}


def test_a_severity_is_raised_and_never_lowered() -> None:
    text = FRONT + "### Costs & more\n\nWords."
    raised = {"S056": Severity.WARNING, "H050": Severity.ADVICE}
    verdict = review_text(text, Settings(raised=raised))
    assert [(finding.code, finding.severity.value) for finding in verdict.findings] == [
        ("H050", "warning"),
        ("S056", "warning"),
    ]


@pytest.mark.parametrize(
    ("body", "strict", "stops"),
    [
        ("| | |\n|---|---|\n| a | b |", False, True),
        ("### Costs\n\nWords.", False, False),
        ("### Costs\n\nWords.", True, True),
        ("**Costs**\n\nWords.", False, False),
        ("**Costs**\n\nWords.", True, True),
        ("## Why?\n\nWords.", True, False),
    ],
)
def test_errors_stop_and_warnings_do_so_when_strict(body: str, *, strict: bool, stops: bool) -> None:
    assert review_text(FRONT + body, Settings(strict=strict)).stops is stops


def test_advice_is_shown_last() -> None:
    text = FRONT + "## Why?\n\n**Costs**\n\nWords.\n\n#### Deep\n\nWords."
    assert codes(review_text(text)) == ["H052", "H050", "H054"]


def test_a_document_can_be_checked_without_its_text() -> None:
    text = FRONT + "Things:\n\n• one\n\n• two\n\nIt goes on & on."
    without = check(read_text(text), settings=Settings(house_style="gov.uk"))
    assert [(finding.code, finding.place.line) for finding in without] == [("L050", 8), ("L050", 10), ("S056", 12)]
    with_text = check(read_text(text), text, Settings(house_style="gov.uk"))
    assert [finding.place.column for finding in with_text] == [1, 1, 12]


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean H05"):
        explain("H05")
